"""
The dataset laid out by thing: what is said of it, what points to it, where it is printed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from plangraph.layout import ontology_folder, shapes_folder
from plangraph.names import term
from plangraph.store import Dataset

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

TYPE: Final = term("rdf:type")
LABELS: Final = tuple(map(term, ("skos:prefLabel", "rdfs:label", "dcterms:title")))
NAMING: Final = frozenset({TYPE, term("skos:notation"), *LABELS})
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


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where a statement is printed: the line, the column's header, the text."""

    line: int
    column: str
    text: str
    row: str


@dataclass(frozen=True)
class Statements:
    """Statements of one graph by subject and by object, each in a fixed order."""

    about: dict[str, list[ox.Triple]] = field(default_factory=dict)
    towards: dict[str, list[ox.Triple]] = field(default_factory=dict)
    blank: dict[str, list[ox.Triple]] = field(default_factory=dict)

    def values(self, iri: str, prefixed: str) -> list[Term]:
        """Give what one property says of a thing."""
        predicate = term(prefixed)
        return [t.object for t in self.about.get(iri, ()) if t.predicate.value == predicate]

    def said_of(self, iri: str) -> list[ox.Triple]:
        """Give what is said of a thing."""
        return self.about.get(iri, [])

    def texts(self, iri: str, prefixed: str) -> list[str]:
        """Give all texts that one property has for a thing."""
        return [n.value for n in self.values(iri, prefixed) if isinstance(n, ox.Literal)]

    def text(self, iri: str, prefixed: str, language: str = "ja") -> str:
        """Give one text of a thing, in the language if there is one."""
        found = [node for node in self.values(iri, prefixed) if isinstance(node, ox.Literal)]
        found.sort(key=lambda node: (node.language != language, node.language == "en"))
        return found[0].value if found else ""

    def iris(self, iri: str, prefixed: str) -> list[str]:
        """Give the things to which one property points."""
        return [node.value for node in self.values(iri, prefixed) if isinstance(node, ox.NamedNode)]

    def sources(self, iri: str, prefixed: str) -> list[str]:
        """Give the things that point here by one property."""
        predicate = term(prefixed)
        return [
            t.subject.value
            for t in self.towards.get(iri, ())
            if t.predicate.value == predicate and isinstance(t.subject, ox.NamedNode)
        ]

    def types(self, iri: str) -> list[str]:
        """Give the classes of a thing, the plainest name first."""
        return self.iris(iri, "rdf:type")

    def of_type(self, prefixed: str) -> list[str]:
        """List the things of a class in the order of the document, else by name."""
        found = self.sources(term(prefixed), "rdf:type")
        return sorted(found, key=lambda iri: (self.position(iri), len(iri), iri))

    def without(self, things: set[str]) -> "Statements":
        """Leave out everything that some things say."""
        about = {iri: said for iri, said in self.about.items() if iri not in things}
        towards = {
            iri: kept
            for iri, said in self.towards.items()
            if (kept := [t for t in said if not _is_of(t.subject, things)])
        }
        return Statements(about, towards, self.blank)

    def position(self, iri: str) -> int:
        """Give the place in the document, a very late one where none is stated."""
        found = self.text(iri, "plan:position")
        return int(found) if found.isdecimal() else 1_000_000

    def owned(self, iri: str) -> Iterator[tuple[str, str]]:
        """Give, with the key of their class, the things that belong to an element."""
        for triple in self.towards.get(iri, ()):
            if triple.predicate.value in OWNERS and isinstance(triple.subject, ox.NamedNode):
                for kind in self.types(triple.subject.value):
                    if kind in OWNED:
                        yield OWNED[kind], triple.subject.value


def _is_of(subject: Term, things: set[str]) -> bool:
    return isinstance(subject, ox.NamedNode) and subject.value in things


def gather(triples: Iterable[ox.Triple]) -> Statements:
    """Lay statements out by subject and object."""
    about: dict[str, list[ox.Triple]] = defaultdict(list)
    towards: dict[str, list[ox.Triple]] = defaultdict(list)
    blank: dict[str, list[ox.Triple]] = defaultdict(list)
    named = ox.NamedNode
    for triple in sorted(triples, key=_order):
        subject, value = triple.subject, triple.object
        if isinstance(subject, named):
            about[subject.value].append(triple)
        elif isinstance(subject, ox.BlankNode):
            blank[subject.value].append(triple)
        if isinstance(value, named):
            towards[value.value].append(triple)
    return Statements(dict(about), dict(towards), dict(blank))


def _order(triple: ox.Triple) -> tuple[str, str, str]:
    predicate = triple.predicate.value
    return (str(triple.subject), "" if predicate == TYPE else predicate, str(triple.object))


def gather_graph(dataset: Dataset, *graphs: str) -> Statements:
    """Lay out the statements of some graphs of a dataset."""
    return gather(
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for graph in graphs
        for quad in dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    )


def gather_vocabulary() -> Statements:
    """Lay out the terms, the concepts and the rules; what has no name is named the same always."""
    files = [*sorted(ontology_folder().glob("*.ttl")), shapes_folder() / "rules.ttl"]
    quads = ox.Dataset(
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for file in files
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    )
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return gather(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)


def gather_quotations(source: Statements) -> dict[tuple[str, str], list[Quotation]]:
    """List, by subject and property, where statements are printed."""
    found: dict[tuple[str, str], list[Quotation]] = defaultdict(list)
    for statement in source.sources(term("rdf:Statement"), "rdf:type"):
        subjects = source.iris(statement, "rdf:subject")
        predicates = source.iris(statement, "rdf:predicate")
        rows = source.iris(statement, "prov:wasQuotedFrom")
        line = source.text(statement, "plan:line")
        if subjects and predicates and rows and line.isdecimal():
            quotation = Quotation(
                int(line),
                source.text(statement, "plan:columnHeader"),
                source.text(statement, "plan:printedText"),
                rows[0],
            )
            known = found[subjects[0], predicates[0]]
            if quotation not in known:
                known.append(quotation)
    for listed in found.values():
        listed.sort(key=lambda quotation: (quotation.line, quotation.column, quotation.text))
    return dict(found)


def describe(iri: str, facts: Statements, words: Statements) -> list[ox.Triple]:
    """
    Give what the files of a thing state: of it, of what belongs to it, and how its neighbours are
    called.
    """
    here = list(facts.about.get(iri, ())) or list(words.about.get(iri, ()))
    told = {iri}
    for _, part in facts.owned(iri):
        if part not in told:
            told.add(part)
            here += facts.about.get(part, ())
    _follow_blank(here, words if iri in words.about else facts)
    neighbours = {t.object.value for t in here if isinstance(t.object, ox.NamedNode)} - told
    for neighbour in sorted(neighbours):
        for triple in facts.about.get(neighbour) or words.about.get(neighbour) or ():
            if triple.predicate.value in NAMING:
                here.append(triple)
    return list(dict.fromkeys(here))


def _follow_blank(here: list[ox.Triple], statements: Statements) -> None:
    seen: set[str] = set()
    for triple in here:
        if isinstance(triple.object, ox.BlankNode) and triple.object.value not in seen:
            seen.add(triple.object.value)
            # The list grows while it is walked, so what hangs on a nameless node is followed, too.
            here.extend(statements.blank.get(triple.object.value, ()))
