"""
The rows of the table that goes round the offices, each with its cells by what they hold.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.read.folding import clean
from plangraph.read.tables import circulated_columns as columns
from plangraph.read.tables.circulated_columns import Heading, read_header
from plangraph.read.tables.grid import Grid, GridRow

LOOKED_AT: Final = 10
GUARDED: Final = re.compile("'+[=+@-]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid with its header row, and what each of its columns holds."""

    grid: Grid
    top: int
    headings: Mapping[int, Heading]


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its cells by what they hold; ``extra`` are those of columns added to it."""

    sheet: Sheet
    row: GridRow
    cells: Mapping[Heading, str]
    extra: Mapping[int, str]

    def text(self, kind: str, place: int = 0) -> str:
        """Give the cell of a column that holds one thing."""
        return self.cells.get(Heading(kind, place), "")

    def cell(self, index: int) -> str:
        """Give the cell in a column."""
        return unguard(self.row.cells.get(index, ""))

    def header(self, index: int) -> str:
        """Give the header over a column."""
        return clean(self.sheet.grid.rows[self.sheet.top].cells.get(index, ""))

    def title(self, index: int) -> str:
        """Give the header over a column as it is printed."""
        return self.sheet.grid.rows[self.sheet.top].cells.get(index, "")

    def address(self, kind: str, place: int = 0) -> str:
        """Give the address of such a cell."""
        for index, heading in self.sheet.headings.items():
            if heading == Heading(kind, place):
                return self.sheet.grid.address(self.row.line, index)
        return ""


def find_circulated(grids: Sequence[Grid]) -> list[Sheet]:
    """Find the sheets that have the columns of this table; none is no such table."""
    found: list[Sheet] = []
    for grid in grids:
        for top, row in enumerate(grid.rows[:LOOKED_AT]):
            texts = {clean(text) for text in row.cells.values()}
            if columns.IDENTIFIER in texts and {columns.GOAL, columns.NAME} & texts:
                headings = {
                    index: heading
                    for index, text in row.cells.items()
                    if (heading := read_header(text)) is not None
                }
                found.append(Sheet(grid, top, headings))
                break
    named = any(Heading(columns.NAME) in sheet.headings.values() for sheet in found)
    return found if named else []


def unguard(text: str) -> str:
    """
    Take off the apostrophe that keeps a spreadsheet from taking a cell for a formula.

    >>> unguard("'=1+1"), unguard("''=1"), unguard("'quoted'")
    ('=1+1', "'=1", "'quoted'")
    """
    return text[1:] if GUARDED.match(text) else text


def join_budget(line: Line) -> str:
    """Put items, tags and remarks together as one cell of budget items."""
    pieces: list[str] = []
    for heading in line.cells:
        if heading.kind == "予算":
            item, tag = line.cells[heading].strip(), clean(line.text("区分", heading.place))
            pieces.append(f"{item}【{tag}】" if tag else item)
    pieces.append(line.text(columns.REMARK))
    return "、".join(piece for piece in pieces if clean(piece))
