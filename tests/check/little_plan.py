"""The little valid plan, and what becomes of it when a case changes one thing in it."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from plangraph.check import Report, check_graph
from plangraph.check.compiled import Program, compile_shapes
from plangraph.check.decisions import state_settled
from plangraph.check.engine import judge
from plangraph.check.engines import judge_compiled
from plangraph.check.facts import Facts
from plangraph.check.results import Result
from plangraph.check.shapes import Pass, Shapes, live_constraints, read_shapes
from plangraph.layout import shapes_folder
from plangraph.names import PREFIXES, PlanNames, term

HERE: Final = Path(__file__).parent
CASES: Final = HERE / "cases"
NAMES: Final = PlanNames("https://w3id.org/plangraph/id/", "999997", "1")
PROLOGUE: Final = f"BASE <{NAMES.root}>\n" + "".join(
    f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items()
)


@cache
def _valid() -> tuple[ox.Quad, ...]:
    return tuple(ox.parse((HERE / "valid.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))


TODAY: Final = date(2025, 6, 1)


@cache
def shapes(one: Pass = Pass.PLAN) -> Shapes:
    """Give the shapes of a pass; nobody changes them."""
    return read_shapes(shapes_folder(), one)


@cache
def constraints() -> tuple[str, ...]:
    """Name the constraints of all passes."""
    return tuple(sorted({name for one in Pass for name in live_constraints(shapes(one))}))


@cache
def compiled(rules: Shapes) -> Program:
    """Compile shapes, once."""
    return compile_shapes(rules)


def _changed(update: str) -> ox.Store:
    store = ox.Store()
    store.extend(_valid())
    if update:
        store.update(PROLOGUE + update)
    return store


def change(update: str = "") -> Facts:
    """Give the little plan after a SPARQL update."""
    return Facts(_changed(update).quads_for_pattern(None, None, None, ox.DefaultGraph()))


def changes(update: str) -> list[ox.Quad]:
    """Give what an update says of an earlier revision: all that it puts into a named graph."""
    quads = _changed(update).quads_for_pattern(None, None, None, None)
    return [quad for quad in quads if isinstance(quad.graph_name, ox.NamedNode)]


def judge_passes(update: str, without: str = "") -> tuple[Result, ...]:
    """
    Judge the little plan after an update in all passes.

    By both roads, which must say the same; by the compiled one, where a constraint is left out.
    """
    node = ox.NamedNode(term(f"rule:{without}"))
    graph = change(update)
    found: list[Result] = []
    for one in Pass:
        if one is Pass.REVISION:
            graph.add(changes(update))
        if one is Pass.DECISION:
            graph = state_settled(graph, {}, TODAY)
        rules = shapes(one)
        if any(quad.subject == node for quad in rules):
            rules = tuple(quad for quad in rules if node not in (quad.subject, quad.object))
        by_compiled = judge_compiled(graph, compiled(rules))
        if not without:
            assert set(by_compiled) == set(judge(graph, rules))
        found += by_compiled
    return tuple(found)


def change_by_case(case: Path) -> Facts:
    """Give the little plan after the update of a case, with what that says of a revision."""
    update = case.read_text(encoding="utf-8")
    graph = change(update)
    graph.add(changes(update))
    return graph


@cache
def judge_case(case: Path) -> tuple[Result, ...]:
    """Give what the engine says of the little plan after the update of a case."""
    return judge_passes(case.read_text(encoding="utf-8"))


def check_case(case: Path, profile: str = "council") -> Report:
    """Judge the little plan after the update of a case."""
    update = case.read_text(encoding="utf-8")
    return check_graph(change(update), NAMES, profile, TODAY, changes(update))


def iri(name: str) -> str:
    """
    Name a thing of the little plan.

    >>> iri("goal-1")
    'https://w3id.org/plangraph/id/999997/goal-1'
    """
    return NAMES.root + name
