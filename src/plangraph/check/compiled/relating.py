"""
Constraints between the values of a path and others that a thing has, judged by walking.

Of each there is a quick look for the things that may break it, and then a list of what does.
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Final

from plangraph.check.compiled.model import Component, Found, Path
from plangraph.check.compiled.testing import compare
from plangraph.check.compiled.walking import NOTHING, Walker

May = Callable[[Walker, set[str]], set[str]]
"""Gives those of some things that may break a constraint."""

Breaks = Callable[[Walker, Iterable[str]], list[Found]]
"""Lists by what some things break a constraint, in their order."""

ORDERED: Final = {"LessThan": (-1,), "LessThanOrEquals": (-1, 0)}
RELATED: Final = frozenset({"Closed", "Disjoint", "Equals", "UniqueLang", *ORDERED})
TAG: Final = re.compile(r'"@([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)(?:--[a-z]+)?$')


def relate(component: Component, path: Path | None) -> tuple[May, Breaks]:
    """Prepare a constraint of those that are ``RELATED``."""
    if component.name == "Closed":
        return _hold_all, _close(frozenset(map(str, component.values)), path)
    if component.name == "UniqueLang":
        return _lead_to_several(path), _repeat(path)
    other = str(component.values[0])
    if component.name == "Equals":
        return _hold_all, _compare_sets(path, other, both=True)
    may = _hold_both(path, other)
    if component.name == "Disjoint":
        return may, _compare_sets(path, other, both=False)
    return may, _order(path, other, ORDERED[component.name])


def _hold_all(_walker: Walker, things: set[str]) -> set[str]:
    return things


def _hold_both(path: Path | None, other: str) -> May:
    """Make the quick look for things that a path and a property lead anywhere from."""

    def hold_both(walker: Walker, things: set[str]) -> set[str]:
        having = walker.forward[other].keys() & things
        return having if path is None else walker.leading(path, having)

    return hold_both


def _lead_to_several(path: Path | None) -> May:
    def lead_to_several(walker: Walker, things: set[str]) -> set[str]:
        return set() if path is None else walker.leading_to_more(path, 1, things)

    return lead_to_several


def _close(known: Collection[str], path: Path | None) -> Breaks:
    def close(walker: Walker, things: Iterable[str]) -> list[Found]:
        walk = walker.walk(path)
        others = [
            (name, walker.forward[name]) for name in walker.facts.predicates if name not in known
        ]
        return [
            (thing, held, name)
            for thing in things
            for value in walk(thing)
            for name, index in others
            for held in index.get(value, NOTHING)
        ]

    return close


def _compare_sets(path: Path | None, other: str, *, both: bool) -> Breaks:
    def compare_sets(walker: Walker, things: Iterable[str]) -> list[Found]:
        walk, index = walker.walk(path), walker.forward[other]
        pairs = ((thing, set(walk(thing)), set(index.get(thing, NOTHING))) for thing in things)
        return [
            (thing, value, None)
            for thing, found, wanted in pairs
            for value in sorted(found ^ wanted if both else found & wanted)
        ]

    return compare_sets


def _order(path: Path | None, other: str, wanted: tuple[int, ...]) -> Breaks:
    def holds(walker: Walker, value: str, later: str) -> bool:
        sign = compare(value, later)
        walker.sure = walker.sure and sign is not None
        return sign in wanted

    def order(walker: Walker, things: Iterable[str]) -> list[Found]:
        walk, index = walker.walk(path), walker.forward[other]
        return [
            (thing, value, None)
            for thing in things
            for value in walk(thing)
            for later in index.get(thing, NOTHING)
            if not holds(walker, value, later)
        ]

    return order


def _repeat(path: Path | None) -> Breaks:
    def repeat(walker: Walker, things: Iterable[str]) -> list[Found]:
        walk = walker.walk(path)
        return [
            (thing, None, None)
            for thing in things
            for _repeated in range(_count_repeated(walk(thing)))
        ]

    return repeat


def _count_repeated(values: Collection[str]) -> int:
    """Count the languages that more than one value is in."""
    tags: dict[str, int] = {}
    for value in values:
        found = TAG.search(value)
        if found is not None:
            tag = found.group(1).lower()
            tags[tag] = tags.get(tag, 0) + 1
    return sum(number > 1 for number in tags.values())
