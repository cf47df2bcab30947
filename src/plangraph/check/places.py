"""
Where a finding lies: walks from things to lines and columns.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.check.facts import is_literal, read_value
from plangraph.check.findings import Place
from plangraph.check.view import QUOTED, View, written
from plangraph.names import PREFIXES

CELLS: Final = {
    "budget-item": written("plan:budgetText"),
    "department": written("plan:departmentText"),
    "indicator": written("plan:indicatorText"),
    "mark": written("plan:markText"),
    "name": written("plan:nameText"),
    "number": written("plan:numberText"),
    "summary": written("plan:summaryText"),
    "unit": written("plan:unitText"),
}
"""The property of rows and headers that holds each aspect."""

ASPECT: Final = written("plan:aspect")
CELL: Final = written("plan:cell")
COLUMN: Final = written("plan:column")
HEADER: Final = written("plan:columnHeader")
OBJECT: Final = written("rdf:object")
PART_OF: Final = written("plan:partOf")
SUBJECT: Final = written("rdf:subject")
TABLE: Final = written("plan:table")
UNDER: Final = written("plan:under")

TOWARDS_LINES: Final = (
    "of",
    "shownIn",
    "element",
    "identifies",
    "reusedBy",
    "project",
    "observes",
    "focus",
)
"""Where to look for lines when a thing quotes none itself."""

PRINTED: Final = frozenset({"Line", "Row", "SourceDocument", "Table"})
CHANGED: Final = frozenset({"Change", "Impact"})
BOTH_SIDES: Final = frozenset({"Disagreement", "OtherName", "SuspectedDuplicate"})
"""Statements about two things that lie where either lies."""

LINE: Final = re.compile(r"#line=\d+,(\d+)$")
"""The end of a line's IRI after RFC 5147, for data that hold no more of the source than that."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of the source, or a row of a sheet, and the row that stands on it if one does."""

    file: str
    line: int | None
    node: str
    sheet: str | None = None


