"""
Which unit of one revision is which of the other, and which were renamed, merged, split or moved.

A unit is known by the ledger or by its name; where the name went, by the projects that it handed
on. What happens to a few projects of a unit is a change of those projects, not of the unit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from plangraph.compare.pairs import (
    LEDGER,
    SIMILARITY,
    TITLE,
    Pair,
    Pairing,
    fits,
    replacements,
    same_dataset,
)
from plangraph.compare.snapshot import Project, Snapshot
from plangraph.read.folding import compare_form

MOST: Final = 0.6
"""Share of a unit's projects from which the unit that has them now is its successor."""
SEVERAL: Final = 2
"""Projects from which handing them on makes a successor, whatever it is called."""
ALIKE: Final = 0.5
"""Likeness of names from which a single project is enough."""

Units: TypeAlias = Callable[[Project], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Heir:
    """The unit that has most projects of another one now, and how many those are."""

    unit: str
    share: float
    projects: int


def read_sections(project: Project) -> frozenset[str]:
    """Give the sections that answer for a project."""
    return frozenset(charge.section for charge in project.charges if charge.section)


def read_offices(project: Project) -> frozenset[str]:
    """Give the offices that answer for a project."""
    return project.offices


def pair_offices(old: Snapshot, new: Snapshot, projects: Pairing) -> Pairing:
    """Pair the offices, then tell renamed, merged and split ones apart."""
    named = _by_name(old, new, _in_use(old, read_offices), _in_use(new, read_offices), {})
    return _trace(old, new, projects, read_offices, named)


def pair_sections(old: Snapshot, new: Snapshot, projects: Pairing, offices: Pairing) -> Pairing:
    """Pair the sections within their offices; one of the same name elsewhere has moved."""
    olds, news = _in_use(old, read_sections), _in_use(new, read_sections)
    pairs = _by_name(old, new, olds, news, offices.images())
    olds = [one for one in olds if one not in {pair.old for pair in pairs}]
    news = [one for one in news if one not in {pair.new for pair in pairs}]
    for one in olds:
        form = compare_form(old.organizations[one].label)
        found = [other for other in news if compare_form(new.organizations[other].label) == form]
        rivals = [other for other in olds if compare_form(old.organizations[other].label) == form]
        if len(found) == 1 and len(rivals) == 1:
            pairs.append(Pair(one, found[0], SIMILARITY, 1.0))
    return _trace(old, new, projects, read_sections, pairs)


def _in_use(snapshot: Snapshot, units: Units) -> list[str]:
    found = {unit for project in snapshot.projects.values() for unit in units(project)}
    return [unit for unit in snapshot.organizations if unit in found]


def _by_name(
    old: Snapshot,
    new: Snapshot,
    olds: Sequence[str],
    news: Sequence[str],
    above: Mapping[str, frozenset[str]],
) -> list[Pair]:
    """Pair units of one name (and, for sections, of one office), or of one key of the ledger."""
    pairs: list[Pair] = []
    taken: set[str] = set()
    for one in olds:
        if one in news and same_dataset(old, new) and old.lasting(one):
            pairs.append(Pair(one, one, LEDGER, 1.0))
            taken.add(one)
    if same_dataset(old, new):
        pairs += replacements(old, new, olds, news)
        taken |= {pair.new for pair in pairs}
    known = {pair.old for pair in pairs}
    for one in olds:
        if one in known:
            continue
        unit = old.organizations[one]
        for other in news:
            named = new.organizations[other]
            parents = above.get(unit.parent, frozenset()) if unit.parent else frozenset({""})
            same = compare_form(unit.label) == compare_form(named.label)
            if other not in taken and same and named.parent in parents:
                pairs.append(Pair(one, other, TITLE, 1.0))
                taken.add(other)
                break
    return pairs


def _trace(
    old: Snapshot, new: Snapshot, projects: Pairing, units: Units, pairs: list[Pair]
) -> Pairing:
    """Follow the projects of units that went, and back from those that came."""
    turned = Pairing(tuple(Pair(one.new, one.old, one.method, one.score) for one in projects.pairs))
    back = {pair.new: pair.old for pair in pairs}
    forth = {pair.old: pair.new for pair in pairs}
    gone = [one for one in _in_use(old, units) if one not in forth]
    come = [one for one in _in_use(new, units) if one not in back]
    heirs = _heirs(old, new, projects, units, gone, back)
    origins = _heirs(new, old, turned, units, come, forth)
    pairs = list(pairs)
    merged = _gather(gone, come, heirs, back, old)
    split = _gather(come, gone, origins, forth, new)
    spent = {one for sources in merged.values() for one in sources} | set(split)
    made = {one for parts in split.values() for one in parts} | set(merged)
    for one in gone:
        heir = heirs.get(one)
        if heir is None or one in spent or heir.unit in made or heir.unit not in come:
            continue
        origin = origins.get(heir.unit)
        if origin is None or origin.unit != one:
            continue
        score = fits(old.organizations[one].label, new.organizations[heir.unit].label)
        if min(heir.projects, origin.projects) >= SEVERAL or score >= ALIKE:
            pairs.append(Pair(one, heir.unit, SIMILARITY, round(score, 3)))
    return Pairing(tuple(pairs), merged, split)


def _heirs(
    old: Snapshot,
    new: Snapshot,
    projects: Pairing,
    units: Units,
    gone: Iterable[str],
    back: Mapping[str, str],
) -> dict[str, Heir]:
    forward = projects.forward()
    found: dict[str, Heir] = {}
    for unit in gone:
        held = [one for one in old.projects.values() if unit in units(one) and one.iri in forward]
        counts: dict[str, int] = {}
        for project in held:
            now = units(new.projects[forward[project.iri]])
            arrived = {one for one in now if back.get(one) not in units(project)}
            for one in arrived or now:
                counts[one] = counts.get(one, 0) + 1
        if counts:
            best = max(counts, key=lambda one: (counts[one], one not in back, one))
            share = counts[best] / len(held)
            if share >= MOST:
                found[unit] = Heir(best, share, counts[best])
    return found


def _gather(
    gone: Sequence[str],
    come: Sequence[str],
    heirs: Mapping[str, Heir],
    back: Mapping[str, str],
    old: Snapshot,
) -> dict[str, tuple[str, ...]]:
    """Gather the units that went up in one: two in a new one, or one in another that stays."""
    found: dict[str, list[str]] = {}
    for unit in gone:
        heir = heirs.get(unit)
        if heir is not None and (heir.unit in come or heir.projects >= SEVERAL):
            found.setdefault(heir.unit, []).append(unit)
    order = list(old.organizations)
    merged: dict[str, tuple[str, ...]] = {}
    for heir_unit, sources in found.items():
        stays = [back[heir_unit]] if heir_unit in back else []
        if len(sources) + len(stays) >= SEVERAL:
            merged[heir_unit] = tuple(sorted({*sources, *stays}, key=order.index))
    return merged
