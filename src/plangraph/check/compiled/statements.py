"""
A shapes graph in memory, each term as it was written: a store would write some numbers anew.
"""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from plangraph.check.facts import Node


class Statements:
    """The statements of a shapes graph, looked up from both ends."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._about: dict[Node, list[ox.Quad]] = defaultdict(list)
        self._with: dict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)
        self._held: dict[tuple[ox.NamedNode, object], list[Node]] = defaultdict(list)
        seen: dict[tuple[object, ...], None] = {}
        for quad in quads:
            subject, key = quad.subject, (quad.subject, quad.predicate, quad.object)
            if key not in seen and not isinstance(subject, ox.Triple):
                seen[key] = None
                self._about[subject].append(quad)
                self._with[quad.predicate].append(quad)
                self._held[quad.predicate, quad.object].append(subject)

    def about(self, subject: Node) -> list[ox.Quad]:
        """Give all that is stated about a node."""
        return self._about.get(subject, [])

    def objects(self, subject: Node, predicate: ox.NamedNode) -> list[Node]:
        """Give what a node has under a property."""
        return [
            quad.object
            for quad in self._about.get(subject, ())
            if quad.predicate == predicate and not isinstance(quad.object, ox.Triple)
        ]

    def subjects(self, predicate: ox.NamedNode, value: Node | None = None) -> list[Node]:
        """Give the nodes that have this, or anything, under a property."""
        if value is not None:
            return self._held.get((predicate, value), [])
        found = (quad.subject for quad in self._with.get(predicate, ()))
        return [one for one in found if not isinstance(one, ox.Triple)]

    def says(self, subject: Node | None, predicate: ox.NamedNode, value: Node) -> bool:
        """Tell whether there is such a statement; None stands for any node."""
        found = self._held.get((predicate, value), ())
        return subject in found if subject is not None else bool(found)
