"""
Where a finding lies, and whom it concerns: walks from things to lines, columns and departments.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from plangraph.check.facts import Node, sort_key
from plangraph.check.findings import Department, Place
from plangraph.check.view import QUOTED, View
from plangraph.names import PREFIXES, term

CELLS: Final = {
    "budget-item": ox.NamedNode(term("plan:budgetText")),
    "department": ox.NamedNode(term("plan:departmentText")),
    "indicator": ox.NamedNode(term("plan:indicatorText")),
    "mark": ox.NamedNode(term("plan:markText")),
    "name": ox.NamedNode(term("plan:nameText")),
    "number": ox.NamedNode(term("plan:numberText")),
    "summary": ox.NamedNode(term("plan:summaryText")),
    "unit": ox.NamedNode(term("plan:unitText")),
}
"""The property of rows and headers that holds each aspect."""

ASPECT: Final = ox.NamedNode(term("plan:aspect"))
CELL: Final = ox.NamedNode(term("plan:cell"))
COLUMN: Final = ox.NamedNode(term("plan:column"))
HEADER: Final = ox.NamedNode(term("plan:columnHeader"))
OBJECT: Final = ox.NamedNode(term("rdf:object"))
SUBJECT: Final = ox.NamedNode(term("rdf:subject"))
TABLE: Final = ox.NamedNode(term("plan:table"))

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

BOTH_SIDES: Final = frozenset({"Disagreement", "OtherName", "SuspectedDuplicate"})
"""Statements about two things that lie where either lies."""

TOWARDS_PROJECTS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "Absence": (("element",),),
    "AdministrativeNumber": (("^number",),),
    "Appropriation": (("project",),),
    "BudgetItem": (("^fundedBy",),),
    "Change": (("newThing",),),
    "Decision": (("element",), ("focus",)),
    "Disagreement": (("of",), ("to",)),
    "ForeignCode": (("project",),),
    "Impact": (("element",), ("shownIn",), ("element", "measures")),
    "Indicator": (("measures",), ("^to", "of", "measures")),
    "IndicatorRole": (("element",),),
    "Initiative": (("^partOf",),),
    "ItemNameApart": (("of",),),
    "LedgerEntry": (("reusedBy",),),
    "Observation": (("observes", "element"),),
    "OtherName": (("of", "measures"), ("to", "measures")),
    "Placement": (("project",),),
    "Responsibility": (("element",),),
    "Rewording": (("of", "measures"),),
    "SuspectedDuplicate": (("of",), ("to",)),
}
"""How to reach the projects that a thing concerns, by its type: the first way that finds any."""

LINE: Final = re.compile(r"#line=\d+,(\d+)$")
"""The end of a line's IRI after RFC 5147, for data that hold no more of the source than that."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of the source, or a row of a sheet, and the row that stands on it if one does."""

    file: str
    line: int | None
    node: Node
    sheet: str | None = None


def find_spots(view: View, focus: Node, value: Node | None) -> list[Spot]:
    """
    Find where a finding lies.

    Where focus and value share lines, it lies there; else with the value if that is a part of the
    focus, and with the focus if not.
    """
    around = _spots(view, focus)
    if value is None or value == focus or isinstance(value, ox.Literal):
        return around
    nearby = _spots(view, value)
    shared = [spot for spot in around if spot in nearby]
    if shared:
        return shared
    if nearby and is_part(view, value, focus):
        return nearby
    return around or nearby


def is_part(view: View, value: Node, focus: Node) -> bool:
    """Tell whether one thing hangs on another."""
    return any(value in view.follow(focus, [step]) for step in ("^partOf", "^under"))


def _spots(view: View, node: Node) -> list[Spot]:
    if view.kinds(node) & {"Row", "Line", "Table", "SourceDocument"}:
        found = {node}
    else:
        found = set(view.graph.objects(node, QUOTED))
    if view.kinds(node) & {"Change", "Impact"}:
        # A change lies in the old document, too; what can be mended lies in the new one.
        found = {one for one in found if view.graph.says(one, TABLE)} or found
    if view.kinds(node) & BOTH_SIDES:
        sides = view.follow(node, ["of"]) + view.follow(node, ["to"])
        found = {line for side in sides for line in view.graph.objects(side, QUOTED)}
    if found:
        return sorted((_spot(view, one) for one in found), key=_order)
    for step in TOWARDS_LINES:
        for other in view.follow(node, [step]):
            spots = sorted(
                (_spot(view, one) for one in view.graph.objects(other, QUOTED)), key=_order
            )
            if spots:
                return spots
    return []


def _spot(view: View, node: Node) -> Spot:
    lines = [one.value for one in view.follow(node, ["line"])] or LINE.findall(node.value)
    files = [one.value for one in view.follow(node, ["document", "fileName"])]
    files = files or [one.value for one in view.follow(node, ["fileName"])]
    address = node.value.partition("#")[0].rpartition("/")[2]
    line = int(lines[0]) if lines and lines[0].isdecimal() else None
    sheets = [one.value for one in view.follow(node, ["sheet"])]
    return Spot(files[0] if files else address, line, node, sheets[0] if sheets else None)


def _order(spot: Spot) -> tuple[str, int, str]:
    return spot.file, spot.line or 0, spot.node.value


