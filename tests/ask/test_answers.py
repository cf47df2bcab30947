"""
Every question of the library, over three plans, gives the answer worked out without the package.

The expected answers come from ``independent.py``; the rows are compared in their order.
"""

import csv
import json
import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from plangraph.opening import LoadedPlan, load
from tests.ask.independent import LINKS, QUESTIONS, SOURCES, work_out

HERE = Path(__file__).resolve().parent
PLANS = HERE.parent / "plans"
QUERIES = HERE.parent.parent / "queries"
PARTIAL = "provenance/source-of"
ELSEWHERE = ("comparison/", "history/", "progress/")
"""Themes whose answers are proved where plans have revisions or values, or are many."""

FILES = sorted((HERE / "expected").glob("*/*/*.csv"))
CASES = [pytest.param(path, id=str(path.relative_to(HERE / "expected"))) for path in FILES]
RDFLIB_CASES = [case for case in CASES if not str(case.id).endswith(f"{PARTIAL}.csv")]
RDFLIB_CASES += [case for case in CASES if case.id == f"tiny/{PARTIAL}.csv"]
"""Over a plan of full size rdflib takes many seconds for the question that names graphs."""
OPENED = {"iizuka": None, "tiny": PLANS / "tiny", "other": PLANS / "other/source.txt"}
EXTRA_KINDS = {"section", "partner"}
SHARES = {"share", "hhi"}

Rows = list[list[str]]


@cache
def open_once(plan: str) -> LoadedPlan:
    """Open each plan once for all its questions."""
    return load(OPENED[plan])


@cache
def read_judgements(plan: str) -> dict[str, str]:
    """Read what a person wrote about a plan; here only what the parameters should be."""
    judged = tomllib.loads((HERE / "judgements" / f"{plan}.toml").read_text(encoding="utf-8"))
    return {"department": judged["department"], "thing": judged["thing"]}


def name_of(path: Path) -> str:
    """Name by which the question of an expected answer is asked."""
    return f"{path.parent.name}/{path.stem}"


def read_expected(path: Path) -> tuple[list[str], Rows]:
    """Read an expected answer: columns and rows."""
    with path.open(encoding="utf-8", newline="") as lines:
        columns, *rows = csv.reader(lines)
    return columns, rows


def find_parameters(path: Path) -> dict[str, str]:
    """Choose the values of the parameters that a question has."""
    text = (QUERIES / f"{name_of(path)}.rq").read_text(encoding="utf-8")
    values = read_judgements(path.parent.parent.name)
    return {name: value for name, value in values.items() if f"VALUES ?{name} " in text}


def same_form(columns: list[str], rows: Rows) -> Rows:
    """Write numbers of one size alike, whatever zeros follow the point."""
    return [
        [
            f"{Decimal(cell):.3f}" if column in SHARES else cell
            for column, cell in zip(columns, row, strict=True)
        ]
        for row in rows
    ]


def compare(path: Path, answered: str) -> None:
    """Compare an answer in SPARQL JSON with the expected one."""
    columns, expected = read_expected(path)
    bindings = json.loads(answered)["results"]["bindings"]
    rows = [[row.get(column, {"value": ""})["value"] for column in columns] for row in bindings]
    if name_of(path) == PARTIAL:
        assert expected
        assert {tuple(row[1:]) for row in expected} <= {tuple(row[1:]) for row in rows}
        return
    if name_of(path) == "responsibility/reorganization-impact":
        rows = [row for row in rows if row[0] not in EXTRA_KINDS]
    assert same_form(columns, rows) == same_form(columns, expected)


def list_named_graphs(plan: LoadedPlan) -> rdflib.Dataset:
    """Give all graphs to a question that names one, the current facts being the default graph."""
    current = ox.NamedNode(plan.dataset.current)
    quads = plan.dataset.store.dump(format=ox.RdfFormat.N_QUADS)
    facts = plan.dataset.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=current)
    assert quads is not None
    assert facts is not None
    graphs = rdflib.Dataset(default_union=False)
    graphs.parse(data=quads.decode("utf-8"), format="nquads")
    graphs.default_graph.parse(data=facts.decode("utf-8"), format="nt")
    return graphs


def test_every_question_has_an_expected_answer_over_every_plan() -> None:
    """A glob that finds nothing must not pass for a suite that is green."""
    asked = {f"{path.parent.name}/{path.stem}" for path in QUERIES.glob("*/*.rq")}

    assert len(QUESTIONS) >= 36
    answered = {*QUESTIONS, *LINKS}
    assert {name for name in asked if not name.startswith(ELSEWHERE)} == answered
    assert len(FILES) == len(SOURCES) * len(answered)


@pytest.mark.parametrize("plan", SOURCES)
def test_expected_answers_are_those_worked_out_from_the_source(plan: str) -> None:
    """Nobody mends an expected answer by hand until a query agrees with it."""
    written = {name_of(path): path for path in FILES if path.parent.parent.name == plan}

    for name, text in work_out(plan).items():
        assert written[name].read_text(encoding="utf-8") == text


def test_few_expected_answers_are_empty() -> None:
    """A question that no plan answers is not tested."""
    for name in QUESTIONS:
        assert any(read_expected(path)[1] for path in FILES if name_of(path) == name), name


@pytest.mark.parametrize("path", CASES)
def test_the_embedded_store_answers_as_expected(path: Path) -> None:
    plan = open_once(path.parent.parent.name)
    answer = plan.ask(name_of(path), **find_parameters(path))
    written = answer.write("json", "ja")

    compare(path, written if isinstance(written, str) else written.decode("utf-8"))


# rdflib warns of its own use of names that it has given up.
@pytest.mark.filterwarnings(r"ignore:Dataset\.:DeprecationWarning")
@pytest.mark.parametrize("path", RDFLIB_CASES)
def test_rdflib_answers_as_expected(path: Path) -> None:
    """The same text, its parameters replaced, asked of the current facts."""
    text = (QUERIES / f"{name_of(path)}.rq").read_text(encoding="utf-8")
    for name, value in find_parameters(path).items():
        text, count = re.subn(rf"VALUES \?{name} {{.*?}}", f'VALUES ?{name} {{ "{value}" }}', text)
        assert count == 1
    plan = open_once(path.parent.parent.name)
    asked = list_named_graphs(plan) if name_of(path) == PARTIAL else plan.graph
    answered = asked.query(text).serialize(format="json")

    assert answered is not None
    compare(path, answered.decode("utf-8"))
