"""
A table as cells: what every reader of files gives, and all that the rest of the reading sees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from plangraph.plan import Problem

MOST_CELLS: Final = 1_000_000
"""Cells that are not blank up to which a table is read."""

MOST_ROWS: Final = 200_000
LARGEST_TABLE: Final = 32 * 1024 * 1024
"""Bytes up to which a file of text is read as a table."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """
    A row with its cells that are not blank, by column from 0.

    ``line`` is the first line of the row in the document, ``continued`` the others that a quoted
    cell spreads over.
    """

    line: int
    continued: tuple[int, ...]
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells: first and last line, first and last column."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """
    A sheet, or the whole of a text file.

    ``addressed`` is true where cells have addresses such as G12; ``first`` is the line of row 1.
    """

    name: str
    rows: tuple[GridRow, ...]
    addressed: bool = False
    first: int = 1
    hidden: bool = False
    spans: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the widest row reaches over."""
        return max((max(row.cells) + 1 for row in self.rows if row.cells), default=0)

    def address(self, line: int, column: int) -> str:
        """Give the address of a cell, or an empty string where cells have none."""
        return f"{letters(column)}{line - self.first + 1}" if self.addressed else ""


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """
    Name a column as workbooks do.

    >>> letters(0), letters(25), letters(26), letters(207)
    ('A', 'Z', 'AA', 'GZ')
    """
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int | None:
    """
    Give the column, from 0, that letters name, or None where they name none.

    >>> column_number("A"), column_number("gz"), column_number("担当")
    (0, 207, None)
    """
    if not (name.isascii() and name.isalpha() and len(name) <= 3):
        return None
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
