"""
Whom a finding concerns: walks from things to projects, and to the departments that answer for them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from plangraph.check.facts import read_value
from plangraph.check.findings import Department
from plangraph.check.places import BOTH_SIDES
from plangraph.check.view import QUOTED, View, written

KIND: Final = written("org:classification")
PART_OF: Final = written("org:subOrganizationOf")
MUNICIPALITY: Final = written("organization-kind:municipality")
SECTION: Final = written("organization-kind:section")

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


def find_departments(view: View, nodes: Iterable[str]) -> tuple[Department, ...]:
    """Find the units, at office level, that answer for the projects that things concern."""
    found = dict.fromkeys(office for node in nodes for office in _offices(view, node))
    return tuple(Department(read_value(office), view.label(office)) for office in found)


def _offices(view: View, node: str) -> Iterator[str]:
    kinds = view.kinds(node)
    if "Organization" in kinds:
        yield from _office(view, node)
    elif "Project" in kinds:
        yield from _answering(view, [node])
    elif "Concentration" in kinds:
        yield from view.follow(node, ["organization"])
    elif kinds & {"Row", "ReadingProblem", "TextRemark"}:
        rows = [node] if "Row" in kinds else view.sorted(view.graph.values(node, QUOTED))
        for row in rows:
            for placement in view.sorted(view.graph.bearers(QUOTED, row)):
                if "Placement" in view.kinds(placement):
                    yield from _answering(view, view.follow(placement, ["project"]))
    else:
        for kind in sorted(kinds & TOWARDS_PROJECTS.keys()):
            for way in TOWARDS_PROJECTS[kind]:
                found = [one for one in view.follow(node, way) if "Project" in view.kinds(one)]
                yield from _answering(view, found)
                if found and kind not in BOTH_SIDES:
                    break


def _answering(view: View, projects: Iterable[str]) -> Iterator[str]:
    for project in projects:
        # The responsibilities keep the order of the cell.
        yield from view.follow(project, ["^element", "office"])
        yield from view.follow(project, ["responsible"])


def _office(view: View, unit: str) -> Iterator[str]:
    kinds = view.graph.values(unit, KIND)
    if SECTION in kinds:
        yield from view.sorted(view.graph.values(unit, PART_OF))
    elif MUNICIPALITY not in kinds:
        yield unit
