"""
The limits of OWL 2 DL, without which no reasoner can promise an answer.

Looked at are the limits that a vocabulary of this size can break: one declared kind a name, no
counting over a transitive property, expressions that are trees, names of OWL itself left alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from plangraph.names import shorten

KINDS: Final = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    RDFS.Datatype,
)
RESERVED: Final = tuple(str(space) for space in (OWL._NS, RDF._NS, RDFS._NS, XSD._NS))
BUILT_IN_ANNOTATIONS: Final = (RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy)
COUNTING: Final = (
    OWL.cardinality,
    OWL.maxCardinality,
    OWL.minCardinality,
    OWL.qualifiedCardinality,
    OWL.maxQualifiedCardinality,
    OWL.minQualifiedCardinality,
    OWL.hasSelf,
)
SIMPLE_ONLY: Final = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.AsymmetricProperty,
)


def find_profile_faults(vocabulary: rdflib.Graph) -> tuple[str, ...]:
    """Say, a sentence each, where a vocabulary leaves OWL 2 DL."""
    return tuple(
        sorted(
            {
                *_headers(vocabulary),
                *_kinds(vocabulary),
                *_undeclared(vocabulary),
                *_complex_counting(vocabulary),
                *_tangled_expressions(vocabulary),
                *_reserved_names(vocabulary),
            }
        )
    )


def _headers(vocabulary: rdflib.Graph) -> Iterator[str]:
    count = len(set(vocabulary.subjects(RDF.type, OWL.Ontology)))
    if count != 1:
        yield f"{count} ontology headers instead of one"


def _kinds(vocabulary: rdflib.Graph) -> Iterator[str]:
    """A name stands for one kind of thing; an individual is what has some other type."""
    for subject in set(vocabulary.subjects(RDF.type)):
        if not isinstance(subject, rdflib.URIRef):
            continue
        types = set(vocabulary.objects(subject, RDF.type))
        kinds = [str(kind) for kind in KINDS if kind in types]
        if any(not str(kind).startswith(RESERVED) for kind in types):
            kinds.append("individual")
        if len(kinds) > 1:
            yield f"{shorten(subject)} is at once {' and '.join(map(shorten, kinds))}"


def _undeclared(vocabulary: rdflib.Graph) -> Iterator[str]:
    properties = {*_declared(vocabulary, KINDS[1:4]), *BUILT_IN_ANNOTATIONS}
    for predicate in set(vocabulary.predicates()):
        if predicate not in properties and not str(predicate).startswith(RESERVED):
            yield f"{shorten(str(predicate))} is used and not declared"
    classes = _declared(vocabulary, [OWL.Class])
    for name in _named_classes(vocabulary):
        if name not in classes and not str(name).startswith(RESERVED):
            yield f"{shorten(str(name))} is used as a class and not declared"
    relations = _declared(vocabulary, [OWL.ObjectProperty, OWL.DatatypeProperty])
    for expression in vocabulary.objects(None, OWL.onProperty):
        inverse = vocabulary.value(expression, OWL.inverseOf)
        anonymous = isinstance(expression, rdflib.BNode) and inverse is not None
        name = inverse if anonymous and inverse is not None else expression
        if name not in relations:
            yield f"{shorten(str(name))} is restricted and not declared"


def _declared(vocabulary: rdflib.Graph, kinds: Iterable[Node]) -> set[Node]:
    return {name for kind in kinds for name in vocabulary.subjects(RDF.type, kind)}


def _named_classes(vocabulary: rdflib.Graph) -> Iterator[Node]:
    places = (
        RDF.type,
        RDFS.subClassOf,
        RDFS.domain,
        OWL.allValuesFrom,
        OWL.complementOf,
        OWL.disjointWith,
        OWL.equivalentClass,
        OWL.someValuesFrom,
    )
    for place in places:
        yield from _names(vocabulary.objects(None, place))
    for place in (OWL.intersectionOf, OWL.members, OWL.unionOf):
        for items in vocabulary.objects(None, place):
            yield from _names(vocabulary.items(items))


def _names(nodes: Iterable[Node]) -> Iterator[Node]:
    return (node for node in nodes if isinstance(node, rdflib.URIRef))


def _complex_counting(vocabulary: rdflib.Graph) -> Iterator[str]:
    """A transitive property, or one above it, may be neither counted nor functional."""
    complex_ones = {
        above
        for relation in vocabulary.subjects(RDF.type, OWL.TransitiveProperty)
        for above in vocabulary.transitive_objects(relation, RDFS.subPropertyOf)
    }
    for relation in complex_ones:
        name = shorten(str(relation))
        inverses = vocabulary.subjects(OWL.inverseOf, relation)
        restrictions = [
            restriction
            for name in (relation, *inverses)
            for restriction in vocabulary.subjects(OWL.onProperty, name)
        ]
        for restriction in restrictions:
            if any((restriction, count, None) in vocabulary for count in COUNTING):
                yield f"{name} is transitive and counted"
        if any((relation, RDF.type, kind) in vocabulary for kind in SIMPLE_ONLY):
            yield f"{name} is transitive and functional, irreflexive or asymmetric"


def _tangled_expressions(vocabulary: rdflib.Graph) -> Iterator[str]:
    """Anonymous expressions form trees: one use each, and no way round."""
    uses = Counter(value for _, _, value in vocabulary if isinstance(value, rdflib.BNode))
    roots = {node for node in vocabulary.subjects() if isinstance(node, rdflib.BNode)} - set(uses)
    reached: set[Node] = set()
    waiting: list[Node] = [*roots, *_names(vocabulary.subjects())]
    while waiting:
        for value in vocabulary.objects(waiting.pop()):
            if isinstance(value, rdflib.BNode) and value not in reached:
                reached.add(value)
                waiting.append(value)
    if any(count > 1 for count in uses.values()):
        yield "an anonymous expression is used twice"
    if set(uses) - reached:
        yield "anonymous expressions lead round in a circle"


def _reserved_names(vocabulary: rdflib.Graph) -> Iterator[str]:
    for subject in _names(vocabulary.subjects()):
        if str(subject).startswith(RESERVED):
            yield f"{shorten(str(subject))} is redefined"
