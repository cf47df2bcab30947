"""
What facts say in words of the wrong kind, about which a reasoner is silent or guesses.

A relation wants a thing and gets a text, a quantity gets a thing, a value cannot be read as its
datatype says, or a term of the vocabulary is itself described as if it were part of a plan.
"""

from collections.abc import Iterator
from typing import Final

import rdflib
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from plangraph.reason.axioms import DECLARED, Triple
from plangraph.reason.clashes import is_impossible

THING_WANTED: Final = "thing-wanted"
VALUE_WANTED: Final = "value-wanted"
UNREADABLE: Final = "unreadable"
TERM: Final = "term"


def find_misuses(vocabulary: rdflib.Graph, facts: rdflib.Graph) -> Iterator[tuple[str, Triple]]:
    """Find the statements of the facts that use a word as what it is not, and how."""
    relations = set(vocabulary.subjects(RDF.type, OWL.ObjectProperty))
    quantities = set(vocabulary.subjects(RDF.type, OWL.DatatypeProperty))
    terms = {*relations, *quantities, *vocabulary.subjects(RDF.type, OWL.Class)}
    for triple in facts:
        subject, relation, value = triple
        if is_impossible(value):
            yield UNREADABLE, triple
        elif relation in relations and isinstance(value, rdflib.Literal):
            yield THING_WANTED, triple
        elif relation in quantities and not isinstance(value, rdflib.Literal):
            yield VALUE_WANTED, triple
        elif subject in terms and relation == RDF.type and not _agrees(vocabulary, subject, value):
            yield TERM, triple


def _agrees(vocabulary: rdflib.Graph, subject: Node, kind: Node) -> bool:
    """Tell whether a term may be told to be this: it is already, or becomes no other kind."""
    if (subject, RDF.type, kind) in vocabulary:
        return True
    built_in = str(kind).startswith((str(OWL), str(RDF)))
    return built_in and kind not in DECLARED and str(kind).endswith("Property")
