"""
The dataset laid out by thing: what is said of it, what points to it, where it is printed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import pyoxigraph as ox

from plangraph.layout import ontology_folder, shapes_folder
from plangraph.names import term
from plangraph.publish.terms import TYPE, Node, Said, Terms
from plangraph.store import Dataset

LABELS: Final = tuple(map(term, ("skos:prefLabel", "rdfs:label", "dcterms:title")))
OWNERS: Final = (term("plan:project"), term("plan:element"))
OWNED: Final = {
    term(f"plan:{name}"): key
    for name, key in {
        "Placement": "placements",
        "Responsibility": "responsibilities",
        "Appropriation": "appropriations",
        "IndicatorRole": "indicatorRoles",
        "Absence": "absences",
    }.items()
}
"""Classes of things that belong to an element and are told with it, and how JSON calls them."""

WORSE: Final = {"": 1, "ja": 1, "en": 2}
"""How little a text in a language serves where another is wanted; one not listed is as "ja"."""

LATE: Final = 1_000_000
IS_STATEMENT: Final = f" <{TYPE}> <{term('rdf:Statement')}> ."
SUBJECT: Final = term("rdf:subject")
PREDICATE: Final = term("rdf:predicate")
QUOTED: Final = term("prov:wasQuotedFrom")
LINE: Final = term("plan:line")
HEADER: Final = term("plan:columnHeader")
PRINTED: Final = term("plan:printedText")

# The same few names are asked for by every page.
_term = cache(term)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where a statement is printed: the line, the column's header, the text."""

    line: int
    column: str
    text: str
    row: str


@dataclass(frozen=True)
class Statements:
    """Statements by subject and by object, each in a fixed order."""

    terms: Terms
    about: dict[str, list[Said]] = field(default_factory=dict)
    towards: dict[str, list[tuple[Node, Node]]] = field(default_factory=dict)
    """By what is pointed to: who points, and by which property."""

    blank: dict[str, list[Said]] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    """Things that the newest revision has no more, and the last that had them."""

    _types: dict[str, list[str]] = field(default_factory=dict)
    _owned: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _positions: dict[str, int] = field(default_factory=dict)
    _listed: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def add_former(self, revision: str, former: "Statements") -> None:
        """Take over what only a former revision says of a thing; nothing leads to it from here."""
        for iri, said in former.about.items():
            if iri not in self.about:
                self.about[iri] = said
                self.gone[iri] = revision

    def values(self, iri: str, prefixed: str) -> list[Node]:
        """Give what one property says of a thing."""
        predicate = _term(prefixed)
        return [value for said, value in self.about.get(iri, ()) if said.value == predicate]

    def said_of(self, iri: str) -> list[Said]:
        """Give what is said of a thing."""
        return self.about.get(iri, [])

    def texts(self, iri: str, prefixed: str) -> list[str]:
        """Give all texts that one property has for a thing."""
        return [node.value for node in self.values(iri, prefixed) if node.is_literal]

    def text(self, iri: str, prefixed: str, language: str = "ja") -> str:
        """Give one text of a thing, in the language if there is one."""
        wanted = _term(prefixed)
        found = ""
        best = len(WORSE)
        for predicate, value in self.about.get(iri, ()):
            if predicate.value == wanted and value.is_literal:
                worth = 0 if value.language == language else WORSE.get(value.language, 1)
                if worth < best:
                    found, best = value.value, worth
        return found

    def iris(self, iri: str, prefixed: str) -> list[str]:
        """Give the things to which one property points."""
        return [node.value for node in self.values(iri, prefixed) if node.is_iri]

    def sources(self, iri: str, prefixed: str) -> list[str]:
        """Give the things that point here by one property."""
        predicate = _term(prefixed)
        return [
            source.value
            for source, said in self.towards.get(iri, ())
            if said.value == predicate and source.is_iri
        ]

    def types(self, iri: str) -> list[str]:
        """Give the classes of a thing, the plainest name first."""
        found = self._types.get(iri)
        if found is None:
            found = self._types[iri] = self.iris(iri, "rdf:type")
        return found

    def of_type(self, prefixed: str, root: str = "") -> list[str]:
        """List the things of a class, all or those of one folder, in the document's order."""
        listed = self._listed.get(prefixed)
        if listed is None:
            found = self.sources(_term(prefixed), "rdf:type")
            found.sort(key=lambda iri: (self.position(iri), len(iri), iri))
            listed = self._listed[prefixed] = defaultdict(list, {"": found})
            for iri in found:
                listed[folder_of(iri)].append(iri)
        return listed.get(root, [])

    def position(self, iri: str) -> int:
        """Give the place in the document, a very late one where none is stated."""
        known = self._positions.get(iri)
        if known is None:
            found = self.text(iri, "plan:position")
            known = self._positions[iri] = int(found) if found.isdecimal() else LATE
        return known

    def owned(self, iri: str) -> list[tuple[str, str]]:
        """Give, with the key of their class, the things that belong to an element."""
        found = self._owned.get(iri)
        if found is None:
            found = self._owned[iri] = [
                (OWNED[kind], source.value)
                for source, said in self.towards.get(iri, ())
                if said.value in OWNERS and source.is_iri
                for kind in self.types(source.value)
                if kind in OWNED
            ]
        return found


