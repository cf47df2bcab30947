"""
From the graphs of a dataset to a snapshot of one revision.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from plangraph.compare.snapshot import (
    Charge,
    Level,
    Mark,
    Money,
    Organization,
    Project,
    Seat,
    Snapshot,
    Value,
)
from plangraph.compare.statements import Statements
from plangraph.names import UNREGISTERED, PlanNames, term
from plangraph.store import Dataset

LEVELS: Final = ("goal", "measure", "initiative")
COLUMNS: Final = {
    "mark": "plan:markText",
    "name": "plan:nameText",
    "number": "plan:numberText",
    "department": "plan:departmentText",
    "budget": "plan:budgetText",
    "summary": "plan:summaryText",
    "indicator": "plan:indicatorText",
    "unit": "plan:unitText",
}
LINE: Final = re.compile(r"#line=\d+,(\d+)$")


def has_facts(dataset: Dataset, names: PlanNames) -> bool:
    """Tell whether a dataset holds a revision as printed, and not only what is current."""
    return dataset.store.contains_named_graph(ox.NamedNode(names.facts))


def take_snapshot(dataset: Dataset, names: PlanNames, *, as_printed: bool) -> Snapshot:
    """
    Read one revision: as printed, or as it stands after decisions in the current graph.

    Two datasets are compared by the same graphs on both sides, since a decision is no change.
    """
    facts = [names.facts, names.derived, names.decisions, names.links]
    said = Statements(_quads(dataset, facts if as_printed else [dataset.current]))
    return _Extraction(said, Statements(_quads(dataset, [names.source])), names).read()


def _quads(dataset: Dataset, graphs: Iterable[str]) -> Iterator[ox.Quad]:
    for graph in graphs:
        yield from dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))


class _Extraction:
    def __init__(self, said: Statements, source: Statements, names: PlanNames) -> None:
        self.said = said
        self.source = source
        self.names = names

    def read(self) -> Snapshot:
        levels = {level.iri: level for kind in LEVELS for level in self._levels(kind)}
        projects = {one.iri: one for one in map(self._project, self.said.things("plan:Project"))}
        units = [self._organization(one) for one in self.said.things("plan:Organization")]
        units.sort(key=lambda one: (min((mark.line for mark in one.marks), default=0), one.iri))
        organizations = {one.iri: one for one in units}
        beneath: dict[str, dict[str, None]] = {}
        for project in projects.values():
            for seat in project.seats:
                under = seat.under
                while under in levels and project.iri not in beneath.setdefault(under, {}):
                    beneath[under][project.iri] = None
                    under = levels[under].parent
        documents = self.source.things("plan:SourceDocument")
        entries = self.said.things("plan:LedgerEntry")
        return Snapshot(
            names=self.names,
            registered=not self.names.code.startswith((UNREGISTERED, "input")),
            levels=levels,
            projects=projects,
            organizations=organizations,
            indicators=self._labels("plan:Indicator"),
            budgets=self._labels("plan:BudgetItem"),
            identified=frozenset(
                thing for entry in entries for thing in self.said.all(entry, "plan:identifies")
            ),
            replaced=self._replaced(entries),
            support=self._support(levels),
            columns=self._columns(),
            file=self.source.one(documents[0], "plan:fileName") if documents else "",
            cells=self._cells(),
            beneath={level: tuple(found) for level, found in beneath.items()},
        )

    def _replaced(self, entries: Iterable[str]) -> dict[str, str]:
        """Give what replaces what, by the ledger; an entry tells the name of its thing."""
        found: dict[str, str] = {}
        for entry in entries:
            heir = self.said.one(entry, "dcterms:isReplacedBy")
            if heir:
                kind, key = (self.said.one(entry, f"plan:{part}") for part in ("kind", "key"))
                found[self.names.thing(kind, key)] = heir
        return found

    def _labels(self, kind: str) -> dict[str, str]:
        return {one: self.said.one(one, "skos:prefLabel") for one in self.said.things(kind)}

    def _levels(self, kind: str) -> Iterator[Level]:
        for iri in self.said.things(f"plan:{kind.capitalize()}"):
            label = self.said.one(iri, "skos:prefLabel")
            printed = [one for one in self.said.all(iri, "plan:printedTitle") if one != label]
            yield Level(
                kind=kind,
                iri=iri,
                code=self.said.one(iri, "skos:notation"),
                ordinal=self.said.number(iri, "plan:ordinal"),
                titles=(label, *printed),
                listed=self.said.all(iri, "plan:printedTargets"),
                parent=self.said.one(iri, "plan:partOf") if kind != "goal" else "",
                indicators=tuple(self._indicators(self._roles(iri))),
                values=tuple(self._values(self._roles(iri))),
                position=self.said.number(iri, "plan:position") or 0,
                marks=self._marks(iri),
            )

    def _roles(self, element: str) -> list[str]:
        found = self.said.of("plan:element", element)
        kind = term("plan:IndicatorRole")
        return [one for one in found if kind in self.said.all(one, "rdf:type")]

    def _indicators(self, roles: Iterable[str]) -> Iterator[tuple[str, str]]:
        for role in roles:
            indicator = self.said.one(role, "plan:indicator")
            if indicator:
                yield indicator, self.said.one(indicator, "skos:prefLabel")

    def _values(self, roles: Iterable[str]) -> Iterator[Value]:
        for role in roles:
            label = self.said.one(self.said.one(role, "plan:indicator"), "skos:prefLabel")
            for one in self.said.of("plan:observes", role):
                kind = self.said.one(one, "plan:observationKind").rpartition("#")[2]
                yield self._value(one, label, kind, "sosa:hasSimpleResult")

    def _value(self, node: str, name: str, kind: str, result: str) -> Value:
        years = ("plan:fromYear", "plan:fiscalYear", "plan:calendarYear")
        return Value(
            name=name,
            kind=kind,
            year="-".join(year for one in years for year in self.said.all(node, one)),
            result=self.said.one(node, result),
            printed=self.said.one(node, "plan:printedText"),
            printed_year=self.said.one(node, "plan:printedYear"),
            unit=self.said.one(node, "plan:unitLabel"),
        )

    def _project(self, iri: str) -> Project:
        roles = self._roles(iri)
        names = self.said.all(iri, "skos:prefLabel")
        return Project(
            iri=iri,
            name=names[0] if names else "",
            numbers=tuple(
                self.said.one(one, "skos:notation") for one in self.said.all(iri, "plan:number")
            ),
            printed_number=self._printed_number(iri),
            seats=tuple(self._seats(iri)),
            charges=tuple(self._charges(iri)),
            money=self._money(iri),
            indicators=tuple(self._indicators(roles)),
            glosses=tuple(one for role in roles for one in self.said.all(role, "plan:gloss")),
            units=tuple(one for role in roles for one in self.said.all(role, "plan:unitLabel")),
            values=tuple(self._values(roles)),
            summaries=self.said.all(iri, "dcterms:description"),
            position=self.said.number(iri, "plan:position") or 0,
            marks=self._marks(iri),
        )

    def _printed_number(self, iri: str) -> str:
        printed = self.said.all(iri, "plan:printedNumber")
        if printed:
            return "、".join(printed)
        for one in self.said.of("plan:element", iri):
            if self.said.one(one, "plan:aspect") == term("aspect:number"):
                return self.said.one(one, "plan:printedText")
        return ""

    def _seats(self, project: str) -> Iterator[Seat]:
        for placement in self.said.of("plan:project", project):
            if term("plan:Placement") in self.said.all(placement, "rdf:type"):
                under = self.said.one(placement, "plan:under")
                initiative = term("plan:Initiative") in self.said.all(under, "rdf:type")
                mark = "" if initiative else self.said.one(placement, "plan:mark")
                yield Seat(under, mark)

    def _charges(self, project: str) -> Iterator[Charge]:
        for one in self.said.of("plan:element", project):
            if term("plan:Responsibility") not in self.said.all(one, "rdf:type"):
                continue
            organization = self.said.one(one, "plan:organization")
            office = self.said.one(one, "plan:office") or organization
            kind = self.said.one(one, "plan:responsibilityKind")
            section = organization if organization != office else ""
            yield Charge(office, section, kind == term("responsibility:lead"))

    def _money(self, project: str) -> Money:
        items: list[tuple[str, str]] = []
        amounts: list[Value] = []
        for entered in self.said.of("plan:project", project):
            if term("plan:Appropriation") not in self.said.all(entered, "rdf:type"):
                continue
            if self.said.one(entered, "plan:item"):
                name = self.said.one(self.said.one(entered, "plan:item"), "skos:prefLabel")
                category = self.said.one(entered, "plan:category")
                tag = category.rpartition("#")[2] or self.said.one(entered, "plan:unknownTag")
                items.append((name, tag))
            if not self.said.one(entered, "plan:item") or self.said.one(entered, "plan:amount"):
                phase = self.said.one(entered, "plan:phase").rpartition("#")[2]
                source = self.said.one(entered, "plan:fundingSource")
                amounts.append(self._value(entered, source, phase, "plan:amount"))
        remarks = [
            *self.said.all(project, "plan:openBudget"),
            *self.said.all(project, "plan:budgetRemark"),
        ]
        absence = ""
        for one in self.said.of("plan:element", project):
            if self.said.one(one, "plan:aspect") == term("aspect:budget-item"):
                absence = self.said.one(one, "plan:absenceKind").rpartition("#")[2]
                printed = self.said.one(one, "plan:printedText")
                if printed and not remarks:
                    remarks.append(printed)
        return Money(tuple(items), tuple(remarks), absence, tuple(amounts))

    def _organization(self, iri: str) -> Organization:
        return Organization(
            iri=iri,
            label=self.said.one(iri, "skos:prefLabel"),
            kind=self.said.one(iri, "org:classification").rpartition("#")[2],
            parent=self.said.one(iri, "org:subOrganizationOf"),
            marks=self._marks(iri),
        )

    def _support(self, levels: dict[str, Level]) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for level in levels.values():
            for indicator, _ in level.indicators if level.kind == "measure" else ():
                below = self.said.of("plan:supports", indicator)
                if any(self.said.all(one, "plan:measures") for one in below):
                    found[level.iri, indicator] = 3
        for one in self.said.things("plan:SuggestedSupport"):
            key = self.said.one(one, "plan:element"), self.said.one(one, "plan:to")
            rank = 2 if self.said.one(one, "plan:method") == "equal" else 1
            found[key] = max(found.get(key, 0), rank)
        return found

    def _columns(self) -> dict[str, str]:
        """Headers as the first table words them, white space taken out."""
        tables = self.source.things("plan:Table")
        found: dict[str, str] = {}
        for table in tables:
            for column, name in COLUMNS.items():
                header = "".join(self.source.one(table, name).split())
                if header:
                    found.setdefault(column, header)
        return found

    def _cells(self) -> dict[tuple[str, str], str]:
        columns = {term(name): column for column, name in COLUMNS.items()}
        found: dict[tuple[str, str], str] = {}
        for one in self.source.things("rdf:Statement"):
            address = self.source.one(one, "plan:cell")
            column = columns.get(self.source.one(one, "plan:column"))
            if address and column:
                found[self.source.one(one, "prov:wasQuotedFrom"), column] = address
        return found

    def _marks(self, iri: str) -> tuple[Mark, ...]:
        found = {self._mark(one) for one in self.said.all(iri, "prov:wasQuotedFrom")}
        known = (mark for mark in found if mark is not None)
        return tuple(sorted(known, key=lambda one: (one.file, one.sheet or "", one.line)))

    def _mark(self, place: str) -> Mark | None:
        stated = self.source.number(place, "plan:line")
        written = LINE.search(place)
        line = stated or (int(written[1]) if written else None)
        if line is None:
            return None
        document = self.source.one(place, "plan:document") or place.partition("#")[0]
        file = self.source.one(document, "plan:fileName")
        sheet = self.source.one(place, "plan:sheet") or None
        return Mark(place, file or unquote(document.rpartition("/")[2]), line, sheet)
