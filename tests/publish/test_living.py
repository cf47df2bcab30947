"""The picture of the whole plan lives where scripts run, and stands still where they do not."""

from pathlib import Path

import rdflib

from plangraph.names import term
from plangraph.opening import LoadedPlan
from tests.publish.browser import Browser
from tests.publish.reading import read_page

PAGE = "402052/picture.html"
ALIVE = "document.getElementById('controls')?.hidden === false"
MOVED = "document.querySelector('#living svg > g').getAttribute('transform')"
CHOSEN = "document.querySelectorAll('#living a.chosen').length"
TOLD = "document.getElementById('told').textContent"


def choose(browser: Browser, number: int) -> str:
    """Choose a department by its place in the list; give what is told of it."""
    browser.evaluate(
        f"document.getElementById('office').selectedIndex = {number};"
        "document.getElementById('office').dispatchEvent(new Event('change'))"
    )
    return str(browser.evaluate(TOLD))


def test_a_department_shows_its_part(browser: Browser, site: Path, shipped: LoadedPlan) -> None:
    """As many projects as the graph says, with all that leads to them."""
    browser.open((site / PAGE).as_uri(), ALIVE)
    names = browser.evaluate("[...document.getElementById('office').options].map((o) => o.text)")
    number = names.index("農林振興課")
    told = choose(browser, number)
    shown = browser.evaluate(CHOSEN)
    graph = shipped.graph
    office = graph.value(
        predicate=rdflib.SKOS.prefLabel, object=rdflib.Literal(names[number], "ja")
    )
    answered = list(graph.subjects(rdflib.URIRef(term("plan:responsible")), office))

    assert len(answered) == 1
    assert told == "農林振興課：1 件 / 1 projects"
    assert shown == 1 + 4
    assert choose(browser, 0) == ""
    assert browser.evaluate("document.querySelector('#living svg.choosing')") is None


def test_the_keyboard_moves_and_tells_and_follows(browser: Browser, site: Path) -> None:
    browser.call(
        "Emulation.setEmulatedMedia",
        features=[{"name": "prefers-reduced-motion", "value": "reduce"}],
    )
    browser.open((site / PAGE).as_uri(), ALIVE)
    browser.evaluate("document.querySelector('#living a[data-node=\"0.0\"]').focus()")
    browser.press("Tab", 9)
    browser.press("+", 187)
    near = str(browser.evaluate(MOVED))
    told = str(browser.evaluate(TOLD))
    browser.press("0", 48)

    assert "scale(1.6)" in near
    assert browser.evaluate("document.activeElement.dataset.node.length") > len("0.0")
    assert "地場企業の育成" in told or "beneath" in told
    assert "scale(1)" in browser.evaluate(MOVED)
    browser.press("Enter", 13)
    browser.wait("location.pathname.endsWith('measure-1.1.html')")


def test_without_scripts_it_is_a_picture_with_links(browser: Browser, site: Path) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open((site / PAGE).as_uri(), "document.readyState === 'complete'")
        assert browser.evaluate("document.querySelectorAll('#living a').length") > 100
        assert browser.evaluate("document.getElementById('controls').hidden")
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_nothing_was_asked_of_anyone_and_nothing_went_wrong(browser: Browser, site: Path) -> None:
    inside = (site.as_uri(), "about:blank")

    assert [url for url in browser.requests if not url.startswith(inside)] == []
    assert browser.complaints == []


def test_the_departments_of_the_picture_are_parts_of_it(site: Path) -> None:
    page = read_page(site / PAGE)
    parts = set(page.xpath("//figure//*[local-name() = 'a']/@data-node"))
    named = {name for value in page.xpath("//option/@value") for name in value.split()}

    assert len(named) > 70
    assert named <= parts
