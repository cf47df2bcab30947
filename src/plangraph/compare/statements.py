"""
Statements of a few graphs, by subject and property, in an order that does not depend on the store.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from plangraph.names import term


class Statements:
    """Statements of a few graphs, by subject and property."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.values: dict[tuple[str, str], dict[str, None]] = {}
        self.subjects: dict[tuple[str, str], dict[str, None]] = {}
        for quad in quads:
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            if not isinstance(quad.object, ox.NamedNode | ox.Literal):
                continue
            subject, name, value = quad.subject.value, quad.predicate.value, quad.object.value
            self.values.setdefault((subject, name), {})[value] = None
            self.subjects.setdefault((name, value), {})[subject] = None

    def all(self, subject: str, name: str) -> tuple[str, ...]:
        """Give all values of a property, sorted."""
        return tuple(sorted(self.values.get((subject, term(name)), ())))

    def one(self, subject: str, name: str) -> str:
        """Give the first value of a property, or an empty string."""
        found = self.values.get((subject, term(name)))
        return min(found) if found else ""

    def number(self, subject: str, name: str) -> int | None:
        """Give the smallest whole number that a property holds."""
        found = self.values.get((subject, term(name)), ())
        return min((int(one) for one in found if one.isdecimal()), default=None)

    def of(self, name: str, value: str) -> tuple[str, ...]:
        """Give the subjects that have a value, in their own order where they state one."""
        found = self.subjects.get((term(name), value), ())
        return tuple(sorted(found, key=lambda one: (self.number(one, "plan:position") or 0, one)))

    def things(self, name: str) -> tuple[str, ...]:
        """Give the things of a class."""
        return self.of("rdf:type", term(name))
