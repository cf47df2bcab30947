"""
The columns of the table that goes round the offices: their headers, made and understood.
"""

import re
from dataclasses import dataclass
from typing import Final

from plangraph.plan import Period
from plangraph.read.folding import clean
from plangraph.read.periods import read_period

PART: Final = "circulated"
"""What cells of this table are read as that have no column of a project of their own."""

IDENTIFIER: Final = "識別子"
GOAL: Final = "基本目標"
MEASURE: Final = "施策"
MARKED: Final = "推進する取り組み"
"""Heads the initiatives of a plan whose projects name them by a mark."""

INITIATIVE: Final = "主な取り組み"
INNER: Final = "取り組みの内訳"
NUMBER: Final = "事務事業番号"
NAME: Final = "事業名"
DIVISION: Final = "担当部"
DEPARTMENT: Final = "担当課"
AGAIN: Final = "再掲"
REMARK: Final = "予算の注記"
SUMMARY: Final = "事業概要"
FIXED: Final = frozenset(
    {
        *(IDENTIFIER, GOAL, MEASURE, MARKED, INITIATIVE, INNER, NUMBER, NAME, DIVISION),
        *(DEPARTMENT, AGAIN, REMARK, SUMMARY),
    }
)
VALUE_KINDS: Final = {"baseline": "基準値", "target": "目標値", "actual": "実績値"}
PHASES: Final = {
    "": "金額",
    "initial": "当初予算額",
    "supplementary": "補正予算額",
    "settled": "決算額",
}
COUNTED: Final = re.compile(
    r"(?P<kind>予算|区分|指標|単位)(?P<place>[1-9]\d?)(?:の(?P<inside>種類|方向))?"
)
VALUE: Final = re.compile(
    r"指標(?P<place>[1-9]\d?)の(?P<kind>基準値|目標値|実績値)"
    r"(?: (?P<year>[^ ［］]+))?(?P<whole> 累計)?(?:［(?P<unit>[^［］]*)］)?"
)
AMOUNT: Final = re.compile(
    r"(?P<phase>金額|当初予算額|補正予算額|決算額)(?:〔(?P<source>[^〔〕]+)〕)?"
    r"(?: (?P<year>[^ ［］]+))?(?:［(?P<unit>[^［］]*)］)?"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """
    What one column holds; ``kind`` is a fixed header, or that of a counted column.

    Those are 予算, 区分, 指標, 単位, 種類, 方向, 値 and 金額. ``place`` counts budget items and
    indicators; ``detail`` is the kind of a value or the phase of an amount.
    """

    kind: str
    place: int = 0
    detail: str = ""
    period: Period | None = None
    cumulative: bool = False
    unit: str = ""
    source: str = ""


def write_value_header(
    place: int, kind: str, year: str = "", unit: str = "", *, cumulative: bool = False
) -> str:
    """
    Write the header over the values of one indicator, kind and year.

    >>> write_value_header(1, "target", "R9", cumulative=True)
    '指標1の目標値 R9 累計'
    """
    told = f" {year.replace(' ', '')}" if year else ""
    whole = " 累計" if cumulative else ""
    return f"指標{place}の{VALUE_KINDS[kind]}{told}{whole}{f'［{unit}］' if unit else ''}"


def write_amount_header(phase: str, source: str = "", year: str = "", unit: str = "") -> str:
    """
    Write the header over the amounts of one phase, source and year.

    >>> write_amount_header("settled", "一般財源", "R6", "千円")
    '決算額〔一般財源〕 R6［千円］'
    """
    told = f" {year.replace(' ', '')}" if year else ""
    of = f"〔{source}〕" if source else ""
    return f"{PHASES[phase]}{of}{told}{f'［{unit}］' if unit else ''}"


def read_header(printed: str) -> Heading | None:
    """
    Understand a header; None where it is none of ours.

    >>> found = read_header("指標2の実績値 R6")
    >>> found.kind, found.place, found.detail, found.period.end
    ('値', 2, 'actual', 2024)
    >>> read_header("備考") is None
    True
    """
    text = clean(printed)
    if text in FIXED:
        return Heading(text)
    counted = COUNTED.fullmatch(text)
    if counted and (not counted["inside"] or counted["kind"] == "指標"):
        return Heading(counted["inside"] or counted["kind"], int(counted["place"]))
    value, amount = VALUE.fullmatch(text), AMOUNT.fullmatch(text)
    match = value or amount
    if match is None:
        return None
    period = read_period(match["year"] or "")
    if match["year"] and period is None:
        return None
    unit = match["unit"] or ""
    if value:
        kind = next(key for key, word in VALUE_KINDS.items() if word == value["kind"])
        return Heading("値", int(value["place"]), kind, period, bool(value["whole"]), unit)
    phase = next(key for key, word in PHASES.items() if word == match["phase"])
    return Heading("金額", 0, phase, period, False, unit, match["source"] or "")
