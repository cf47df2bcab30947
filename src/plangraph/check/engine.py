"""
The engine: pySHACL over one plain graph. The only module that imports it.

pySHACL parses the query of a ``sh:sparql`` constraint anew for each focus node, and writes each
result a second time as prose; here a query is parsed once, and the prose is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import rdflib
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator
from rdflib import RDF, SH, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from plangraph.errors import ShapesError
from plangraph.names import PREFIXES
from plangraph.store import to_rdflib

NOT_JUDGING: Final = frozenset({"ontology.ttl", "query.ttl", "rules.ttl"})
"""Files of the shapes folder that judge no plan: the registry, and shapes of terms and queries."""


class Pass(StrEnum):
    """What is judged, one after the other: each but the first has a file of shapes of its own."""

    PLAN = "plan"
    REVISION = "revision"
    DECISION = "decision"


OF_THEIR_OWN: Final = frozenset({"decision.ttl", "revision.ttl"})

Triples = Iterable[tuple[Node, Node, Any]]


class JudgedGraph(rdflib.Graph):
    """A view of a graph that parses each query text once."""

    def __init__(self, graph: rdflib.Graph) -> None:
        super().__init__(store=graph.store, identifier=graph.identifier)

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """Answer a query as rdflib does."""
        if isinstance(query_object, str):
            query_object = _parse_query(query_object)
        return super().query(query_object, *args, **kwargs)


@cache
def _parse_query(text: str) -> Query:
    return prepareQuery(text)


@cache
def read_shapes(folder: Path, judged: Pass = Pass.PLAN) -> rdflib.Graph:
    """
    Read all shapes of a pass, once.

    Raises:
        ShapesError: A file is not Turtle, or there is none.
    """
    apart = {f"{judged}.ttl", "prefixes.ttl"}
    files = sorted(
        path
        for path in folder.glob("*.ttl")
        if path.name not in NOT_JUDGING
        and (path.name not in OF_THEIR_OWN if judged is Pass.PLAN else path.name in apart)
    )
    if not files:
        raise ShapesError(folder, "no shapes", "Install plangraph again")
    quads: list[ox.Quad] = []
    for path in files:
        try:
            quads.extend(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
        except (OSError, SyntaxError, ValueError) as error:
            what = f"cannot be read: {' '.join(str(error).split())}"
            raise ShapesError(path, what, "Correct the file") from error
    return to_rdflib(quads)


def live_constraints(shapes: rdflib.Graph) -> frozenset[str]:
    """
    Name the constraints that shapes hold: whatever a shape or query is called, but for ``…Shape``.

    A rule is live by having one.
    """
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    found = {_local(node) for kind in kinds for node in shapes.subjects(RDF.type, kind)}
    return frozenset(name for name in found if name and not name.endswith("Shape"))


def _local(node: Node) -> str:
    return str(node).removeprefix(PREFIXES["rule"]) if isinstance(node, URIRef) else ""


@dataclass(frozen=True, slots=True)
class Result:
    """One result of the engine: which constraint failed, on what, through which property."""

    constraint: str
    focus: Node
    path: URIRef | None
    value: Node | None
    component: str


def judge(graph: rdflib.Graph, shapes: rdflib.Graph) -> tuple[Result, ...]:
    """
    Judge a plain graph by shapes.

    Raises:
        ShapesError: The shapes themselves are wrong.
    """
    data = DataGraph.from_rdflib(JudgedGraph(graph))
    try:
        validator = TerseValidator(data, shacl_graph=shapes, options={"inplace": True})
        # pySHACL leaves this method without types.
        _conforms, results, _text = validator.run()  # type: ignore[no-untyped-call]
    except (ReportableRuntimeError, ValidationFailure) as error:
        what = " ".join(str(error).split())
        raise ShapesError("shapes", what, "Correct the shapes") from error
    return tuple(results)


class TerseValidator(Validator):
    """pySHACL's validator, whose report is a tuple of results instead of a graph and prose."""

    @classmethod
    def create_validation_report(
        cls, _shapes: object, _conforms: object, results: Iterable[tuple[str, Node, Triples]]
    ) -> tuple[tuple[Result, ...], str]:
        """Gather the results."""
        return tuple(_result(triples) for _prose, _node, triples in results), ""


def _result(triples: Triples) -> Result:
    # pySHACL pairs a node with the graph it was found in.
    said = {
        predicate: found[1] if isinstance(found, tuple) else found
        for _result_node, predicate, found in triples
    }
    path = said.get(SH.resultPath)
    return Result(
        constraint=_local(said.get(SH.sourceConstraint) or said[SH.sourceShape]),
        focus=said[SH.focusNode],
        path=path if isinstance(path, URIRef) else None,
        value=said.get(SH.value),
        component=str(said[SH.sourceConstraintComponent]),
    )
