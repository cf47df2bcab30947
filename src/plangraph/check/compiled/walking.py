"""
A small graph to walk over: along paths, and to what a shape is for.

What many things lead to is found for all of them at once, by sets, which is where the time goes.
"""

from collections.abc import Callable, Collection, Iterable
from itertools import chain
from typing import Final

from plangraph.check.compiled.model import Found, Path, Target
from plangraph.check.facts import Facts, Index, Indices
from plangraph.names import term

Walk = Callable[[str], Collection[str]]

NOTHING: Final[tuple[str, ...]] = ()
TYPE: Final = f"<{term('rdf:type')}>"
SUBCLASS: Final = f"<{term('rdfs:subClassOf')}>"


class Walker:
    """
    A graph that is walked over.

    It stays ``sure`` until something is compared of which only an engine knows the order. ``rows``
    are those of a query, as they are found. Sets that it gives are left as they are.
    """

    def __init__(self, facts: Facts, *, subclasses: bool) -> None:
        self.facts = facts
        self.forward = Indices(facts.forward)
        self.backward = Indices(facts.backward)
        self.subclasses = subclasses
        self.sure = True
        self.rows: dict[Found, None] = {}
        self._walks: dict[str, Walk] = {}
        self._members: dict[str, set[str]] = {}

    def list_target(self, target: Target) -> Collection[str]:
        """List the things that a target names."""
        node = target.text
        if target.kind == "class":
            found = self.backward[TYPE].get(node, NOTHING)
            if not self.subclasses:
                return found
            bearers = (self.backward[TYPE].get(kind, NOTHING) for kind in self.classes(node))
            return dict.fromkeys([*found, *chain.from_iterable(bearers)])
        if target.kind == "node":
            return (node,)
        return self.forward[node] if target.kind == "subjects" else self.backward[node]

    def classes(self, node: str) -> Iterable[str]:
        """Give a class and all below it."""
        if not self.subclasses:
            return (node,)
        below = self.backward[SUBCLASS]
        return _reach(node, lambda one: below.get(one, NOTHING))

    def members(self, node: str) -> set[str]:
        """Give the things of a class or of one below it."""
        found = self._members.get(node)
        if found is None:
            bearers = self.backward[TYPE]
            found = set().union(*[bearers.get(one, NOTHING) for one in self.classes(node)])
            self._members[node] = found
        return found

    def reach(self, path: Path, things: set[str], *, against: bool = False) -> set[str]:
        """Give all that a path, or the path ``against`` its arrow, leads to from some things."""
        kind, parts = path.kind, path.parts
        if not things:
            # An index that nobody needs is not made.
            return things
        if not parts:
            index = self._index(path, against=against)
            if index.keys() <= things:
                return set().union(*index.values())
            return set().union(*map(index.__getitem__, index.keys() & things))
        if kind == "^":
            return self.reach(parts[0], things, against=not against)
        if kind == "/":
            for part in reversed(parts) if against else parts:
                things = self.reach(part, things, against=against)
            return things
        found = [self.reach(part, things, against=against) for part in parts]
        if kind == "|":
            return set().union(*found)
        if kind == "?":
            return things | found[0]
        reached = things | found[0] if kind == "*" else found[0]
        (new,) = found
        while new:
            new = self.reach(parts[0], new, against=against) - reached
            reached = reached | new
        return reached

    def leading(
        self, path: Path, things: set[str], values: set[str] | None = None, *, against: bool = False
    ) -> set[str]:
        """Give those of some things that a path leads to any of some values from; or to any."""
        kind, parts = path.kind, path.parts
        if not things or (values is not None and not values):
            return set()
        if not parts:
            index = self._index(path, against=against)
            found = index.keys() & things
            if values is None:
                return found
            return {thing for thing in found if not values.isdisjoint(index[thing])}
        if kind == "^":
            return self.leading(parts[0], things, values, against=not against)
        if kind == "|":
            return set().union(
                *[self.leading(one, things, values, against=against) for one in parts]
            )
        if kind == "/":
            return self._lead_along(parts[::-1] if against else parts, things, values, against)
        if values is not None:
            return things & self.reach(path, values, against=not against)
        return self.leading(parts[0], things, against=against) if kind == "+" else things

    def _lead_along(
        self, steps: tuple[Path, ...], things: set[str], values: set[str] | None, against: bool
    ) -> set[str]:
        first, *rest = steps
        if rest:
            further = self.reach(first, things, against=against)
            values = self._lead_along(tuple(rest), further, values, against)
        return self.leading(first, things, values, against=against)

    def leading_nowhere(self, path: Path, things: set[str]) -> set[str]:
        """Give those of some things that a path leads nowhere from."""
        if not path.parts:
            return things.difference(self.forward[path.text])
        return things - self.leading(path, things)

    def leading_to_more(self, path: Path, number: int, things: set[str]) -> set[str]:
        """Give those of some things that a path leads to more than a number of things from."""
        found = self._fork(path, things)
        if not found or (number == 1 and not path.parts):
            return found
        walk = self.walk(path)
        return {thing for thing in found if len(walk(thing)) > number}

    def _fork(self, path: Path, things: set[str], *, against: bool = False) -> set[str]:
        """Give those of some things that a path may lead to several things from."""
        if not things:
            return things
        if not path.parts:
            index = self._index(path, against=against)
            return {thing for thing in index.keys() & things if len(index[thing]) > 1}
        if path.kind == "^":
            return self._fork(path.parts[0], things, against=not against)
        if path.kind == "/":
            return self._fork_along(path.parts[::-1] if against else path.parts, things, against)
        return things

    def _fork_along(self, steps: tuple[Path, ...], things: set[str], against: bool) -> set[str]:
        first, *rest = steps
        found = self._fork(first, things, against=against)
        if rest:
            further = self.reach(first, things, against=against)
            later = self._fork_along(tuple(rest), further, against)
            found = found | self.leading(first, things, later, against=against)
        return found

    def walk(self, path: Path | None) -> Walk:
        """Give the function that lists what a path leads to from a thing."""
        if path is None:
            return lambda thing: (thing,)
        found = self._walks.get(path.text)
        if found is None:
            found = self._walks[path.text] = self._make_walk(path, against=False)
        return found

    def _index(self, path: Path, *, against: bool) -> Index:
        return self.backward[path.text] if against else self.forward[path.text]

    def _make_walk(self, path: Path, *, against: bool) -> Walk:
        if not path.parts:
            index = self._index(path, against=against)
            return lambda thing: index.get(thing, NOTHING)
        if path.kind == "^":
            return self._make_walk(path.parts[0], against=not against)
        steps = [self._make_walk(part, against=against) for part in path.parts]
        if path.kind == "|":
            return lambda thing: dict.fromkeys([one for step in steps for one in step(thing)])
        if path.kind == "/":
            return _join(steps[::-1] if against else steps)
        (step,) = steps
        if path.kind == "?":
            return lambda thing: dict.fromkeys((thing, *step(thing)))
        if path.kind == "*":
            return lambda thing: _reach(thing, step)
        return lambda thing: dict.fromkeys(
            one for first in step(thing) for one in _reach(first, step)
        )


