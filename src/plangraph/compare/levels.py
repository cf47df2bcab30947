"""
Which goal, measure or initiative of one revision is which of the other.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from plangraph.compare.pairs import (
    LEDGER,
    NUMBER,
    SIMILARITY,
    TITLE,
    Pair,
    Pairing,
    fits,
    marry,
    same_dataset,
)
from plangraph.compare.snapshot import Level, Snapshot
from plangraph.read.folding import compare_form

KINDS: Final = ("goal", "measure", "initiative")
ALIKE: Final = 0.8
"""Likeness of titles from which two levels are the same wherever they stand."""
ALIKE_IN_PLACE: Final = 0.5
"""Likeness of titles, or share of projects, from which two levels of one place are the same."""


def pair_levels(old: Snapshot, new: Snapshot, projects: Pairing) -> Pairing:
    """Pair the levels from the goals down, by title, place, and the projects beneath them."""
    moved = projects.forward()
    pairs: list[Pair] = []
    for kind in KINDS:
        above = {pair.old: pair.new for pair in pairs}
        pairs += _pair_kind(kind, old, new, above, moved)
    return Pairing(tuple(pairs))


def _pair_kind(
    kind: str, old: Snapshot, new: Snapshot, above: Mapping[str, str], moved: Mapping[str, str]
) -> Iterator[Pair]:
    olds, news = old.of_kind(kind), new.of_kind(kind)
    candidates: list[tuple[float, int, int, str]] = []
    for first, one in enumerate(olds):
        for second, other in enumerate(news):
            found = _judge(one, other, old, new, above, moved)
            if found is not None:
                candidates.append((found[0], first, second, found[1]))
    for one, other, score, method in marry(candidates, olds, news):
        if method == TITLE and one.iri == other.iri and same_dataset(old, new):
            method = LEDGER
        yield Pair(one.iri, other.iri, method, round(score, 3))


def _judge(
    one: Level,
    other: Level,
    old: Snapshot,
    new: Snapshot,
    above: Mapping[str, str],
    moved: Mapping[str, str],
) -> tuple[float, str] | None:
    title = max(fits(first, second) for first in one.titles for second in other.titles)
    equal = bool({*map(compare_form, one.titles)} & {*map(compare_form, other.titles)} - {""})
    together = one.kind == "goal" or above.get(one.parent, "") == other.parent
    in_place = together and one.ordinal == other.ordinal
    common = _overlap(old.beneath.get(one.iri, ()), new.beneath.get(other.iri, ()), moved)
    score = 0.5 * title + 0.2 * together + 0.1 * in_place + 0.2 * common
    if equal:
        return score, TITLE
    if in_place and max(title, common) >= ALIKE_IN_PLACE:
        return score, NUMBER
    if title >= ALIKE or (together and common >= ALIKE):
        return score, SIMILARITY
    return None


def _overlap(before: tuple[str, ...], after: tuple[str, ...], moved: Mapping[str, str]) -> float:
    there = {moved[one] for one in before if one in moved}
    total = len(before) + len(after)
    return 2 * len(there & set(after)) / total if total else 0.0
