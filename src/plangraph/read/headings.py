"""
Headings of the text layout: goals, measures, lists of initiatives, page marks.
"""

import re
from dataclasses import dataclass
from typing import Final

from plangraph.plan import Heading
from plangraph.read.folding import BLANKS, CIRCLED, SPACE, circled, clean, fold_width

CORNER: Final = re.compile(r"【(?:参考)?(?:資料|別紙|別添|別表|様式)[^【】]{0,6}】")
"""What a hand-out prints at its corner; a heading or a cell holds it only where it slipped in."""
AROUND: Final = rf"[{BLANKS}]*(?:{CORNER.pattern}[{BLANKS}]*)?"
GOAL: Final = re.compile(
    rf"^(\s*{AROUND}基本目標[{BLANKS}]*)"
    rf"([IVXivx]+|[ＩＶＸ]+|[Ⅰ-Ⅻⅰ-ⅻ]|[0-9０-９]+|[①-⑳]|[一二三四五六七八九十]+(?=[{BLANKS}:：.．、]))"
    rf"([{BLANKS}:：.．、]*)(.*?)"
    rf"(?:([{BLANKS}]*[【]?(?:数値)目標[{BLANKS}]*[：:][{BLANKS}]*)(.*?)([】]?{AROUND}))?$"
)
GOAL_WITHOUT_NUMERAL: Final = re.compile(r"^\s*基本目標")
LIST_OPENS: Final = (
    rf"[{BLANKS}]*[【［\[](?:KPI|ＫＰＩ|kpi|重要業績評価指標)[{BLANKS}]*[：:][{BLANKS}]*"
)
MEASURE: Final = re.compile(
    rf"^({AROUND}(?:施策)?[{BLANKS}]*)([0-9０-９]+)([.．、][{BLANKS}]*)(.+?)"
    rf"(?:({LIST_OPENS})(.*?)([】］\]]{AROUND}|$))?$"
)
LOOSE_MEASURE: Final = re.compile(
    rf"^([{BLANKS}]*(?:施策)?[{BLANKS}]*[（(]?)([0-9０-９]+)([)）.．、:：{BLANKS}][{BLANKS}]*)(.+?)"
    rf"({LIST_OPENS})(.*?)([】］\]][{BLANKS}]*)$"
)
"""A number in brackets or before a space opens a measure where a list of indicators ends it."""
CONTINUED: Final = re.compile(
    rf"[{BLANKS}]*[（(〔](?:前頁の?)?(?:続き|つづき|続)[）)〕][{BLANKS}]*$"
)
TORN_LIST: Final = re.compile(rf"^(.*?{LIST_OPENS})(.*?)([】］\]]?[{BLANKS}]*)$")
LIST_KEY: Final = rf"^({AROUND}(?:主な取り?組み?)[{BLANKS}:：]*)"
INITIATIVES: Final = re.compile(rf"{LIST_KEY}(?=[①-⑳㉑-㊿])(.*)$")
PLAIN_MARK: Final = rf"[(（]?([0-9０-９]{{1,2}})[)）.．]?(?=[{BLANKS}])"
PLAIN_INITIATIVES: Final = re.compile(rf"{LIST_KEY}((?={PLAIN_MARK}).*)$")
PLAIN_ITEM: Final = re.compile(rf"(?<![^{BLANKS}]){PLAIN_MARK}")
PAGE_MARK: Final = re.compile(
    rf"^[{BLANKS}]*(?:【[^【】]*】|[-－―–—‐][{BLANKS}]*[0-9０-９]+[{BLANKS}]*[-－―–—‐]"
    rf"|[Pp][.．]?[{BLANKS}]*[0-9０-９]+|[0-9０-９]+[{BLANKS}]*(?:[/／][{BLANKS}]*[0-9０-９]+|ページ|頁))"
    rf"[{BLANKS}]*$"
)
"""A mark in brackets alone on a line, or the number of a page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One initiative of a list: its mark, ordinal and title, and the text as printed."""

    mark: str
    ordinal: int
    title: str
    printed: str