class Targets:
    """What shapes are for, found once for all shapes that are for the same."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._found: dict[str, Things | None] = {}

    def find(self, targets: tuple[Target, ...]) -> "Things | None":
        """Find the things that a shape is for; None, where there are none."""
        if len(targets) > 1:
            parts = [self._walker.list_target(target) for target in targets]
            return Things(self._walker, parts) if any(parts) else None
        # Many shapes are for the same class.
        key = targets[0].kind + targets[0].text
        if key not in self._found:
            part = self._walker.list_target(targets[0])
            self._found[key] = Things(self._walker, [part]) if part else None
        return self._found[key]


class Things:
    """The things that a shape is for, and what paths lead to from them."""

    def __init__(self, walker: Walker, parts: list[Collection[str]]) -> None:
        self._walker = walker
        self._parts = parts
        self._all: set[str] | None = None
        self._reached: dict[str, set[str]] = {}

    def list(self, way: tuple[Path, ...]) -> Iterable[str]:
        """List all in their order, each once; or what paths lead to, once from each beginning."""
        parts = self._parts
        found = parts[0] if len(parts) == 1 else dict.fromkeys(chain.from_iterable(parts))
        for path in way:
            walk = self._walker.walk(path)
            found = [value for thing in found for value in walk(thing)]
        return found

    def reached(self, way: tuple[Path, ...]) -> set[str]:
        """Give what one path after another leads to from any of them; without, all of them."""
        if not way:
            if self._all is None:
                self._all = set[str]().union(*self._parts)
            return self._all
        key = "/".join([path.text for path in way])
        found = self._reached.get(key)
        if found is None:
            found = self._walker.reach(way[-1], self.reached(way[:-1]))
            self._reached[key] = found
        return found


def _reach(thing: str, step: Walk) -> Collection[str]:
    """List a thing and all that may be reached from it."""
    found = {thing: None}
    waiting = [thing]
    while waiting:
        for one in step(waiting.pop()):
            if one not in found:
                found[one] = None
                waiting.append(one)
    return found


def _join(steps: list[Walk]) -> Walk:
    def walk(thing: str) -> Collection[str]:
        reached: dict[str, None] = {thing: None}
        for step in steps:
            reached = {one: None for here in reached for one in step(here)}
        return reached

    return walk