def find_places(
    view: View, spots: Iterable[Spot], aspects: Iterable[str], things: Sequence[Node] = ()
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
                headers += ["".join(one.value.split()) for one in view.graph.objects(table, cell)]
        places.update({Place(spot.file, spot.line, one, spot.sheet): None for one in headers})
        if not headers:
            places[Place(spot.file, spot.line, None, spot.sheet)] = None
    return tuple(places)


def _own_headers(view: View, spot: Spot, things: Sequence[Node]) -> list[str]:
    """Give the headers over values that a finding is about, where a row has several of a kind."""
    return [
        "".join(header.value.split())
        for thing in things
        if view.graph.says(thing, QUOTED, spot.node)
        for header in view.graph.objects(thing, HEADER)
    ]


def _cells(
    view: View, spot: Spot, wanted: Sequence[ox.NamedNode], things: Sequence[Node]
) -> list[tuple[str | None, str | None, str]]:
    """Find header, sheet and address of the cells of a row that a finding is about."""
    graph = view.graph
    chosen = [one for one in things if _is_cell_of(view, one, spot.node)]
    # A row may have hundreds of cells: those of other things are gone through only if need be.
    chosen = chosen or [
        one
        for thing in things
        for part in (SUBJECT, OBJECT)
        for one in graph.subjects(part, thing)
        if graph.value(one, COLUMN) in wanted and _is_cell_of(view, one, spot.node)
    ]
    around = [] if chosen else _around(view, spot.node)
    chosen = chosen or [one for one in around if CELLS.get(_aspect(view, one)) in wanted]
    chosen = chosen or [one for one in around if graph.value(one, COLUMN) in wanted]
    found: dict[tuple[str | None, str | None, str], None] = {}
    for one in chosen:
        header = graph.value(one, HEADER) or graph.value(
            graph.value(spot.node, TABLE), CELLS.get(_aspect(view, one))
        )
        text = "".join(header.value.split()) if header is not None else None
        cell = graph.value(one, CELL)
        found[text, spot.sheet, cell.value if cell is not None else ""] = None
    return sorted(found, key=str)


def _is_cell_of(view: View, one: Node, row: Node) -> bool:
    return view.graph.says(one, QUOTED, row) and view.graph.says(one, CELL)


def _around(view: View, row: Node) -> list[Node]:
    """Give what was read in the cells of a row, gathered once for all findings that lie there."""
    key, known = ("around", row), view.graph.known
    if key not in known:
        found = view.graph.subjects(QUOTED, row)
        known[key] = [one for one in found if view.graph.says(one, CELL)]
    return known[key]


def _aspect(view: View, node: Node) -> str:
    found = view.graph.value(node, ASPECT)
    return found.value.removeprefix(PREFIXES["aspect"]) if found is not None else ""


def find_aspects(view: View, concerns: Iterable[str], focus: Node, value: Node | None) -> list[str]:
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
        for value_of in sorted(view.graph.objects(focus, ox.NamedNode(concern)), key=sort_key):
            found[value_of.value.removeprefix(space)] = None
    if not found and isinstance(value, ox.Literal):
        for aspect, cell in CELLS.items():
            if view.graph.says(focus, cell, value):
                found[aspect] = None
    return list(found)


def find_departments(view: View, nodes: Iterable[Node]) -> tuple[Department, ...]:
    """Find the units, at office level, that answer for the projects that things concern."""
    found = dict.fromkeys(office for node in nodes for office in _offices(view, node))
    return tuple(Department(office.value, view.label(office)) for office in found)


def _offices(view: View, node: Node) -> Iterator[Node]:
    kinds = view.kinds(node)
    if "Organization" in kinds:
        yield from _office(view, node)
    elif "Project" in kinds:
        yield from _answering(view, [node])
    elif "Concentration" in kinds:
        yield from view.follow(node, ["organization"])
    elif kinds & {"Row", "ReadingProblem", "TextRemark"}:
        rows = [node] if "Row" in kinds else sorted(view.graph.objects(node, QUOTED), key=sort_key)
        for row in rows:
            for placement in sorted(view.graph.subjects(QUOTED, row), key=sort_key):
                if "Placement" in view.kinds(placement):
                    yield from _answering(view, view.follow(placement, ["project"]))
    else:
        for kind in sorted(kinds & TOWARDS_PROJECTS.keys()):
            for way in TOWARDS_PROJECTS[kind]:
                found = [one for one in view.follow(node, way) if "Project" in view.kinds(one)]
                yield from _answering(view, found)
                if found and kind not in BOTH_SIDES:
                    break


def _answering(view: View, projects: Iterable[Node]) -> Iterator[Node]:
    for project in projects:
        # The responsibilities keep the order of the cell.
        yield from view.follow(project, ["^element", "office"])
        yield from view.follow(project, ["responsible"])


def _office(view: View, unit: Node) -> Iterator[Node]:
    kinds = set(view.graph.objects(unit, ox.NamedNode(term("org:classification"))))
    if ox.NamedNode(term("organization-kind:section")) in kinds:
        yield from sorted(
            view.graph.objects(unit, ox.NamedNode(term("org:subOrganizationOf"))), key=sort_key
        )
    elif ox.NamedNode(term("organization-kind:municipality")) not in kinds:
        yield unit
