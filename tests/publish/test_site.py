"""A site holds together: its links lead somewhere, its forms agree, it asks nobody for anything."""

import gzip
import hashlib
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
import rdflib

from plangraph.opening import LoadedPlan, load
from plangraph.publish.dumps import digest_dataset
from tests.conftest import write_site
from tests.publish.reading import FORMATS, list_pages, read_lines, read_links, read_page


def test_every_thing_has_a_page_and_data(site: Path, shipped: LoadedPlan) -> None:
    """Lines, rows and quotations stand on the page of their document and in the dumps."""
    base = shipped.dataset.revisions[0].base
    graph = ox.NamedNode(shipped.dataset.current)
    quads = shipped.dataset.store.quads_for_pattern(None, None, None, graph)
    things = {str(quad.subject.value) for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    own = {iri.removeprefix(base) for iri in things if iri.startswith(base) and "#" not in iri}

    assert len(own) > 800
    missing = [
        f"{name}{ending}"
        for name in own
        for ending in (".html", *FORMATS)
        if not (site / f"{name}{ending}").is_file()
    ]
    assert missing == []


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = {page: read_page(page) for page in list_pages(site)}
    anchors = {
        page: {e.get("id") for e in tree.iter() if e.get("id")} for page, tree in pages.items()
    }
    broken = []
    for page, tree in pages.items():
        for href in set(read_links(tree)):
            parts = urlsplit(href)
            if parts.scheme:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            known = anchors.get(target, {parts.fragment})
            named = parts.fragment if not parts.fragment.startswith("question=") else ""
            if not target.is_file() or (named and named not in known):
                broken.append(f"{page.name} -> {href}")

    assert len(pages) > 1000
    assert broken == []


def test_the_forms_of_a_thing_say_the_same(site: Path) -> None:
    """The JSON-LD inside the page, too."""
    checked = 0
    for turtle in sorted(site.rglob("*.ttl")):
        if not turtle.with_suffix(".nt").is_file():
            continue
        said = read_lines(turtle.read_bytes(), FORMATS[".ttl"])
        for ending in (".nt", ".jsonld"):
            path = turtle.with_suffix(ending)
            assert read_lines(path.read_bytes(), FORMATS[ending]) == said, path
        page = read_page(turtle.with_suffix(".html"))
        block = page.xpath("//script[@type='application/ld+json']")[0].text
        assert read_lines(block.encode(), FORMATS[".jsonld"]) == said, turtle
        checked += 1

    assert checked > 1000


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("name", ["402052/project-442-1", "402052/goal-1", "vocabulary/unit/case"])
def test_another_reader_understands_the_forms_alike(site: Path, name: str) -> None:
    graphs = []
    for ending, form in ((".ttl", "turtle"), (".nt", "nt"), (".jsonld", "json-ld")):
        graph = rdflib.Graph()
        graph.parse(data=(site / f"{name}{ending}").read_text("utf-8"), format=form)
        graphs.append(set(graph))

    assert graphs[0] == graphs[1] == graphs[2]


def test_json_has_readable_keys(site: Path) -> None:
    tree = json.loads((site / "402052/project-442-1.jsonld").read_text("utf-8"))

    assert tree["type"] == "Project"
    assert tree["label"] == {"ja": "中小企業支援融資事業"}
    assert [part["type"] for part in tree["placements"]] == ["Placement", "Placement"]
    assert tree["responsible"]["label"] == {"ja": "商工観光課"}
    assert isinstance(tree["@context"], dict)


def test_the_same_plan_gives_the_same_bytes(
    site: Path, shipped: LoadedPlan, tmp_path: Path
) -> None:
    again = write_site(shipped, tmp_path / "again")
    files = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}

    assert files == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    assert [str(f) for f in files if (site / f).read_bytes() != (again / f).read_bytes()] == []


def test_nothing_on_a_page_is_fetched_from_elsewhere(site: Path) -> None:
    for path in list_pages(site):
        page = read_page(path)
        loaded = page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
        assert [href for href in loaded if urlsplit(href).scheme or href.startswith("//")] == []
        handlers = [a for e in page.iter() for a in e.attrib if a.startswith("on")]
        assert handlers == [], path
        assert page.xpath("//*[@style] | //script[not(@src)][@type!='application/ld+json']") == []


def test_dumps_match_their_digests(site: Path, shipped: LoadedPlan) -> None:
    sums = (site / "data/SHA256SUMS").read_text().splitlines()
    for line in sums:
        digest, path = line.split("  ", 1)
        assert hashlib.sha256((site / path).read_bytes()).hexdigest() == digest, path
    quads = list(
        ox.parse(
            gzip.decompress((site / "data/dataset.nq.gz").read_bytes()), format=ox.RdfFormat.N_QUADS
        )
    )
    marker = json.loads((site / "plangraph-site.json").read_text())

    assert len(sums) > 4000
    assert set(quads) == set(shipped.dataset.store)
    assert digest_dataset(quads) == marker["rdfc-1.0-sha256"]


