"""
How a plan hangs together, as plain values: parts, the wholes they belong to, who answers for them.

A project counts once however often it is listed, and a section counts for its office.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Final, TypeVar

import pyoxigraph as ox

from plangraph.errors import UsageError
from plangraph.names import PREFIXES
from plangraph.read.folding import compare_form
from plangraph.store import Dataset

Kept = TypeVar("Kept")

HEAD: Final = "".join(
    f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in ("plan", "rdfs", "skos")
)

PARTS: Final = """
SELECT DISTINCT ?thing ?kind ?label ?code ?position WHERE {
  VALUES (?class ?kind) {
    (plan:Goal "goal") (plan:Measure "measure") (plan:Initiative "initiative")
    (plan:Project "project")
  }
  ?thing a ?class ; plan:position ?position .
  OPTIONAL { ?thing skos:prefLabel ?label FILTER(LANG(?label) != "en") }
  OPTIONAL { ?thing skos:notation ?notation }
  OPTIONAL { ?thing plan:printedNumber ?number }
  BIND(COALESCE(?notation, ?number, "") AS ?code)
} ORDER BY ?kind ?position ?thing ?label ?code
"""
OWNERS: Final = """
SELECT ?project ?office ?label WHERE {
  ?project a plan:Project ; plan:responsible ?office ; plan:position ?position .
  OPTIONAL { ?office skos:prefLabel ?label FILTER(LANG(?label) != "en") }
  OPTIONAL {
    ?role plan:element ?project ; plan:office ?office ; plan:position ?place
  }
} ORDER BY ?position ?project ?place ?office ?label
"""
WHOLES: Final = "SELECT ?part ?whole { ?part plan:partOf ?whole } ORDER BY ?part ?whole"
USES: Final = """
SELECT DISTINCT ?element ?indicator ?label WHERE {
  ?role plan:element ?element ; plan:indicator ?indicator ; plan:position ?place .
  OPTIONAL { ?indicator skos:prefLabel ?label FILTER(LANG(?label) != "en") }
} ORDER BY ?element ?place ?indicator ?label
"""
ENGLISH: Final = """
SELECT ?thing ?label { ?thing rdfs:label ?label FILTER(LANG(?label) = "en") } ORDER BY ?thing ?label
"""
SUPPORTS: Final = "SELECT ?lower ?upper { ?lower plan:supports ?upper } ORDER BY ?lower ?upper"


@dataclass(frozen=True, slots=True)
class Part:
    """Something in the plan: its IRI, its kind, its printed code and name."""

    iri: str
    kind: str
    code: str
    label: str


@dataclass(frozen=True)
class Structure:
    """
    The parts of a plan in its own order, and how they are related.

    ``wholes`` gives what a part directly belongs to, ``owners`` the departments of a project,
    ``uses`` the indicators of an element, ``supports`` the indicators beneath one.
    """

    parts: Mapping[str, Part]
    departments: Mapping[str, Part]
    wholes: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, tuple[str, ...]]
    indicators: Mapping[str, Part]
    uses: Mapping[str, tuple[str, ...]]
    supports: Mapping[str, tuple[str, ...]]

    def of_kind(self, kind: str) -> list[Part]:
        """List the goals, measures, initiatives or projects, in the plan's order."""
        return [part for part in self.parts.values() if part.kind == kind]

    def above(self, iri: str, kind: str) -> list[Part]:
        """List the wholes of one kind that a part belongs to, directly or by way of others."""
        found = self._closures.get(iri, frozenset())
        return [part for part in self.of_kind(kind) if part.iri in found]

    def projects_under(self, iri: str) -> list[Part]:
        """List the projects that belong to a whole."""
        return [p for p in self.of_kind("project") if iri in self._closures[p.iri]]

    def owners_under(self, iri: str) -> dict[str, int]:
        """Count a whole's projects by department, in the order of departments."""
        counts = dict.fromkeys(self.departments, 0)
        for project in self.projects_under(iri):
            for owner in self.owners.get(project.iri, ()):
                counts[owner] += 1
        return {owner: count for owner, count in counts.items() if count}

    def projects_of(self, department: str) -> list[Part]:
        """List the projects that a department answers for, alone or with others."""
        projects = self.of_kind("project")
        return [part for part in projects if department in self.owners.get(part.iri, ())]

    def without(self, gone: Iterable[str]) -> "Structure":
        """Take departments out; their projects stay, without them."""
        left = set(gone)
        return replace(
            self,
            departments={iri: part for iri, part in self.departments.items() if iri not in left},
            owners={
                project: kept
                for project, owners in self.owners.items()
                if (kept := tuple(owner for owner in owners if owner not in left))
            },
        )

    def within(self, root: str) -> "Structure":
        """Keep what stands under an address: of several plans in a dataset, one."""

        def keep(things: Mapping[str, Kept]) -> dict[str, Kept]:
            return {iri: value for iri, value in things.items() if iri.startswith(root)}

        return replace(
            self,
            parts=keep(self.parts),
            departments=keep(self.departments),
            wholes=keep(self.wholes),
            owners=keep(self.owners),
            indicators=keep(self.indicators),
            uses=keep(self.uses),
            supports=keep(self.supports),
        )

    @cached_property
    def _closures(self) -> dict[str, frozenset[str]]:
        return {iri: frozenset(self._climb(iri)) for iri in self.parts}

    def _climb(self, iri: str) -> Iterator[str]:
        waiting, seen = list(self.wholes.get(iri, ())), set[str]()
        while waiting:
            whole = waiting.pop()
            if whole not in seen:
                seen.add(whole)
                yield whole
                waiting.extend(self.wholes.get(whole, ()))


