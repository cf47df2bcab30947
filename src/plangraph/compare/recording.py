"""
Writes changes down with their places in both documents and their place in the plan.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from plangraph.compare.changes import Change, ChangeKind, Place
from plangraph.compare.matching import Match
from plangraph.compare.pairs import Pair, Pairing
from plangraph.compare.snapshot import Level, Mark, Organization, Project, Snapshot

Order = tuple[int, ...]
LAST: Final = 10**9


@dataclass(slots=True)
class Recorder:
    """Collects changes between two matched revisions."""

    match: Match
    found: list[tuple[Order, Change]] = field(default_factory=list)

    def record(
        self,
        kind: ChangeKind,
        element: str,
        pair: Pair,
        before: str,
        after: str,
        column: str | None = None,
        *,
        certain: bool = True,
    ) -> None:
        """Record a change of something that is in both revisions."""
        sure = certain and pair.certain
        self._add(kind, element, (pair.old,), (pair.new,), before, after, column, sure, pair.score)

    def lone(self, kind: ChangeKind, element: str, iri: str, said: str) -> None:
        """Record something that came or went."""
        if kind is ChangeKind.ADDED:
            self._add(kind, element, (), (iri,), "", said, None, True, None)
        else:
            self._add(kind, element, (iri,), (), said, "", None, True, None)

    def joined(self, element: str, pairing: Pairing, say: Callable[[str, Snapshot], str]) -> None:
        """Record what was merged and what was split."""
        column = "department" if element == "organization" else None
        for iri, sources in pairing.merged.items():
            texts = _list(say, sources, self.match.old), say(iri, self.match.new)
            sure = iri in pairing.sure
            self._add(ChangeKind.MERGED, element, sources, (iri,), *texts, column, sure, None)
        for iri, parts in pairing.split.items():
            texts = say(iri, self.match.old), _list(say, parts, self.match.new)
            sure = iri in pairing.sure
            self._add(ChangeKind.SPLIT, element, (iri,), parts, *texts, column, sure, None)

    def sorted(self) -> tuple[Change, ...]:
        """Give the changes in the order of the plan."""
        ordered = sorted(self.found, key=lambda one: (one[0], one[1].kind, one[1].iri))
        return tuple(change for _, change in ordered)

    def _add(
        self,
        kind: ChangeKind,
        element: str,
        olds: Sequence[str],
        news: Sequence[str],
        before: str,
        after: str,
        column: str | None,
        certain: bool,
        score: float | None,
    ) -> None:
        side, iri = (self.match.new, news[0]) if news else (self.match.old, olds[0])
        order, chapter, code = _stand(element, iri, side)
        change = Change(
            kind=kind,
            element=element,
            iri=iri,
            label=label_of(iri, side),
            before=before or None,
            after=after or None,
            certain=certain,
            source=(
                *_places("old", olds, self.match.old, column),
                *_places("new", news, self.match.new, column),
            ),
            old=tuple(olds),
            new=tuple(news),
            score=None if certain else score,
            code=code,
            chapter=chapter,
        )
        self.found.append((order, change))


def _list(say: Callable[[str, Snapshot], str], iris: Iterable[str], side: Snapshot) -> str:
    return "、".join(say(iri, side) for iri in iris)


def label_of(iri: str, side: Snapshot) -> str:
    """Give the name of anything that a snapshot knows."""
    if iri in side.projects:
        return side.projects[iri].label
    if iri in side.levels:
        return side.levels[iri].title
    if iri in side.organizations:
        return side.organizations[iri].label
    return side.indicators.get(iri) or side.budgets.get(iri) or iri.rpartition("/")[2]


def marks_of(iri: str, side: Snapshot) -> tuple[Mark, ...]:
    """Give the lines on which a thing stands."""
    named: tuple[Mapping[str, Project | Level | Organization], ...] = (
        side.projects,
        side.levels,
        side.organizations,
    )
    for things in named:
        if iri in things:
            return things[iri].marks
    holders: list[Project | Level] = [*side.projects.values(), *side.levels.values()]
    return tuple(
        mark
        for holder in holders
        if any(one == iri for one, _ in holder.indicators)
        for mark in holder.marks
    )


def _places(
    revision: str, iris: Iterable[str], side: Snapshot, column: str | None
) -> tuple[Place, ...]:
    header = side.columns.get(column) if column is not None else None
    marks = dict.fromkeys(mark for iri in iris for mark in marks_of(iri, side))
    return tuple(
        Place(
            revision,
            mark.file,
            mark.line,
            header,
            mark.sheet,
            side.cells.get((mark.iri, column or "")),
            mark.iri,
        )
        for mark in marks
    )


def _stand(element: str, iri: str, side: Snapshot) -> tuple[Order, tuple[str, ...], str]:
    """Say where a thing stands: its order, the goal and measure above it, and its own code."""
    if element in ("organization", "indicator"):
        kinds = ("indicator", "organization")
        return (LAST, kinds.index(element)), (), ""
    if iri in side.projects:
        project = side.projects[iri]
        chain = side.above(project.seats[0].under) if project.seats else ()
        order = (*_positions(chain, side), project.position)
        return order, _codes(chain, side), project.printed_number
    chain = side.above(iri)
    return _positions(chain, side), _codes(chain, side), side.levels[iri].code


def _positions(chain: Iterable[str], side: Snapshot) -> Order:
    # Padded, so that a level comes before all that stands under it.
    found = [side.levels[one].position for one in chain]
    return (*found, *[0] * (3 - len(found)))


def _codes(chain: Sequence[str], side: Snapshot) -> tuple[str, ...]:
    levels = [side.levels[one] for one in chain]
    return tuple(one.code for one in levels if one.kind in ("goal", "measure"))
