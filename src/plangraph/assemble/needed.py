"""
Things that have no lasting key yet, and what of the ledger they may be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from plangraph.assemble.ledger import Ledger
from plangraph.read.folding import compare_form

LIKELY: Final = 0.8
"""Similarity from which an unused entry of the ledger is offered as a guess."""


@dataclass(frozen=True, slots=True)
class Needed:
    """
    A thing without a lasting key, and the entry of the ledger that it may be, if any.

    ``local`` is the temporary name it goes by, ``parent`` that of the unit it is a section of.
    """

    kind: str
    name: str
    number: str
    parent: str
    line: int
    local: str
    guess: str = ""
    score: float = 0.0


def likeness(one: str, other: str) -> float:
    """Give how alike two folded names are, from 0 to 1; what is hardly so counts as nothing."""
    return fuzz.ratio(one, other, score_cutoff=100 * LIKELY - 1) / 100


def with_guesses(needed: Sequence[Needed], ledger: Ledger) -> list[Needed]:
    """Offer each thing the unused entry of the ledger whose name is likest to its own."""
    found: list[Needed] = []
    unused = {
        kind: [(compare_form(entry.name), entry.key) for entry in ledger.unused(kind)]
        for kind in {thing.kind for thing in needed}
    }
    for thing in needed:
        form = compare_form(thing.name)
        scored = ((likeness(form, other), key) for other, key in unused[thing.kind])
        score, guess = max(scored, default=(0.0, ""))
        if score >= LIKELY:
            thing = replace(thing, guess=guess, score=round(score, 3))
        found.append(thing)
    return found
