"""
What a page about one thing shows: its statements in words, its parts, and what points to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from markupsafe import Markup

from plangraph.names import term
from plangraph.publish.escaping import write_value
from plangraph.publish.labels import ITEM, Labels
from plangraph.publish.places import Places
from plangraph.publish.statements import OWNERS, Quotation, Statements
from plangraph.publish.terms import TYPE, Node
from plangraph.publish.words import Words

QUOTED: Final = term("prov:wasQuotedFrom")
PART_OF: Final = term("plan:partOf")
BEHIND: Final = frozenset(map(term, ("plan:position", "plan:ordinal", "plan:line"))) | {QUOTED}
"""Properties that a page has no row for: they order things, or say where a thing is printed."""

FIRST: Final = (
    *("skos:prefLabel", "rdfs:label", "dcterms:title", "skos:notation", "skos:definition"),
    *("plan:printedNumber", "dcterms:description", "plan:partOf", "plan:responsible"),
    *("plan:fundedBy", "plan:measures", "org:classification", "org:subOrganizationOf"),
)
"""Properties that a page tells first; the others follow in a fixed order."""

ORDER: Final = {term(name): place for place, name in enumerate(FIRST)}
NAME: Final = term("skos:prefLabel")
TRANSLATED: Final = term("rdfs:label")
"""By what a translation calls a thing; a page tells it with the name, where there is one."""

UNTOLD: Final = BEHIND | {TYPE}
IN_TABLES: Final = UNTOLD | frozenset(OWNERS)

MOST: Final = 60
"""Links that a page shows of one kind before it says how many more there are."""


@dataclass(frozen=True)
class Value:
    """Something that a page shows: a text in its language, and where it leads."""

    words: Words
    href: str = ""
    language: str = "ja"
    outside: bool = False
    iri: str = ""

    @cached_property
    def html(self) -> Markup:
        """The value as HTML."""
        words = self.words
        return write_value(words.ja, words.en, self.language, self.href, outside=self.outside)


UNNAMED: Final = Value(Words("（名前のない項目）", "(unnamed)"))


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of a thing with its values, and where they are printed."""

    label: Words
    values: Sequence[Value]
    places: Sequence[tuple[str, Quotation]] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Things of one kind, a row each."""

    title: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[tuple[Value, ...], ...], ...]
    more: int = 0
    numbers: frozenset[int] = frozenset()
    """Columns of numbers, counted from 0."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing with what is part of it."""

    value: Value
    notation: str
    branches: tuple["Branch", ...]


