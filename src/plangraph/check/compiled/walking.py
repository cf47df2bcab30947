"""
Constraints judged by walking over a small graph, where that is quicker than to ask an engine.

It knows most of SHACL's core. What it does not know it leaves to the query of the constraint, which
says the same; ``can_walk`` tells which.
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Final

from plangraph.check.compiled.model import Component, Path, Shape, Target
from plangraph.check.compiled.testing import TESTS, keeps_form, make_test
from plangraph.check.facts import Facts
from plangraph.names import term

Walk = Callable[[str], Collection[str]]
Test = Callable[[str], bool]
Found = tuple[str | None, str | None]
"""What a thing fails by: a value, and the property that leads to it where the shape tells none."""

Breaks = Callable[[str], Collection[Found]]

NOTHING: Final[tuple[str, ...]] = ()
ITSELF: Final[tuple[Found, ...]] = ((None, None),)
TYPE: Final = f"<{term('rdf:type')}>"
SUBCLASS: Final = f"<{term('rdfs:subClassOf')}>"
COUNTED: Final = frozenset({"MinCount", "MaxCount", "QualifiedMinCount", "QualifiedMaxCount"})
RELATED: Final = frozenset({"Closed", "Disjoint", "Equals", "HasValue", "UniqueLang"})
COMPOSED: Final = frozenset({"And", "Class", "Node", "Not", "Or", "Property", "Xone"})


def can_walk(component: Component) -> bool:
    """Tell whether a constraint can be judged by walking, with all that stands in it."""
    if component.name in TESTS:
        return make_test(component) is not None
    if component.name not in COUNTED | RELATED | COMPOSED:
        return False
    if not all(keeps_form(value) for value in component.values):
        return False
    inner = (*component.shapes, *component.siblings)
    return all(can_walk(part) for shape in inner for part in shape.components)


class Walker:
    """A graph that is walked over, and the paths and shapes that were prepared for it."""

    def __init__(self, facts: Facts, *, subclasses: bool) -> None:
        self.facts = facts
        self.subclasses = subclasses
        self._walks: dict[str, Walk] = {}
        self._shapes: dict[int, Test] = {}
        self._targets: dict[tuple[Target, ...], list[str]] = {}

    def find(
        self, component: Component, shape: Shape, targets: tuple[Target, ...], way: Iterable[Path]
    ) -> list[tuple[str, str | None, str | None]]:
        """Find the things that break a constraint, each with a value and a property, or none."""
        things = self._list_targets(targets)
        for path in way:
            walk = self._walk(path)
            things = [value for thing in things for value in walk(thing)]
        if component.name in TESTS or component.name in COMPOSED:
            test = self._test(component)
            if shape.path is None:
                return [(thing, thing, None) for thing in things if not test(thing)]
            walk = self._walk(shape.path)
            return [
                (thing, value, None) for thing in things for value in walk(thing) if not test(value)
            ]
        breaks = self._breaks(component, shape.path)
        return [(thing, *found) for thing in things for found in breaks(thing)]

    def _list_targets(self, targets: tuple[Target, ...]) -> list[str]:
        found = self._targets.get(targets)
        if found is None:
            listed = (one for target in targets for one in self._list_target(target))
            found = self._targets[targets] = list(dict.fromkeys(listed))
        return found

    def _list_target(self, target: Target) -> Iterable[str]:
        node = str(target.node)
        if target.kind == "class":
            instances = self.facts.backward(TYPE)
            return (one for kind in self._classes(node) for one in instances.get(kind, NOTHING))
        if target.kind == "node":
            return (node,)
        return self.facts.forward(node) if target.kind == "subjects" else self.facts.backward(node)

    def _classes(self, node: str) -> Iterable[str]:
        if not self.subclasses:
            return (node,)
        below = self.facts.backward(SUBCLASS)
        return _reach(node, lambda one: below.get(one, NOTHING))

    def _walk(self, path: Path) -> Walk:
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

    def fits(self, shape: Shape) -> Test:
        """Give the test whether a thing fits a shape."""
        found = self._shapes.get(id(shape))
        if found is None:
            parts = [self._part(component, shape.path) for component in shape.components]
            found = parts[0] if len(parts) == 1 else _all_of(parts)
            self._shapes[id(shape)] = found
        return found

    def _part(self, component: Component, path: Path | None) -> Test:
        if component.name in TESTS or component.name in COMPOSED:
            test = self._test(component)
            if path is None:
                return test
            walk = self._walk(path)
            return lambda thing: all(map(test, walk(thing)))
        breaks = self._breaks(component, path)
        return lambda thing: not breaks(thing)

    def _test(self, component: Component) -> Test:
        """Give the test of a constraint that looks at each value alone."""
        if component.name in TESTS:
            made = make_test(component)
            assert made is not None
            return made
        if component.name == "Class":
            types = self.facts.forward(TYPE)
            wanted = frozenset(self._classes(str(component.values[0])))
            return lambda value: not wanted.isdisjoint(types.get(value, NOTHING))
        tests = [self.fits(shape) for shape in component.shapes]
        if component.name == "Not":
            return lambda value: not tests[0](value)
        if component.name == "Or":
            return lambda value: any(test(value) for test in tests)
        if component.name == "Xone":
            return lambda value: sum(test(value) for test in tests) == 1
        return _all_of(tests)

    def _breaks(self, component: Component, path: Path | None) -> Breaks:
        """Give the function that lists by what a thing breaks a constraint on all its values."""
        walk: Walk = (lambda thing: (thing,)) if path is None else self._walk(path)
        if component.name in COUNTED:
            return self._count(component, walk)
        if component.name == "UniqueLang":
            return lambda thing: ITSELF * _count_repeated(walk(thing))
        if component.name == "Closed":
            known = frozenset(map(str, component.values))
            others = [name for name in self.facts.predicates if name not in known]
            indexes = [(name, self.facts.forward(name)) for name in others]
            return lambda thing: [
                (held, name)
                for value in walk(thing)
                for name, index in indexes
                for held in index.get(value, NOTHING)
            ]
        other = str(component.values[0])
        if component.name == "HasValue":
            return lambda thing: () if other in walk(thing) else ITSELF
        index = self.facts.forward(other)
        if component.name == "Disjoint":
            return lambda thing: [
                (value, None) for value in walk(thing) if value in index.get(thing, NOTHING)
            ]

        def differ(thing: str) -> Collection[Found]:
            found, wanted = set(walk(thing)), set(index.get(thing, NOTHING))
            return [(value, None) for value in sorted(found ^ wanted)]

        return differ

    def _count(self, component: Component, walk: Walk) -> Breaks:
        limit = int(component.values[0].value)
        fits = self.fits(component.shapes[0]) if component.shapes else None
        apart = [self.fits(sibling) for sibling in component.siblings]
        most = component.name.endswith("MaxCount")

        def judge(thing: str) -> Collection[Found]:
            values = walk(thing)
            if fits is not None:
                values = [
                    value
                    for value in values
                    if fits(value) and not any(sibling(value) for sibling in apart)
                ]
            return ITSELF if (len(values) > limit if most else len(values) < limit) else ()

        return judge


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


def _all_of(tests: list[Test]) -> Test:
    def test(value: str) -> bool:
        return all(one(value) for one in tests)

    return test


def _count_repeated(values: Iterable[str]) -> int:
    """Count the languages that more than one value is in."""
    tags: dict[str, int] = {}
    for value in values:
        found = TAG.search(value)
        if found is not None:
            tag = found.group(1).lower()
            tags[tag] = tags.get(tag, 0) + 1
    return sum(number > 1 for number in tags.values())


TAG: Final = re.compile(r'"@([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)(?:--[a-z]+)?$')
