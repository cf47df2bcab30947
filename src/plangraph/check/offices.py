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


ON_ROWS: Final = frozenset({"ReadingProblem", "Row", "TextRemark"})
"""What concerns whatever stands on a row."""

ANSWERED_FOR: Final = (
    ON_ROWS | TOWARDS_PROJECTS.keys() | {"Concentration", "Organization", "Project"}
)
"""The types of which somebody answers for any."""


class Offices:
    """Whom the findings of one plan concern; what was looked up of a thing is kept."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._offices: dict[str, list[str]] = {}
        self._departments: dict[str, Department] = {}

    def find(self, nodes: Iterable[str]) -> tuple[Department, ...]:
        """Find the units, at office level, that answer for the projects that things concern."""
        found = [office for node in nodes for office in self._offices_of(node)]
        return tuple([self._department(office) for office in dict.fromkeys(found)])

    def _department(self, office: str) -> Department:
        found = self._departments.get(office)
        if found is None:
            found = Department(read_value(office), self.view.label(office).ja)
            self._departments[office] = found
        return found

    def _offices_of(self, node: str) -> list[str]:
        found = self._offices.get(node)
        if found is None:
            found = self._offices[node] = list(self._list_offices(node))
        return found

    def _list_offices(self, node: str) -> Iterator[str]:
        view, kinds = self.view, self.view.kinds(node)
        if kinds.isdisjoint(ANSWERED_FOR):
            return
        if "Organization" in kinds:
            yield from self._list_own(node)
        elif "Project" in kinds:
            yield from self._list_answering([node])
        elif "Concentration" in kinds:
            yield from view.step(node, "organization")
        elif kinds & ON_ROWS:
            rows = [node] if "Row" in kinds else view.sorted(view.graph.values(node, QUOTED))
            for row in rows:
                for placement in view.sorted(view.graph.bearers(QUOTED, row)):
                    if "Placement" in view.kinds(placement):
                        yield from self._list_answering(view.step(placement, "project"))
        else:
            for kind in sorted(kinds & TOWARDS_PROJECTS.keys()):
                for way in TOWARDS_PROJECTS[kind]:
                    found = [one for one in view.follow(node, way) if "Project" in view.kinds(one)]
                    yield from self._list_answering(found)
                    if found and kind not in BOTH_SIDES:
                        break

    def _list_answering(self, projects: Iterable[str]) -> Iterator[str]:
        for project in projects:
            # The responsibilities keep the order of the cell.
            yield from self.view.follow(project, ("^element", "office"))
            yield from self.view.step(project, "responsible")

    def _list_own(self, unit: str) -> Iterator[str]:
        kinds = self.view.graph.values(unit, KIND)
        if SECTION in kinds:
            yield from self.view.sorted(self.view.graph.values(unit, PART_OF))
        elif MUNICIPALITY not in kinds:
            yield unit
