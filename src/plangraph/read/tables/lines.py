"""
What each row of a table's body is: a project, its continuation, a heading, totals, or text.
"""

import re
from typing import Final

from plangraph.read.folding import clean, compare_form
from plangraph.read.headings import read_goal, read_measure
from plangraph.read.tables.grid import Grid, GridRow
from plangraph.read.tables.levels import Named, read_named
from plangraph.read.tables.parts import VALUES, Part
from plangraph.read.tables.placed import Placing

SUMMED: Final = "款|項|目|節|部|局|課|係|章|頁|ページ|施策|政策|目標|分野|会計|事業|年度|財源"
TOTAL: Final = re.compile(
    rf"(?:総|小|合|累)?計(?:額)?|合計|小計|総計|.{{0,12}}(?:合計|小計|総計)|.{{0,8}}(?:{SUMMED})別?計"
    r"|(?:grand|sub)?-?totals?"
)
BULLETS: Final = r"^[ 　■◆●【]*"
COUNT: Final = "[0-9０-９一二三四五六七八九十]+"
GOALS: Final = rf"基本目標|政策目標|基本政策|政策|大綱|目標|第{COUNT}章"
MEASURES: Final = rf"基本施策|施策|第{COUNT}節"
INITIATIVES: Final = r"(?:基本事業|主な取り?組み?|具体的な施策|取組)[ 　]*[0-9０-９①-⑳(（]"
LEVEL_HEADING: Final = (
    (Part.GOAL, re.compile(rf"{BULLETS}(?:{GOALS})")),
    (Part.MEASURE, re.compile(rf"{BULLETS}(?:{MEASURES})")),
    (Part.INITIATIVE, re.compile(rf"{BULLETS}{INITIATIVES}")),
)
NOTE: Final = re.compile(r"^[ 　]*(?:※|注[0-9０-９]?[)）:：.]|＊|\*)")


def is_total(row: GridRow, placing: Placing) -> bool:
    """Tell whether a row sums up others: 合計 in one of its first cells, and no number."""
    number = placing.first(Part.NUMBER)
    numbered = row.cells.get(number.index, "") if number is not None else ""
    if numbered and not TOTAL.fullmatch(compare_form(numbered)):
        return False
    texts = [
        text
        for column, text in sorted(row.cells.items())
        if _part(placing, column) not in VALUES and not _is_figure(text)
    ]
    name = placing.first(Part.NAME)
    named = row.cells.get(name.index, "") if name is not None else ""
    if clean(named) and not TOTAL.fullmatch(compare_form(named)):
        return False
    looked_at = texts[:1] if name is None else texts
    return any(TOTAL.fullmatch(compare_form(text)) for text in looked_at)


def is_note(row: GridRow) -> bool:
    """Tell whether a row is a remark such as ※."""
    return bool(NOTE.match(next((row.cells[column] for column in sorted(row.cells)), "")))


def _part(placing: Placing, column: int) -> Part | None:
    placed = placing.columns.get(column)
    return placed.part if placed is not None else None


def _is_figure(text: str) -> bool:
    return bool(re.fullmatch(r"[\d,.△▲%％-]+", clean(text)))


def read_heading_row(row: GridRow) -> tuple[Part, Named] | None:
    """
    Take a row for the heading of a level, where it has one text and the text says so.

    >>> level, named = read_heading_row(GridRow(3, (), {0: "基本目標1　しごとづくり"}))
    >>> level.value, named.code, named.title
    ('goal', '1', 'しごとづくり')
    """
    texts = [clean(text) for _, text in sorted(row.cells.items())]
    if not 1 <= len(texts) <= 2 or NOTE.match(texts[0]):
        return None
    text = texts[0] if len(texts) == 1 else " ".join(texts)
    if len(text) > 100 or text.endswith(("。", "一覧", "一覧表")):
        return None
    for level, pattern in LEVEL_HEADING:
        if pattern.match(text):
            named = read_named(text.lstrip(" 　■◆●【").rstrip("】"))
            if named.code:
                return level, named
    goal, measure = read_goal(row.line, text), read_measure(row.line, text)
    if goal is not None:
        return Part.GOAL, read_named(text)
    if measure is not None and len(texts) == 1:
        return Part.MEASURE, read_named(text)
    return None


def carry_merged(grid: Grid) -> dict[int, dict[int, str]]:
    """Give the text that merged cells hand down to each line and column below their first."""
    rows = {row.line: row for row in grid.rows}
    carried: dict[int, dict[int, str]] = {}
    for span in grid.spans:
        source = rows.get(span.top)
        text = source.cells.get(span.left, "") if source is not None else ""
        if not text or span.bottom == span.top:
            continue
        for line in range(span.top + 1, span.bottom + 1):
            if line in rows:
                carried.setdefault(line, {})[span.left] = text
    return carried


def merged_columns(grid: Grid, first: int) -> frozenset[int]:
    """Give the columns in which cells are merged down from a line on: a blank is meant there."""
    return frozenset(
        span.left for span in grid.spans if span.bottom > span.top and span.top >= first
    )
