"""Names of concepts in both languages, as the vocabulary has them."""

from functools import cache

import pyoxigraph as ox

from plangraph.cli.language import Text
from plangraph.layout import ontology_folder
from plangraph.names import shorten, term


@cache
def read_concept_names() -> dict[str, Text]:
    """Read the names of all concepts, by prefixed name such as ``line-kind:row``."""
    label = ox.NamedNode(term("skos:prefLabel"))
    names: dict[str, dict[str, str]] = {}
    for file in sorted(ontology_folder().glob("*.ttl")):
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            if quad.predicate == label and isinstance(quad.object, ox.Literal):
                iri = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
                names.setdefault(shorten(iri), {})[quad.object.language or ""] = quad.object.value
    return {
        name: Text(texts["ja"], texts["en"])
        for name, texts in names.items()
        if {"ja", "en"} <= texts.keys()
    }


def name_concept(name: str) -> Text:
    """Give the names of a concept; one that the vocabulary lacks goes by its own word."""
    bare = name.partition(":")[2]
    return read_concept_names().get(name, Text(bare, bare))
