"""The engine finds what pySHACL finds, and no text of a plan can break it."""

from pathlib import Path

import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH, Literal, URIRef

from plangraph.check import check_graph
from plangraph.check.engine import judge, live_constraints, read_shapes
from plangraph.check.formats import FORMATS
from plangraph.errors import ShapesError
from plangraph.names import term
from tests.check.little_plan import CASES, NAMES, change, iri, shapes

SAMPLES = [
    case
    for case in sorted(CASES.glob("*/fails-*.ru"))[::6]
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


def plain(graph: rdflib.Graph) -> set[Said]:
    """Judge by pySHACL as it comes, from its report graph."""
    _conforms, report, _text = pyshacl.validate(graph, shacl_graph=shapes())
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


def ours(graph: rdflib.Graph) -> set[Said]:
    """Judge by the engine."""
    return {
        (term(f"rule:{one.constraint}"), str(one.focus), str(one.path or ""), str(one.value))
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


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_never_breaks_a_check(text: str) -> None:
    """Names, cells and headings are data: whatever they hold, there is a report."""
    graph = change()
    label, row = URIRef(term("skos:prefLabel")), iri("revision-1/source.txt#line=5,6")
    for thing in set(graph.subjects(label)):
        graph.set((thing, label, Literal(text, lang="ja")))
    graph.set((URIRef(row), URIRef(term("plan:nameText")), Literal(text)))
    for kept in ("goal-1", "measure-1.1"):
        graph.remove((URIRef(iri(kept)), URIRef(term("plan:partOf")), None))
    report = check_graph(graph, NAMES)

    assert {"HIE-01", "REF-01"} & {finding.rule for finding in report.findings}
    for form in FORMATS:
        for language in ("ja", "en"):
            assert report.write(form, language)


@settings(max_examples=15, deadline=None)
@given(text=st.text())
def test_any_text_leaves_a_report(text: str) -> None:
    graph = change()
    graph.set((URIRef(iri("project-101-1")), URIRef(term("skos:prefLabel")), Literal(text)))

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
    wrong = rdflib.Graph().parse(
        data=f"""
        PREFIX rule: <{term("rule:")}>
        PREFIX sh: <{term("sh:")}>
        rule:WRONG-01 a sh:PropertyShape ; sh:targetClass <{term("plan:Goal")}> ; sh:minCount 1 .
        """,
        format="turtle",
    )

    with pytest.raises(ShapesError):
        judge(change(), wrong)
