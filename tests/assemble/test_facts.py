"""The dataset says what the source says, says where, and says it the same way each time."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.assemble import assemble
from plangraph.names import CITY_BASE, PlanNames, term
from plangraph.opening import LoadedPlan, load
from plangraph.read import read_text
from plangraph.store import Dataset, serialise
from tests.read.layouts import LINES, document, replaced

NAMES = PlanNames(CITY_BASE, "unregistered/plan", "plan")


def dataset(data: bytes) -> Dataset:
    """Assemble a bare document."""
    return assemble(read_text(data, "plan.txt"), NAMES)


def facts(data: bytes) -> set[str]:
    """Give the facts of a document as lines, printed texts apart."""
    printed = {term(f"plan:{name}") for name in ("printedNumber", "printedText")}
    found = dataset(data).store.quads_for_pattern(None, None, None, ox.NamedNode(NAMES.facts))
    return {str(quad) for quad in found if quad.predicate.value not in printed}


def rows(data: bytes, pattern: str) -> list[tuple[str, ...]]:
    """Ask the current graph."""
    made = dataset(data)
    found = made.store.query(
        f"PREFIX plan: <{term('plan:')}> PREFIX skos: <{term('skos:')}> {pattern}",
        default_graph=ox.NamedNode(made.current),
    )
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(str(value.value) for value in row) for row in found)


@pytest.mark.parametrize(
    "variant",
    [
        b"\xef\xbb\xbf" + document(),
        document(end="\r\n"),
        unicodedata.normalize("NFD", document().decode()).encode(),
        document().decode().encode("cp932"),
        replaced("101-1", "１０１－１"),
        replaced("推進する取り組み", "推進する 取り組み"),
    ],
    ids=["byte-order-mark", "crlf", "nfd", "cp932", "full-width-digits", "spaced-header"],
)
def test_harmless_forms_give_the_same_facts(variant: bytes) -> None:
    """How a file was saved is no fact about the plan."""
    assert facts(variant) == facts(document())


def test_there_are_no_blank_nodes(shipped: LoadedPlan) -> None:
    """Everything can be linked to, and two runs give the same bytes."""
    for quad in shipped.dataset.store:
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_the_bytes_do_not_depend_on_the_hash_seed(root: Path, tmp_path: Path) -> None:
    """Three runs with other hash seeds write the same file."""
    script = "import sys, plangraph, plangraph.store as s; sys.stdout.buffer.write("
    script += "s.serialise(plangraph.load().dataset, '.trig'))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            cwd=tmp_path,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root / "src"), "PATH": ""},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_each_quotation_stands_in_its_line(shipped: LoadedPlan) -> None:
    """A quotation's printed text is found in the line that it names."""
    plan, store = shipped.plan, shipped.dataset.store
    assert plan is not None
    texts = plan.line_texts()
    count = 0
    source = ox.NamedNode(shipped.dataset.revisions[-1].source)
    for quad in store.quads_for_pattern(None, ox.NamedNode(term("rdf:predicate")), None, source):
        lines = store.quads_for_pattern(quad.subject, ox.NamedNode(term("plan:line")), None)
        quoted = store.quads_for_pattern(quad.subject, ox.NamedNode(term("plan:printedText")), None)
        line = next(iter(lines)).object
        printed = next(iter(quoted)).object
        assert isinstance(line, ox.Literal)
        assert isinstance(printed, ox.Literal)
        assert printed.value in texts[int(line.value)]
        count += 1
    assert count > 1000


def test_every_filled_cell_is_in_the_source_graph(shipped: LoadedPlan) -> None:
    """Nothing is lost: each printed cell is the object of a statement about its row."""
    plan, dataset_ = shipped.plan, shipped.dataset
    assert plan is not None
    graph = ox.NamedNode(dataset_.revisions[-1].source)
    found = {
        (quad.subject.value, quad.object.value)
        for quad in dataset_.store.quads_for_pattern(None, None, None, graph)
        if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode)
    }
    for row in plan.rows:
        place = dataset_.revisions[-1].line(plan.document.file, row.line)
        for cell in row.cells:
            assert not cell.printed.strip() or (place, cell.printed) in found


def test_a_project_in_two_initiatives_is_one_thing_with_two_placements() -> None:
    """Same number, same name: one IRI."""
    again = LINES[7].replace("①", "②", 1)
    pattern = "SELECT ?mark WHERE { ?p plan:project/plan:printedNumber '101-1' ; plan:mark ?mark }"
    assert rows(document(*LINES, again), pattern) == [("①",), ("②",)]


def test_two_projects_never_get_one_iri() -> None:
    """The later of two that bear one number is named by its line."""
    pattern = "SELECT ?x WHERE { ?x a plan:Project }"
    names = [iri.rpartition("/")[2] for (iri,) in rows(replaced("101-2", "101-1"), pattern)]
    assert names == ["project-101-1", "project-line-10", "project-line-9"]


def test_a_missing_indicator_is_said_with_its_kind() -> None:
    """Absence is a statement, never just a missing triple."""
    pattern = "SELECT ?aspect ?kind WHERE { ?a plan:aspect ?aspect ; plan:absenceKind ?kind }"
    found = rows(replaced("点検した橋の数\t橋", "\t"), pattern)
    short = {(aspect.partition("#")[2], kind.partition("#")[2]) for aspect, kind in found}
    assert short == {
        ("indicator", "not-stated"),
        ("unit", "not-stated"),
        ("number", "undecided"),
    }


def test_joint_and_lead_responsibility_differ() -> None:
    """Two offices are joint, until one is printed as the lead."""
    pattern = "SELECT ?kind WHERE { ?r plan:responsibilityKind ?kind }"
    joint = rows(replaced("土木課", "土木課 環境課"), pattern)
    assert [kind.partition("#")[2] for (kind,) in joint] == ["joint", "joint", "sole", "sole"]
    led = rows(replaced("土木課", "◎土木課 環境課"), pattern)
    assert [kind.partition("#")[2] for (kind,) in led] == ["joint", "lead", "sole", "sole"]


def test_a_section_counts_for_its_office() -> None:
    """The project's unit is the office; the section is its part."""
    pattern = "SELECT ?label WHERE { ?p plan:responsible/skos:prefLabel ?label ; plan:line 8 }"
    assert rows(replaced("土木課", "土木室 (橋りょう)"), pattern) == [("土木室",)]


@pytest.mark.parametrize("ending", [".trig", ".nq", ".ttl", ".nt", ".jsonld"])
def test_a_written_dataset_is_read_back(shipped: LoadedPlan, tmp_path: Path, ending: str) -> None:
    """The current facts survive every format."""
    file = tmp_path / f"plan{ending}"
    file.write_bytes(serialise(shipped.dataset, ending))
    again = load(file).dataset
    graph = ox.NamedNode(shipped.dataset.current)
    assert again.current == shipped.dataset.current
    assert set(again.store.quads_for_pattern(None, None, None, graph)) == set(
        shipped.dataset.store.quads_for_pattern(None, None, None, graph)
    )
