"""
What changed, as rules judge it: change facts, and what the things that they name are called.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from plangraph.ask import list_queries
from plangraph.compare.change_facts import change_facts
from plangraph.compare.comparing import compare
from plangraph.names import term
from plangraph.store import Dataset


def state_changes(old: Dataset, new: Dataset) -> Iterator[ox.Quad]:
    """
    State what differs between the newest revisions of two datasets.

    Units that vanished are unknown to the new revision, and queries to both, so their names are
    stated besides.
    """
    comparison = compare(old, new)
    yield from change_facts(comparison)
    label, graph = ox.NamedNode(term("skos:prefLabel")), ox.NamedNode(comparison.new.facts)
    for unit in comparison.vanished:
        for quad in old.store.quads_for_pattern(ox.NamedNode(unit), label, None):
            yield ox.Quad(quad.subject, label, quad.object, graph)
    for query in list_queries():
        asked = ox.NamedNode(term(f"query:{query.name.replace('/', '-', 1)}"))
        for language, text in query.header.summary.items():
            yield ox.Quad(asked, label, ox.Literal(text, language=language), graph)
