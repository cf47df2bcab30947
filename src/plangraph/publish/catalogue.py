"""
What the site says of itself to programs: its data (VoID) and its way of answering (the service).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from plangraph.names import PREFIXES, PlanNames, term
from plangraph.publish.dumps import Dump, Dumps
from plangraph.publish.entry import Entry
from plangraph.publish.statements import Statements
from plangraph.publish.terms import TYPE
from plangraph.publish.triples import make_key, node, say, say_both
from plangraph.store import Dataset

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
FORMATS: Final = "http://www.w3.org/ns/formats/"
SPACES: Final = {
    **{name: PREFIXES[name] for name in ("dcterms", "rdfs", "void", "xsd")},
    "foaf": FOAF,
    "sd": SD,
}


@dataclass(frozen=True)
class Catalogue:
    """Describes the dataset of a site."""

    dataset: Dataset
    dumps: Dumps
    entry: Entry

    def write(self, dumps: Sequence[Dump]) -> Iterator[tuple[str, bytes]]:
        """Write the descriptions as paths and bytes."""
        void = [*self._void(dumps)]
        for path in (".well-known/void", "data/void.ttl"):
            yield path, self._turtle([*self._introduce(path), *void])
        yield "data/service.ttl", self._turtle(list(self._service()))

    def _turtle(self, triples: Sequence[ox.Triple]) -> bytes:
        return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=SPACES) or b""

    def _introduce(self, path: str) -> Iterator[ox.Triple]:
        """Say what the description itself is."""
        document = f"{self.entry.base}{path}"
        yield from say(document, TYPE, node(term("void:DatasetDescription")))
        yield from say_both(document, "dcterms:title", self.entry.title)
        yield from say(document, f"{FOAF}primaryTopic", node(self.entry.iri))

    def _void(self, dumps: Sequence[Dump]) -> Iterator[ox.Triple]:
        iri, base = self.entry.iri, self.entry.base
        yield from say(iri, TYPE, node(term("void:Dataset")))
        yield from say_both(iri, "dcterms:title", self.entry.title)
        yield from self.entry.rights(iri)
        yield from say(iri, f"{FOAF}homepage", node(f"{base}index.html"))
        yield from say(iri, term("void:uriSpace"), ox.Literal(base))
        yield from say(iri, term("void:vocabulary"), node(term("plan:")))
        yield from say(iri, term("void:exampleResource"), node(self.entry.revisions[-1].plan))
        for name in ("Turtle", "N-Triples", "JSON-LD", "TriG", "N-Quads"):
            yield from say(iri, term("void:feature"), node(FORMATS + name))
        for dump in dumps:
            yield from say(iri, term("void:dataDump"), node(self.entry.address(dump)))
        yield from say(iri, term("void:triples"), ox.Literal(len(self.dumps.lines)))
        for graph, lines in self.dumps.graphs.items():
            yield from say(iri, term("void:subset"), node(graph))
            if graph != self.dataset.current:
                yield from say(graph, TYPE, node(term("void:Dataset")))
                yield from say(graph, term("void:triples"), ox.Literal(len(lines)))
        yield from self._statistics(self.dataset.current)

    def _statistics(self, graph: str) -> Iterator[ox.Triple]:
        lines = self.dumps.graphs.get(graph, ())
        said = [line.split(b" ", 2) for line in lines]
        predicates = Counter(predicate[1:-1] for _, predicate, _ in said)
        end = len(f" <{graph}> .".encode())
        kind_of = TYPE.encode()
        classes = Counter(
            value[1 : -end - 1]
            for _, predicate, value in said
            if predicate[1:-1] == kind_of and value.startswith(b"<")
        )
        yield from say(graph, TYPE, node(term("void:Dataset")))
        for name, number in (
            ("triples", len(lines)),
            ("distinctSubjects", len({subject for subject, _, _ in said})),
            ("distinctObjects", len({value for _, _, value in said})),
            ("properties", len(predicates)),
            ("classes", len(classes)),
        ):
            yield from say(graph, term(f"void:{name}"), ox.Literal(number))
        for kind, counted in (("class", classes), ("property", predicates)):
            count = "entities" if kind == "class" else "triples"
            for word, number in sorted(counted.items()):
                iri = word.decode()
                part = f"{self.entry.base}dataset-{kind}-{make_key(iri)}"
                yield from say(graph, term(f"void:{kind}Partition"), node(part))
                yield from say(part, term(f"void:{kind}"), node(iri))
                yield from say(part, term(f"void:{count}"), ox.Literal(number))

    def _service(self) -> Iterator[ox.Triple]:
        service, default = f"{self.entry.base}sparql", f"{self.entry.base}sparql-dataset"
        yield from say(service, TYPE, node(f"{SD}Service"))
        yield from say(service, f"{SD}endpoint", node(service))
        yield from say(service, f"{SD}supportedLanguage", node(f"{SD}SPARQL11Query"))
        for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "Turtle"):
            yield from say(service, f"{SD}resultFormat", node(FORMATS + name))
        yield from say(service, f"{SD}defaultDataset", node(default))
        yield from say(default, TYPE, node(f"{SD}Dataset"))
        yield from say(default, f"{SD}defaultGraph", node(self.dataset.current))
        for number, graph in enumerate(self.dumps.graphs, start=1):
            named = f"{default}-graph-{number}"
            yield from say(default, f"{SD}namedGraph", node(named))
            yield from say(named, f"{SD}name", node(graph))


def find_publishers(facts: Statements, revisions: Sequence[PlanNames]) -> list[str]:
    """Find who published the plans, in their order."""
    found = [iri for names in revisions for iri in facts.iris(names.plan, "dcterms:publisher")]
    return list(dict.fromkeys(found))


def find_licence(facts: Statements, revisions: Sequence[PlanNames]) -> str:
    """Find the licence of the plans; none where one states none, or they differ."""
    found = {tuple(facts.iris(names.plan, "dcterms:license")) for names in revisions}
    if len(found) != 1:
        return ""
    stated = found.pop()
    return stated[0] if len(stated) == 1 and stated[0].startswith(("https://", "http://")) else ""
