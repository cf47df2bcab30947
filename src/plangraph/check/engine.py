"""
The judge of record: pySHACL over one plain graph. The only module that imports it.

pySHACL parses the query of a ``sh:sparql`` constraint anew for each focus node, and writes each
result a second time as prose; here a query is parsed once, and the prose is left out.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator
from rdflib import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from plangraph.check import facts
from plangraph.check.facts import Facts
from plangraph.check.results import Result, name_constraint
from plangraph.check.shapes import Shapes
from plangraph.errors import ShapesError
from plangraph.store import to_rdflib

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


def judge(graph: Facts, shapes: Shapes) -> tuple[Result, ...]:
    """
    Judge a plain graph by shapes.

    Raises:
        ShapesError: The shapes themselves are wrong.
    """
    data = DataGraph.from_rdflib(JudgedGraph(to_rdflib(graph)))
    try:
        validator = TerseValidator(data, shacl_graph=_convert(shapes), options={"inplace": True})
        # pySHACL leaves this method without types.
        _conforms, results, _text = validator.run()  # type: ignore[no-untyped-call]
    except (ReportableRuntimeError, ValidationFailure) as error:
        what = " ".join(str(error).split())
        raise ShapesError("shapes", what, "Correct the shapes") from error
    return tuple(results)


@cache
def _convert(shapes: Shapes) -> rdflib.Graph:
    return to_rdflib(shapes)


class TerseValidator(Validator):
    """pySHACL's validator, whose report is a tuple of results instead of a graph and prose."""

    @classmethod
    def create_validation_report(
        cls, _shapes: object, _conforms: object, results: Iterable[tuple[str, Node, Triples]]
    ) -> tuple[tuple[Result, ...], str]:
        """Gather the results."""
        return tuple(_result(node, triples) for _prose, node, triples in results), ""


def _result(result: Node, triples: Triples) -> Result:
    # What a result is made of (sh:detail) comes with it; and pySHACL pairs a node with its graph.
    said = {
        predicate: found[1] if isinstance(found, tuple) else found
        for subject, predicate, found in triples
        if subject == result
    }
    path, value = said.get(SH.resultPath), said.get(SH.value)
    return Result(
        constraint=name_constraint(
            from_rdflib(said.get(SH.sourceConstraint) or said[SH.sourceShape])
        ),
        focus=from_rdflib(said[SH.focusNode]),
        path=ox.NamedNode(str(path)) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None else from_rdflib(value),
        component=str(said[SH.sourceConstraintComponent]),
    )


def from_rdflib(node: Node) -> facts.Node:
    """
    Give a term of rdflib as the store holds it.

    >>> from_rdflib(rdflib.Literal("market", lang="en"))
    <Literal value=market language=en>
    """
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    if not isinstance(node, rdflib.Literal):
        raise ShapesError("shapes", f"{node} is no term of a graph", "Correct the shapes")
    if node.language:
        return ox.Literal(str(node), language=node.language)
    kind = None if node.datatype is None else ox.NamedNode(str(node.datatype))
    return ox.Literal(str(node), datatype=kind)
