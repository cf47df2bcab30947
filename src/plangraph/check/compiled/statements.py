"""
A shapes graph in memory, each term as it was written: a store would write some numbers anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from plangraph.check.facts import Node


class Statements:
    """The statements of a shapes graph, looked up from both ends."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._about: dict[Node, dict[ox.NamedNode, list[Node]]] = defaultdict(dict)
        self._with: dict[ox.NamedNode, dict[Node, None]] = defaultdict(dict)
        self._held: dict[tuple[ox.NamedNode, object], dict[Node, None]] = defaultdict(dict)
        for quad in quads:
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            if isinstance(subject, ox.Triple):
                continue
            held = self._held[predicate, value]
            if subject in held:
                continue
            held[subject] = None
            self._with[predicate][subject] = None
            if not isinstance(value, ox.Triple):
                self._about[subject].setdefault(predicate, []).append(value)

    def about(self, subject: Node) -> Mapping[ox.NamedNode, list[Node]]:
        """Give all that is stated about a node, by property."""
        return self._about.get(subject, {})

    def objects(self, subject: Node, predicate: ox.NamedNode) -> list[Node]:
        """Give what a node has under a property."""
        return self.about(subject).get(predicate, [])

    def subjects(self, predicate: ox.NamedNode, value: Node | None = None) -> list[Node]:
        """Give the nodes that have this, or anything, under a property."""
        if value is not None:
            return list(self._held.get((predicate, value), ()))
        return list(self._with.get(predicate, ()))

    def says(self, subject: Node | None, predicate: ox.NamedNode, value: Node) -> bool:
        """Tell whether there is such a statement; None stands for any node."""
        found = self._held.get((predicate, value), ())
        return subject in found if subject is not None else bool(found)
