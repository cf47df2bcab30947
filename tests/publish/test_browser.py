"""The query page, opened as a file in a real browser, answers as rdflib does."""

import json
from pathlib import Path
from urllib.parse import quote

import lxml.html
import pytest

from plangraph.ask import find_query
from plangraph.names import term
from plangraph.opening import LoadedPlan
from tests.publish.browser import Browser

QUESTIONS = (
    "coverage/projects-without-number",
    "indicators/units",
    "responsibility/departments-by-goal",
    "responsibility/departments-across-goals",
    "structure/goals-with-targets",
)


def ask_in_browser(browser: Browser, site: Path, fragment: str) -> list[list[str]]:
    """Open the page with a query in its address, and read the rows of the answer."""
    url = f"{(site / 'query.html').as_uri()}#{fragment}"
    browser.open(url, "document.getElementById('state')?.dataset.rows")
    found = browser.evaluate(
        "[...document.querySelectorAll('#answer tbody tr')]"
        ".map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_saved_question_is_answered(
    browser: Browser, site: Path, shipped: LoadedPlan, name: str
) -> None:
    found = ask_in_browser(browser, site, f"question={name}")
    expected = list(shipped.graph.query(find_query(name).sparql))

    assert len(found) == len(expected) > 0
    for shown, row in zip(found, expected, strict=True):
        assert isinstance(row, tuple)
        assert shown == ["" if cell is None else str(cell) for cell in row]


def test_a_free_query_is_answered_from_its_link(
    browser: Browser, site: Path, shipped: LoadedPlan
) -> None:
    sparql = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?a a <{term('plan:Project')}> }}"
    found = ask_in_browser(browser, site, f"query={quote(sparql)}")

    assert shipped.plan is not None
    assert found == [["75"]]


def test_search_finds_by_part_of_a_word(browser: Browser, site: Path) -> None:
    url = f"{(site / 'search.html').as_uri()}?q={quote('子育て短期')}"
    browser.open(url, "document.querySelectorAll('#results a').length")
    first = browser.evaluate("document.querySelector('#results a').textContent")

    assert first.startswith("子育て短期支援事業")


@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_is_wider_than_the_screen(browser: Browser, site: Path, width: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.call("Emulation.setDeviceMetricsOverride", **size)
    for name in ("index", "query", "402052/goals", "402052/projects", "402052/project-442-1"):
        browser.open((site / f"{name}.html").as_uri(), "document.readyState === 'complete'")
        assert browser.evaluate("document.documentElement.scrollWidth") <= width, name


def test_nothing_was_asked_of_anyone_and_nothing_went_wrong(browser: Browser, site: Path) -> None:
    """All that the tests above did, they did with the folder alone."""
    ask_in_browser(browser, site, f"question={QUESTIONS[0]}")
    # The engine's worker has its script from the page itself.
    inside = (site.as_uri(), "about:blank", "blob:null/")

    assert len(browser.requests) > 20
    assert [url for url in browser.requests if not url.startswith(inside)] == []
    assert browser.complaints == []


def test_each_question_has_a_button_that_runs_it(site: Path) -> None:
    for name in QUESTIONS:
        page = site / "vocabulary/query" / f"{name.replace('/', '-')}.html"
        links = lxml.html.document_fromstring(page.read_bytes().decode()).xpath("//a/@href")
        assert f"../../query.html#question={name}" in links


def test_the_page_names_the_software_inside(site: Path) -> None:
    told = (site / "assets/licences.txt").read_text(encoding="utf-8")

    for name in ("oxigraph", "@zazuko/yasqe", "codemirror"):
        assert f"{name} " in told


def test_the_terms_of_the_vocabulary_are_there_to_complete(site: Path) -> None:
    script = (site / "assets/dataset.js").read_text(encoding="utf-8")
    data = json.loads(script.removeprefix("window.PLANGRAPH_DATASET = ").rstrip(";\n"))

    assert {"plan:Project", "plan:responsible", "unit:case"} <= set(data["terms"])
