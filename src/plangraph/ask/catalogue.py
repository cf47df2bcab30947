"""
The questions of the library as RDF: what a site publishes of them, and what SHACL judges.
"""

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from plangraph.ask.library import Query
from plangraph.names import term


def describe_query(query: Query) -> Iterator[ox.Triple]:
    """Describe a query as a ``sh:SPARQLExecutable`` named for its theme and file."""
    thing = ox.NamedNode(name_query(query))
    for name in ("sh:SPARQLExecutable", "sh:SPARQLSelectExecutable"):
        yield ox.Triple(thing, _node("rdf:type"), _node(name))
    header = query.header
    yield from _state_texts(thing, "dcterms:abstract", header.question)
    yield from _state_texts(thing, "rdfs:comment", header.description)
    yield from _state_texts(thing, "rdfs:label", header.summary)
    for tag in header.tags:
        yield ox.Triple(thing, _node("schema:keywords"), ox.Literal(tag))
    yield ox.Triple(thing, _node("sh:select"), ox.Literal(query.sparql))


def name_query(query: Query) -> str:
    """Give the IRI of a query of the library."""
    return term(f"query:{query.name.replace('/', '-')}")


def _state_texts(thing: ox.NamedNode, name: str, texts: Mapping[str, str]) -> Iterator[ox.Triple]:
    for language, text in texts.items():
        yield ox.Triple(thing, _node(name), ox.Literal(text, language=language))


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(term(name))
