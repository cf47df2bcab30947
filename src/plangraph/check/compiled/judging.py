"""
Which of many things do not fit a constraint, or a shape, found for all of them at once by sets.
"""

from collections.abc import Callable
from typing import Final

from plangraph.check.compiled.model import Component, Path, Shape
from plangraph.check.compiled.relating import RELATED, relate
from plangraph.check.compiled.testing import TESTS, keeps_form, make_filter
from plangraph.check.compiled.walking import Walker

Judge = Callable[[Walker, set[str]], set[str]]
"""Gives those of some things that do not fit."""

COUNTED: Final = frozenset({"MinCount", "MaxCount", "QualifiedMinCount", "QualifiedMaxCount"})
COMPOSED: Final = frozenset({"And", "Class", "Node", "Not", "Or", "Property", "Xone"})
KNOWN: Final = COUNTED | COMPOSED | RELATED | {"HasValue"}


def can_walk(component: Component) -> bool:
    """Tell whether a constraint can be judged by walking, with all that stands in it."""
    if component.name in TESTS:
        return make_filter(component) is not None
    if component.name not in KNOWN or not all(keeps_form(value) for value in component.values):
        return False
    inner = (*component.shapes, *component.siblings)
    return all(can_walk(part) for shape in inner for part in shape.components)


def judge_values(component: Component) -> Judge | None:
    """Make the judge of a constraint that looks at each value alone; of others there is none."""
    if component.name in TESTS:
        find_failing = make_filter(component)
        assert find_failing is not None
        return lambda _walker, values: find_failing(values)
    if component.name == "Class":
        wanted = str(component.values[0])
        return lambda walker, values: values - walker.members(wanted)
    if component.name not in COMPOSED:
        return None
    judges = [_fits(shape) for shape in component.shapes]
    if component.name == "Not":
        return _none_of(judges[0])
    if component.name == "Or":
        return _all_of(judges)
    if component.name == "Xone":
        return _one_of(judges)
    return _any_of(judges)


def judge_things(component: Component, path: Path | None) -> Judge | None:
    """Make the judge of a constraint on all values of a thing, or none where it is related."""
    if component.name in COUNTED:
        return _count(component, path)
    if component.name == "HasValue":
        wanted = {str(component.values[0])}
        if path is None:
            return lambda _walker, things: things - wanted
        return lambda walker, things: things - walker.leading(path, things, wanted)
    return None


def _fits(shape: Shape) -> Judge:
    return _any_of([_fit(component, shape.path) for component in shape.components])


def _fit(component: Component, path: Path | None) -> Judge:
    """Make the judge of one constraint of a shape that others refer to."""
    judge = judge_values(component)
    if judge is None:
        return judge_things(component, path) or _relate(component, path)
    if path is None:
        return judge

    def fit(walker: Walker, things: set[str]) -> set[str]:
        failing = judge(walker, walker.reach(path, things))
        return walker.leading(path, things, failing) if failing else failing

    return fit


def _relate(component: Component, path: Path | None) -> Judge:
    may, breaks = relate(component, path)
    return lambda walker, things: {found[0] for found in breaks(walker, may(walker, things))}


def _any_of(judges: list[Judge]) -> Judge:
    """Make the judge whom a thing fails that fails any of some."""
    if len(judges) == 1:
        return judges[0]

    def judge(walker: Walker, things: set[str]) -> set[str]:
        failing = set[str]()
        for one in judges:
            failing = failing | one(walker, things - failing)
        return failing

    return judge


def _all_of(judges: list[Judge]) -> Judge:
    """Make the judge whom a thing fails that fails all of some."""

    def judge(walker: Walker, things: set[str]) -> set[str]:
        for one in judges:
            if not things:
                break
            things = one(walker, things)
        return things

    return judge


def _none_of(judge: Judge) -> Judge:
    return lambda walker, things: things - judge(walker, things)


def _one_of(judges: list[Judge]) -> Judge:
    def judge(walker: Walker, things: set[str]) -> set[str]:
        failing = [one(walker, things) for one in judges]
        return {thing for thing in things if sum(thing not in one for one in failing) != 1}

    return judge


def _count(component: Component, path: Path | None) -> Judge:
    limit = int(component.values[0].value)
    most = component.name.endswith("MaxCount")
    exceed = _exceed(path, limit if most else limit - 1, component)
    if most:
        return exceed
    if limit == 1 and path is not None and not component.shapes:
        return lambda walker, things: walker.leading_nowhere(path, things)
    return lambda walker, things: things - exceed(walker, things)


def _exceed(path: Path | None, number: int, component: Component) -> Judge:
    """Make the function that gives those of some things with more values than a number."""
    if number < 0:
        return lambda _walker, things: things
    if component.shapes:
        return _exceed_fitting(path, number, component)
    if path is None:
        return lambda _walker, things: things if number == 0 else set()
    if number == 0:
        return lambda walker, things: walker.leading(path, things)
    return lambda walker, things: walker.leading_to_more(path, number, things)


def _exceed_fitting(path: Path | None, number: int, component: Component) -> Judge:
    apart = _any_of([_none_of(_fits(sibling)) for sibling in component.siblings])
    fits = _fits(component.shapes[0])

    def exceed(walker: Walker, things: set[str]) -> set[str]:
        values = things if path is None else walker.reach(path, things)
        fitting = values - fits(walker, values) - apart(walker, values)
        found = fitting if path is None else walker.leading(path, things, fitting)
        if number == 0:
            return found
        walk = walker.walk(path)
        return {thing for thing in found if len(fitting.intersection(walk(thing))) > number}

    return exceed
