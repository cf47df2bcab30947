"""
The forms in which a thing is published as data: Turtle, N-Triples and JSON-LD.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from plangraph.errors import OutputError
from plangraph.names import PREFIXES
from plangraph.publish.tree import write_tree


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page: its ending, its media type, how a reader calls it."""

    ending: str
    media: str
    name: str


PAGE: Final = Form(".html", "text/html", "HTML")
TURTLE: Final = Form(".ttl", "text/turtle", "Turtle")
JSON_LD: Final = Form(".jsonld", "application/ld+json", "JSON-LD")
N_TRIPLES: Final = Form(".nt", "application/n-triples", "N-Triples")
CSV: Final = Form(".csv", "text/csv", "CSV")

FORMS: Final = (PAGE, TURTLE, JSON_LD, N_TRIPLES, CSV)
"""The one table from which links, negotiation and set-ups of servers are made."""

SPACE: Final = re.compile(rb"<([^>]*[/#])[^>/#]*>")
"""What stands before the last name of an IRI, which a prefix can stand for."""

DATA: Final = (TURTLE, JSON_LD, N_TRIPLES)


def write_forms(
    iri: str, triples: Sequence[ox.Triple], spaces: Mapping[str, str]
) -> dict[str, bytes]:
    """Write the statements about a thing, by ending; ``spaces`` are prefixes of the publisher."""
    plain = serialise(triples, ox.RdfFormat.N_TRIPLES)
    met = {found.decode() for found in SPACE.findall(plain)}
    used = {name: space for name, space in {**PREFIXES, **spaces}.items() if space in met}
    return {
        ".ttl": serialise(triples, ox.RdfFormat.TURTLE, used),
        ".nt": plain,
        ".jsonld": write_tree(ox.NamedNode(iri), triples).encode(),
    }


def serialise(
    statements: Sequence[ox.Triple] | Sequence[ox.Quad],
    form: ox.RdfFormat,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    """
    Write statements in the order given.

    Raises:
        OutputError: The library wrote nothing.
    """
    data = ox.serialize(statements, format=form, prefixes=dict(prefixes or {}))
    if data is None:
        raise OutputError("RDF", "nothing was written", "Report this as a defect")
    return data
