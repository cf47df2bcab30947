"""
A plain graph as ``check`` reads it: what a thing says, and what says something of it.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

Thing = ox.NamedNode | ox.BlankNode
Node = Thing | ox.Literal

ANYWHERE: Final = ox.DefaultGraph()


class Facts:
    """
    A plain graph in a store of its own, in the default graph.

    What was once looked up is kept until something is added; whoever gets a list leaves it as it
    is.
    """

    __slots__ = ("_looked_up", "known", "store")

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self.store = ox.Store()
        self._looked_up: dict[tuple[Node, ox.NamedNode], list[Node]] = {}
        self.known: dict[object, list[Node]] = {}
        """For readers of the graph to keep what they worked out."""
        self.add(quads)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Take in quads, leaving out their graph names."""
        self.store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        self._looked_up.clear()
        self.known.clear()

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self.store)

    def __len__(self) -> int:
        return len(self.store)

    def objects(self, subject: Node | None, predicate: ox.NamedNode) -> list[Node]:
        """Give what a thing, or any thing, has under a property."""
        if subject is None:
            return self._find(None, predicate)
        key = (subject, predicate)
        found = self._looked_up.get(key)
        if found is None:
            found = self._looked_up[key] = self._find(subject, predicate)
        return found

    def _find(self, subject: Node | None, predicate: ox.NamedNode) -> list[Node]:
        if isinstance(subject, ox.Literal):
            return []
        found = self.store.quads_for_pattern(subject, predicate, None, ANYWHERE)
        return [quad.object for quad in found if not isinstance(quad.object, ox.Triple)]

    def things(self, predicate: ox.NamedNode, value: Node | None = None) -> list[Thing]:
        """Give the things that have this, or anything, under a property."""
        found = self.store.quads_for_pattern(None, predicate, value, ANYWHERE)
        return [quad.subject for quad in found if not isinstance(quad.subject, ox.Triple)]

    def subjects(self, predicate: ox.NamedNode, value: Node | None = None) -> list[Node]:
        """Give the things that have this under a property, for who takes literals, too."""
        return list(self.things(predicate, value))

    def text(self, subject: Node | None, predicate: ox.NamedNode) -> str:
        """Give one of the texts or IRIs that a thing has under a property; or nothing."""
        found = self.value(subject, predicate)
        return "" if found is None else found.value

    def value(self, subject: Node | None, predicate: ox.NamedNode | None) -> Node | None:
        """Give one of the things that a thing has under a property."""
        if subject is None or predicate is None:
            return None
        found = self.objects(subject, predicate)
        return found[0] if found else None

    def says(
        self, subject: Node | None, predicate: ox.NamedNode | None, value: Node | None = None
    ) -> bool:
        """Tell whether there is such a statement; None stands for anything."""
        if isinstance(subject, ox.Literal):
            return False
        found = self.store.quads_for_pattern(subject, predicate, value, ANYWHERE)
        return next(iter(found), None) is not None

    def about(self, subject: Node) -> Iterator[ox.Quad]:
        """Give all that is stated about a thing."""
        if not isinstance(subject, ox.Literal):
            yield from self.store.quads_for_pattern(subject, None, None, ANYWHERE)


def sort_key(node: Node) -> str:
    """Give the text by which things are put in order."""
    return node.value
