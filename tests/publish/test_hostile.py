"""Text from outside stays text, on every page, in every file, in every path."""

import json
from pathlib import Path

import lxml.etree
import pyoxigraph as ox
import pytest

from plangraph.errors import OutputError
from plangraph.names import term
from plangraph.opening import LoadedPlan
from plangraph.publish import merge, publish
from plangraph.publish.places import Places
from plangraph.publish.sources import FolderSource
from plangraph.publish.verification import Verification
from plangraph.store import Dataset
from tests.conftest import TODAY
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
    "../../../etc/passwd",
    "javascript:alert(6)",
    "\u200f\u061c\u2069\u2028\u2029\ufeff",
    "\U0001f469\u200d\U0001f4bb\U0001f1ef\U0001f1f5" * 3,
    "長" * 600,
    "\\u003c\\' \\\\ ${x} %3Cb%3E &lt;b&gt; &#60;b&#62;",
    '\r\n\t,;""',
)


APART = {"bdi", "title", "text", "code", "p", "span", "caption", "option"}
"""Elements with whose end the direction of text ends; an option is a line of its own."""


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
            assert element.tag in APART, path


def test_a_spreadsheet_finds_no_formula(poisoned: Path) -> None:
    tables = sorted(poisoned.rglob("*.csv"))

    assert len(tables) > 10
    for path in tables:
        for line in path.read_text("utf-8-sig").split("\r\n"):
            assert not line.startswith(("=", "+", "@")), path
            assert ',"=' not in line, path


def test_a_hostile_site_is_whole(poisoned: Path) -> None:
    """Each form says the same however the text is escaped, and each link leads somewhere."""
    assert Verification(FolderSource(poisoned)).run() == []


def test_every_file_can_be_read_by_its_own_kind_of_reader(poisoned: Path) -> None:
    read = 0
    for path in sorted(poisoned.rglob("*")):
        if path.suffix in {".svg", ".xml"}:
            tree = lxml.etree.parse(path)
            assert not [e for e in tree.iter() if str(e.tag).endswith(("script", "foreignObject"))]
            read += 1
        elif path.suffix in {".json", ".jsonld"}:
            json.loads(path.read_text("utf-8"))
            read += 1
    for name in ("search-data", "dataset"):
        script = poisoned / f"assets/{name}.js"
        if script.is_file():
            text = script.read_text("utf-8")
            json.loads(text[text.index("=") + 1 :].strip().removesuffix(";"))
    assert read > 300


def test_paths_hold_nothing_but_the_keys_of_things(poisoned: Path) -> None:
    """No text of a cell comes into the name of a file."""
    for path in poisoned.rglob("*"):
        assert path.name.isascii(), path
        assert len(path.name) <= 130, path
        assert not set(path.name) & set("<>\"'`:*?|\\ "), path


@pytest.mark.parametrize(
    "name", ["..", ".", "%2E%2E", "a%2Fb", "a%5Cb", "%00", "con%3A", "..%2F..%2Fx", ""]
)
def test_a_name_that_would_leave_the_folder_is_refused(name: str) -> None:
    with pytest.raises(OutputError):
        Places("https://x/").path(f"https://x/1/{name}")
