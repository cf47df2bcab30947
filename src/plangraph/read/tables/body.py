"""
The rows of tables, one by one: each becomes a project, goes on with one, or is kept and named.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from plangraph.plan import Cell, Column, Document, LineKind, Problem, Row, Table
from plangraph.read.folding import clean
from plangraph.read.tables.alternates import is_ambiguous
from plangraph.read.tables.grid import Grid, GridRow
from plangraph.read.tables.headers import Header
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.kinds import takes_turn
from plangraph.read.tables.levels import Standing, Tree, read_named
from plangraph.read.tables.lines import (
    carry_merged,
    is_note,
    is_total,
    merged_columns,
    read_heading_row,
)
from plangraph.read.tables.measuring import Piece, part_of, piece_of
from plangraph.read.tables.parts import CODES, COLUMNS, GROUPED, LEVELS, VALUES, Part
from plangraph.read.tables.placed import Placed, Placing
from plangraph.read.tables.records import read_record
from plangraph.read.values import is_blank, read_value

LONGEST_SHOWN: Final = 80
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(slots=True)
class Body:
    """What the rows of a document have come to so far."""

    document: Document
    kinds: dict[int, LineKind] = field(default_factory=dict)
    tree: Tree = field(default_factory=Tree)
    tables: list[Table] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)
    filled: Counter[tuple[int, str]] = field(default_factory=Counter)

    def open_sheet(self, grid: Grid, has_table: bool) -> None:
        """Begin a sheet: what a heading on the one before said does not hold here."""
        self.standing = Standing()
        if grid.hidden:
            self.notes.append(Problem("hidden-sheet", grid.first, None, grid.name))
        elif not has_table and grid.rows:
            self.notes.append(Problem("unread-sheet", grid.rows[0].line, None, grid.name))
        self.notes.extend(grid.notes)
        if has_table:
            for line in sorted(grid.hidden_rows):
                self.notes.append(Problem("hidden-row", line))

    def take_preamble(self, rows: Sequence[GridRow], before_table: bool) -> None:
        """Keep what stands above a header; a heading there holds for the rows below it."""
        for row in rows:
            if row.cells and not (before_table and self._enter_heading(row)):
                self._mark(row, LineKind.STRAY)

    def open_table(self, grid: Grid, header: Header, placing: Placing) -> None:
        """Begin a table, and say which of its columns nobody knows."""
        first = grid.rows[header.top].line
        for row in grid.rows[header.top : header.bottom + 1]:
            self._mark(row, LineKind.HEADER)
        cells: list[Cell] = []
        firsts = {part: placing.first(part) for part in COLUMNS}
        for index, placed in placing.columns.items():
            column: Column | None = None
            if placed.part in firsts and firsts[placed.part] is placed:
                column = COLUMNS[placed.part]
            part = placed.part.value if placed.part not in (None, Part.OTHER) else ""
            if placed.path:
                address = grid.address(grid.rows[header.bottom].line, index)
                own = "" if column is not None else part
                cells.append(Cell(column, placed.header, own, "", address, first))
            self._note_column(grid, first, placed)
        columns = tuple(cell.column for cell in cells)
        self.tables.append(Table(len(self.tables) + 1, first, tuple(cells), columns, None))
        money = [placed for placed in placing.of(*MONEY) if not placed.heading.unit]
        if money and placing.assumed:
            what = f"{placing.money}: {money[0].header} ({len(money)})"
            self.notes.append(Problem("assumed-money-unit", first, None, what))
        elif money and not placing.money:
            self.notes.append(Problem("unstated-money-unit", first, None, money[0].header))

    def _note_column(self, grid: Grid, line: int, placed: Placed) -> None:
        place = placed.header or grid.address(line, placed.index) or str(placed.index + 1)
        if placed.part is None:
            self.notes.append(Problem("unknown-column", line, None, place))
        if placed.part is Part.RUNNING:
            self.notes.append(Problem("running-number", line, None, place))
        if placed.index in grid.hidden_columns:
            self.notes.append(Problem("hidden-column", line, None, place))

    def take_rows(self, grid: Grid, placing: Placing, rows: Sequence[GridRow]) -> None:
        """Take the rows below a header."""
        merged = carry_merged(grid)
        levels = merged_columns(grid, rows[0].line) if rows else frozenset[int]()
        pieces: list[Piece] = []
        under: tuple[str, int] | None = None
        table = len(self.tables) - 1
        self.filled = Counter()
        for row in rows:
            if not row.cells:
                continue
            piece = piece_of(row, merged.get(row.line, {}))
            self._count_carried(placing, piece)
            if pieces and (
                self._goes_on(placing, piece, pieces[0]) or takes_turn(placing, piece, pieces)
            ):
                pieces.append(piece)
                self._mark(row, LineKind.CONTINUED)
                continue
            self._finish(grid, placing, pieces, table, under)
            pieces = []
            if is_total(row, placing):
                self.notes.append(Problem("total-row", row.line, None, _shown(row)))
                self._mark(row, LineKind.STRAY)
            elif not self._is_record(placing, piece):
                if not self._enter_heading(row) and not self._stands_alone(placing, row):
                    self.notes.append(Problem("stray-text", row.line, None, _shown(row)))
                    self._mark(row, LineKind.STRAY)
            else:
                self._enter_levels(placing, piece, levels)
                under = self.standing.deepest()
                pieces = [piece]
                self._mark(row, LineKind.ROW)
        self._finish(grid, placing, pieces, table, under)
        doubtful = [row for row in rows if is_ambiguous(placing, row.cells)]
        if doubtful:
            of = ", ".join(one.header for one in placing.of(Part.INDICATOR))
            what = f"{of} ({len(doubtful)})"
            self.notes.append(Problem("ambiguous-indicator", doubtful[0].line, None, what))
        for (line, header), count in self.filled.items():
            self.notes.append(Problem("carried-down", line, None, f"{header} ({count})"))

    def _stands_alone(self, placing: Placing, row: GridRow) -> bool:
        """Take a row that says nothing but its levels for the heading of those below it."""
        levels = {*LEVELS, *CODES.values()}
        parts = {placing.columns[index].part for index in row.cells if index in placing.columns}
        if not parts or not parts <= levels or is_note(row):
            return False
        self._enter_levels(placing, piece_of(row, {}), frozenset())
        self._mark(row, LineKind.STRAY)
        return True

    def _mark(self, row: GridRow, kind: LineKind) -> None:
        self.kinds[row.line] = kind
        inner = LineKind.CONTINUED if kind is LineKind.ROW else kind
        self.kinds.update(dict.fromkeys(row.continued, inner))

    def _finish(
        self,
        grid: Grid,
        placing: Placing,
        pieces: Sequence[Piece],
        table: int,
        under: tuple[str, int] | None,
    ) -> None:
        if not pieces:
            return
        row = read_record(grid, placing, pieces, table, under)
        self.rows.append(row)
        if not row.name and not row.numbers.full and under is not None:
            labels = tuple(one.use.label for one in row.further if one.use.label)
            self.tree.add_targets(under, labels)
        elif not row.name and not row.numbers.full:
            shown = "\t".join(cell.printed for cell in row.cells if cell.printed)
            self.problems.append(Problem("stray-project", row.line, None, shown[:LONGEST_SHOWN]))
        if self.document.layout == "workbook" and DAY.fullmatch(row.numbers.printed):
            printed = row.numbers.printed
            self.problems.append(Problem("date-for-code", row.line, Column.NUMBER, printed))
        self._note_lost_values(placing, pieces, row)

    def _note_lost_values(self, placing: Placing, pieces: Sequence[Piece], row: Row) -> None:
        observed = {(one.line, one.header) for use in row.further for one in use.observations}
        for piece in pieces:
            for placed in placing.of(Part.VALUE, *VALUES):
                if part_of(placing, placed, piece) not in VALUES:
                    continue
                printed = piece.cells.get(placed.index, "")
                seen = (piece.line, placed.header) in observed
                if not seen and read_value(printed).value is not None:
                    what = f"{placed.header}: {printed}"[:LONGEST_SHOWN]
                    self.notes.append(Problem("value-without-indicator", piece.line, None, what))

    def _is_record(self, placing: Placing, piece: Piece) -> bool:
        """A row is of a project where it names or numbers one, or has an indicator of a level."""
        own = [index for index in piece.cells if index not in piece.carried]
        for part in (Part.NAME, Part.NUMBER):
            placed = placing.first(part)
            if (
                placed is not None
                and placed.index in piece.cells
                and (not is_blank(piece.cells[placed.index]))
            ):
                return len(piece.cells) > 1 or len(placing.columns) == 1
        return any(
            placing.columns[index].part in GROUPED and not is_blank(piece.cells[index])
            for index in own
            if index in placing.columns
        )

    def _goes_on(self, placing: Placing, piece: Piece, first: Piece) -> bool:
        """A row goes on with the one above where its name is merged with it, or left blank."""
        name, number = placing.first(Part.NAME), placing.first(Part.NUMBER)
        if name is None:
            return False
        if name.index in piece.carried:
            return (
                number is None or number.index not in piece.cells or number.index in piece.carried
            )
        blank = all(
            is_blank(piece.cells.get(one.index, "")) for one in (name, number) if one is not None
        )
        inside = any(
            placing.columns[index].part in GROUPED | MONEY and not is_blank(text)
            for index, text in piece.cells.items()
            if index in placing.columns
        )
        changed = any(
            one.index in piece.cells and one.index not in piece.carried
            for one in placing.of(*LEVELS)
        )
        return blank and inside and not changed

    def _enter_heading(self, row: GridRow) -> bool:
        found = read_heading_row(row)
        if found is None:
            return False
        level, named = found
        element = self.tree.place(level, named, self.standing.above(level), row.line)
        self.standing.enter(level, element)
        kinds = {Part.GOAL: LineKind.GOAL_HEADING, Part.MEASURE: LineKind.MEASURE_HEADING}
        self._mark(row, kinds.get(level, LineKind.INITIATIVES))
        return True

    def _enter_levels(self, placing: Placing, piece: Piece, merged: frozenset[int]) -> bool:
        """Stand under what the level columns say; give whether they said anything."""
        said = False
        for level in LEVELS:
            placed = placing.first(level)
            if placed is None:
                continue
            printed = piece.cells.get(placed.index, "")
            if is_blank(printed):
                if placed.index in merged or clean(printed):
                    self._leave(level)
                elif level in self.standing.elements:
                    line = self.tables[-1].line
                    self.filled[line, placed.header] += 1
                continue
            code = placing.first(CODES[level])
            named = read_named(printed, piece.cells.get(code.index, "") if code is not None else "")
            element = self.tree.place(level, named, self.standing.above(level), piece.line)
            if self.standing.elements.get(level) != element:
                self.standing.enter(level, element)
            said = True
        return said

    def _leave(self, level: Part) -> None:
        for lower in LEVELS[LEVELS.index(level) :]:
            self.standing.elements.pop(lower, None)

    def _count_carried(self, placing: Placing, piece: Piece) -> None:
        for index in piece.carried:
            placed = placing.columns.get(index)
            if placed is not None:
                self.filled[self.tables[-1].line, placed.header] += 1


def _shown(row: GridRow) -> str:
    text = " ".join(text for _, text in sorted(row.cells.items()))
    return text[:LONGEST_SHOWN]