def folder_of(iri: str) -> str:
    """
    Give what stands before the last name of an IRI.

    >>> folder_of("https://x/1/goal-1")
    'https://x/1/'
    """
    return iri[: iri.rfind("/") + 1]


def gather(terms: Terms, lines: Iterable[str]) -> Statements:
    """Lay out statements that are given as lines of N-Triples."""
    types: dict[str, list[Said]] = defaultdict(list)
    others: dict[str, list[Said]] = defaultdict(list)
    towards: dict[str, list[tuple[Node, Node]]] = defaultdict(list)
    blank: dict[str, list[Said]] = defaultdict(list)
    for subject, predicate, value in terms.read(sorted(set(lines))):
        if not subject.is_iri:
            blank[subject.value].append((predicate, value))
        elif predicate.value == TYPE:
            types[subject.value].append((predicate, value))
        else:
            others[subject.value].append((predicate, value))
        if value.is_iri:
            towards[value.value].append((subject, predicate))
    about = {iri: types[iri] + others.get(iri, []) for iri in types}
    about.update((iri, said) for iri, said in others.items() if iri not in about)
    return Statements(terms, about, dict(towards), dict(blank))


def read_lines(dataset: Dataset, graph: str) -> list[str]:
    """Give the statements of one graph of a dataset as lines of N-Triples."""
    data = dataset.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
    return split_lines(data)


def split_lines(data: bytes | None) -> list[str]:
    """Split N-Triples or N-Quads; a line feed ends a line, and none of the signs Python adds."""
    return [line for line in (data or b"").decode().split("\n") if line]


def gather_vocabulary(terms: Terms) -> Statements:
    """Lay out the terms, the concepts and the rules; what has no name is named the same always."""
    files = [*sorted(ontology_folder().glob("*.ttl")), shapes_folder() / "rules.ttl"]
    quads = ox.Dataset(
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for file in files
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    )
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return gather(terms, split_lines(ox.serialize(quads, format=ox.RdfFormat.N_QUADS)))


def part_quotations(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Part lines of N-Triples into those of quotations and the others."""
    lines = list(lines)
    quotations = {line.split(" ", 1)[0] for line in lines if line.endswith(IS_STATEMENT)}
    parted: tuple[list[str], list[str]] = ([], [])
    for line in lines:
        parted[line.split(" ", 1)[0] not in quotations].append(line)
    return parted


def gather_quotations(lines: Iterable[str]) -> dict[tuple[str, str], list[Quotation]]:
    """List, by subject and property, where statements are printed."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for quotation, name, value in Terms({}).read(sorted(set(lines))):
        said[quotation.value].setdefault(name.value, value.value)
    found: dict[tuple[str, str], list[Quotation]] = defaultdict(list)
    for told in said.values():
        subject, predicate, row = (told.get(name) for name in (SUBJECT, PREDICATE, QUOTED))
        line = told.get(LINE, "")
        if subject and predicate and row and line.isdecimal():
            column, text = told.get(HEADER, ""), told.get(PRINTED, "")
            found[subject, predicate].append(Quotation(int(line), column, text, row))
    return {
        place: list(dict.fromkeys(sorted(quotes, key=lambda q: (q.line, q.column, q.text))))
        for place, quotes in found.items()
    }
