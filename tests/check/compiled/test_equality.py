"""The compiled road finds what pySHACL finds, in graphs and by shapes that nobody wrote for it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.check import Engine
from plangraph.check.compiled import compile_shapes, run, run_anywhere, run_by_queries
from plangraph.check.engine import from_rdflib, judge
from plangraph.check.engines import judge_compiled
from plangraph.check.facts import Facts, Node
from plangraph.check.shapes import read_shapes
from plangraph.layout import data_folder, shapes_folder
from plangraph.opening import load
from plangraph.store import to_rdflib
from tests.check.compiled.generated import Generator

SEEDS = range(90)
PLANS = sorted(path.parent.name for path in data_folder().glob("*/plan.toml"))


def read(text: str) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("seed", SEEDS)
def test_both_roads_find_the_same_by_shapes_made_at_random(seed: int) -> None:
    generator = Generator(seed)
    facts, shapes = Facts(read(generator.make_data())), read(generator.make_shapes())

    program = compile_shapes(shapes)
    assert set(judge_compiled(facts, program)) == set(judge(facts, shapes))
    assert set(run(program, facts)) == set(run_by_queries(program, facts))


def test_shapes_made_at_random_find_something() -> None:
    """Equal silence would prove nothing."""
    found = 0
    for seed in SEEDS:
        generator = Generator(seed)
        facts, shapes = Facts(read(generator.make_data())), read(generator.make_shapes())
        found += len(judge_compiled(facts, compile_shapes(shapes))) > 0

    assert found > len(SEEDS) / 2


@pytest.mark.parametrize("plan", PLANS)
def test_both_roads_give_the_same_report_of_a_shipped_plan(plan: str) -> None:
    loaded = load(data_folder() / plan)
    day = date(2025, 6, 1)
    by_compiled, by_pyshacl = (loaded.check(today=day, engine=engine) for engine in Engine)

    assert by_compiled.findings == by_pyshacl.findings != ()


def test_another_engine_answers_the_very_same_queries_alike() -> None:
    """What rdflib makes of SPARQL shares no line with the embedded engine."""
    dataset = load(data_folder() / "minamo").dataset
    facts = Facts(dataset.judged_quads(dataset.revisions[-1]))
    graph = to_rdflib(facts)
    program = compile_shapes(read_shapes(shapes_folder()))

    def ask(text: str) -> Iterator[dict[str, Node]]:
        found = graph.query(text)
        for row in found.bindings:
            yield {str(name): from_rdflib(value) for name, value in row.items()}

    assert set(run_anywhere(program, ask)) == set(run(program, facts)) != set()


def test_both_roads_give_the_same_report_of_what_changed(tmp_path: Path) -> None:
    source = data_folder() / "iizuka" / "revisions" / "1" / "source.txt"
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    old = tmp_path / "old.txt"
    old.write_text("".join(lines[:60] + lines[64:]), encoding="utf-8")
    new, earlier = load(source), load(old)
    by_compiled, by_pyshacl = (new.check(against=earlier, engine=engine) for engine in Engine)

    assert by_compiled.findings == by_pyshacl.findings
    assert any(finding.rule.startswith("REV") for finding in by_compiled.findings)
