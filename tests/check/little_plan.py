"""The little valid plan, and what becomes of it when a case changes one thing in it."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import rdflib

from plangraph.check import Report, check_graph
from plangraph.check.decisions import state_settled
from plangraph.check.engine import Pass, Result, judge, live_constraints, read_shapes
from plangraph.layout import shapes_folder
from plangraph.names import PREFIXES, PlanNames, term
from plangraph.store import to_rdflib

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
def shapes(one: Pass = Pass.PLAN) -> rdflib.Graph:
    """Give the shapes of a pass; nobody changes them."""
    return read_shapes(shapes_folder(), one)


@cache
def constraints() -> tuple[str, ...]:
    """Name the constraints of all passes."""
    return tuple(sorted({name for one in Pass for name in live_constraints(shapes(one))}))


def _changed(update: str) -> ox.Store:
    store = ox.Store()
    store.extend(_valid())
    if update:
        store.update(PROLOGUE + update)
    return store


def change(update: str = "") -> rdflib.Graph:
    """Give the little plan after a SPARQL update."""
    return to_rdflib(_changed(update).quads_for_pattern(None, None, None, ox.DefaultGraph()))


def changes(update: str) -> list[ox.Quad]:
    """Give what an update says of an earlier revision: all that it puts into a named graph."""
    quads = _changed(update).quads_for_pattern(None, None, None, None)
    return [quad for quad in quads if isinstance(quad.graph_name, ox.NamedNode)]


def judge_passes(update: str, without: str = "") -> tuple[Result, ...]:
    """Judge the little plan after an update in all passes, but for one constraint."""
    node = rdflib.URIRef(term(f"rule:{without}"))
    graph = change(update)
    found: list[Result] = []
    for one in Pass:
        if one is Pass.REVISION:
            graph += to_rdflib(changes(update))
        if one is Pass.DECISION:
            graph = state_settled(graph, {}, TODAY)
        rules = shapes(one)
        if (node, None, None) in rules:
            fewer = rdflib.Graph()
            for triple in rules:
                if node not in triple:
                    fewer.add(triple)
            rules = fewer
        found += judge(graph, rules)
    return tuple(found)


@cache
def judge_case(case: Path) -> tuple[rdflib.Graph, tuple[Result, ...]]:
    """Give the little plan after the update of a case, and what the engine says of it."""
    update = case.read_text(encoding="utf-8")
    return change(update) + to_rdflib(changes(update)), judge_passes(update)


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