@dataclass(frozen=True)
class Views:
    """Makes what pages show out of a dataset's statements."""

    facts: Statements
    words: Statements
    labels: Labels
    places: Places
    quotations: Mapping[tuple[str, str], Sequence[Quotation]]

    _values: dict[str, dict[Node, Value]] = field(default_factory=dict)
    _goals: dict[str, list[str]] = field(default_factory=dict)

    def value(self, node: Node, page: str) -> Value:
        """Show an RDF term."""
        # The same few things are linked from all pages of a folder, in the same words.
        known = self._values.setdefault(page.rpartition("/")[0], {})
        value = known.get(node)
        if value is None:
            if node.is_literal:
                return Value(Words(node.value), language=node.language or "ja")
            value = known[node] = self._link(node, page) if node.is_iri else UNNAMED
        return value

    def link(self, iri: str, page: str) -> Value:
        """Show a thing by its name, leading to its page, or out of the site."""
        return self.value(self.facts.terms.iri(iri), page)

    def _link(self, node: Node, page: str) -> Value:
        iri = node.value
        if iri in self.facts.about or iri in self.words.about:
            href = self.places.href(iri, page) or ""
            return Value(self.labels.name(iri), href, iri=iri)
        outside = iri.startswith(("https://", "http://"))
        return Value(self.labels.name(iri), iri if outside else "", outside=outside, iri=iri)

    def list_facts(self, iri: str, page: str) -> list[Fact]:
        """List what is said of a thing, each property with where it is printed."""
        said: dict[Node, list[Value]] = {}
        statements = self.facts.said_of(iri) or self.words.said_of(iri)
        name = next((predicate for predicate, _ in statements if predicate.value == NAME), None)
        for predicate, node in sorted(statements, key=lambda pair: pair[0].value == TRANSLATED):
            if predicate.value not in UNTOLD:
                row = name if name is not None and predicate.value == TRANSLATED else predicate
                said.setdefault(row, []).append(self.value(node, page))
        told = sorted(said, key=lambda predicate: ORDER.get(predicate.value, len(ORDER)))
        return [
            Fact(
                self.labels.name(predicate.value),
                said[predicate],
                [
                    (self.places.href(quotation.row, page) or "", quotation)
                    for quotation in self.quotations.get((iri, predicate.value), ())
                ],
            )
            for predicate in told
        ]

    def list_lines(self, iri: str, page: str) -> list[Value]:
        """List the lines on which a thing is printed."""
        return [
            Value(Words(f"{number}行目", f"line {number}"), self.places.href(row, page) or "")
            for row in self.facts.iris(iri, "prov:wasQuotedFrom")
            if (number := row.rpartition(",")[2]).isdecimal()
        ]

    def list_parts(self, iri: str, page: str) -> list[Table]:
        """Tell what belongs to an element, a table for each class."""
        groups: dict[str, list[str]] = defaultdict(list)
        for key, part in self.facts.owned(iri):
            groups[key].append(part)
        tables = []
        for parts in groups.values():
            parts = sorted(dict.fromkeys(parts), key=self._place)
            kinds = self.facts.types(parts[0])
            tables.append(self._tabulate(self.labels.name(kinds[0]), parts, page))
        return tables

    def _tabulate(self, title: Words, things: Sequence[str], page: str) -> Table:
        columns: dict[Node, None] = {}
        rows = []
        for thing in things:
            said: dict[Node, list[Value]] = {}
            for predicate, node in self.facts.said_of(thing):
                if predicate.value not in IN_TABLES:
                    said.setdefault(predicate, []).append(self.value(node, page))
                    columns[predicate] = None
            rows.append(said)
        return Table(
            title,
            tuple(self.labels.name(column.value) for column in columns),
            tuple(tuple(tuple(said.get(column, ())) for column in columns) for said in rows),
        )

    def _is_inside(self, iri: str) -> bool:
        """Tell whether something is a line or a row, which its document's page shows."""
        return "#" in iri and iri.startswith(self.places.base)

    def _place(self, iri: str) -> tuple[int, str]:
        return self.facts.position(iri), iri

    def list_incoming(self, iri: str, page: str) -> list[Table]:
        """List what points to a thing, by class and property; its own parts are told elsewhere."""
        owned = {part for _, part in self.facts.owned(iri)}
        groups: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for statements in (self.facts, self.words):
            for source, predicate in statements.towards.get(iri, ()):
                if not source.is_iri or source.value in owned or self._is_inside(source.value):
                    continue
                if predicate.value == PART_OF and statements is self.facts:
                    continue
                kinds = statements.types(source.value)
                groups[kinds[0] if kinds else "", predicate.value][source.value] = None
        tables = []
        for (kind, relation), found in sorted(groups.items()):
            sources = sorted(found, key=self._place)
            rows = tuple(((self.link(shown, page),),) for shown in sources[:MOST])
            title = self.labels.name(kind) if kind else ITEM
            more = max(0, len(sources) - MOST)
            tables.append(Table(title, (self.labels.name(relation),), rows, more))
        return tables

    def tree(self, iri: str, page: str, *, depth: int = 4) -> Branch:
        """Show a thing with what is part of it, in the order of the document."""
        parts = self.facts.sources(iri, "plan:partOf") if depth else []
        parts.sort(key=self._place)
        return Branch(
            self.link(iri, page),
            self.facts.text(iri, "skos:notation") or self.facts.text(iri, "plan:printedNumber"),
            tuple(self.tree(part, page, depth=depth - 1) for part in dict.fromkeys(parts)),
        )

    def trail(self, iri: str, page: str) -> list[Value]:
        """Lead from the plan down to a thing, by the first of its places."""
        steps: list[str] = []
        here = iri
        while True:
            above = self.facts.iris(here, "plan:partOf")
            above = [step for step in above if step not in steps and step != iri]
            if not above or len(steps) > 8:
                return [self.link(step, page) for step in reversed(steps)]
            here = above[0]
            steps.append(here)

    def goals_of(self, iri: str) -> list[str]:
        """Find the goals above a thing."""
        known = self._goals.get(iri)
        if known is not None:
            return known
        found: dict[str, None] = {}
        waiting, seen = [iri], {iri}
        while waiting:
            here = waiting.pop(0)
            for above in self.facts.iris(here, "plan:partOf"):
                if term("plan:Goal") in self.facts.types(above):
                    found[above] = None
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
        known = self._goals[iri] = list(found)
        return known

    def projects_of(self, iri: str) -> list[str]:
        """Find the projects that a thing has: beneath it, in its charge, paid or measured by it."""
        if term("plan:Project") in self.facts.types(iri):
            return []
        found: dict[str, None] = {}
        waiting, seen = [iri], {iri}
        while waiting:
            here = waiting.pop(0)
            for below in self.facts.sources(here, "plan:partOf"):
                if below not in seen:
                    seen.add(below)
                    waiting.append(below)
                    found[below] = None
        for name in ("plan:responsible", "plan:fundedBy", "plan:number", "plan:code"):
            found.update(dict.fromkeys(self.facts.sources(iri, name)))
        found.update(dict.fromkeys(self.facts.iris(iri, "plan:measures")))
        return self.only_projects(found)

    def only_projects(self, things: Iterable[str]) -> list[str]:
        """Keep the projects, in the order of the document."""
        project = term("plan:Project")
        kept = [thing for thing in things if project in self.facts.types(thing)]
        return sorted(kept, key=self._place)