def read_structure(dataset: Dataset, *, language: str = "ja") -> Structure:
    """
    Read from the current facts of a dataset how its plan hangs together.

    Names are those the plan prints; in English, the translations linked to it where there are any.
    """

    def ask(query: str) -> Iterator[list[str]]:
        solutions = dataset.store.query(HEAD + query, default_graph=ox.NamedNode(dataset.current))
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            yield [_text(solution[name]) for name in solutions.variables]

    translated = dict(ask(ENGLISH)) if language == "en" else {}

    def name(iri: str, label: str) -> str:
        return translated.get(iri) or label or _last(iri)

    parts: dict[str, Part] = {}
    for iri, kind, label, code, _ in ask(PARTS):
        parts.setdefault(iri, Part(iri, kind, code, name(iri, label)))
    departments: dict[str, Part] = {}
    owners: dict[str, list[str]] = defaultdict(list)
    for project, office, label in ask(OWNERS):
        departments.setdefault(office, Part(office, "department", "", name(office, label)))
        if office not in owners[project]:
            owners[project].append(office)
    wholes, supports = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for part, whole in ask(WHOLES):
        wholes[part].append(whole)
    for lower, upper in ask(SUPPORTS):
        supports[upper].append(lower)
    indicators: dict[str, Part] = {}
    uses: dict[str, list[str]] = defaultdict(list)
    for element, indicator, label in ask(USES):
        indicators.setdefault(indicator, Part(indicator, "indicator", "", name(indicator, label)))
        if indicator not in uses[element]:
            uses[element].append(indicator)
    return Structure(
        parts, departments, _freeze(wholes), _freeze(owners), indicators, _freeze(uses),
        _freeze(supports),
    )  # fmt: skip


def find_department(structure: Structure, name: str) -> str:
    """
    Find a department by its printed name, however spaced and wide, or by its IRI.

    Raises:
        UsageError: The plan has no such department.
    """
    if name in structure.departments:
        return name
    for department in structure.departments.values():
        if compare_form(department.label) == compare_form(name):
            return department.iri
    known = [department.label for department in structure.departments.values()]
    near = get_close_matches(name, known, n=3, cutoff=0.4)
    remedy = f"Did you mean {' or '.join(near)}" if near else "Give a name as the plan prints it"
    raise UsageError("network --without", f"no department of this plan is called '{name}'", remedy)


def _freeze(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _text(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else ""


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]
