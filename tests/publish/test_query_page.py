"""The query page in a real browser, opened as a file: stopped, completed, shared, saved."""

import csv
import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from plangraph.names import PREFIXES
from tests.conftest import AXE
from tests.publish.browser import Browser

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ANSWERED = "document.getElementById('state')?.dataset.rows"
EDITOR = "document.querySelector('.CodeMirror').CodeMirror"
PAGES = (
    *("index", "402052/project-442-1", "query", "search", "questions", "402052/goals", "data"),
    *("vocabulary", "402052/picture"),
)


def open_page(browser: Browser, site: Path, fragment: str = "") -> None:
    """Open the page, and wait for the answer to what it was opened with."""
    browser.open(f"{(site / 'query.html').as_uri()}#{fragment}", ANSWERED)


def write(browser: Browser, text: str) -> None:
    """Write into the editor, as if by hand, with the cursor at the end."""
    browser.evaluate(
        f"{EDITOR}.setValue({text!r}); {EDITOR}.focus(); {EDITOR}.execCommand('goDocEnd')"
    )


def offered(browser: Browser) -> list[str]:
    """Ask for what could stand at the cursor."""
    browser.press(" ", 32, control=True)
    browser.wait("document.querySelector('.CodeMirror-hints li')")
    found = browser.evaluate(
        "[...document.querySelectorAll('.CodeMirror-hints li')].map((line) => line.textContent)"
    )
    return [str(line) for line in found]


def test_a_long_query_leaves_the_page_alive_and_can_be_stopped(
    browser: Browser, site: Path
) -> None:
    url = f"{(site / 'query.html').as_uri()}#query={quote(ENDLESS)}"
    browser.open(url, "document.getElementById('stop')?.disabled === false")
    assert browser.evaluate("document.getElementById('answer').ariaBusy") == "true"
    browser.evaluate("document.getElementById('stop').click()")
    assert "Stopped" in browser.evaluate("document.getElementById('state').textContent")

    browser.evaluate("document.getElementById('question').value = 'indicators/units'")
    browser.evaluate("document.getElementById('question').dispatchEvent(new Event('change'))")
    browser.wait(ANSWERED)
    assert browser.evaluate("document.querySelectorAll('#answer tbody tr').length") > 3


def test_the_newer_query_is_meant(browser: Browser, site: Path) -> None:
    url = f"{(site / 'query.html').as_uri()}#query={quote(ENDLESS)}"
    browser.open(url, "document.getElementById('stop')?.disabled === false")
    browser.evaluate(f"location.hash = 'query={quote('SELECT (42 AS ?n) {}')}'")
    browser.wait(ANSWERED)

    assert browser.evaluate("document.querySelector('#answer td').textContent") == "42"


def test_terms_are_completed_with_their_prefix(browser: Browser, site: Path) -> None:
    open_page(browser, site)
    write(browser, "SELECT * { ?project a plan:Proj")
    assert offered(browser)[0].startswith("plan:Project ")
    browser.press("Enter", 13)

    declared = f"PREFIX plan: <{PREFIXES['plan']}>\n"
    expected = f"{declared}SELECT * {{ ?project a plan:Project"
    assert browser.evaluate(f"{EDITOR}.getValue()") == expected


def test_words_of_the_plan_lead_to_its_things(browser: Browser, site: Path) -> None:
    open_page(browser, site)
    write(browser, "SELECT * { ?project ?property 商工観光")
    assert offered(browser)[0].startswith("商工観光課  <organization-")
    browser.press("Enter", 13)
    assert "/organization-" in browser.evaluate(f"{EDITOR}.getValue()")
    write(browser, "SELECT * { ?project a ?kind . ?pro")
    assert offered(browser) == ["?project"]
    browser.press("Escape", 27)


def test_an_answer_can_be_saved(browser: Browser, site: Path, tmp_path: Path) -> None:
    open_page(browser, site, "question=indicators/units")
    shown = browser.evaluate(
        "[...document.querySelectorAll('#answer tbody tr')]"
        ".map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    browser.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.evaluate("document.getElementById('csv').click()")
    file = tmp_path / "answer.csv"
    end = time.monotonic() + 60
    while not file.is_file():
        assert time.monotonic() < end
        time.sleep(0.1)

    _, *rows = csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    assert rows == shown


def test_a_query_is_shared_as_the_address(browser: Browser, site: Path) -> None:
    open_page(browser, site)
    sparql = "SELECT ('a&b#c 日本' AS ?text) {}"
    write(browser, sparql)
    browser.evaluate("document.getElementById('share').click()")
    address = browser.evaluate("location.href")

    assert unquote(address.partition("#query=")[2]) == sparql
    browser.open(address, ANSWERED)
    assert browser.evaluate("document.querySelector('#answer td').textContent") == "a&b#c 日本"


def test_the_keyboard_is_enough(browser: Browser, site: Path) -> None:
    """From the first page to the answer, with Tab and Enter alone."""
    browser.open((site / "index.html").as_uri(), "document.readyState === 'complete'")

    def go_to(wanted: str) -> None:
        for _ in range(200):
            browser.press("Tab", 9)
            if browser.evaluate(f"document.activeElement.matches({wanted!r})"):
                return
        pytest.fail(f"Tab does not reach {wanted}")

    go_to('a[href="query.html"]')
    browser.press("Enter", 13)
    browser.wait(ANSWERED)
    go_to(".CodeMirror textarea")
    write(browser, "ASK { ?a ?b ?c }")
    go_to("#run")
    browser.press("Enter", 13)
    browser.wait(f"{ANSWERED} === '1'")
    assert "yes" in browser.evaluate("document.querySelector('#answer td').textContent")
    go_to("#csv")


def test_nothing_was_asked_of_anyone_and_nothing_went_wrong(browser: Browser, site: Path) -> None:
    """Before axe looks, which fetches styles anew, and is told that it may not."""
    inside = (site.as_uri(), "about:blank", "blob:null/")

    assert [url for url in browser.requests if not url.startswith(inside)] == []
    assert browser.complaints == []


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing_on_the_pages(
    browser: Browser, site: Path, require: Callable[[str], None], width: int
) -> None:
    require("axe")
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.call("Emulation.setDeviceMetricsOverride", **size)
    for name in PAGES:
        until = ANSWERED if name == "query" else "document.readyState === 'complete'"
        browser.open((site / f"{name}.html").as_uri(), until)
        assert judge(browser) == [], name


def test_axe_finds_nothing_while_terms_are_offered(
    browser: Browser, site: Path, require: Callable[[str], None]
) -> None:
    require("axe")
    open_page(browser, site)
    write(browser, "SELECT * { ?project a plan:Proj")
    assert offered(browser)
    assert judge(browser) == []


def judge(browser: Browser) -> list[Any]:
    """Give what axe finds on the page that is open, at WCAG 2.1 AA."""
    browser.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    browser.evaluate(
        f"axe.run(document, {{runOnly: {tags}}}).then((found) => window.judged = found)"
    )
    browser.wait("window.judged")
    shown = "({id, nodes}) => `${id}: ${nodes.map((node) => node.html).join(' ')}`"
    return list(browser.evaluate(f"window.judged.violations.map({shown})"))
