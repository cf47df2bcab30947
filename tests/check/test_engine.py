"""The engine finds what pySHACL finds, and no text of a plan can break it."""

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH, URIRef

from plangraph.check import check_graph
from plangraph.check.engine import from_rdflib, judge
from plangraph.check.facts import Facts, Node
from plangraph.check.formats import FORMATS
from plangraph.check.shapes import live_constraints, read_shapes
from plangraph.errors import ShapesError
from plangraph.names import term
from plangraph.store import to_rdflib
from tests.check.little_plan import CASES, NAMES, change, iri, shapes

SAMPLES = [
    case
    for case in sorted(CASES.glob("*/fails-*.ru"))[::15]
    if not case.parent.name.startswith(("DEC", "REV"))
]
Said = tuple[str, str, str, str]
HOSTILE = [
    "\\q\\",
    "{label}",
    "\"'`",
    "a\nb\r\nc",
    "$this ?value } UNION {",
    "%s {0} {}",
    "\x00\x07\x1b[31m",
    "]]><script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "あ" * 5000,
]


def plain(graph: Facts) -> set[Said]:
    """Judge by pySHACL as it comes, from its report graph."""
    _conforms, report, _text = pyshacl.validate(to_rdflib(graph), shacl_graph=to_rdflib(shapes()))
    assert isinstance(report, rdflib.Graph)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        constraint = report.value(result, SH.sourceConstraint)
        found.add(
            (
                str(constraint or report.value(result, SH.sourceShape)),
                str(report.value(result, SH.focusNode)),
                str(path) if isinstance(path, URIRef) else "",
                str(report.value(result, SH.value)),
            )
        )
    return found


def ours(graph: Facts) -> set[Said]:
    """Judge by the engine."""
    return {
        (
            term(f"rule:{one.constraint}"),
            one.focus.value,
            one.path.value if one.path is not None else "",
            one.value.value if one.value is not None else "None",
        )
        for one in judge(graph, shapes())
    }


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.stem)
def test_the_engine_finds_what_pyshacl_finds(case: Path) -> None:
    graph = change(case.read_text(encoding="utf-8"))

    assert ours(graph) == plain(graph) != set()


def test_judging_leaves_the_graph_as_it_was() -> None:
    graph = change()
    before = set(graph)
    judge(graph, shapes())

    assert set(graph) == before


def say(graph: Facts, thing: Node, name: ox.NamedNode, *values: Node) -> Facts:
    """Let a thing have these values, and no others, under a property."""
    assert not isinstance(thing, ox.Literal)
    others = [one for one in graph if (one.subject, one.predicate) != (thing, name)]
    return Facts([*others, *(ox.Quad(thing, name, value) for value in values)])


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_never_breaks_a_check(text: str) -> None:
    """Names, cells and headings are data: whatever they hold, there is a report."""
    graph = change()
    label, part = (ox.NamedNode(term(name)) for name in ("skos:prefLabel", "plan:partOf"))
    for thing in map(graph.term, list(graph.forward(str(label)))):
        graph = say(graph, thing, label, ox.Literal(text, language="ja"))
    row = ox.NamedNode(iri("revision-1/source.txt#line=5,6"))
    graph = say(graph, row, ox.NamedNode(term("plan:nameText")), ox.Literal(text))
    for kept in ("goal-1", "measure-1.1"):
        graph = say(graph, ox.NamedNode(iri(kept)), part)
    report = check_graph(graph, NAMES)

    assert {"HIE-01", "REF-01"} & {finding.rule for finding in report.findings}
    for form in FORMATS:
        for language in ("ja", "en"):
            assert report.write(form, language)


@settings(max_examples=15, deadline=None)
@given(text=st.text())
def test_any_text_leaves_a_report(text: str) -> None:
    graph = change()
    label = ox.NamedNode(term("skos:prefLabel"))
    graph = say(graph, ox.NamedNode(iri("project-101-1")), label, ox.Literal(text))

    assert check_graph(graph, NAMES).write("text", "ja")


def test_shapes_of_terms_and_queries_judge_no_plan() -> None:
    assert not any("Shape" in name for name in live_constraints(shapes()))


def test_shapes_that_are_not_turtle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "wrong.ttl").write_text("rule:X a", encoding="utf-8")

    with pytest.raises(ShapesError, match=r"wrong\.ttl: cannot be read"):
        read_shapes(tmp_path)


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match="no shapes"):
        read_shapes(tmp_path)


def test_shapes_that_the_engine_cannot_use_are_refused() -> None:
    wrong = f"""
        PREFIX rule: <{term("rule:")}>
        PREFIX sh: <{term("sh:")}>
        rule:WRONG-01 a sh:PropertyShape ; sh:targetClass <{term("plan:Goal")}> ; sh:minCount 1 .
        """

    with pytest.raises(ShapesError):
        judge(change(), tuple(ox.parse(wrong.encode(), format=ox.RdfFormat.TURTLE)))


@pytest.mark.parametrize(
    "node",
    [ox.NamedNode("urn:x"), ox.BlankNode("b"), ox.Literal("市", language="ja"), ox.Literal(3)],
)
def test_a_term_comes_back_from_rdflib_as_it_was(node: Node) -> None:
    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), node)

    assert [from_rdflib(value) for value in to_rdflib([quad]).objects()] == [node]