class Places:
    """Where the findings of one plan lie; the lines of each thing are looked up once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.graph = view.graph
        self._spots: dict[str, list[Spot]] = {}
        self._rows: dict[str, Spot] = {}
        self._read: dict[str, list[str]] = {}

    def find_spots(self, focus: str, value: str | None) -> list[Spot]:
        """
        Find where a finding lies.

        Where focus and value share lines, it lies there; else with the value if that is a part of
        the focus, and with the focus if not.
        """
        around = self._spots_of(focus)
        if value is None or value == focus or is_literal(value):
            return around
        nearby = self._spots_of(value)
        shared = [spot for spot in around if spot in nearby]
        if shared:
            return shared
        if nearby and self.is_part(value, focus):
            return nearby
        return around or nearby

    def is_part(self, value: str, focus: str) -> bool:
        """Tell whether one thing hangs on another."""
        bearers = self.graph.bearers
        return value in bearers(PART_OF, focus) or value in bearers(UNDER, focus)

    def _spots_of(self, node: str) -> list[Spot]:
        found = self._spots.get(node)
        if found is None:
            found = self._spots[node] = self._find_spots(node)
        return found

    def _find_spots(self, node: str) -> list[Spot]:
        graph, kinds = self.graph, self.view.kinds(node)
        found = {node} if kinds & PRINTED else set(graph.values(node, QUOTED))
        if kinds & CHANGED:
            # A change lies in the old document, too; what can be mended lies in the new one.
            found = {one for one in found if graph.values(one, TABLE)} or found
        if kinds & BOTH_SIDES:
            sides = (side for step in ("of", "to") for side in self.view.step(node, step))
            found = {line for side in sides for line in graph.values(side, QUOTED)}
        if found:
            return self._order(found)
        for step in self.view.leading(node, TOWARDS_LINES):
            for other in self.view.step(node, step):
                quoted = graph.values(other, QUOTED)
                if quoted:
                    return self._order(quoted)
        return []

    def _order(self, rows: Iterable[str]) -> list[Spot]:
        return sorted(map(self._spot, rows), key=_place)

    def _spot(self, row: str) -> Spot:
        found = self._rows.get(row)
        if found is None:
            found = self._rows[row] = self._find_spot(row)
        return found

    def _find_spot(self, row: str) -> Spot:
        iri = read_value(row)
        lines = self._values(row, "line") or LINE.findall(iri)
        files = self._values(row, "document", "fileName") or self._values(row, "fileName")
        address = iri.partition("#")[0].rpartition("/")[2]
        line = int(lines[0]) if lines and lines[0].isdecimal() else None
        sheets = self._values(row, "sheet")
        return Spot(files[0] if files else address, line, row, sheets[0] if sheets else None)

    def _values(self, node: str, *steps: str) -> list[str]:
        return [read_value(one) for one in self.view.follow(node, steps)]

    def find(
        self, spots: Iterable[Spot], aspects: Iterable[str], things: Sequence[str] = ()
    ) -> tuple[Place, ...]:
        """
        Name lines and, for the aspects in question, the columns' headers; in a workbook, the cells.

        ``things`` are what the finding is about: of several cells of one kind in a row, theirs
        count.
        """
        wanted = [CELLS[aspect] for aspect in aspects if aspect in CELLS]
        found = (place for spot in spots for place in self._find_places(spot, wanted, things))
        return tuple(dict.fromkeys(found))

    def _find_places(self, spot: Spot, wanted: Sequence[str], things: Sequence[str]) -> list[Place]:
        cells = self._cells(spot, wanted, things) if spot.sheet is not None else []
        if cells:
            return [Place(spot.file, spot.line, *one) for one in cells]
        headers = self._own_headers(spot, things) or self._table_headers(spot, wanted)
        return [Place(spot.file, spot.line, one, spot.sheet) for one in headers or (None,)]

    def _own_headers(self, spot: Spot, things: Sequence[str]) -> list[str]:
        """Give the headers over values a finding is about, where a row has several of a kind."""
        return [
            _squeeze(header)
            for thing in things
            if spot.node in self.graph.values(thing, QUOTED)
            for header in self.graph.values(thing, HEADER)
        ]

    def _table_headers(self, spot: Spot, wanted: Sequence[str]) -> list[str]:
        return [
            _squeeze(header)
            for table in (self.view.step(spot.node, "table") if wanted else ())
            for cell in wanted
            for header in self.graph.values(table, cell)
        ]

    def _cells(
        self, spot: Spot, wanted: Sequence[str], things: Sequence[str]
    ) -> list[tuple[str | None, str | None, str]]:
        """Find header, sheet and address of the cells of a row that a finding is about."""
        chosen = [one for one in things if self._is_cell_of(one, spot.node)]
        # A row may have hundreds of cells: those of other things are gone through only if need be.
        chosen = chosen or [
            one
            for thing in things
            for part in (SUBJECT, OBJECT)
            for one in self.graph.bearers(part, thing)
            if self._first(one, COLUMN) in wanted and self._is_cell_of(one, spot.node)
        ]
        around = [] if chosen else self._around(spot.node)
        chosen = chosen or [one for one in around if CELLS.get(self._aspect(one)) in wanted]
        chosen = chosen or [one for one in around if self._first(one, COLUMN) in wanted]
        found: dict[tuple[str | None, str | None, str], None] = {}
        for one in chosen:
            header = self._first(one, HEADER)
            over = CELLS.get(self._aspect(one))
            table = self._first(spot.node, TABLE)
            if header is None and table is not None and over is not None:
                header = self._first(table, over)
            cell = self._first(one, CELL)
            text = None if header is None else _squeeze(header)
            found[text, spot.sheet, "" if cell is None else read_value(cell)] = None
        return sorted(found, key=str)

    def _first(self, node: str, predicate: str) -> str | None:
        return next(iter(self.graph.values(node, predicate)), None)

    def _is_cell_of(self, one: str, row: str) -> bool:
        return row in self.graph.values(one, QUOTED) and bool(self.graph.values(one, CELL))

    def _around(self, row: str) -> list[str]:
        """Give what was read in the cells of a row, gathered once for all findings there."""
        found = self._read.get(row)
        if found is None:
            found = [one for one in self.graph.bearers(QUOTED, row) if self.graph.values(one, CELL)]
            self._read[row] = found
        return found

    def _aspect(self, node: str) -> str:
        found = self._first(node, ASPECT)
        return "" if found is None else read_value(found).removeprefix(PREFIXES["aspect"])

    def find_aspects(self, concerns: Iterable[str], focus: str, value: str | None) -> list[str]:
        """
        Find the aspects that a finding is about.

        A rule names aspects, or a property whose values on the focus are aspects; where it names
        nothing, the cell whose text is the value tells.
        """
        space = PREFIXES["aspect"]
        found: dict[str, None] = {}
        for concern in concerns:
            if concern.startswith(space):
                found[concern.removeprefix(space)] = None
                continue
            for value_of in self.view.sorted(self.graph.values(focus, f"<{concern}>")):
                found[read_value(value_of).removeprefix(space)] = None
        if not found and value is not None and is_literal(value):
            for aspect, cell in CELLS.items():
                if value in self.graph.values(focus, cell):
                    found[aspect] = None
        return list(found)


def _place(spot: Spot) -> tuple[str, int, str]:
    return spot.file, spot.line or 0, read_value(spot.node)


def _squeeze(text: str) -> str:
    return "".join(read_value(text).split())
