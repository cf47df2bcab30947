"""The little valid plan, and what becomes of it when a case changes one thing in it."""

from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import rdflib

from plangraph.check import Report, check_graph
from plangraph.check.engine import Result, judge, read_shapes
from plangraph.layout import shapes_folder
from plangraph.names import PREFIXES, PlanNames
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


@cache
def shapes() -> rdflib.Graph:
    """Give the shapes; nobody changes them."""
    return read_shapes(shapes_folder())


def change(update: str = "") -> rdflib.Graph:
    """Give the little plan after a SPARQL update."""
    store = ox.Store()
    store.extend(_valid())
    if update:
        store.update(PROLOGUE + update)
    return to_rdflib(store.quads_for_pattern(None, None, None, None))


@cache
def judge_case(case: Path) -> tuple[rdflib.Graph, tuple[Result, ...]]:
    """Give the little plan after the update of a case, and what the engine says of it."""
    graph = change(case.read_text(encoding="utf-8"))
    return graph, judge(graph, shapes())


def check_case(case: Path, profile: str = "council") -> Report:
    """Judge the little plan after the update of a case."""
    return check_graph(change(case.read_text(encoding="utf-8")), NAMES, profile)


def iri(name: str) -> str:
    """
    Name a thing of the little plan.

    >>> iri("goal-1")
    'https://w3id.org/plangraph/id/999997/goal-1'
    """
    return NAMES.root + name
