"""
Axioms one by one: a statement with all that its anonymous expressions say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import BNode, Node

Triple = tuple[Node, Node, Node]

DECLARED: Final = frozenset(
    {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Ontology}
)
LOGICAL: Final = frozenset(
    {
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        OWL.equivalentClass,
        OWL.equivalentProperty,
        OWL.disjointWith,
        OWL.inverseOf,
        OWL.propertyChainAxiom,
        OWL.propertyDisjointWith,
        OWL.sameAs,
        OWL.differentFrom,
        RDF.type,
    }
)
BUILT_IN: Final = tuple(str(space) for space in (OWL._NS, RDF._NS, RDFS._NS))


@dataclass(frozen=True, slots=True)
class Axiom:
    """One axiom: the triple that heads it, all its triples, and the names it uses."""

    head: Triple
    triples: frozenset[Triple]
    names: frozenset[Node]


def split_axioms(graph: rdflib.Graph) -> list[Axiom]:
    """Split a graph into axioms, in a fixed order; declarations and annotations are none."""
    annotations = set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    axioms = list(_pairs(graph))
    for head in graph:
        subject, relation, value = head
        if isinstance(subject, BNode) or (relation == RDF.type and value in DECLARED):
            continue
        built_in = str(relation).startswith(BUILT_IN)
        if relation in annotations or (built_in and relation not in LOGICAL):
            continue
        triples = {head, *_expressions(graph, value)}
        axioms.append(Axiom(head, frozenset(triples), _names(triples)))
    return sorted(axioms, key=lambda axiom: tuple(map(str, axiom.head)))


def list_declarations(graph: rdflib.Graph) -> list[Triple]:
    """List the statements of what kind each name is, which blame nobody."""
    return [triple for triple in graph if triple[1] == RDF.type and triple[2] in DECLARED]


def join_axioms(axioms: Iterable[Axiom], declarations: Iterable[Triple]) -> rdflib.Graph:
    """Make a graph of axioms again."""
    graph = rdflib.Graph()
    for triple in declarations:
        graph.add(triple)
    for axiom in axioms:
        for triple in axiom.triples:
            graph.add(triple)
    return graph


def _pairs(graph: rdflib.Graph) -> Iterator[Axiom]:
    """Take a list of disjoint classes as its pairs, of which one is to blame."""
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        for members in graph.objects(axiom, OWL.members):
            for one, other in combinations(sorted(Collection(graph, members), key=str), 2):
                head = (one, OWL.disjointWith, other)
                yield Axiom(head, frozenset({head}), frozenset({one, other}))
    for axiom in graph.subjects(RDF.type, OWL.AllDifferent):
        for members in graph.objects(axiom, OWL.distinctMembers):
            for one, other in combinations(sorted(Collection(graph, members), key=str), 2):
                head = (one, OWL.differentFrom, other)
                yield Axiom(head, frozenset({head}), frozenset({one, other}))


def _expressions(graph: rdflib.Graph, node: Node) -> Iterator[Triple]:
    waiting, seen = [node], set[Node]()
    while waiting:
        at = waiting.pop()
        if isinstance(at, BNode) and at not in seen:
            seen.add(at)
            for triple in graph.triples((at, None, None)):
                yield triple
                waiting.append(triple[2])


def _names(triples: Iterable[Triple]) -> frozenset[Node]:
    return frozenset(
        node
        for triple in triples
        for node in triple
        if isinstance(node, rdflib.URIRef) and not str(node).startswith(BUILT_IN)
    )
