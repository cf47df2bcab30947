"""
Everything of two revisions that is the same, in other words, or has become something else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.compare.levels import pair_levels
from plangraph.compare.offices import pair_offices, pair_sections
from plangraph.compare.pairing import pair_projects
from plangraph.compare.pairs import (
    LEDGER,
    SIMILARITY,
    Pair,
    Pairing,
    fits,
    replacements,
    same_dataset,
)
from plangraph.compare.snapshot import Snapshot
from plangraph.read.folding import compare_form

ALIKE = 0.5
"""Likeness of labels from which an indicator of several elements counts as renamed in all."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two revisions and the pairs between them."""

    old: Snapshot
    new: Snapshot
    projects: Pairing
    levels: Pairing
    offices: Pairing
    sections: Pairing
    indicators: Pairing

    def units(self) -> dict[str, frozenset[str]]:
        """Give everything that each office and section has become."""
        return {**self.offices.images(), **self.sections.images()}


def match(old: Snapshot, new: Snapshot) -> Match:
    """Match two revisions, from the projects outwards."""
    projects = pair_projects(old, new)
    levels = pair_levels(old, new, projects)
    offices = pair_offices(old, new, projects)
    sections = pair_sections(old, new, projects, offices)
    indicators = _pair_indicators(old, new, projects, levels)
    return Match(old, new, projects, levels, offices, sections, indicators)


def _pair_indicators(old: Snapshot, new: Snapshot, projects: Pairing, levels: Pairing) -> Pairing:
    """Pair the indicators that several elements name otherwise now, all in the same words."""
    forward = {**projects.forward(), **levels.forward()}
    before, after = _uses(old), _uses(new)
    pairs: list[Pair] = []
    if same_dataset(old, new):
        pairs += replacements(old, new, old.indicators, new.indicators)
    known = {pair.old for pair in pairs}
    for form, elements in before.items():
        if known & set(elements.values()):
            continue
        if form in after or len(elements) < 2 or not all(one in forward for one in elements):
            continue
        images = {forward[one] for one in elements}
        found = [
            other
            for other, users in after.items()
            if other not in before and set(users) == images and fits(form, other) >= ALIKE
        ]
        if len(found) == 1:
            one, other = elements[next(iter(elements))], after[found[0]][min(images)]
            kept = one == other and same_dataset(old, new) and old.lasting(one)
            score = round(fits(form, found[0]), 3)
            pairs.append(Pair(one, other, LEDGER if kept else SIMILARITY, score))
    return Pairing(tuple(pairs))


def _uses(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """Give, by folded label, the elements that use an indicator, with its IRI."""
    found: dict[str, dict[str, str]] = {}
    for element, indicators in _holders(snapshot):
        for iri, label in indicators:
            found.setdefault(compare_form(label), {})[element] = iri
    return found


def _holders(snapshot: Snapshot) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for level in snapshot.levels.values():
        yield level.iri, level.indicators
    for project in snapshot.projects.values():
        yield project.iri, project.indicators
