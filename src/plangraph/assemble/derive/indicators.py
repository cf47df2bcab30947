"""
What an indicator counts, and what its label leaves open.
"""

import re
from typing import Final

from plangraph.assemble.builder import Builder, japanese, node, plain
from plangraph.assemble.identity import Identity
from plangraph.assemble.units import counted_noun, expected_units, unit_label
from plangraph.read.indicators import names_a_quantity

RATE: Final = re.compile(r"(?:割合|率|比率)$")
BASE: Final = re.compile(
    r"に対する|に占める|のうち|における|全国比|(?:[者人員客民]|生徒|児童|世帯|件数|企業|事業所|学校)の"
)
"""Words by which a percentage says of what it is one."""


def derive_counted_nouns(builder: Builder, identity: Identity) -> None:
    """State the noun that an indicator counts, and the units in which the vocabulary counts it."""
    plan = builder.plan
    for index, project in enumerate(plan.projects):
        for use in (plan.rows[row].indicator for row in project.rows):
            noun = counted_noun(use.label) if use.label else None
            if noun is None:
                continue
            local = f"project-{identity.projects[index]}.{identity.indicator(use.label)}"
            role = builder.thing("role", local)
            builder.derive(role, "plan:countedNoun", japanese(noun))
            for unit in expected_units(noun, use.unit):
                builder.derive(role, "plan:expectedUnit", plain(unit))


def derive_label_remarks(builder: Builder, identity: Identity) -> None:
    """Remark on labels that name no quantity, and on percentages that do not say of what."""
    plan = builder.plan
    stated = {row.indicator.label: row.indicator.unit for row in plan.rows if row.indicator.label}
    labels = [label for goal in plan.goals for label in goal.targets]
    labels += [label for measure in plan.measures for label in measure.indicators]
    for label in dict.fromkeys([*labels, *stated]):
        thing = builder.thing("indicator", identity.indicator(label))
        if not names_a_quantity(label):
            builder.derive(thing, "plan:labelRemark", node("label-remark:no-quantity"))
        elif is_rate_of_nothing(label, unit_label(stated.get(label, ""))):
            builder.derive(thing, "plan:labelRemark", node("label-remark:no-base"))


def is_rate_of_nothing(label: str, unit: str) -> bool:
    """
    Tell whether a label is a percentage that does not say of what.

    >>> is_rate_of_nothing("支給割合", "%"), is_rate_of_nothing("生徒数に対する合格者の割合", "%")
    (True, False)
    """
    if not (unit == "%" or RATE.search(label)):
        return False
    return not BASE.search(label)
