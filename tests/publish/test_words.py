"""What a page calls things by: names that a reader knows, never those of RDF."""

from pathlib import Path

import lxml.etree
import pytest

from plangraph.ask import list_queries
from plangraph.opening import load
from plangraph.publish import merge
from plangraph.publish.labels import Labels
from plangraph.publish.site import Site
from plangraph.publish.views import Views
from plangraph.publish.words import THEMES
from tests.conftest import write_site
from tests.publish.reading import read_page
from tests.publish.test_verification import verify

ATOM = "{http://www.w3.org/2005/Atom}"


def list_terms(views: Views) -> set[str]:
    """List the properties and classes that pages name."""
    both = (views.facts, views.words)
    said = {word.value for source in both for pairs in source.about.values() for word, _ in pairs}
    return said | {kind for source in both for iri in source.about for kind in source.types(iri)}


@pytest.mark.parametrize("name", ["iizuka", "minamo", "kasumi"])
def test_every_property_and_class_has_a_name(root: Path, name: str) -> None:
    site = Site(merge([load(root / "data" / name).dataset]), [])
    views = site.pages.views
    labels = Labels(views.facts, views.words)

    assert len(list_terms(views)) > 50
    assert [iri for iri in list_terms(views) if ":" in labels.name(iri).ja] == []


def test_every_theme_of_the_questions_has_a_name() -> None:
    assert {query.path.parent.name for query in list_queries()} == set(THEMES)


def test_a_curated_link_is_called_by_what_it_joins(site: Path) -> None:
    page = read_page(site / "402052/project-442-1.html")
    names = page.xpath("//ul[@class='links']//a[contains(@href, 'link-')]/bdi/text()")

    assert len(names) == len(set(names)) == 2
    assert all(name.startswith("人が付けた関連：中小企業支援融資事業・") for name in names)


def test_values_brought_beside_the_plan_stand_at_their_lines(root: Path, tmp_path: Path) -> None:
    """The page of the file shows its lines, and each value leads to its own."""
    site = write_site(load(root / "data" / "minamo"), tmp_path / "site")
    page = read_page(site / "999989/values.csv.html")

    assert page.xpath("//tr[@id='line-2']")
    assert "1,620m" in page.xpath("string(//tr[@id='line-2'])")
    assert verify(site) == []
    # Its revision states the day on which it was published, so there is a feed.
    feed = lxml.etree.parse(site / "feed.xml")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "https://w3id.org/plangraph/id/999989/revision-1"
    assert entry.findtext(f"{ATOM}updated") == "2025-06-01T00:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "水面町"
    assert read_page(site / "index.html").xpath("//head/link[@href='feed.xml']")


def test_no_day_of_publication_is_made_up_for_a_feed(site: Path) -> None:
    """The shipped document states none."""
    assert not (site / "feed.xml").exists()
    assert "feed.xml" not in (site / "index.html").read_text("utf-8")


def test_the_vocabulary_is_given_whole_under_its_name(site: Path) -> None:
    """Who asks for the namespace gets all its terms, since a fragment is never sent."""
    turtle = (site / "vocabulary/ns.ttl").read_text("utf-8")
    units = (site / "vocabulary/unit.ttl").read_text("utf-8")

    assert "\nplan:Project a owl:Class" in turtle
    assert "\nplan:responsible a owl:ObjectProperty" in turtle
    assert "\nunit:case a skos:Concept" in units


def test_the_report_leads_to_each_department(site: Path) -> None:
    page = read_page(site / "402052/report.html")
    targets = page.xpath("//main/nav//a/@href")

    assert len(targets) > 20
    assert targets == [f"#{name}" for name in page.xpath("//section/h2/@id")]
    start = read_page(site / "index.html")
    assert "402052/report.html" in start.xpath("//main//a/@href")


def test_a_column_that_nothing_fills_is_not_there(site: Path) -> None:
    """Words of the vocabulary are printed on no line."""
    columns = "count(//table[@class='facts']/thead//th)"

    assert read_page(site / "402052/goal-1.html").xpath(columns) == 3
    assert read_page(site / "vocabulary/rules/KPI-01.html").xpath(columns) == 2


def test_a_name_and_its_translation_are_one_row_and_the_japanese_comes_first(site: Path) -> None:
    page = read_page(site / "402052/project-442-1.html")
    rows = page.xpath("//table[@class='facts']/tbody/tr[th[starts-with(., '名称')]]")
    (row,) = rows
    values = [value.text_content() for value in row.xpath("td[1]//li")]

    assert values[0] == "中小企業支援融資事業"
    assert len(values) == 2
