"""
Where a contradiction lies: the individuals that the vocabulary does not allow.

A reasoner says that facts contradict each other, not which. This looks for the ways in which the
vocabulary can be contradicted: a thing of two disjoint classes, a thing related to one that a
restriction of its class forbids, and a value that is none of its datatype.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node


class Ban(NamedTuple):
    """A restriction "only things that are none of these", as a class puts it on a relation."""

    owner: Node
    relation: Node
    excluded: set[Node]


def find_clashes(vocabulary: rdflib.Graph, facts: rdflib.Graph) -> tuple[str, ...]:
    """Name the individuals of the facts at which they contradict the vocabulary."""
    disjoint = set(_disjoint_pairs(vocabulary))
    bans = list(_bans(vocabulary))
    types: dict[Node, set[Node]] = {}
    for thing, kind in facts.subject_objects(RDF.type):
        types.setdefault(thing, set()).update(_with_superclasses(vocabulary, kind))

    def clashes(thing: Node, kinds: set[Node]) -> bool:
        if any(frozenset(pair) in disjoint for pair in combinations(kinds, 2)):
            return True
        return any(
            types.get(value, set()) & ban.excluded
            for ban in bans
            if ban.owner in kinds
            for value in _reachable(vocabulary, facts, thing, ban.relation)
        )

    return tuple(sorted(str(thing) for thing, kinds in types.items() if clashes(thing, kinds)))


def find_impossible_values(facts: rdflib.Graph) -> tuple[str, ...]:
    """Name the individuals with a value that its datatype does not hold: the integer ``abc``."""
    return tuple(sorted({str(thing) for thing, _, value in facts if is_impossible(value)}))


def is_impossible(value: Node) -> bool:
    """Tell whether a literal cannot be read as its datatype says."""
    return isinstance(value, rdflib.Literal) and bool(value.ill_typed)


def _with_superclasses(vocabulary: rdflib.Graph, kind: Node) -> set[Node]:
    return {
        found
        for found in vocabulary.transitive_objects(kind, RDFS.subClassOf)
        if isinstance(found, rdflib.URIRef)
    }


def _disjoint_pairs(vocabulary: rdflib.Graph) -> Iterator[frozenset[Node]]:
    for axiom in vocabulary.subjects(RDF.type, OWL.AllDisjointClasses):
        for members in vocabulary.objects(axiom, OWL.members):
            yield from map(frozenset, combinations(Collection(vocabulary, members), 2))
    for pair in vocabulary.subject_objects(OWL.disjointWith):
        yield frozenset(pair)


def _bans(vocabulary: rdflib.Graph) -> Iterator[Ban]:
    for owner, restriction in vocabulary.subject_objects(RDFS.subClassOf):
        relation = vocabulary.value(restriction, OWL.onProperty)
        allowed = vocabulary.value(restriction, OWL.allValuesFrom)
        excluded = vocabulary.value(allowed, OWL.complementOf) if allowed is not None else None
        if relation is None or excluded is None:
            continue
        union = vocabulary.value(excluded, OWL.unionOf)
        yield Ban(
            owner, relation, {excluded} if union is None else set(Collection(vocabulary, union))
        )


def _reachable(
    vocabulary: rdflib.Graph, facts: rdflib.Graph, thing: Node, relation: Node
) -> set[Node]:
    if (relation, RDF.type, OWL.TransitiveProperty) not in vocabulary:
        return set(facts.objects(thing, relation))
    found: set[Node] = set()
    waiting = list(facts.objects(thing, relation))
    while waiting:
        value = waiting.pop()
        if value not in found:
            found.add(value)
            waiting.extend(facts.objects(value, relation))
    return found
