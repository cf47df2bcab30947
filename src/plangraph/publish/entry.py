"""
The entry of a catalogue: DCAT 3 with what DCAT-AP wants, the revisions, and the quality (DQV).

What nobody stated, such as an address to write to or a day of publication, is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from plangraph.check import Report
from plangraph.names import BASE, PREFIXES, PlanNames, term
from plangraph.publish.dumps import REVISION, Dump
from plangraph.publish.statements import Statements
from plangraph.publish.terms import TYPE
from plangraph.publish.triples import make_key, node, say, say_both
from plangraph.publish.words import NO_LICENCE, Words

SPDX: Final = "http://spdx.org/rdf/terms#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
IANA: Final = "https://www.iana.org/assignments/media-types/"
EUROPE: Final = "http://publications.europa.eu/resource/authority/"
SPACES: Final = {
    **{
        name: PREFIXES[name]
        for name in ("dcat", "dcterms", "dqv", "metric", "plan", "prov", "skos", "xsd")
    },
    "foaf": FOAF,
    "spdx": SPDX,
}
ABOUT: Final = Words(
    "計画の文書に書かれていることを、出典とともに示すデータ。",
    "What the document of the plan says, with where it says it.",
)
KEYWORDS: Final = Words("行政計画", "strategic plan")
METRICS: Final = {"violation": "violations", "warning": "warnings", "info": "infos"}


@dataclass(frozen=True)
class Entry:
    """Describes the dataset of a site, its revisions and its files for catalogues."""

    base: str
    title: Words
    licence: str
    publishers: Sequence[str]
    digest: str
    facts: Statements
    revisions: Sequence[PlanNames]

    @property
    def iri(self) -> str:
        """The dataset."""
        return f"{self.base}dataset"

    def address(self, dump: Dump) -> str:
        """Give the address of a file."""
        return self.base + quote(dump.path)

    def write(self, dumps: Sequence[Dump], reports: Mapping[str, Report]) -> bytes:
        """Write the entry as Turtle."""
        of_revision = {
            names.facts: [d for d in dumps if self.address(d) == f"{names.facts}/{REVISION}"]
            for names in self.revisions
        }
        whole = [dump for dump in dumps if not any(dump in own for own in of_revision.values())]
        triples = [*self._catalogue(), *self._dataset(whole)]
        for names in self.revisions:
            triples += self._revision(names, of_revision[names.facts])
        triples += self._order()
        triples += self._quality(reports)
        data = ox.serialize(dict.fromkeys(triples), format=ox.RdfFormat.TURTLE, prefixes=SPACES)
        return data or b""

    def rights(self, iri: str) -> Iterator[ox.Triple]:
        """State the licence, or that there is none, and who publishes."""
        if self.licence:
            yield from say(iri, term("dcterms:license"), node(self.licence))
        else:
            yield from say_both(iri, "dcterms:rights", NO_LICENCE)
        for publisher in self.publishers:
            yield from say(iri, term("dcterms:publisher"), node(publisher))

    def _catalogue(self) -> Iterator[ox.Triple]:
        catalogue = f"{self.base}catalogue"
        yield from say(catalogue, TYPE, node(term("dcat:Catalog")))
        yield from say_both(catalogue, "dcterms:title", self.title)
        yield from say_both(catalogue, "dcterms:description", ABOUT)
        yield from self.rights(catalogue)
        yield from self._languages(catalogue)
        yield from say(catalogue, f"{FOAF}homepage", node(f"{self.base}index.html"))
        theme = node(f"{EUROPE}data-theme")
        yield from say(catalogue, term("dcat:themeTaxonomy"), theme)
        yield from say(catalogue, term("dcat:dataset"), node(self.iri))
        for names in self.revisions:
            yield from say(catalogue, term("dcat:dataset"), node(names.facts))
        for publisher in self.publishers:
            yield from say(publisher, TYPE, node(f"{FOAF}Agent"))
            for language in ("ja", "en"):
                for name in self._names(publisher, language):
                    label = ox.Literal(name, language=language)
                    yield from say(publisher, f"{FOAF}name", label)

    def _names(self, iri: str, language: str) -> list[str]:
        return [
            value.value
            for name in ("skos:prefLabel", "rdfs:label")
            for value in self.facts.values(iri, name)
            if value.language == language
        ][:1]

    def _languages(self, iri: str) -> Iterator[ox.Triple]:
        yield from say(iri, term("dcterms:language"), node(f"{EUROPE}language/JPN"))

    def _common(self, iri: str) -> Iterator[ox.Triple]:
        yield from say(iri, TYPE, node(term("dcat:Dataset")))
        yield from say_both(iri, "dcterms:description", ABOUT)
        yield from self.rights(iri)
        yield from self._languages(iri)
        yield from say_both(iri, "dcat:keyword", KEYWORDS)
        yield from say(iri, term("dcat:theme"), node(f"{EUROPE}data-theme/GOVE"))
        yield from say(iri, term("dcterms:accessRights"), node(f"{EUROPE}access-right/PUBLIC"))
        yield from say(iri, term("dcterms:conformsTo"), node(f"{BASE}ns"))

    def _dataset(self, dumps: Sequence[Dump]) -> Iterator[ox.Triple]:
        iri = self.iri
        yield from self._common(iri)
        yield from say_both(iri, "dcterms:title", self.title)
        digest = ox.Literal(f"rdfc-1.0:{self.digest}")
        yield from say(iri, term("dcterms:identifier"), digest)
        yield from say(iri, term("dcat:landingPage"), node(f"{self.base}index.html"))
        areas = [area for p in self.publishers for area in self.facts.iris(p, "dcterms:spatial")]
        for area in dict.fromkeys(areas):
            yield from say(iri, term("dcterms:spatial"), node(area))
        yield from self._period()
        for dump in dumps:
            yield from self._distribution(iri, dump)

    def _period(self) -> Iterator[ox.Triple]:
        """State the years of the plan, where it is one and says them."""
        plans = list(dict.fromkeys(names.plan for names in self.revisions))
        starts, ends = (
            self.facts.texts(plans[0], name) for name in ("plan:periodStart", "plan:periodEnd")
        )
        if len(plans) > 1 or not (starts or ends):
            return
        period, year = f"{self.base}dataset-period", node(term("xsd:gYear"))
        yield from say(self.iri, term("dcterms:temporal"), node(period))
        yield from say(period, TYPE, node("http://purl.org/dc/terms/PeriodOfTime"))
        for name, found in (("dcat:startDate", starts), ("dcat:endDate", ends)):
            for text in found[:1]:
                yield from say(period, term(name), ox.Literal(text, datatype=year))

    def _revision(self, names: PlanNames, dumps: Sequence[Dump]) -> Iterator[ox.Triple]:
        iri = names.facts
        yield from self._common(iri)
        title = Words(
            f"{self.title.ja}（版 {names.revision}）",
            f"{self.title.en}, revision {names.revision}",
        )
        yield from say_both(iri, "dcterms:title", title)
        yield from say(iri, term("dcat:version"), ox.Literal(names.revision))
        yield from say(iri, term("dcat:isVersionOf"), node(self.iri))
        yield from say(self.iri, term("dcat:hasVersion"), node(iri))
        for date in self.facts.values(iri, "dcterms:date"):
            stated = ox.Literal(date.value, datatype=node(date.datatype))
            yield from say(iri, term("dcterms:issued"), stated)
        for dump in dumps:
            yield from self._distribution(iri, dump)

    def _order(self) -> Iterator[ox.Triple]:
        plans: dict[str, list[PlanNames]] = {}
        for names in self.revisions:
            plans.setdefault(names.root, []).append(names)
        for listed in plans.values():
            current = node(listed[-1].facts)
            yield from say(self.iri, term("dcat:hasCurrentVersion"), current)
            for old, new in pairwise(listed):
                for name in ("dcat:previousVersion", "prov:wasRevisionOf"):
                    yield from say(new.facts, term(name), node(old.facts))

    def _distribution(self, dataset: str, dump: Dump) -> Iterator[ox.Triple]:
        iri = f"{self.base}distribution-{make_key(dump.path)}"
        checksum = f"{iri}-checksum"
        yield from say(dataset, term("dcat:distribution"), node(iri))
        yield from say(iri, TYPE, node(term("dcat:Distribution")))
        yield from say_both(iri, "dcterms:title", dump.title)
        yield from self.rights(iri)
        yield from say(iri, term("dcat:accessURL"), node(self.address(dump)))
        yield from say(iri, term("dcat:downloadURL"), node(self.address(dump)))
        yield from say(iri, term("dcat:mediaType"), node(IANA + dump.media))
        if dump.path.endswith(".gz"):
            yield from say(iri, term("dcat:compressFormat"), node(f"{IANA}application/gzip"))
        if dump.media == "text/csv":
            described = node(f"{self.base}data/tables-metadata.json")
            yield from say(iri, term("dcterms:conformsTo"), node("http://www.w3.org/ns/csvw"))
            yield from say(iri, "http://www.w3.org/2007/05/powder-s#describedby", described)
        size = ox.Literal(str(dump.size), datatype=node(term("xsd:nonNegativeInteger")))
        yield from say(iri, term("dcat:byteSize"), size)
        yield from say(iri, f"{SPDX}checksum", node(checksum))
        yield from say(checksum, TYPE, node(f"{SPDX}Checksum"))
        yield from say(checksum, f"{SPDX}algorithm", node(f"{SPDX}checksumAlgorithm_sha256"))
        digest = ox.Literal(dump.sha256, datatype=node(term("xsd:hexBinary")))
        yield from say(checksum, f"{SPDX}checksumValue", digest)

    def _quality(self, reports: Mapping[str, Report]) -> Iterator[ox.Triple]:
        for root, report in reports.items():
            for severity, count in report.counts.items():
                name = METRICS[severity.value]
                metric, measured = term(f"metric:{name}"), f"{root}quality-{name}"
                yield from say(metric, TYPE, node(term("dqv:Metric")))
                yield from say(metric, term("dqv:expectedDataType"), node(term("xsd:integer")))
                yield from say(self.iri, term("dqv:hasQualityMeasurement"), node(measured))
                yield from say(measured, TYPE, node(term("dqv:QualityMeasurement")))
                yield from say(measured, term("dqv:isMeasurementOf"), node(metric))
                yield from say(measured, term("dqv:computedOn"), node(report.names.facts))
                yield from say(measured, term("dqv:value"), ox.Literal(count))
