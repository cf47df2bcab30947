"""
Columns of the text layout by their header; the words stand in ``columns.csv``.
"""

from typing import Final

from plangraph.plan import Cell, Column
from plangraph.read.tables.parts import COLUMNS
from plangraph.read.tables.words import read_words

STANDARD: Final = tuple(Column)
"""The order of columns that is tried where a table has no header and no other table has one."""

FEWEST: Final = 3
"""Known headers that a line needs to be the header of a table, the name among them."""


def find_column(printed: str) -> Column | None:
    """
    Give the column that a header names.

    >>> find_column("担 当 課"), find_column("備考")
    (<Column.DEPARTMENT: 'department'>, None)
    """
    part = read_words().find(printed)
    return COLUMNS.get(part) if part is not None else None


def read_header(cells: list[str]) -> tuple[Cell, ...] | None:
    """
    Take cells as the header of a table, or give None where they are none.

    A column that stands twice is placed once; its second header stays without a column.
    """
    placed: list[Cell] = []
    seen: set[Column] = set()
    for printed in cells:
        column = find_column(printed)
        if column in seen:
            column = None
        if column is not None:
            seen.add(column)
        placed.append(Cell(column, printed))
    if len(seen) < FEWEST or Column.NAME not in seen:
        return None
    return tuple(placed)
