"""
The query library as RDF, so that other tools find its questions and SHACL judges their metadata.
"""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from plangraph.ask.library import Query
from plangraph.names import term


def describe_queries(queries: Iterable[Query]) -> list[ox.Triple]:
    """Describe each query as a ``sh:SPARQLExecutable`` named for its theme and file."""
    return [triple for query in queries for triple in _describe(query)]


def _describe(query: Query) -> Iterable[ox.Triple]:
    thing = ox.NamedNode(term(f"query:{query.name.replace('/', '-')}"))
    for name in ("sh:SPARQLExecutable", "sh:SPARQLSelectExecutable"):
        yield ox.Triple(thing, _node("rdf:type"), _node(name))
    header = query.header
    yield ox.Triple(thing, _node("sh:select"), ox.Literal(query.sparql))
    yield from _state_texts(thing, "rdfs:label", header.summary)
    yield from _state_texts(thing, "rdfs:comment", header.description)
    yield from _state_texts(thing, "dcterms:abstract", header.question)
    for tag in header.tags:
        yield ox.Triple(thing, _node("schema:keywords"), ox.Literal(tag))


def _state_texts(thing: ox.NamedNode, name: str, texts: Mapping[str, str]) -> Iterable[ox.Triple]:
    for language, text in texts.items():
        yield ox.Triple(thing, _node(name), ox.Literal(text, language=language))


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(term(name))
