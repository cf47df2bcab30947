"""
Short ways to state a triple.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from plangraph.names import term
from plangraph.publish.words import Words

Object = ox.NamedNode | ox.Literal


def node(iri: str) -> ox.NamedNode:
    """Make the term of an IRI."""
    return ox.NamedNode(iri)


def say(subject: str, predicate: str, value: Object) -> Iterator[ox.Triple]:
    """State one thing."""
    yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)


def say_both(subject: str, prefixed: str, words: Words) -> Iterator[ox.Triple]:
    """State a text in both languages, where there is English."""
    yield from say(subject, term(prefixed), ox.Literal(words.ja, language="ja"))
    if words.en:
        yield from say(subject, term(prefixed), ox.Literal(words.en, language="en"))


def make_key(text: str) -> str:
    """
    Make the last part of an IRI out of a path or an IRI.

    >>> make_key("data/current.ttl")
    'data-current-ttl'
    """
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in text)
