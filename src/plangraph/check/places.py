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
SUBJECT: Final = written("rdf:subject")
TABLE: Final = written("plan:table")

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


def find_spots(view: View, focus: str, value: str | None) -> list[Spot]:
    """
    Find where a finding lies.

    Where focus and value share lines, it lies there; else with the value if that is a part of the
    focus, and with the focus if not.
    """
    around = _spots(view, focus)
    if value is None or value == focus or is_literal(value):
        return around
    nearby = _spots(view, value)
    shared = [spot for spot in around if spot in nearby]
    if shared:
        return shared
    if nearby and is_part(view, value, focus):
        return nearby
    return around or nearby


def is_part(view: View, value: str, focus: str) -> bool:
    """Tell whether one thing hangs on another."""
    return any(value in view.follow(focus, [step]) for step in ("^partOf", "^under"))


def _spots(view: View, node: str) -> list[Spot]:
    kinds = view.kinds(node)
    found = {node} if kinds & PRINTED else set(view.graph.values(node, QUOTED))
    if kinds & CHANGED:
        # A change lies in the old document, too; what can be mended lies in the new one.
        found = {one for one in found if view.graph.values(one, TABLE)} or found
    if kinds & BOTH_SIDES:
        sides = view.follow(node, ["of"]) + view.follow(node, ["to"])
        found = {line for side in sides for line in view.graph.values(side, QUOTED)}
    if found:
        return sorted((_spot(view, one) for one in found), key=_order)
    for step in TOWARDS_LINES:
        for other in view.follow(node, [step]):
            spots = sorted(
                (_spot(view, one) for one in view.graph.values(other, QUOTED)), key=_order
            )
            if spots:
                return spots
    return []


def _spot(view: View, node: str) -> Spot:
    iri = read_value(node)
    lines = _read(view, node, "line") or LINE.findall(iri)
    files = _read(view, node, "document", "fileName") or _read(view, node, "fileName")
    address = iri.partition("#")[0].rpartition("/")[2]
    line = int(lines[0]) if lines and lines[0].isdecimal() else None
    sheets = _read(view, node, "sheet")
    return Spot(files[0] if files else address, line, node, sheets[0] if sheets else None)


def _read(view: View, node: str, *steps: str) -> list[str]:
    return [read_value(one) for one in view.follow(node, steps)]


def _order(spot: Spot) -> tuple[str, int, str]:
    return spot.file, spot.line or 0, read_value(spot.node)


def find_places(
    view: View, spots: Iterable[Spot], aspects: Iterable[str], things: Sequence[str] = ()
) -> tuple[Place, ...]:
    """
    Name lines and, for the aspects in question, the columns' headers; in a workbook, the cells.

    ``things`` are what the finding is about: of several cells of one kind in a row, theirs count.
    """
    wanted = [CELLS[aspect] for aspect in aspects if aspect in CELLS]
    places: dict[Place, None] = {}
    for spot in spots:
        if spot.sheet is not None:
            found = _cells(view, spot, wanted, things)
            places.update({Place(spot.file, spot.line, *one): None for one in found})
            if found:
                continue
        headers = _own_headers(view, spot, things)
        for table in view.follow(spot.node, ["table"]) if wanted and not headers else []:
            for cell in wanted:
                headers += map(_squeeze, view.graph.values(table, cell))
        places.update({Place(spot.file, spot.line, one, spot.sheet): None for one in headers})
        if not headers:
            places[Place(spot.file, spot.line, None, spot.sheet)] = None
    return tuple(places)


def _own_headers(view: View, spot: Spot, things: Sequence[str]) -> list[str]:
    """Give the headers over values that a finding is about, where a row has several of a kind."""
    return [
        _squeeze(header)
        for thing in things
        if spot.node in view.graph.values(thing, QUOTED)
        for header in view.graph.values(thing, HEADER)
    ]


def _squeeze(text: str) -> str:
    return "".join(read_value(text).split())


def _cells(
    view: View, spot: Spot, wanted: Sequence[str], things: Sequence[str]
) -> list[tuple[str | None, str | None, str]]:
    """Find header, sheet and address of the cells of a row that a finding is about."""
    graph = view.graph
    chosen = [one for one in things if _is_cell_of(view, one, spot.node)]
    # A row may have hundreds of cells: those of other things are gone through only if need be.
    chosen = chosen or [
        one
        for thing in things
        for part in (SUBJECT, OBJECT)
        for one in graph.bearers(part, thing)
        if _first(view, one, COLUMN) in wanted and _is_cell_of(view, one, spot.node)
    ]
    around = [] if chosen else _around(view, spot.node)
    chosen = chosen or [one for one in around if CELLS.get(_aspect(view, one)) in wanted]
    chosen = chosen or [one for one in around if _first(view, one, COLUMN) in wanted]
    found: dict[tuple[str | None, str | None, str], None] = {}
    for one in chosen:
        header = _first(view, one, HEADER)
        over = CELLS.get(_aspect(view, one))
        table = _first(view, spot.node, TABLE)
        if header is None and table is not None and over is not None:
            header = _first(view, table, over)
        cell = _first(view, one, CELL)
        text = None if header is None else _squeeze(header)
        found[text, spot.sheet, "" if cell is None else read_value(cell)] = None
    return sorted(found, key=str)


def _first(view: View, node: str, predicate: str) -> str | None:
    return next(iter(view.graph.values(node, predicate)), None)


def _is_cell_of(view: View, one: str, row: str) -> bool:
    return row in view.graph.values(one, QUOTED) and bool(view.graph.values(one, CELL))


def _around(view: View, row: str) -> list[str]:
    """Give what was read in the cells of a row, gathered once for all findings that lie there."""
    key, known = ("around", row), view.graph.known
    if key not in known:
        found = view.graph.bearers(QUOTED, row)
        known[key] = [one for one in found if view.graph.values(one, CELL)]
    return known[key]


def _aspect(view: View, node: str) -> str:
    found = _first(view, node, ASPECT)
    return "" if found is None else read_value(found).removeprefix(PREFIXES["aspect"])


def find_aspects(view: View, concerns: Iterable[str], focus: str, value: str | None) -> list[str]:
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
        for value_of in view.sorted(view.graph.values(focus, f"<{concern}>")):
            found[read_value(value_of).removeprefix(space)] = None
    if not found and value is not None and is_literal(value):
        for aspect, cell in CELLS.items():
            if value in view.graph.values(focus, cell):
                found[aspect] = None
    return list(found)
