"""
What single cells of a project's row say: numbers, units, budget items, indicators.
"""

from dataclasses import dataclass

from plangraph.plan.kinds import AbsenceKind
from plangraph.plan.measured import Observation


@dataclass(frozen=True, slots=True)
class Numbers:
    """
    The number cell of a project: full numbers ``nnn-n``, and the three-digit codes in it.

    ``undecided`` is true where a placeholder such as 新規 stands for a number.
    """

    printed: str
    full: tuple[str, ...]
    codes: tuple[str, ...]
    undecided: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """
    A responsible unit as printed: an office-level name, and a section of it where named.

    ``division`` is what the office belongs to, where the source says so.
    """

    name: str
    section: str | None
    kind: str
    lead: bool
    printed: str
    division: str = ""


@dataclass(frozen=True, slots=True)
class Appropriation:
    """One entry of a budget cell: the item's name and its tag (義務, 政策, another, or none)."""

    name: str
    tag: str | None
    printed: str


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget cell: entries, remarks that the list is open, other remarks, typed absence."""

    printed: str
    entries: tuple[Appropriation, ...]
    open_remarks: tuple[str, ...]
    remarks: tuple[str, ...]
    absence: AbsenceKind | None


@dataclass(frozen=True, slots=True)
class IndicatorUse:
    """
    An indicator where it is used, with its unit.

    ``several`` is true where the cell seems to hold more than one indicator.
    """

    label: str
    unit: str
    gloss: str
    printed: str
    several: bool
    absence: AbsenceKind | None


@dataclass(frozen=True, slots=True)
class MeasuredUse:
    """
    An indicator of a row of a table: its place among the row's, its stage if told, its values.

    ``direction`` is increase, decrease or maintain where a column says so. ``header`` and
    ``address`` are those of the cell that names it.
    """

    use: IndicatorUse
    group: int
    stage: str
    line: int
    observations: tuple[Observation, ...]
    header: str = ""
    address: str = ""
    direction: str = ""
