"""
Pairs of things in two revisions, by which sign, and how alike they are.

Everything here is symmetric: exchanging the revisions exchanges the sides of each pair.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from rapidfuzz import fuzz

from plangraph.compare.snapshot import Snapshot
from plangraph.read.folding import compare_form

LEDGER: Final = "ledger"
NUMBER: Final = "number"
NAME: Final = "name"
TITLE: Final = "title"
SIMILARITY: Final = "similarity"
CERTAIN: Final = frozenset({LEDGER, NUMBER, NAME, TITLE})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two IRIs held to mean the same, by which sign, and how alike they are (from 0 to 1)."""

    old: str
    new: str
    method: str
    score: float

    @property
    def certain(self) -> bool:
        """False where likeness alone speaks for it."""
        return self.method in CERTAIN


@dataclass(frozen=True, slots=True)
class Pairing:
    """
    Pairs, and what has become one or several.

    ``merged`` gives the old ones, two or more, that each new one took up; ``split`` the new ones
    that each old one fell into. ``sure`` are those of both that numbers or the ledger prove.
    """

    pairs: tuple[Pair, ...] = ()
    merged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()

    def forward(self) -> dict[str, str]:
        """Give the new one of each old one that has a pair."""
        return {pair.old: pair.new for pair in self.pairs}

    def images(self) -> dict[str, frozenset[str]]:
        """Give everything new that each old one has become."""
        found: dict[str, set[str]] = {pair.old: {pair.new} for pair in self.pairs}
        for new, sources in self.merged.items():
            for old in sources:
                found.setdefault(old, set()).add(new)
        for old, parts in self.split.items():
            found.setdefault(old, set()).update(parts)
        return {old: frozenset(new) for old, new in found.items()}


def fits(one: str, other: str) -> float:
    """Give the likeness of two texts, from 0 to 1, widths and white space aside."""
    return fuzz.ratio(compare_form(one), compare_form(other)) / 100


def shared(one: Iterable[str], other: Iterable[str]) -> float | None:
    """Give the share of things in common; None where a side has none."""
    first, second = frozenset(one), frozenset(other)
    return len(first & second) / len(first | second) if first and second else None


def same_dataset(old: Snapshot, new: Snapshot) -> bool:
    """Tell whether IRIs of both may be compared: both last, and lie under one root."""
    return old.registered and new.registered and old.names.root == new.names.root


def marry(
    candidates: Iterable[tuple[float, int, int, str]], old: Sequence[T], new: Sequence[T]
) -> list[tuple[T, T, float, str]]:
    """
    Choose pairs, the likeliest first, each thing once; ties go to those nearest in order.

    A candidate is score, index in ``old``, index in ``new``, method.
    """
    order = sorted(candidates, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1] + one[2]))
    left: set[int] = set()
    right: set[int] = set()
    found: list[tuple[T, T, float, str]] = []
    for score, first, second, method in order:
        if first not in left and second not in right:
            left.add(first)
            right.add(second)
            found.append((old[first], new[second], score, method))
    return found


def replacements(
    old: Snapshot, new: Snapshot, before: Iterable[str], after: Iterable[str]
) -> list[Pair]:
    """Pair what went with what the ledger says has taken its place."""
    replaced, held, come = {**old.replaced, **new.replaced}, frozenset(before), frozenset(after)
    return [
        Pair(one, other, LEDGER, 1.0)
        for one, other in sorted(replaced.items())
        if one in held - come and other in come - held
    ]
