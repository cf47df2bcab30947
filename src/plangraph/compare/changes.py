"""
The values that a comparison gives: changes, what they bring about, and both together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plangraph.names import PlanNames
from plangraph.write.notebook import write_html_table


class ChangeKind(StrEnum):
    """What happened to a thing, in a planner's verbs."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    DEPARTMENT = "department-changed"
    INDICATOR = "indicator-changed"
    UNIT = "unit-changed"
    VALUE = "value-changed"
    BUDGET = "budget-changed"
    TEXT = "text-changed"
    MERGED = "merged"
    SPLIT = "split"


class ImpactKind(StrEnum):
    """What the changes bring about."""

    INITIATIVE_EMPTIED = "initiative-emptied"
    OWNER_LOST = "owner-lost"
    GOAL_GAINED = "department-goal-gained"
    GOAL_LOST = "department-goal-lost"
    SERIES_BROKEN = "series-broken"
    SUPPORT_LOST = "support-lost"
    ANSWER_CHANGED = "answer-changed"
    IRI_GONE = "iri-gone"


@dataclass(frozen=True, slots=True)
class Place:
    """
    A place in the ``old`` or the ``new`` document: line or row, and the column's header.

    ``iri`` names the line or row in the graph of the source.
    """

    revision: str
    file: str
    line: int
    column: str | None = None
    sheet: str | None = None
    cell: str | None = None
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """
    One change of one thing.

    ``iri`` is that of the new thing, or of the old one where there is none; ``old`` and ``new`` are
    all things concerned. ``score`` says how alike both sides are where ``certain`` is false; only
    likeness speaks for them then. ``chapter`` is the goal and the measure it stands under.
    """

    kind: ChangeKind
    element: str
    iri: str
    label: str
    before: str | None
    after: str | None
    certain: bool
    source: tuple[Place, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    score: float | None = None
    code: str = ""
    chapter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """
    Something that the changes bring about.

    ``iri`` and ``label`` name what is concerned; ``concerns`` is the IRI, and ``about`` the text,
    of the goal, element or measure in which it shows. An answer tells how many rows came and went.
    """

    kind: ImpactKind
    element: str
    iri: str
    label: str
    about: str = ""
    concerns: str = ""
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True)
class Touched:
    """A project, an indicator, an IRI or a query that a rehearsed reorganization touches."""

    kind: str
    iri: str
    label: str
    told: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    All changes from an old to a new revision, in the plan's order, and their impact.

    ``chapters`` gives the titles of goals and measures by their codes, ``vanished`` the units of
    the old revision that nothing in the new one continues, ``touched`` what a rehearsal touches.
    """

    old: PlanNames
    new: PlanNames
    changes: tuple[Change, ...]
    impact: tuple[Impact, ...]
    chapters: Mapping[str, str] = field(default_factory=dict)
    vanished: tuple[str, ...] = ()
    touched: tuple[Touched, ...] = ()

    def write(self, form: str = "text", language: str = "ja") -> str:
        """
        Write the comparison as text, json, html, markdown or turtle.

        Raises:
            UsageError: There is no such format.
        """
        from plangraph.compare.formats import write_comparison

        return write_comparison(self, form, language)

    def _repr_html_(self) -> str:
        """Show the changes in a notebook, in the order of the plan."""
        columns = [("変更", "change"), ("種類", "of"), ("名称", "name"), ("前", "before")]
        columns += [("後", "after"), ("確か", "certain")]
        rows = [
            (one.kind, one.element, one.label, one.before, one.after, "" if one.certain else "?")
            for one in self.changes
        ]
        return write_html_table(columns, rows, f"{self.old.revision} → {self.new.revision}")
