"""
The levels above the projects: goals, measures, initiatives, and the headings that print them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """
    A heading as printed, in pieces that joined give the line again.

    ``pieces`` are: opening, numeral, gap, title, opening of the list, list, closing.
    """

    line: int
    pieces: tuple[str, str, str, str, str, str, str]

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.pieces[3]

    @property
    def listed(self) -> str:
        """The list of indicators as printed."""
        return self.pieces[5]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal (基本目標), with every heading under which it stands."""

    ordinal: int | None
    code: str
    title: str
    targets: tuple[str, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """
    A measure (施策) of a goal; ``goal`` is the index of the goal, if there is one above it.

    ``code`` is the plan's own where it is more than the ordinal under that of the goal.
    """

    goal: int | None
    ordinal: int | None
    title: str
    indicators: tuple[str, ...]
    headings: tuple[Heading, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Initiative:
    """
    An initiative (主な取り組み) of a measure, with its mark as printed.

    ``opening`` is what stands before the first initiative of a line; ``printed`` runs from the
    mark to the next one. ``above`` is the initiative or goal, by level and index, that it hangs
    on where that is no measure; ``code`` is the plan's own code for it.
    """

    measure: int | None
    ordinal: int | None
    mark: str
    title: str
    line: int
    opening: str
    printed: str
    above: tuple[str, int] | None = None
    code: str = ""
