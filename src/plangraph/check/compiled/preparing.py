"""
Constraints judged by walking over a small graph, where that is quicker than to ask an engine.

It knows most of SHACL's core. What it does not know it leaves to the query of the constraint, which
says the same. A constraint is prepared once, and then judges all things of a graph at a time.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from plangraph.check.compiled.model import Component, Path, Shape
from plangraph.check.compiled.testing import TESTS, compare, keeps_form, make_test
from plangraph.check.compiled.walking import NOTHING, TYPE, Walk, Walker

Things = Sequence[str]
Found = tuple[str, str | None, str | None]
"""A thing, what it fails by, and the property that leads to it where the shape tells none."""

Judge = Callable[[Walker, Things], list[str]]
"""Gives those of some things that do not fit, in their order."""

Breaks = Callable[[Walker, Things], list[Found]]

COUNTED: Final = frozenset({"MinCount", "MaxCount", "QualifiedMinCount", "QualifiedMaxCount"})
ORDERED: Final = {"LessThan": (-1,), "LessThanOrEquals": (-1, 0)}
RELATED: Final = frozenset({"Closed", "Disjoint", "Equals", "HasValue", "UniqueLang"})
COMPOSED: Final = frozenset({"And", "Class", "Node", "Not", "Or", "Property", "Xone"})
TAG: Final = re.compile(r'"@([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)(?:--[a-z]+)?$')


def prepare(component: Component, shape: Shape, way: Iterable[Path]) -> Breaks | None:
    """
    Prepare a constraint: its judge finds what breaks it, from things along paths to the shape.

    None, where it cannot be judged by walking, with all that stands in it.
    """
    if not _can_walk(component):
        return None
    breaks, paths = _prepare(component, shape.path), tuple(way)

    def find(walker: Walker, things: Things) -> list[Found]:
        for path in paths:
            walk = walker.walk(path)
            things = [value for thing in things for value in walk(thing)]
        return breaks(walker, things) if things else []

    return find


def _can_walk(component: Component) -> bool:
    if component.name in TESTS:
        return make_test(component) is not None
    if component.name not in COUNTED | RELATED | COMPOSED | ORDERED.keys():
        return False
    if not all(keeps_form(value) for value in component.values):
        return False
    inner = (*component.shapes, *component.siblings)
    return all(_can_walk(part) for shape in inner for part in shape.components)


def _prepare(component: Component, path: Path | None) -> Breaks:
    """Make the function that lists by what things break a constraint."""
    judge = _judge_values(component)
    if judge is None:
        return _judge_things(component, path)
    if path is None:
        return lambda walker, things: [(thing, thing, None) for thing in judge(walker, things)]

    def find(walker: Walker, things: Things) -> list[Found]:
        walk = walker.walk(path)
        failing = set(judge(walker, _gather(walk, things)))
        if not failing:
            return []
        return [
            (thing, value, None) for thing in things for value in walk(thing) if value in failing
        ]

    return find


def _fits(shape: Shape) -> Judge:
    return _any_of([_fit(component, shape.path) for component in shape.components])


def _fit(component: Component, path: Path | None) -> Judge:
    """Make the judge of one constraint of a shape that others refer to."""
    judge = _judge_values(component)
    if judge is None:
        breaks = _judge_things(component, path)
        return lambda walker, things: list(
            dict.fromkeys([thing for thing, _value, _property in breaks(walker, things)])
        )
    if path is None:
        return judge

    def fit(walker: Walker, things: Things) -> list[str]:
        walk = walker.walk(path)
        failing = judge(walker, _gather(walk, things))
        if not failing:
            return []
        wrong = set(failing)
        return [thing for thing in things if not wrong.isdisjoint(walk(thing))]

    return fit


def _judge_values(component: Component) -> Judge | None:
    """Make the judge of a constraint that looks at each value alone; of others there is none."""
    if component.name in TESTS:
        test = make_test(component)
        assert test is not None
        return lambda _walker, values: [value for value in values if not test(value)]
    if component.name not in COMPOSED:
        return None
    if component.name == "Class":
        return _judge_class(str(component.values[0]))
    judges = [_fits(shape) for shape in component.shapes]
    if component.name == "Not":
        return _none_of(judges[0])
    if component.name == "Or":
        return _all_of(judges)
    if component.name == "Xone":
        return _one_of(judges)
    return _any_of(judges)


def _judge_class(wanted: str) -> Judge:
    def judge(walker: Walker, values: Things) -> list[str]:
        types = walker.facts.forward(TYPE)
        classes = frozenset(walker.classes(wanted))
        return [value for value in values if classes.isdisjoint(types.get(value, NOTHING))]

    return judge


def _any_of(judges: list[Judge]) -> Judge:
    """Make the judge whom a thing fails that fails any of some."""
    if len(judges) == 1:
        return judges[0]

    def judge(walker: Walker, things: Things) -> list[str]:
        failing = set[str]()
        for one in judges:
            left = [thing for thing in things if thing not in failing] if failing else things
            failing.update(one(walker, left))
        return [thing for thing in things if thing in failing] if failing else []

    return judge


def _all_of(judges: list[Judge]) -> Judge:
    """Make the judge whom a thing fails that fails all of some."""

    def judge(walker: Walker, things: Things) -> list[str]:
        left = list(things)
        for one in judges:
            if not left:
                break
            left = one(walker, left)
        return left

    return judge


def _none_of(judge: Judge) -> Judge:
    def turned(walker: Walker, things: Things) -> list[str]:
        failing = set(judge(walker, things))
        return [thing for thing in things if thing not in failing]

    return turned


def _one_of(judges: list[Judge]) -> Judge:
    def judge(walker: Walker, things: Things) -> list[str]:
        failing = [set(one(walker, things)) for one in judges]
        return [thing for thing in things if sum(thing not in one for one in failing) != 1]

    return judge


def _judge_things(component: Component, path: Path | None) -> Breaks:
    """Make the function that lists by what things break a constraint on all their values."""
    if component.name in COUNTED:
        return _count(component, path)
    if component.name in ORDERED:
        return _order(component, path)
    if component.name == "Closed":
        return _close(frozenset(map(str, component.values)), path)
    if component.name == "UniqueLang":
        return lambda walker, things: [
            (thing, None, None)
            for walk in (walker.walk(path),)
            for thing in things
            for _repeated in range(_count_repeated(walk(thing)))
        ]
    other = str(component.values[0])
    if component.name == "HasValue":
        return lambda walker, things: [
            (thing, None, None)
            for walk in (walker.walk(path),)
            for thing in things
            if other not in walk(thing)
        ]
    both = component.name == "Equals"

    def compare_sets(walker: Walker, things: Things) -> list[Found]:
        walk, index = walker.walk(path), walker.facts.forward(other)
        pairs = ((thing, set(walk(thing)), set(index.get(thing, NOTHING))) for thing in things)
        return [
            (thing, value, None)
            for thing, found, wanted in pairs
            for value in sorted(found ^ wanted if both else found & wanted)
        ]

    return compare_sets


def _close(known: Collection[str], path: Path | None) -> Breaks:
    def close(walker: Walker, things: Things) -> list[Found]:
        facts, walk = walker.facts, walker.walk(path)
        others = [(name, facts.forward(name)) for name in facts.predicates if name not in known]
        return [
            (thing, held, name)
            for thing in things
            for value in walk(thing)
            for name, index in others
            for held in index.get(value, NOTHING)
        ]

    return close


def _order(component: Component, path: Path | None) -> Breaks:
    other, wanted = str(component.values[0]), ORDERED[component.name]

    def holds(walker: Walker, value: str, later: str) -> bool:
        sign = compare(value, later)
        walker.sure = walker.sure and sign is not None
        return sign in wanted

    def order(walker: Walker, things: Things) -> list[Found]:
        walk, index = walker.walk(path), walker.facts.forward(other)
        return [
            (thing, value, None)
            for thing in things
            for value in walk(thing)
            for later in index.get(thing, NOTHING)
            if not holds(walker, value, later)
        ]

    return order


def _count(component: Component, path: Path | None) -> Breaks:
    limit = int(component.values[0].value)
    most = component.name.endswith("MaxCount")
    apart = _any_of([_none_of(_fits(sibling)) for sibling in component.siblings])
    fits = _fits(component.shapes[0]) if component.shapes else None

    def count(walker: Walker, things: Things) -> list[Found]:
        walk = walker.walk(path)
        if fits is None:
            numbers: Iterable[int] = map(len, map(walk, things))
        else:
            values = _gather(walk, things)
            others = {*fits(walker, values), *apart(walker, values)}
            numbers = (sum(one not in others for one in walk(thing)) for thing in things)
        return [
            (thing, None, None)
            for thing, number in zip(things, numbers, strict=True)
            if (number > limit if most else number < limit)
        ]

    return count


def _gather(walk: Walk, things: Things) -> list[str]:
    """List what is reached from any of some things, each once."""
    return list(dict.fromkeys([value for thing in things for value in walk(thing)]))


def _count_repeated(values: Collection[str]) -> int:
    """Count the languages that more than one value is in."""
    if len(values) < 2:
        return 0
    tags: dict[str, int] = {}
    for value in values:
        found = TAG.search(value)
        if found is not None:
            tag = found.group(1).lower()
            tags[tag] = tags.get(tag, 0) + 1
    return sum(number > 1 for number in tags.values())
