"""
A small graph to walk over: along paths, and to what a shape is for.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from plangraph.check.compiled.model import Path, Target
from plangraph.check.facts import Facts
from plangraph.names import term

Walk = Callable[[str], Collection[str]]

NOTHING: Final[tuple[str, ...]] = ()
TYPE: Final = f"<{term('rdf:type')}>"
SUBCLASS: Final = f"<{term('rdfs:subClassOf')}>"


class Walker:
    """
    A graph that is walked over.

    It stays ``sure`` until something is compared of which only an engine knows the order.
    """

    def __init__(self, facts: Facts, *, subclasses: bool) -> None:
        self.facts = facts
        self.subclasses = subclasses
        self.sure = True
        self._walks: dict[str, Walk] = {}

    def list_targets(self, targets: tuple[Target, ...]) -> list[str]:
        """List the things that a shape is for, each once."""
        if len(targets) == 1:
            return list(self._list_target(targets[0]))
        return list(dict.fromkeys(one for each in targets for one in self._list_target(each)))

    def _list_target(self, target: Target) -> Iterable[str]:
        facts, node = self.facts, target.text
        if target.kind == "class":
            found = facts.bearers(TYPE, node)
            if not self.subclasses:
                return found
            below = (one for kind in self.classes(node) for one in facts.bearers(TYPE, kind))
            return dict.fromkeys([*found, *below])
        if target.kind == "node":
            return (node,)
        return facts.forward(node) if target.kind == "subjects" else facts.backward(node)

    def classes(self, node: str) -> Iterable[str]:
        """Give a class and all below it."""
        if not self.subclasses:
            return (node,)
        below = self.facts.backward(SUBCLASS)
        return _reach(node, lambda one: below.get(one, NOTHING))

    def walk(self, path: Path | None) -> Walk:
        """Give the function that lists what a path leads to from a thing."""
        if path is None:
            return lambda thing: (thing,)
        found = self._walks.get(path.text)
        if found is None:
            found = self._walks[path.text] = self._make_walk(path, against=False)
        return found

    def _make_walk(self, path: Path, *, against: bool) -> Walk:
        if not path.parts:
            index = self.facts.backward(path.text) if against else self.facts.forward(path.text)
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