def test_the_digest_is_of_what_is_said_not_of_how() -> None:
    name = ox.NamedNode("https://x/")
    one, two = ox.BlankNode("b"), ox.BlankNode("a")
    first = [ox.Quad(one, name, two), ox.Quad(two, name, ox.Literal("x"))]
    second = [ox.Quad(one, name, ox.Literal("x")), ox.Quad(two, name, one)]

    assert digest_dataset(first) == digest_dataset(second)
    assert digest_dataset(first) != digest_dataset(first[:1])


def test_void_counts_are_true(site: Path, shipped: LoadedPlan) -> None:
    graph = rdflib.Graph()
    graph.parse(site / ".well-known/void", format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    current = rdflib.URIRef(shipped.dataset.current)

    assert int(str(graph.value(current, void.triples))) == len(shipped.graph)
    subjects = len(set(shipped.graph.subjects()))
    assert int(str(graph.value(current, void.distinctSubjects))) == subjects
    for part in graph.objects(current, void.classPartition):
        kind = graph.value(part, void["class"])
        counted = len(set(shipped.graph.subjects(rdflib.RDF.type, kind)))
        assert int(str(graph.value(part, void.entities))) == counted


def test_a_missing_licence_is_said_everywhere(site: Path) -> None:
    for path in list_pages(site):
        assert "利用条件（ライセンス）は示されていません" in path.read_text("utf-8"), path
    for name in ("data/dcat.ttl", "data/void.ttl", "data/tables-metadata.json"):
        assert "示されていません" in (site / name).read_text("utf-8")
    graph = rdflib.Graph()
    graph.parse(site / "data/dcat.ttl", format="turtle")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    found = list(graph.subjects(rdflib.RDF.type, dcat.Distribution))
    assert len(found) >= 5
    assert [d for d in found if graph.value(d, rdflib.DCTERMS.rights) is None] == []


def test_a_stated_licence_is_linked_everywhere(little_site: Path) -> None:
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    for path in list_pages(little_site):
        page = read_page(path)
        assert licence in page.xpath("//footer//a/@href"), path
        assert "ライセンス）は示されていません" not in page.xpath("string(//footer)")


def test_every_page_says_that_the_names_are_placeholders(site: Path) -> None:
    assert [p for p in list_pages(site) if "仮のもの" not in p.read_text("utf-8")] == []


def test_every_page_has_what_a_reader_without_eyes_needs(site: Path) -> None:
    for path in list_pages(site):
        page = read_page(path)
        assert page.get("lang") == "ja", path
        assert len(page.xpath("//h1")) == 1, path
        assert len(page.xpath("//main")) == 1, path
        assert page.xpath("string(//title)").strip(), path
        assert page.xpath("//a[@class='skip'][@href='#main']"), path
        assert page.xpath("//table//th[not(@scope)]") == [], path
        assert page.xpath("//table[not(caption)]") == [], path
        assert page.xpath("//a[not(normalize-space(.)) and not(.//*[local-name()='title'])]") == []
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path


def test_statements_say_where_they_are_printed(site: Path) -> None:
    page = read_page(site / "402052/project-442-1.html")
    text = page.xpath("string(//table[@class='facts'])")

    assert "13行目「担当課」" in " ".join(text.split())
    assert "revision-1/source.txt.html#line-13" in page.xpath("//a/@href")


def test_each_row_of_a_workbook_is_a_place_of_its_own(root: Path, tmp_path: Path) -> None:
    """Sheets have rows of the same number; what is printed in one leads to the row of that one."""
    site = write_site(load(root / "data" / "kasumi"), tmp_path / "site")
    source = read_page(site / "999997/revision-1/projects.xlsx.html")
    rows = source.xpath("//table[@class='source']//tr/@id")
    pages = [read_page(path) for path in (site / "999997").glob("project-*.html")]
    hrefs = {href for page in pages for href in page.xpath("//a/@href")}
    spots = {href.partition("#")[2] for href in hrefs if "projects.xlsx.html#" in href}

    assert len(rows) == len(set(rows))
    assert len({spot.split("-row-")[0] for spot in rows}) > 1
    assert spots
    assert spots <= set(rows)


def test_the_kind_of_an_absence_is_said_in_words(site: Path) -> None:
    told = [
        path.name
        for path in list_pages(site)
        if path.name.startswith("project-") and read_page(path).xpath("//p[@class='absence']")
    ]
    assert len(told) >= 10


def test_the_picture_shows_every_part(site: Path, shipped: LoadedPlan) -> None:
    svg = (site / "402052/picture.svg").read_text("utf-8")

    assert shipped.plan is not None
    assert svg.count("<a data-node=") == 1 + 3 + 6 + 19 + 76


def test_every_list_comes_as_a_table_too(site: Path) -> None:
    described = json.loads((site / "data/tables-metadata.json").read_text("utf-8"))
    urls = [table["url"] for table in described["tables"]]

    assert len(urls) == 6
    for table in described["tables"]:
        lines = (site / "data" / table["url"]).resolve().read_text("utf-8-sig").splitlines()
        assert len(lines) > 1
        header = lines[0].split(",")
        assert header == [column["titles"]["ja"] for column in table["tableSchema"]["columns"]]
