"""Text from outside stays text, on every page, in every file, in every path."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.errors import OutputError
from plangraph.names import term
from plangraph.opening import LoadedPlan
from plangraph.publish import merge, publish
from plangraph.publish.places import Places
from plangraph.store import Dataset
from tests.publish.conftest import TODAY
from tests.publish.reading import list_pages, read_links, read_page

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "'onmouseover='alert(4)",
    "{{ 7*7 }}{% raw %}",
    "\u202egnp.exe\u2066",
    '=HYPERLINK("http://x/")',
    "a\x00b\x1b[2J",
    "]]><!--",
)


def poison(dataset: Dataset) -> Dataset:
    """Give every name and every text of a dataset a hostile twin, and things hostile links."""
    store = ox.Store()
    for number, quad in enumerate(dataset.store):
        node = quad.object
        if isinstance(node, ox.Literal) and (
            node.language or node.datatype.value == term("xsd:string")
        ):
            text = node.value + HOSTILE[number % len(HOSTILE)]
            node = ox.Literal(text, language=node.language) if node.language else ox.Literal(text)
        store.add(ox.Quad(quad.subject, quad.predicate, node, quad.graph_name))
    current = ox.NamedNode(dataset.current)
    project = next(store.quads_for_pattern(None, None, ox.NamedNode(term("plan:Project")), current))
    for iri in ("javascript:alert(5)", "data:text/html,<b>", "file:///etc/passwd"):
        link = ox.NamedNode(iri.replace("<", "%3C").replace(">", "%3E"))
        see_also = ox.NamedNode(term("rdfs:seeAlso"))
        store.add(ox.Quad(project.subject, see_also, link, current))
    return Dataset(store, dataset.revisions, dataset.current)


@pytest.fixture(scope="module")
def poisoned(little: LoadedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the poisoned plan."""
    out = tmp_path_factory.mktemp("hostile") / "site"
    report = little.check(profile="publish", today=TODAY)
    publish(merge([poison(little.dataset)]), [report], out)
    return out


def test_hostile_text_makes_no_element_and_no_handler(poisoned: Path) -> None:
    pages = list_pages(poisoned)
    seen = 0
    for path in pages:
        page = read_page(path)
        scripts = page.xpath("//script[not(@src)]")
        assert {script.get("type") for script in scripts} <= {"application/ld+json"}, path
        assert page.xpath("//img") == [], path
        assert [a for e in page.iter() for a in e.attrib if a.startswith("on")] == [], path
        seen += "alert(1)" in page.text_content()

    assert len(pages) > 300
    assert seen > 10


def test_hostile_links_are_shown_and_not_made(poisoned: Path) -> None:
    for path in list_pages(poisoned):
        schemes = {href.partition(":")[0] for href in read_links(read_page(path)) if ":" in href}
        assert schemes <= {"http", "https"}, path


def test_control_signs_are_replaced(poisoned: Path) -> None:
    for path in list_pages(poisoned):
        text = path.read_text("utf-8")
        assert not {sign for sign in text if ord(sign) < 32 and sign != "\n"}, path


def test_text_that_turns_the_line_round_is_kept_apart(poisoned: Path) -> None:
    """A sign that reverses text ends with the element that isolates it."""
    for path in list_pages(poisoned):
        for element in read_page(path).xpath("//main//*[contains(text(), '\u202e')]"):
            assert element.tag in {"bdi", "title", "text", "code", "p", "span", "caption"}, path


def test_a_spreadsheet_finds_no_formula(poisoned: Path) -> None:
    tables = sorted(poisoned.rglob("*.csv"))

    assert len(tables) > 10
    for path in tables:
        for line in path.read_text("utf-8-sig").split("\r\n"):
            assert not line.startswith(("=", "+", "@")), path
            assert ',"=' not in line, path


@pytest.mark.parametrize(
    "name", ["..", ".", "%2E%2E", "a%2Fb", "a%5Cb", "%00", "con%3A", "..%2F..%2Fx", ""]
)
def test_a_name_that_would_leave_the_folder_is_refused(name: str) -> None:
    with pytest.raises(OutputError):
        Places("https://x/").path(f"https://x/1/{name}")