def read_goal(line: int, text: str) -> Heading | None:
    """Take a line as the heading of a goal, or give None."""
    return _heading(GOAL, line, text)


def read_measure(line: int, text: str) -> Heading | None:
    """
    Take a line as the heading of a measure, or give None.

    >>> read_measure(5, "1. 育成【KPI：就職者数 件数】").pieces[3:6]
    ('育成', '【KPI：', '就職者数 件数')
    """
    return _heading(MEASURE, line, text) or _heading(LOOSE_MEASURE, line, text)


def _heading(pattern: re.Pattern[str], line: int, text: str) -> Heading | None:
    match = pattern.match(text)
    if match is None:
        return None
    one, two, three, four, five, six, seven = (group or "" for group in match.groups())
    continued = CONTINUED.search(four)
    if continued is not None:
        # The title goes on from the page before; what says so stands with what follows it.
        four = four[: continued.start()]
        five, seven = (continued[0] + five, seven) if five else (five, continued[0] + seven)
    return Heading(line, (one, two, three, four, five, six, seven))


def ordinal_of(heading: Heading) -> int:
    """Give the number of a measure's heading."""
    return int(fold_width(heading.pieces[1]))


def read_initiatives(text: str) -> tuple[str, tuple[Listed, ...]] | None:
    """
    Take a line as the list of initiatives: what stands before the list, and its items.

    Only circled numbers separate; or, where a program has spelt them out, plain ones in order.

    >>> [item.title for item in read_initiatives("主な取り組み ① 機会の拡大 ② 支援")[1]]
    ['機会の拡大', '支援']
    >>> [item.title for item in read_initiatives("主な取り組み 1 機会の拡大 3 倍 2 支援")[1]]
    ['機会の拡大 3 倍', '支援']
    """
    match = INITIATIVES.match(text)
    if match is None:
        return _read_plain(text)
    items: list[Listed] = []
    current = ""
    for char in match[2]:
        if char in CIRCLED and current:
            items.append(_listed(current))
            current = ""
        current += char
    items.append(_listed(current))
    return match[1], tuple(items)


def _read_plain(text: str) -> tuple[str, tuple[Listed, ...]] | None:
    match = PLAIN_INITIATIVES.match(text)
    if match is None:
        return None
    found: list[re.Match[str]] = []
    for item in PLAIN_ITEM.finditer(match[2]):
        if int(fold_width(item[1])) == len(found) + 1:
            found.append(item)
    if not found or found[0].start():
        return None
    ends = [*(item.start() for item in found[1:]), len(match[2])]
    return match[1], tuple(
        Listed(
            item[0],
            ordinal,
            SPACE.sub(" ", clean(match[2][item.end() : end])),
            match[2][item.start() : end],
        )
        for ordinal, (item, end) in enumerate(zip(found, ends, strict=True), start=1)
    )


def _listed(printed: str) -> Listed:
    ordinal = circled(printed[0]) or 0
    title = SPACE.sub(" ", clean(CORNER.sub("", printed[1:])))
    return Listed(printed[0], ordinal, title, printed)


def read_torn_list(line: int, text: str) -> Heading | None:
    """
    Take a line as the list of a measure's heading that a line break has torn off, or give None.

    >>> read_torn_list(6, "の育成【KPI：就職者数】").listed
    '就職者数'
    """
    match = TORN_LIST.match(text)
    return Heading(line, ("", "", "", "", match[1], match[2], match[3])) if match else None


def is_page_mark(text: str) -> bool:
    """Tell whether a line is a mark of the page, such as 【資料6】."""
    return bool(PAGE_MARK.match(text)) and not TORN_LIST.match(text)


def is_damaged_goal(text: str) -> bool:
    """Tell whether a line starts like a goal's heading and cannot be read as one."""
    return bool(GOAL_WITHOUT_NUMERAL.match(text)) and "数値目標" in text
