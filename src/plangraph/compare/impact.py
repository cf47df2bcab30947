"""
What the changes bring about: who loses what, which series break, which answers differ.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from plangraph.ask import Answer, Query, answer, list_queries
from plangraph.compare.changes import Impact, ImpactKind
from plangraph.compare.matching import Match
from plangraph.compare.pairs import LEDGER, fits, same_dataset
from plangraph.compare.projects import changed_indicators
from plangraph.compare.recording import label_of
from plangraph.compare.snapshot import Level, Project, Snapshot
from plangraph.errors import QueryError
from plangraph.names import term
from plangraph.read.folding import compare_form
from plangraph.store import Dataset

EXACT: Final = 2
"""Rank from which a support is a link, and more than a resemblance."""
BY_REVISION: Final = frozenset({"history", "provenance"})
"""Themes whose answers differ between any two documents."""
LINE: Final = "line"
Row = tuple[object, ...]


def find_impact(match: Match, old: Dataset, new: Dataset) -> tuple[Impact, ...]:
    """Find the impact of all changes together."""
    return (
        *_emptied(match),
        *_owners_lost(match),
        *_goals_of_departments(match),
        *_broken_series(match),
        *_lost_support(match),
        *_changed_answers(old, new),
        *_gone(match),
    )


def _emptied(match: Match) -> Iterator[Impact]:
    for pair in match.levels.pairs:
        level = match.new.levels[pair.new]
        if match.old.beneath.get(pair.old) and not match.new.beneath.get(pair.new):
            yield Impact(
                ImpactKind.INITIATIVE_EMPTIED, level.kind, pair.new, level.title, level.code
            )


def _owners_lost(match: Match) -> Iterator[Impact]:
    kind = ImpactKind.OWNER_LOST
    for pair in match.levels.pairs:
        level = match.new.levels[pair.new]
        beneath = match.new.beneath.get(pair.new, ())
        owned = any(match.new.projects[one].charges for one in beneath)
        had = any(match.old.projects[one].charges for one in match.old.beneath.get(pair.old, ()))
        if had and beneath and not owned:
            yield Impact(kind, level.kind, pair.new, level.title, level.code)
    for pair in match.projects.pairs:
        project = match.new.projects[pair.new]
        if match.old.projects[pair.old].charges and not project.charges:
            yield Impact(kind, "project", pair.new, project.label, project.printed_number)


def _goals_of_departments(match: Match) -> Iterator[Impact]:
    """A unit that was renamed, merged or split keeps the goals of those it came from."""
    images, goals = match.offices.images(), match.levels.forward()
    before, after = _goals_by_office(match.old), _goals_by_office(match.new)
    inherited: dict[str, set[str]] = {}
    for office, found in before.items():
        kept = {goals[one] for one in found if one in goals}
        heirs = images.get(office, frozenset())
        for heir in heirs:
            inherited.setdefault(heir, set()).update(kept)
        now = {goal for heir in heirs for goal in after.get(heir, ())}
        side = match.new if heirs else match.old
        unit = min(heirs) if len(heirs) == 1 else office
        for goal in found:
            if goals.get(goal) not in now:
                yield _goal_impact(ImpactKind.GOAL_LOST, unit, side, match.old.levels[goal])
    for office, found in after.items():
        for goal in found:
            if goal not in inherited.get(office, ()):
                yield _goal_impact(
                    ImpactKind.GOAL_GAINED, office, match.new, match.new.levels[goal]
                )


def _goal_impact(kind: ImpactKind, unit: str, side: Snapshot, goal: Level) -> Impact:
    known = side.organizations.get(unit)
    label = known.label if known else unit
    return Impact(kind, "organization", unit, label, goal.label, goal.iri)


def _goals_by_office(snapshot: Snapshot) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for goal in snapshot.of_kind("goal"):
        for project in snapshot.beneath.get(goal.iri, ()):
            for office in sorted(snapshot.projects[project].offices):
                found.setdefault(office, {})[goal.iri] = None
    return {office: list(goals) for office, goals in found.items()}


def _broken_series(match: Match) -> Iterator[Impact]:
    """
    An indicator that an element names no more, or counts in another unit.

    One that the ledger knows under its new name goes on.
    """
    kept = {pair.old for pair in match.indicators.pairs if pair.method == LEDGER}
    renamed = [pair for pair in match.indicators.pairs if pair.method != LEDGER]
    for pair in renamed:
        label = match.old.indicators[pair.old]
        yield Impact(ImpactKind.SERIES_BROKEN, "indicator", pair.old, label)
    together = [*match.levels.pairs, *match.projects.pairs]
    for pair in together:
        one, other = _holder(match.old, pair.old), _holder(match.new, pair.new)
        gone, _ = changed_indicators(one.indicators, other.indicators, match)
        now = {iri for iri, _ in other.indicators}
        for iri in gone:
            continued = iri in now and same_dataset(match.old, match.new)
            if iri not in kept and not continued:
                label = match.old.indicators[iri]
                yield Impact(ImpactKind.SERIES_BROKEN, "indicator", iri, label, one.label, pair.new)
        if isinstance(one, Project) and isinstance(other, Project) and not gone:
            units = {*map(compare_form, one.units)}, {*map(compare_form, other.units)}
            if one.indicators and all(units) and units[0] != units[1]:
                iri, label = one.indicators[0]
                yield Impact(ImpactKind.SERIES_BROKEN, "indicator", iri, label, one.label, pair.new)


def _holder(snapshot: Snapshot, iri: str) -> Project | Level:
    return snapshot.projects[iri] if iri in snapshot.projects else snapshot.levels[iri]


def _lost_support(match: Match) -> Iterator[Impact]:
    """An indicator of a measure whose exact link went, or that nothing resembles any more."""
    for pair in match.levels.pairs:
        one, other = match.old.levels[pair.old], match.new.levels[pair.new]
        if one.kind != "measure":
            continue
        for iri, label in one.indicators:
            before = match.old.support.get((pair.old, iri), 0)
            successor = _successor(label, other)
            if not before or successor is None:
                continue
            after = match.new.support.get((pair.new, successor), 0)
            if after < min(before, EXACT):
                yield Impact(
                    ImpactKind.SUPPORT_LOST,
                    "indicator",
                    successor,
                    match.new.indicators[successor],
                    other.label,
                    pair.new,
                )


def _successor(label: str, measure: Level) -> str | None:
    scored = [(fits(label, named), iri) for iri, named in measure.indicators]
    score, iri = max(scored, default=(0.0, ""))
    return iri if score >= 0.5 else None


def _changed_answers(old: Dataset, new: Dataset) -> Iterator[Impact]:
    for query in list_queries():
        if query.path.parent.name in BY_REVISION:
            continue
        before, after = _rows(old, query), _rows(new, query)
        came, went = after - before, before - after
        if came or went:
            theme, _, name = query.name.partition("/")
            yield Impact(
                ImpactKind.ANSWER_CHANGED,
                "query",
                term(f"query:{theme}-{name}"),
                query.name,
                came=came.total(),
                went=went.total(),
            )


def _rows(dataset: Dataset, query: Query) -> Counter[Row]:
    """Count the rows of an answer without lines; a plan without the default's thing has none."""
    try:
        found: Answer = answer(dataset, query.name)
    except QueryError:
        return Counter()
    kept = [index for index, column in enumerate(found.columns) if column != LINE]
    return Counter(tuple(_cell(row[index]) for index in kept) for row in found.rows)


def _cell(cell: object) -> object:
    """
    Fold a cell as changes are folded: another width of letters is no other answer.

    An IRI stands for its last part: bare files have roots of their own.
    """
    if isinstance(cell, ox.NamedNode):
        return cell.value.rpartition("/")[2]
    return compare_form(str(cell))


def _gone(match: Match) -> Iterator[Impact]:
    if not same_dataset(match.old, match.new):
        return
    replaced = {**match.old.replaced, **match.new.replaced}
    named: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("project", match.old.projects, match.new.projects),
        ("organization", match.old.organizations, match.new.organizations),
        ("indicator", match.old.indicators, match.new.indicators),
        ("budget", match.old.budgets, match.new.budgets),
    )
    for iri, level in match.old.levels.items():
        if iri not in match.new.levels and match.old.lasting(iri) and iri not in replaced:
            yield Impact(ImpactKind.IRI_GONE, level.kind, iri, level.title)
    for element, before, after in named:
        for iri in before:
            if iri not in after and match.old.lasting(iri) and iri not in replaced:
                yield Impact(ImpactKind.IRI_GONE, element, iri, label_of(iri, match.old))
