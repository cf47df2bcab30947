"""What a site says of itself holds against the specifications, counted by another library."""

import csv
import gzip
import hashlib
import json
from pathlib import Path

import pytest
import rdflib
from rdflib import DCTERMS, PROV, RDF, Namespace

from plangraph.opening import LoadedPlan
from tests.publish.reading import read_page

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DQV = Namespace("http://www.w3.org/ns/dqv#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VOID = Namespace("http://rdfs.org/ns/void#")

MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
    DCAT.Distribution: (DCAT.accessURL,),
    FOAF.Agent: (FOAF.name,),
    SPDX.Checksum: (SPDX.algorithm, SPDX.checksumValue),
    DQV.QualityMeasurement: (DQV.isMeasurementOf, DQV.value, DQV.computedOn),
    DQV.Metric: (DQV.expectedDataType,),
}
"""What DCAT-AP and DQV want of each class, at the least."""


@pytest.fixture(scope="module")
def entry(site: Path) -> rdflib.Graph:
    """Read the entry for catalogues."""
    return rdflib.Graph().parse(site / "data/dcat.ttl", format="turtle")


@pytest.mark.parametrize("kind", MANDATORY)
def test_the_entry_has_what_is_mandatory(entry: rdflib.Graph, kind: rdflib.URIRef) -> None:
    things = set(entry.subjects(RDF.type, kind))

    assert things
    assert [(t, p) for t in things for p in MANDATORY[kind] if entry.value(t, p) is None] == []


def test_titles_come_in_both_languages(entry: rdflib.Graph) -> None:
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution):
        for thing in entry.subjects(RDF.type, kind):
            languages = {
                title.language
                for title in entry.objects(thing, DCTERMS.title)
                if isinstance(title, rdflib.Literal)
            }
            assert languages == {"ja", "en"}, thing


def test_each_distribution_is_a_file_of_that_size_and_digest(
    site: Path, shipped: LoadedPlan, entry: rdflib.Graph
) -> None:
    base = shipped.dataset.revisions[0].base
    found = set(entry.subjects(RDF.type, DCAT.Distribution))

    assert len(found) == 4 + 1 + 6
    for one in found:
        data = (site / str(entry.value(one, DCAT.downloadURL)).removeprefix(base)).read_bytes()
        checksum = entry.value(one, SPDX.checksum)
        assert int(str(entry.value(one, DCAT.byteSize))) == len(data)
        assert str(entry.value(checksum, SPDX.checksumValue)) == hashlib.sha256(data).hexdigest()
        packed = str(entry.value(one, DCAT.downloadURL)).endswith(".gz")
        assert (entry.value(one, DCAT.compressFormat) is not None) == packed


def test_a_revision_is_a_version_of_the_dataset(shipped: LoadedPlan, entry: rdflib.Graph) -> None:
    names = shipped.dataset.revisions[-1]
    revision, whole = rdflib.URIRef(names.facts), rdflib.URIRef(f"{names.base}dataset")

    assert str(entry.value(revision, DCAT.version)) == names.revision
    assert (whole, DCAT.hasVersion, revision) in entry
    assert (whole, DCAT.hasCurrentVersion, revision) in entry
    assert (revision, DCAT.isVersionOf, whole) in entry
    assert list(entry.subject_objects(PROV.wasRevisionOf)) == []


def test_every_graph_has_the_count_that_void_states(site: Path) -> None:
    void = rdflib.Graph().parse(site / ".well-known/void", format="turtle")
    data = gzip.decompress((site / "data/dataset.nq.gz").read_bytes()).decode()
    lines = [line for line in data.split("\n") if line]
    counted: dict[str, int] = {}
    for line in lines:
        graph = line[line.rindex("<") + 1 : line.rindex(">")]
        counted[graph] = counted.get(graph, 0) + 1
    stated = {
        str(graph): int(str(void.value(graph, VOID.triples)))
        for graph in void.objects(None, VOID.subset)
    }
    (whole,) = set(void.subjects(VOID.uriSpace))

    assert stated == counted
    assert int(str(void.value(whole, VOID.triples))) == len(lines)
    assert list(void.subjects(RDF.type, VOID.DatasetDescription))


def test_search_engines_for_data_find_the_files(site: Path) -> None:
    page = read_page(site / "data.html")
    (block,) = page.xpath("//script[@type='application/ld+json']")
    said = json.loads(block.text)

    assert said["@type"] == "Dataset"
    assert len(said["description"]) >= 50
    assert {one["encodingFormat"] for one in said["distribution"]} >= {"text/csv", "text/turtle"}
    assert "license" not in said


def test_pages_carry_their_signposts(site: Path) -> None:
    page = read_page(site / "402052/project-442-1.html")
    links = {
        (element.get("rel"), element.get("href"), element.get("type"))
        for element in page.xpath("//link")
    }

    iri = "https://w3id.org/plangraph/id/402052/project-442-1"
    assert ("cite-as", iri, None) in links
    assert ("describedby", "project-442-1.ttl", "text/turtle") in links
    assert ("type", "https://schema.org/AboutPage", None) in links
    assert ("author", "https://w3id.org/plangraph/id/402052/organization-issuer", None) in links


def test_csvw_describes_every_column_of_every_table(site: Path) -> None:
    described = json.loads((site / "data/tables-metadata.json").read_text("utf-8"))

    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    for table in described["tables"]:
        columns = table["tableSchema"]["columns"]
        names = [column["name"] for column in columns]
        path = (site / "data" / table["url"]).resolve()
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len(names) == len(set(names))
        assert {len(row) for row in rows} == {len(columns)}, table["url"]
        assert [column["titles"]["ja"] for column in columns] == rows[0]
        about = table["tableSchema"].get("aboutUrl")
        assert about == ("{+iri}" if all(row[0] for row in rows[1:]) else None)


def test_json_points_where_the_frame_says_so(site: Path) -> None:
    tree = json.loads((site / "402052/project-442-1.jsonld").read_text("utf-8"))

    assert all(isinstance(line, str) for line in tree["quotedFrom"])
    assert "@included" not in tree
    assert [key for key in tree if ":" in key] == []
