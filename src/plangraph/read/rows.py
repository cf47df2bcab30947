"""
One row of a table: its cells placed under columns, and each read as what the column holds.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from plangraph.plan import Cell, Column, Problem, Row, Table
from plangraph.read.alignment import Alignment, align
from plangraph.read.budgets import read_budget
from plangraph.read.cells import read_numbers, read_units
from plangraph.read.folding import (
    AGAIN,
    BLANKS,
    CIRCLED,
    circled,
    clean,
    fold_width,
    join_broken,
    unquote,
)
from plangraph.read.grouping import is_project
from plangraph.read.indicators import read_use

PLAIN_MARK: Final = re.compile(r"[(（]?(\d{1,2})[)）.]?")
PROJECT_END: Final = re.compile(r"事業(?:費|補助)?$")
BETWEEN: Final = re.compile(rf"[{BLANKS}\t\r\n、，,／/]+")


def read_row(
    table_index: int,
    table: Table,
    line: int,
    continued: tuple[int, ...],
    texts: Sequence[str],
    initiatives: Mapping[int, int],
) -> tuple[Row, list[Problem]]:
    """
    Read a row; ``initiatives`` gives the index of an initiative by its ordinal in the measure.

    Cells that a column cannot hold are kept as printed and read as nothing.
    """
    quoted = [unquote(text) for text in texts]
    bare = [AGAIN.sub("", text) for text in quoted]
    alignment = align(bare, table.columns)
    cells = tuple(Cell(column, text) for column, text in zip(alignment.columns, texts, strict=True))
    problems = _problems(alignment, table, line, texts, cells)
    unread = set(alignment.at_odds) if alignment.columns == table.columns else set()
    given = {
        cell.column: text
        for cell, text in zip(cells, bare, strict=True)
        if cell.column is not None and cell.column not in unread
    }
    numbers = read_numbers(given.get(Column.NUMBER, ""))
    use = read_use(given.get(Column.INDICATOR, ""), given.get(Column.UNIT, ""))
    name = join_broken(clean(given.get(Column.NAME, "")))
    row = Row(
        line=line,
        continued=continued,
        table=table_index,
        cells=cells,
        marks=_marks(given.get(Column.MARK, ""), initiatives),
        name=name,
        numbers=numbers,
        units=read_units(given.get(Column.DEPARTMENT, "")),
        budget=read_budget(given.get(Column.BUDGET, "")),
        summary=clean(given.get(Column.SUMMARY, "")),
        indicator=use,
        doubled=find_doubled(given, len(numbers.full), several=use.several),
        relisted=bare != quoted,
    )
    if not is_project(row):
        problems.append(Problem("stray-project", line, None, "\t".join(texts)))
    return row, problems


def _problems(
    alignment: Alignment,
    table: Table,
    line: int,
    texts: Sequence[str],
    cells: tuple[Cell, ...],
) -> list[Problem]:
    if len(texts) < len(table.columns):
        missing = alignment.missing[0] if alignment.missing else None
        return [Problem("too-few-cells", line, missing)]
    if len(texts) > len(table.columns):
        spare = next((c.printed for c in cells if c.column is None and clean(c.printed)), "")
        return [Problem("too-many-cells", line, None, clean(spare))]
    return [
        Problem("wrong-kind", line, column, clean(cell.printed))
        for column in alignment.at_odds
        for cell, placed in zip(cells, table.columns, strict=True)
        if placed is column
    ]


def _marks(printed: str, initiatives: Mapping[int, int]) -> tuple[tuple[str, int | None], ...]:
    found: list[tuple[str, int | None]] = []
    text = clean(printed)
    for char in text:
        ordinal = circled(char)
        if ordinal is not None:
            found.append((char, initiatives.get(ordinal)))
    if not found and text:
        plain = PLAIN_MARK.fullmatch(fold_width(text))
        found.append((text, initiatives.get(int(plain[1])) if plain else None))
    return tuple(dict.fromkeys(found))


def find_doubled(given: Mapping[Column, str], numbers: int, *, several: bool) -> tuple[Column, ...]:
    """Tell the columns that seem to hold two projects' cells."""
    listed = {column: [w for w in BETWEEN.split(text) if w] for column, text in given.items()}
    names = listed.get(Column.NAME, [])
    marks = [char for char in given.get(Column.MARK, "") if char in CIRCLED]
    signs = {
        Column.NUMBER: numbers > 1,
        Column.UNIT: len(listed.get(Column.UNIT, [])) > 1,
        Column.MARK: len(marks) > len(set(marks)),
        Column.NAME: len(names) > 1 and all(PROJECT_END.search(name) for name in names),
        Column.INDICATOR: several
        and len(listed.get(Column.INDICATOR, [])) > 1
        and "【" not in given.get(Column.INDICATOR, ""),
    }
    return tuple(column for column, doubled in signs.items() if doubled)
