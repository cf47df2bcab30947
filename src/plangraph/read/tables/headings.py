"""
One column's header, over however many rows it is spread: what it says the column holds.

目標値 under 指標2 under 令和6年度 is the target, for 2024, of the second indicator.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from plangraph.plan import Period
from plangraph.read.folding import CIRCLED, SPACE, clean, fold_width
from plangraph.read.periods import take_period
from plangraph.read.tables.parts import CODES, LEVELS, PHASES, VALUES, YEARS, Part
from plangraph.read.tables.unit_words import UNIT_IN_BRACKETS, read_unit
from plangraph.read.tables.words import Words, fold_word
from plangraph.read.values import money_unit

MARKS: Final = "".join(CIRCLED)
KIND_OF_INDICATOR: Final = (
    "活動|活動内容|成果|アウトプット|アウトカム|代表|業績|評価|進捗|管理|重要業績評価"
    "|主|主な|メイン|参考|補助|補足|関連|副|サブ"
)
INDICATOR: Final = re.compile(
    rf"^(?:(?P<kind>{KIND_OF_INDICATOR})"
    r"[ 　・]*)?(?:指標|kpi|数値目標)(?:\(kpi\))?[ 　・_.(-]*"
    rf"(?P<group>(?:no\.?|その)?[0-9]{{1,2}}|[{MARKS}]|[a-jA-J](?![a-zA-Z]))?"
    r"[)]?[ 　・_:(の-]*(?P<rest>.*?)[)]?$",
    re.IGNORECASE | re.DOTALL,
)
KINDED: Final = re.compile(r"^(?P<kind>活動|成果)(?P<rest>(?:目標|実績|見込|計画).*)$")
SLASH: Final = re.compile("[/／]")
STAGES: Final = {
    "活動": "output",
    "活動内容": "output",
    "アウトプット": "output",
    "成果": "outcome",
    "アウトカム": "outcome",
}
GROUP_BEHIND: Final = re.compile(
    rf"^(?P<rest>.+?)[ 　_(.・-]*(?P<group>[0-9]{{1,2}}|[{MARKS}])[)]?$", re.DOTALL
)
GROUP_BEFORE: Final = re.compile(
    rf"^[(]?(?P<group>[0-9]{{1,2}}|[{MARKS}])[)]?[ 　_.・:-]*(?P<rest>.+)$", re.DOTALL
)
NAMING: Final = frozenset(
    map(
        fold_word,
        ("名", "名称", "の名称", "名前", "内容", "項目", "指標名", "の内容", "値", "数値"),
    )
)
CODING: Final = frozenset(
    map(fold_word, ("コード", "番号", "no", "no.", "id", "cd", "№", "の番号", "記号", "体系番号"))
)
HEADS: Final = (
    "最終", "年次", "年度", "単年度", "各年度", "前期", "後期", "中間", "うち", "事業費", "事業",
)  # fmt: skip
RATES: Final = ("達成率", "進捗率", "執行率", "達成度", "達成状況", "進捗状況", "進捗度")
CODE_END: Final = re.compile(r"(?:コード|番号|no\.?|id|cd|№)$", re.IGNORECASE)
MONEY: Final = frozenset(PHASES)
NAME_END: Final = re.compile(r"(?:名称|名)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """
    What the header of a column says.

    ``group`` is the number of the indicator, where the header gives one; ``stage`` whether it is
    one of output or outcome; ``label`` a name that the header itself gives, as a source of funds;
    ``shift`` how many years after that of its row a column is.
    """

    part: Part | None = None
    group: str = ""
    stage: str = ""
    period: Period | None = None
    cumulative: bool = False
    unit: str = ""
    label: str = ""
    phase: str = ""
    why: str = ""
    shift: int = 0


def read_path(path: Sequence[str], words: Words) -> Heading:
    """
    Read the headers over one column, top first.

    >>> from plangraph.read.tables.words import read_words
    >>> words = read_words()
    >>> found = read_path(("令和6年度", "指標2", "目標値"), words)
    >>> found.part.value, found.group, found.period.end
    ('target', '2', 2024)
    >>> found = read_path(("活動指標名",), words)
    >>> found.part.value, found.stage
    ('indicator', 'output')
    >>> found = read_path(("R5決算額（千円）",), words)
    >>> found.part.value, found.period.end, found.unit
    ('amount-settled', 2023, '千円')
    """
    found = Heading()
    for place, piece in enumerate(path):
        unit = read_unit(piece) if place else ""
        here = Heading(unit=unit, why=f"単位「{unit}」") if unit else _read_piece(piece, words)
        found = _below(found, here)
    if found.part is None and len(path) > 1:
        part = words.find("".join(path))
        if part is not None:
            found = replace(found, part=part, why=f"「{fold_word(''.join(path))}」")
    if found.part is None and found.period is not None and found.group:
        return found
    return found


def _read_piece(printed: str, words: Words) -> Heading:
    text = SPACE.sub("", fold_width(clean(printed)))
    part = words.find(text)
    if part is not None:
        kind = next((stage for word, stage in STAGES.items() if text.startswith(word)), "")
        return Heading(
            part, stage=kind if part is Part.INDICATOR else "", label=text, why=f"「{text}」"
        )
    dated = take_period(text)
    rest = dated.rest
    unit = UNIT_IN_BRACKETS.search(rest)
    if unit:
        rest = take_period(rest[: unit.start()] + rest[unit.end() :]).rest
    measured = _unit_of(unit) if unit else ""
    base = Heading(period=dated.period, cumulative=dated.cumulative, unit=measured)
    why = f"年「{dated.period.printed}」" if dated.period else ""
    if dated.cumulative:
        why = f"{why}「累計」"
    base = replace(base, why=why, label=rest)
    if not rest:
        return base
    return _read_core(rest, words, base)


def _unit_of(match: re.Match[str]) -> str:
    return money_unit(match["unit"]) or match["unit"]


def _read_core(text: str, words: Words, base: Heading) -> Heading:
    part = words.find(text)
    if part is not None:
        return _with(base, part, text)
    indicator = INDICATOR.match(text)
    if indicator and not SLASH.search(text):
        return _read_indicator(indicator, words, base)
    kinded = KINDED.match(text)
    if kinded:
        part = words.find(kinded["rest"])
        if part is not None:
            return replace(_with(base, part, text), stage=STAGES[kinded["kind"]])
    for pattern in (GROUP_BEHIND, GROUP_BEFORE):
        match = pattern.match(text)
        part = words.find(match["rest"]) if match else None
        if match and part is not None:
            return replace(_with(base, part, match["rest"]), group=_group(match["group"]))
    if fold_word(text) in NAMING or fold_word(text) in CODING:
        return replace(base, label=text)
    return _read_ending(text, words, base)


def _read_ending(text: str, words: Words, base: Heading) -> Heading:
    """Take a word with 名, コード or a remark in brackets behind it for the word."""
    code = CODE_END.search(text)
    if code:
        part = words.find(text[: code.start()])
        if part in CODES:
            return _with(base, CODES[part], text)
        if part is Part.NAME:
            return _with(base, Part.NUMBER, text)
    for shorter in (NAME_END.sub("", text), re.sub(r"[(（][^()（）]*[)）]", "", text)):
        part = words.find(shorter) if shorter and shorter != text else None
        if part is not None:
            return _with(base, part, text)
    pieces = [piece for piece in SLASH.split(text) if piece]
    if len(pieces) > 1:
        parts = {_read_core(piece, words, base).part for piece in pieces}
        if len(parts) == 1 and (part := parts.pop()) is not None:
            return _with(base, part, text)
    if text.endswith(RATES):
        return _with(base, Part.OTHER, text)
    remark = re.search(r"[(（]([^()（）]+)[)）]$", text)
    if remark:
        part = words.find(remark[1])
        if part in VALUES or part in MONEY:
            return _with(base, part, text)
    for tail in ("値", "額", "数値"):
        if text.endswith(tail):
            part = words.find(text.removesuffix(tail))
            if part in VALUES or part in MONEY:
                return _with(base, part, text)
    for head in HEADS:
        if text.startswith(head):
            part = words.find(text.removeprefix(head))
            if part in VALUES or part in MONEY:
                return _with(base, part, text)
    return base


def _read_indicator(match: re.Match[str], words: Words, base: Heading) -> Heading:
    kind, rest = match["kind"] or "", match["rest"] or ""
    group = _group(match["group"] or "")
    stage = STAGES.get(kind, "")
    if not group:
        behind = GROUP_BEHIND.match(rest)
        if behind and (fold_word(behind["rest"]) in NAMING or words.find(behind["rest"])):
            rest, group = behind["rest"], _group(behind["group"])
    found = replace(base, group=group, stage=stage, label=match[0])
    if not rest or fold_word(rest) in NAMING:
        return _with(found, Part.INDICATOR, match[0])
    if fold_word(rest) in CODING:
        return _with(found, Part.OTHER, match[0])
    part = words.find(rest) or words.find(rest + "値")
    if part is None:
        inner = _read_ending(rest, words, base).part
        part = inner if inner in VALUES or inner in YEARS else None
    return _with(found, part or Part.OTHER, match[0])


def _with(base: Heading, part: Part, text: str) -> Heading:
    return replace(base, part=part, label=text, why=f"「{text}」{base.why}")


def _group(text: str) -> str:
    bare = re.sub(r"^(?:no\.?|その)", "", text, flags=re.IGNORECASE)
    return str(CIRCLED.get(bare, bare)).lstrip("0").upper() or bare


def _below(above: Heading, here: Heading) -> Heading:
    """Read a header under another: what it leaves unsaid the one above says."""
    part = _narrowed(above, here)
    return Heading(
        part=part,
        group=here.group or above.group,
        stage=here.stage or above.stage,
        period=here.period or above.period,
        cumulative=here.cumulative or above.cumulative,
        unit=here.unit or above.unit,
        label=here.label or above.label,
        phase=PHASES.get(here.part or Part.AMOUNT, "") or above.phase,
        why="・".join(why for why in (above.why, here.why) if why),
    )


def _narrowed(above: Heading, here: Heading) -> Part | None:
    word = fold_word(here.label)
    if here.part is None:
        if above.part is Part.PERIOD:
            return None
        if word in CODING and above.part in CODES:
            return CODES[above.part]
        if word in CODING and above.part is Part.NAME:
            return Part.NUMBER
        if here.period is not None or here.cumulative or word in NAMING or not word:
            return above.part
        return Part.OTHER if above.part in VALUES and word else None
    if here.part is Part.NUMBER and above.part in CODES and word in CODING:
        return CODES[above.part]
    if above.part in MONEY and here.part is Part.AMOUNT:
        return above.part
    if above.part in VALUES and here.part is Part.PERIOD:
        return next(part for part, value in YEARS.items() if value is above.part)
    if above.part in MONEY and (here.part in VALUES or here.part is Part.UNIT):
        return _money_of(here.part)
    if here.part is Part.SOURCE_WITHIN:
        return Part.SOURCE if above.part in MONEY else Part.OTHER
    if here.part is Part.BUDGET and above.part in MONEY | {Part.BUDGET}:
        return Part.INITIAL
    if above.part in LEVELS and word in NAMING:
        return above.part
    if above.part in MONEY and here.part is Part.OTHER:
        return Part.OTHER
    return here.part


def _money_of(part: Part) -> Part:
    if part is Part.ACTUAL:
        return Part.SETTLED
    return Part.INITIAL if part is Part.TARGET else Part.OTHER
