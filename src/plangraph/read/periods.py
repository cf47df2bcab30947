"""
Years as offices write them: R7, 令和7年度, H31, 2027年度, R6～R9, 令和8年3月末.
"""

import re
from dataclasses import dataclass
from typing import Final

from plangraph.plan import Period
from plangraph.read.folding import clean, fold_width

ERAS: Final = {
    "令和": 2018, "令": 2018, "r": 2018, "平成": 1988, "平": 1988, "h": 1988,
    "昭和": 1925, "昭": 1925, "s": 1925,
}  # fmt: skip
SQUARED: Final = {"㋿": "令和", "㍻": "平成", "㍼": "昭和"}
YEAR: Final = (
    r"(?:fy[ 　]*)?(?:(?P<era{n}>令和|平成|昭和|(?<![A-Za-z])[RrHhSs](?=\.?\s?\d)|[令平昭](?=\d))"
    r"\.?[ 　]*(?P<of{n}>元|\d{{1,2}})|(?<!\d)(?P<ad{n}>(?:19|20)\d\d))(?!\d)"
)
MONTH: Final = (
    r"(?:[ 　]*(?:年度?[ 　]*(?P<m{n}>\d{{1,2}})[ 　]*月"
    r"|[./](?P<p{n}>\d{{1,2}})(?:[./]\d{{1,2}})?(?!\d)))?"
)
ONE: Final = YEAR + MONTH + r"[ 　]*(?P<s{n}>年度|年|fy)?(?:[ 　]*(?P<end{n}>末))?"
SINGLE: Final = re.compile(ONE.format(n="0"), re.IGNORECASE)
SHORT: Final = r"(?P<short>\d{1,4})(?!\d)[ 　]*(?P<short_s>年度|年)?"
SPAN: Final = re.compile(
    ONE.format(n="1")
    + r"[ 　]*(?:～|~|〜|-|－|–|—|―|‐|から|→)[ 　]*(?:"
    + ONE.format(n="2")
    + "|"
    + SHORT
    + ")",
    re.IGNORECASE,
)
COUNTED: Final = r"(?:累計値?|累積|通算|期間計|[0-9]年間の?累?計)"
CUMULATIVE: Final = re.compile(rf"[（(]{COUNTED}[)）]|{COUNTED}")
AGAIN: Final = re.compile(
    r"[（(](?:(?:19|20)\d\d|[RrHhSs]\d{1,2}|(?:令和|平成|昭和)\d{1,2})年?度?[)）](?:年度|年)?"
)
"""The same year once more, by the other count."""
FISCAL_MONTHS: Final = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """Text with the time that stood in it taken out; ``cumulative`` where 累計 stood there."""

    period: Period | None
    cumulative: bool
    rest: str


def read_period(printed: str) -> Period | None:
    """
    Read the time that a text names.

    A year without 年 counts as a fiscal one, as offices mean it; 年 alone says calendar year. A
    month before April belongs to the fiscal year before.

    >>> period = read_period("令和元年度")
    >>> period.kind, period.end
    ('fiscal', 2019)
    >>> span = read_period("R6～R9")
    >>> span.start, span.end
    (2024, 2027)
    >>> read_period("2027年").kind, read_period("令和8年3月末").end, read_period("指標1")
    ('calendar', 2025, None)
    """
    return take_period(printed).period


def take_period(printed: str) -> Dated:
    """
    Take the time out of a text.

    >>> take_period("R7目標値").rest, take_period("目標値（2027年度・累計）").rest
    ('目標値', '目標値')
    >>> take_period("決算額（R6・千円）").rest
    '決算額(千円)'
    """
    text = fold_width(clean(printed))
    for sign, era in SQUARED.items():
        text = text.replace(sign, era)
    cumulative = bool(CUMULATIVE.search(text))
    bare = CUMULATIVE.sub("", text)
    match = SPAN.search(bare)
    period: Period | None = None
    if match:
        period = _span(match)
    if period is None:
        match = SINGLE.search(bare)
        period = _single(match) if match else None
    if match is None or period is None:
        return Dated(None, cumulative, _tidy(bare))
    rest = bare[: match.start()] + AGAIN.sub("", bare[match.end() :])
    return Dated(period, cumulative, _tidy(rest))


def _tidy(text: str) -> str:
    text = re.sub(r"[（(\[【][ 　・、,:：]*[)）\]】]", "", text)
    text = re.sub(r"(?<=[（(\[【])[ 　・、,:：]+|[ 　・、,:：]+(?=[)）\]】])", "", text)
    return text.strip(" \t\r\n　・、,_/:：-")


def _single(match: re.Match[str]) -> Period:
    year, kind = _year(match, "0")
    return Period(kind, year, year, match[0].strip())


def _span(match: re.Match[str]) -> Period | None:
    start, kind = _year(match, "1")
    if match["short"] is None:
        end, kind = _year(match, "2")
        if match["s2"] is None and match["s1"]:
            kind = "fiscal" if match["s1"] == "年度" else kind
    else:
        short = int(match["short"])
        if match["short_s"] is None and match["m1"] is None and len(match["short"]) == 3:
            return None
        if len(match["short"]) == 4:
            end = short
        elif match["ad1"]:
            end = start // 100 * 100 + short
        else:
            end = start - int(match["of1"].replace("元", "1")) + short
        kind = "calendar" if match["short_s"] == "年" else "fiscal"
    return Period(kind, start, end, match[0].strip()) if start <= end <= start + 50 else None


def _year(match: re.Match[str], n: str) -> tuple[int, str]:
    if match[f"ad{n}"]:
        year = int(match[f"ad{n}"])
    else:
        era = ERAS[match[f"era{n}"].lower()]
        year = era + (1 if match[f"of{n}"] == "元" else int(match[f"of{n}"]))
    month = match[f"m{n}"] or match[f"p{n}"]
    if month and 1 <= int(month) <= 12:
        return (year if int(month) >= FISCAL_MONTHS else year - 1), "fiscal"
    return year, "calendar" if match[f"s{n}"] == "年" else "fiscal"
