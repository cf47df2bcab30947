"""
A form to the row of a project, with the place of each cell on the sheet.
"""

from dataclasses import dataclass, replace
from typing import TypedDict

from plangraph.plan import Cell, Column, LineKind, Row
from plangraph.read.tables.forms.entries import Entry
from plangraph.read.tables.forms.gathering import Form
from plangraph.read.tables.grid import Grid
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.levels import Standing, Tree, read_named
from plangraph.read.tables.measuring import Piece
from plangraph.read.tables.parts import CODES, COLUMNS, LEVELS, VALUES, Part
from plangraph.read.tables.records import read_record
from plangraph.read.values import is_blank


class Where(TypedDict):
    """Where something stands: its line, and the address of its cell."""

    line: int
    address: str


@dataclass(frozen=True, slots=True)
class _Numbered(Grid):
    """A grid whose cells are named by the place of what a form says."""

    def address(self, line: int, column: int) -> str:
        return str(column)


def read_project(form: Form, table: int, tree: Tree) -> tuple[Row, tuple[Entry, ...]]:
    """
    Read what a form says as the row of a project; its levels go into the tree.

    Gives the values and sums, too, that came to nothing.
    """
    name = form.name
    line = name.spot.line if name is not None else form.grid.rows[0].line
    cells = {index: entry.text for index, entry in enumerate(form.entries) if entry.text}
    piece = Piece(line, (), cells, frozenset())
    under = _enter_levels(form, tree)
    row = read_record(_Numbered(form.grid.name, ()), form.placing, [piece], table, under)
    used = {one.address for use in row.further for one in use.observations}
    used |= {one.address for one in row.amounts}
    lost = tuple(
        form.entries[placed.index]
        for placed in form.placing.of(*VALUES, *MONEY)
        if str(placed.index) not in used and not is_blank(form.entries[placed.index].text)
    )
    own = tuple(one for one, kind in sorted(form.kinds().items()) if kind is LineKind.CONTINUED)
    return _with_places(form, replace(row, continued=own)), lost


def _with_places(form: Form, row: Row) -> Row:
    """Put the line and the address of each cell where the place of what it says stands."""
    return replace(
        row,
        cells=tuple(replace(cell, **_place(form, cell.address)) for cell in row.cells),
        further=tuple(
            replace(
                use,
                observations=tuple(
                    replace(one, **_place(form, one.address)) for one in use.observations
                ),
                **_place(form, use.address),
            )
            for use in row.further
        ),
        amounts=tuple(replace(one, **_place(form, one.address)) for one in row.amounts),
    )


def _place(form: Form, index: str) -> Where:
    spot = form.entries[int(index)].spot
    return {"line": spot.line, "address": form.grid.address(spot.line, spot.column)}


def header_cells(form: Form) -> tuple[Cell, ...]:
    """Give the labels of a form as the header of a table."""
    firsts = {part: form.placing.first(part) for part in COLUMNS}
    own: dict[str, Column] = {}
    for part, placed in firsts.items():
        if placed is not None and placed.path:
            own.setdefault(placed.path[-1], COLUMNS[part])
    cells: list[Cell] = []
    for spot in form.labels:
        column = own.pop(spot.text, None)
        asked = column is None and spot.part not in (None, Part.OTHER)
        said = str(spot.part) if asked else ""
        address = form.grid.address(spot.line, spot.column)
        cells.append(Cell(column, spot.text, said, "", address, spot.line))
    return tuple(cells)


def _enter_levels(form: Form, tree: Tree) -> tuple[str, int] | None:
    standing = Standing()
    for level in LEVELS:
        placed, code = form.placing.first(level), form.placing.first(CODES[level])
        entry = form.entries[placed.index] if placed is not None else None
        if entry is None or not entry.text:
            continue
        named = read_named(entry.text, form.entries[code.index].text if code is not None else "")
        element = tree.place(level, named, standing.above(level), entry.spot.line)
        standing.enter(level, element)
    return standing.deepest()
