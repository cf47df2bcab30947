"""
What a site offers under one name in several forms, and which profiles each form follows.

A thing's page and data follow the vocabulary; ``data`` names the description of the dataset, which
is there by DCAT, by VoID and as a description of the service.
"""

from collections.abc import Container, Iterator
from typing import Final

from plangraph.names import term
from plangraph.publish.forms import DATA, FORMS, PAGE, TURTLE
from plangraph.serve.negotiation import Variant

VOCABULARY: Final = term("plan:").rstrip("#")
SCHEMA: Final = "https://schema.org/"
DCAT: Final = "http://www.w3.org/ns/dcat"
VOID: Final = "http://rdfs.org/ns/void"
SERVICE: Final = "http://www.w3.org/ns/sparql-service-description"
TABLES: Final = "http://www.w3.org/ns/csvw"
DESCRIPTION: Final = "data"
"""The name under which the dataset is described."""

KNOWN: Final = {
    "data/dcat.ttl": DCAT,
    "data/void.ttl": VOID,
    ".well-known/void": VOID,
    "data/service.ttl": SERVICE,
    "data/tables-metadata.json": TABLES,
}


def find_profiles(path: str, there: Container[str] = ()) -> tuple[str, ...]:
    """
    Name the profiles that a file follows; a page says what the data beside it says.

    >>> find_profiles("data/void.ttl")
    ('http://rdfs.org/ns/void',)
    >>> find_profiles("a/list.html", ["a/list.html"])
    ()
    """
    if path in KNOWN:
        return (KNOWN[path],)
    if path.startswith("data/"):
        return (VOCABULARY,) if path.endswith((".ttl", ".jsonld", ".trig", ".gz")) else ()
    if path.endswith(PAGE.ending):
        data = path.removesuffix(PAGE.ending) + TURTLE.ending
        return (VOCABULARY, SCHEMA) if data in there else ()
    return (VOCABULARY,) if path.endswith(tuple(form.ending for form in DATA)) else ()


def list_variants(name: str, there: Container[str]) -> Iterator[Variant]:
    """List the forms in which a name is offered, the preferred first; ``there`` has the files."""
    for form in FORMS:
        path = f"{name}{form.ending}"
        if path in there:
            yield Variant(form.media, path, find_profiles(path, there))
    if name == DESCRIPTION:
        for path in ("data/dcat.ttl", "data/void.ttl", "data/service.ttl"):
            if path in there:
                yield Variant("text/turtle", path, find_profiles(path, there))
