"""
What the site says of itself to catalogues and to programs: VoID, DCAT, the service, its quality.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from plangraph.check import Report
from plangraph.names import BASE, PREFIXES, PlanNames, term
from plangraph.publish.dumps import Dump, Dumps
from plangraph.publish.statements import Statements
from plangraph.publish.terms import TYPE
from plangraph.publish.words import NO_LICENCE, Words
from plangraph.store import Dataset

DQV: Final = "http://www.w3.org/ns/dqv#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
SPDX: Final = "http://spdx.org/rdf/terms#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
IANA: Final = "https://www.iana.org/assignments/media-types/"
SPACES: Final = {
    **{name: PREFIXES[name] for name in ("dcat", "dcterms", "prov", "rdfs", "skos", "void", "xsd")},
    "dqv": DQV,
    "sd": SD,
    "spdx": SPDX,
}

Object = ox.NamedNode | ox.Literal


@dataclass(frozen=True)
class Catalogue:
    """Describes the dataset of a site."""

    dataset: Dataset
    dumps: Dumps
    facts: Statements
    base: str
    title: str
    licence: str
    publishers: Sequence[str]

    def write(
        self, dumps: Sequence[Dump], reports: Mapping[str, Report]
    ) -> Iterator[tuple[str, bytes]]:
        """Write the descriptions as paths and bytes."""
        void = list(self._void(dumps))
        yield ".well-known/void", self._turtle(void)
        yield "data/void.ttl", self._turtle(void)
        yield "data/dcat.ttl", self._turtle([*self._dcat(dumps), *self._quality(reports)])
        yield "data/service.ttl", self._turtle(list(self._service()))

    def _turtle(self, triples: Sequence[ox.Triple]) -> bytes:
        data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=SPACES)
        return data or b""

    @property
    def _iri(self) -> str:
        return f"{self.base}dataset"

    def _void(self, dumps: Sequence[Dump]) -> Iterator[ox.Triple]:
        yield from _say(self._iri, TYPE, _node(term("void:Dataset")))
        yield from _say(self._iri, term("dcterms:title"), ox.Literal(self.title, language="ja"))
        yield from self._rights(self._iri)
        yield from _say(self._iri, term("void:uriSpace"), ox.Literal(self.base))
        yield from _say(self._iri, term("void:vocabulary"), _node(term("plan:")))
        for dump in dumps:
            yield from _say(self._iri, term("void:dataDump"), _node(self.base + dump.path))
        for graph in self.dumps.graphs:
            yield from _say(self._iri, term("void:subset"), _node(graph))
        yield from self._statistics(self.dataset.current)

    def _statistics(self, graph: str) -> Iterator[ox.Triple]:
        lines = self.dumps.graphs.get(graph, ())
        said = [line.split(" ", 2) for line in lines]
        predicates = Counter(predicate[1:-1] for _, predicate, _ in said)
        end = len(f" <{graph}> .")
        classes = Counter(
            value[1 : -end - 1]
            for _, predicate, value in said
            if predicate[1:-1] == TYPE and value.startswith("<")
        )
        yield from _say(graph, TYPE, _node(term("void:Dataset")))
        for name, number in (
            ("triples", len(lines)),
            ("distinctSubjects", len({subject for subject, _, _ in said})),
            ("distinctObjects", len({value for _, _, value in said})),
            ("properties", len(predicates)),
            ("classes", len(classes)),
        ):
            yield from _say(graph, term(f"void:{name}"), ox.Literal(number))
        for kind, counted in (("class", classes), ("property", predicates)):
            count = "entities" if kind == "class" else "triples"
            for iri, number in sorted(counted.items()):
                part = f"{self.base}dataset-{kind}-{_key(iri)}"
                yield from _say(graph, term(f"void:{kind}Partition"), _node(part))
                yield from _say(part, term(f"void:{kind}"), _node(iri))
                yield from _say(part, term(f"void:{count}"), ox.Literal(number))

    def _rights(self, iri: str) -> Iterator[ox.Triple]:
        if self.licence:
            yield from _say(iri, term("dcterms:license"), _node(self.licence))
        else:
            yield from _both(iri, "dcterms:rights", NO_LICENCE)
        for publisher in self.publishers:
            yield from _say(iri, term("dcterms:publisher"), _node(publisher))

    def _dcat(self, dumps: Sequence[Dump]) -> Iterator[ox.Triple]:
        catalogue = f"{self.base}catalogue"
        title = ox.Literal(self.title, language="ja")
        about = Words(
            "計画の文書に書かれていることを、出典とともに示すデータ。",
            "What the document of the plan says, with where it says it.",
        )
        yield from _say(catalogue, TYPE, _node(term("dcat:Catalog")))
        yield from _say(catalogue, term("dcterms:title"), title)
        yield from _both(catalogue, "dcterms:description", about)
        yield from self._rights(catalogue)
        yield from _say(catalogue, term("dcat:dataset"), _node(self._iri))
        yield from _say(self._iri, TYPE, _node(term("dcat:Dataset")))
        yield from _say(self._iri, term("dcterms:title"), title)
        yield from _both(self._iri, "dcterms:description", about)
        yield from self._rights(self._iri)
        yield from _say(self._iri, term("dcterms:conformsTo"), _node(f"{BASE}ns"))
        yield from _say(
            self._iri, term("dcterms:identifier"), ox.Literal(f"rdfc-1.0:{self.dumps.digest}")
        )
        for publisher in self.publishers:
            name = self.facts.text(publisher, "skos:prefLabel")
            yield from _say(publisher, TYPE, _node("http://xmlns.com/foaf/0.1/Agent"))
            label = ox.Literal(name, language="ja")
            yield from _say(publisher, "http://xmlns.com/foaf/0.1/name", label)
        for dump in dumps:
            yield from self._distribution(dump)

    def _distribution(self, dump: Dump) -> Iterator[ox.Triple]:
        iri = f"{self.base}distribution-{_key(dump.path)}"
        checksum = f"{iri}-checksum"
        media = "application/gzip" if dump.path.endswith(".gz") else dump.media
        yield from _say(self._iri, term("dcat:distribution"), _node(iri))
        yield from _say(iri, TYPE, _node(term("dcat:Distribution")))
        yield from _both(iri, "dcterms:title", dump.title)
        yield from self._rights(iri)
        yield from _say(iri, term("dcat:accessURL"), _node(self.base + dump.path))
        yield from _say(iri, term("dcat:downloadURL"), _node(self.base + dump.path))
        yield from _say(iri, term("dcat:mediaType"), _node(IANA + media))
        yield from _say(iri, term("dcat:byteSize"), ox.Literal(dump.size))
        yield from _say(iri, f"{SPDX}checksum", _node(checksum))
        yield from _say(checksum, TYPE, _node(f"{SPDX}Checksum"))
        yield from _say(checksum, f"{SPDX}algorithm", _node(f"{SPDX}checksumAlgorithm_sha256"))
        digest = ox.Literal(dump.sha256, datatype=_node(term("xsd:hexBinary")))
        yield from _say(checksum, f"{SPDX}checksumValue", digest)

    def _quality(self, reports: Mapping[str, Report]) -> Iterator[ox.Triple]:
        for root, report in reports.items():
            for severity, count in report.counts.items():
                key = f"open-{severity.value}"
                metric, measured = f"{BASE}metric-{key}", f"{root}quality-{key}"
                yield from _say(metric, TYPE, _node(f"{DQV}Metric"))
                definition = ox.Literal(f"Open findings of weight {severity.value}.", language="en")
                yield from _say(metric, term("skos:definition"), definition)
                yield from _say(self._iri, f"{DQV}hasQualityMeasurement", _node(measured))
                yield from _say(measured, TYPE, _node(f"{DQV}QualityMeasurement"))
                yield from _say(measured, f"{DQV}isMeasurementOf", _node(metric))
                yield from _say(measured, f"{DQV}value", ox.Literal(count))

    def _service(self) -> Iterator[ox.Triple]:
        service, default = f"{self.base}sparql", f"{self.base}sparql-dataset"
        yield from _say(service, TYPE, _node(f"{SD}Service"))
        yield from _say(service, f"{SD}endpoint", _node(service))
        yield from _say(service, f"{SD}supportedLanguage", _node(f"{SD}SPARQL11Query"))
        for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "Turtle"):
            yield from _say(service, f"{SD}resultFormat", _node(FORMATS + name))
        yield from _say(service, f"{SD}defaultDataset", _node(default))
        yield from _say(default, TYPE, _node(f"{SD}Dataset"))
        yield from _say(default, f"{SD}defaultGraph", _node(self.dataset.current))
        for number, graph in enumerate(self.dumps.graphs, start=1):
            named = f"{default}-graph-{number}"
            yield from _say(default, f"{SD}namedGraph", _node(named))
            yield from _say(named, f"{SD}name", _node(graph))


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


def _key(text: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in text)


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _say(subject: str, predicate: str, value: Object) -> Iterator[ox.Triple]:
    yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)


def _both(subject: str, prefixed: str, words: Words) -> Iterator[ox.Triple]:
    yield from _say(subject, term(prefixed), ox.Literal(words.ja, language="ja"))
    if words.en:
        yield from _say(subject, term(prefixed), ox.Literal(words.en, language="en"))
