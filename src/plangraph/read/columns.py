"""
Columns of the text layout by their header; the words stand in ``columns.csv``.
"""

from typing import Final

from plangraph.plan import Cell, Column, Problem
from plangraph.read.folding import clean, unquote
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
    part = read_words().find(unquote(printed))
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


def place_unknown(
    header: tuple[Cell, ...], known: tuple[Column | None, ...], line: int
) -> tuple[tuple[Cell, ...], list[Problem]]:
    """
    Place the one header that is no known word under the one column that is missing, and say so.

    Where more than one is unknown or missing, each unknown header stays without a column.
    """
    unknown = [index for index, cell in enumerate(header) if cell.column is None]
    placed = {cell.column for cell in header}
    missing = [column for column in known if column is not None and column not in placed]
    if len(unknown) == len(missing) == 1:
        index, column = unknown[0], missing[0]
        printed = header[index].printed
        mended = (*header[:index], Cell(column, printed), *header[index + 1 :])
        return mended, [Problem("unknown-column", line, column, clean(printed))]
    spoken = [header[index].printed for index in unknown if clean(header[index].printed)]
    return header, [Problem("unknown-column", line, None, clean(text)) for text in spoken]
