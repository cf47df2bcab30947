"""
What the lists of concepts, and of classes, call their members; most checks never ask for one.
"""

from collections import defaultdict
from functools import cache
from typing import Final

import pyoxigraph as ox

from plangraph.check.facts import Facts, Index, Said
from plangraph.check.registry import LANGUAGES, Texts
from plangraph.check.texts import read_texts
from plangraph.layout import ontology_folder
from plangraph.names import BASE, term

LABEL: Final = f"<{term('skos:prefLabel')}>"
KEPT: Final = {
    LABEL: LABEL,
    f"<{term('skos:definition')}>": f"<{term('skos:definition')}>",
    f"<{term('rdfs:label')}>": LABEL,
}
"""What is kept of the lists, and under which property."""

OURS: Final = f"<{BASE}"


def concept_values(node: str, predicate: str) -> list[str]:
    """Give what a concept has under a property, terms as they are written."""
    return _concepts().values(node, predicate) if node.startswith(OURS) else []


def name_concept(node: str) -> Texts | None:
    """Give the label of a concept, or nothing where there is no such concept."""
    return _name(node) if node.startswith(OURS) and node in _labels() else None


@cache
def _name(concept: str) -> Texts:
    return Texts(*(read_texts(_labels()[concept], language)[0] for language in LANGUAGES))


@cache
def _labels() -> Index:
    return _concepts().forward(LABEL)


@cache
def _concepts() -> Facts:
    quads = (
        quad
        for path in sorted(ontology_folder().glob("*.ttl"))
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    )
    # Written all at once; term by term takes three times as long.
    written = ox.serialize(quads, format=ox.RdfFormat.N_TRIPLES) or b""
    said: Said = defaultdict(dict)
    for line in written.decode().strip().split("\n"):
        subject, predicate, value = line.removesuffix(" .").split(" ", 2)
        if predicate in KEPT:
            said[KEPT[predicate]].setdefault(subject, []).append(value)
    return Facts.from_said(said)
