"""
What an indicator counts, and what its label leaves open.
"""

import re
from collections.abc import Iterable
from typing import Final

from plangraph.assemble.builder import Builder, japanese, node, plain
from plangraph.assemble.identity import Identity
from plangraph.assemble.units import counted_noun, expected_units, unit_label
from plangraph.plan import IndicatorUse
from plangraph.read.indicators import names_a_quantity, names_who_is_counted

RATE: Final = re.compile(r"(?:割合|率|比率)$")
BASE: Final = re.compile(
    r"に対する|に占める|のうち|における|全国比|(?:[者人員客民]|生徒|児童|世帯|企業|事業所|学校)の"
    r"|[^ 　](?:受診|接種|加入|就職|進学|就業|失業|投票|収納|徴収|高齢化|出生|普及|充足)率$"
)
"""Words by which a percentage says of what it is one, and rates that are so defined by statute."""

SUM: Final = re.compile(
    r"(?:生産|所得|売上|収入|支出|面積|距離|延長|寿命|年齢|順位|得点|点|[^最]高|密度|速度|濃度)"
    r"(?:[(（][^()（）]*[)）])?$"
)
"""Quantities by their own names, beside those that end in 数, 率 or 額."""

SHARE: Final = re.compile(
    r"割合|(?:満足|認知|理解)度|(?:認知|普及|受診|接種|加入|就職|進学|合格|出席|投票|収納|徴収|納付"
    r"|耐震化|高齢化|水洗化|回答|回収|リサイクル|再資源化|取得|在学|在籍|定着|継続)率"
)
CHANGE: Final = re.compile(r"増|減|前年|伸び|達成|対.*比|変化|上昇|低下率")
"""Words of percentages that may lie outside a whole."""


def derive_counted_nouns(builder: Builder, identity: Identity) -> None:
    """State the noun that an indicator counts, and the units in which the vocabulary counts it."""
    plan = builder.plan
    for index, project in enumerate(plan.projects):
        for use in (plan.rows[row].indicator for row in project.rows):
            # Of several indicators in a cell it is not known which of them the unit counts.
            noun = counted_noun(use.label) if use.label and not _is_list(use) else None
            if noun is None:
                continue
            local = f"project-{identity.projects[index]}.{identity.indicator(use.label)}"
            role = builder.thing("role", local)
            builder.derive(role, "plan:countedNoun", japanese(noun))
            for unit in expected_units(noun, use.unit):
                builder.derive(role, "plan:expectedUnit", plain(unit))


def derive_label_remarks(builder: Builder, identity: Identity) -> None:
    """
    Remark on labels that name no quantity, and on percentages that do not say of what.

    An indicator whose values are steps that are taken or not need name no quantity.
    """
    plan = builder.plan
    stated = {use.label: use.unit for row in plan.rows for use in row.uses if use.label}
    steps = {
        measured.use.label
        for row in plan.rows
        for measured in row.further
        if is_step([seen.value.kind for seen in measured.observations])
    }
    lists = {use.label for row in plan.rows for use in row.uses if _is_list(use)}
    labels = [label for goal in plan.goals for label in goal.targets]
    labels += [label for measure in plan.measures for label in measure.indicators]
    for label in dict.fromkeys([*labels, *stated]):
        if label in steps or label in lists:
            continue
        thing = builder.thing("indicator", identity.indicator(label))
        if not is_measurable(label):
            builder.derive(thing, "plan:labelRemark", node("label-remark:no-quantity"))
        elif is_rate_of_nothing(label, unit_label(stated.get(label, ""))):
            builder.derive(thing, "plan:labelRemark", node("label-remark:no-base"))


def is_measurable(label: str) -> bool:
    """
    Tell whether a label names a quantity, and not a thing, a survey, or those who are counted.

    >>> [is_measurable(label) for label in ("就職者数", "就職者", "市内総生産", "満足度アンケート")]
    [True, False, True, False]
    """
    named = names_a_quantity(label) or bool(SUM.search(label))
    return named and not names_who_is_counted(label)


def _is_list(use: IndicatorUse) -> bool:
    return use.several and not use.gloss


def is_step(forms: Iterable[str]) -> bool:
    """
    Tell by the kinds of its values whether an indicator is a step that is taken or not.

    >>> is_step(["text", "milestone"]), is_step(["milestone", "number"]), is_step([])
    (True, False, False)
    """
    found = set(forms)
    return "milestone" in found and "number" not in found


def is_share(label: str) -> bool:
    """
    Tell whether a label is surely of a share of a whole, which lies between nought and all.

    >>> is_share("満足している市民の割合"), is_share("前年比の割合"), is_share("達成率")
    (True, False, False)
    """
    return bool(SHARE.search(label)) and not CHANGE.search(label)


def is_rate_of_nothing(label: str, unit: str) -> bool:
    """
    Tell whether a label is a percentage that does not say of what.

    >>> is_rate_of_nothing("支給割合", "%"), is_rate_of_nothing("生徒数に対する合格者の割合", "%")
    (True, False)
    """
    if not (unit == "%" or RATE.search(label)):
        return False
    return not BASE.search(label)
