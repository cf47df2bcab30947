"""A comparison says the same in every format, safely, and the same bytes each time."""

import json
import re
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest

from plangraph.compare import Comparison, Impact, ImpactKind, change_facts, compare
from plangraph.compare.wording import say_impact
from plangraph.errors import UsageError
from plangraph.names import term
from plangraph.store import Dataset, parse_rdf, serialise
from tests.compare.edits import EDITS
from tests.compare.revising import assemble_text, begin, set_cell

FORMATS = ("text", "json", "html", "markdown", "turtle")
HOSTILE = "<script>alert('x')</script>|`*[事業](javascript:1)"


@pytest.fixture(scope="module")
def found(before: Dataset) -> Comparison:
    """Compare with a revision of some changes, one of them hostile."""
    draft = begin()
    for edit in EDITS[:12]:
        edit.apply(draft)
    set_cell("間伐推進事業", "name", HOSTILE)(draft)
    return compare(before, assemble_text(str(draft)))


class Page(HTMLParser):
    """Collects the elements and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def test_json_is_the_contract(found: Comparison) -> None:
    told = json.loads(found.write("json"))

    assert list(told) == ["old", "new", "changes", "impact"]
    for change in told["changes"]:
        assert list(change) == [
            "kind", "element", "iri", "label", "before", "after", "certain", "score", "source",
        ]  # fmt: skip
        assert isinstance(change["certain"], bool)
        assert change["source"]
        for place in change["source"]:
            assert list(place) == ["revision", "file", "line", "column", "sheet", "cell"]
    for impact in told["impact"]:
        assert {"kind", "iri", "label"} <= set(impact)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_comparison_gives_the_same_bytes(
    found: Comparison, form: str, language: str
) -> None:
    assert found.write(form, language) == found.write(form, language)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_needs_nothing_else_and_runs_nothing(found: Comparison, language: str) -> None:
    written = found.write("html", language)
    page = Page()
    page.feed(written)

    assert f'<html lang="{language}">' in written
    assert not {"script", "link", "img", "iframe"} & set(page.elements)
    assert not {name for name in page.attributes if name.startswith("on")}
    assert HOSTILE in page.text
    assert "@media print" in written
    assert page.elements.count("h1") == 1


def test_every_change_has_its_row_and_line_in_every_format(found: Comparison) -> None:
    page = Page()
    page.feed(found.write("html"))
    rows = [line for line in found.write("markdown").split("\n") if line.startswith("| ")]
    titles = len({change.chapter for change in found.changes})

    assert page.elements.count("tr") == len(found.changes) + titles
    assert len(rows) == len(found.changes) + 2 * titles
    assert found.write("text").count("\n    [") == len(found.changes)


def test_markdown_cannot_be_broken_out_of(found: Comparison) -> None:
    line = next(line for line in found.write("markdown").split("\n") if "alert" in line)

    assert "<script" not in line.replace("\\<", "")
    assert len(re.findall(r"(?<!\\)\|", line)) == 6


def test_the_text_speaks_of_guesses_and_how_to_confirm_them(found: Comparison) -> None:
    guesses = [change for change in found.changes if not change.certain]

    assert guesses
    assert found.write("text", "ja").count("推定です") == len(guesses)
    assert found.write("text", "en").count("A guess") == len(guesses)
    assert "identifiers.csv" in found.write("text")


def test_english_uses_no_japanese_sentence(found: Comparison) -> None:
    for line in found.write("text", "en").split("\n"):
        assert "ました" not in line
        assert "なります" not in line


def test_change_facts_are_one_node_a_change_without_blank_nodes(found: Comparison) -> None:
    quads = list(change_facts(found))
    kinds = [
        quad.object.value
        for quad in quads
        if quad.predicate.value == term("rdf:type") and isinstance(quad.object, ox.NamedNode)
    ]

    assert kinds.count(term("plan:Comparison")) == 1
    assert kinds.count(term("plan:Change")) == len(found.changes)
    assert kinds.count(term("plan:Impact")) == len(found.impact)
    assert all(isinstance(quad.subject, ox.NamedNode) for quad in quads)
    parsed = list(ox.parse(found.write("turtle").encode(), format=ox.RdfFormat.TURTLE))
    assert len(parsed) == len({(quad.subject, quad.predicate, quad.object) for quad in quads})


def test_no_change_is_said_in_words(before: Dataset) -> None:
    same = compare(before, before)

    assert same.write("text", "ja") == "変更はありません。\n"
    assert same.write("text", "en") == "Nothing has changed.\n"


def test_an_unknown_format_is_refused(found: Comparison) -> None:
    with pytest.raises(UsageError, match="no format called 'pdf'"):
        found.write("pdf")


def test_rdf_files_are_compared_like_their_sources(before: Dataset) -> None:
    """A dataset written as triples holds what is current, and that is enough."""
    draft = begin()
    for edit in EDITS[:12]:
        edit.apply(draft)
    after = assemble_text(str(draft))
    triples = [
        parse_rdf(serialise(one, ".ttl"), ox.RdfFormat.TURTLE, "x.ttl") for one in (before, after)
    ]

    told = [
        (str(one.kind), one.label, one.before, one.after) for one in compare(before, after).changes
    ]
    again = [(str(one.kind), one.label, one.before, one.after) for one in compare(*triples).changes]
    assert sorted(map(str, told)) == sorted(map(str, again))


def test_a_question_is_called_by_what_it_asks() -> None:
    """A planner knows questions by their words, not by the names of files."""
    name = "coverage/projects-without-number"
    impact = Impact(ImpactKind.ANSWER_CHANGED, "query", "", name, came=1, went=2)

    assert say_impact(impact, "ja") == (
        f"質問「番号の定まらない事業」（{name}）の答えが変わります: 1行増、2行減"
    )
