"""
The values that a plan is made of, as the reader found them.

Every value keeps the line it stands on and the text as printed; nothing here knows RDF.
"""

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """What a column of a project table holds; the values name concepts of the scheme ``aspect``."""

    MARK = "mark"
    NAME = "name"
    NUMBER = "number"
    DEPARTMENT = "department"
    BUDGET = "budget-item"
    SUMMARY = "summary"
    INDICATOR = "indicator"
    UNIT = "unit"


class LineKind(StrEnum):
    """What a line of the source is; the values name concepts of the scheme ``line-kind``."""

    BLANK = "blank"
    GOAL_HEADING = "goal-heading"
    MEASURE_HEADING = "measure-heading"
    INITIATIVES = "initiatives"
    PAGE_MARK = "page-mark"
    HEADER = "header"
    ROW = "row"
    CONTINUED = "continued"
    STRAY = "stray"


class AbsenceKind(StrEnum):
    """Why something is not there; the values name concepts of the scheme ``absence``."""

    NONE = "none"
    ZERO = "zero"
    NOT_STATED = "not-stated"
    UNDECIDED = "undecided"
    NOT_ITEMISED = "not-itemised"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader could not take as it stood; ``kind`` is a ``reading-problem``."""

    kind: str
    line: int
    column: Column | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """
    One physical line: its number from 1, what it is, and the line end that follows it.

    ``printed`` is the text of a line that holds nothing else (blank, page mark, stray text); the
    text of every other line is put together from the values that stand on it.
    """

    number: int
    kind: LineKind
    end: str
    printed: str


@dataclass(frozen=True, slots=True)
class Document:
    """The source document: its name, digest, encoding and the traits of its text."""

    file: str
    sha256: str
    encoding: str
    byte_order_mark: bool
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed, and the column it was placed under, if any."""

    column: Column | None
    printed: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of projects under a measure; ``header`` is empty where the source has none."""

    position: int
    line: int
    header: tuple[Cell, ...]
    columns: tuple[Column | None, ...]
    measure: int | None


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
    """A responsible unit as printed: an office-level name, and a section of it where named."""

    name: str
    section: str | None
    kind: str
    lead: bool
    printed: str


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
class Row:
    """
    A row of a table, with what its cells were read as.

    ``line`` is its first physical line, ``continued`` those that the row was broken over.
    ``marks`` are the marks in its mark cell with the index of the initiative that each names, or
    None where the measure lists no such mark. ``doubled`` are the columns that seem to hold two
    projects' cells.
    """

    line: int
    continued: tuple[int, ...]
    table: int
    cells: tuple[Cell, ...]
    marks: tuple[tuple[str, int | None], ...]
    name: str
    numbers: Numbers
    units: tuple[Unit, ...]
    budget: Budget
    summary: str
    indicator: IndicatorUse
    doubled: tuple[Column, ...]

    def printed(self, column: Column) -> str:
        """Give the cell under a column as printed, or an empty string."""
        for cell in self.cells:
            if cell.column is column:
                return cell.printed
        return ""


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
    """A measure (施策) of a goal; ``goal`` is the index of the goal, if there is one above it."""

    goal: int | None
    ordinal: int
    title: str
    indicators: tuple[str, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Initiative:
    """
    An initiative (主な取り組み) of a measure, with its mark as printed.

    ``opening`` is what stands before the first initiative of a line; ``printed`` runs from the
    mark to the next one.
    """

    measure: int | None
    ordinal: int
    mark: str
    title: str
    line: int
    opening: str
    printed: str


@dataclass(frozen=True, slots=True)
class Project:
    """An administrative project (事務事業); ``rows`` are indexes of the rows that state it."""

    rows: tuple[int, ...]
    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One revision of a plan, in the order of its source."""

    document: Document
    lines: tuple[Line, ...]
    goals: tuple[Goal, ...]
    measures: tuple[Measure, ...]
    initiatives: tuple[Initiative, ...]
    tables: tuple[Table, ...]
    rows: tuple[Row, ...]
    projects: tuple[Project, ...]
    problems: tuple[Problem, ...]

    def line_texts(self) -> dict[int, str]:
        """Put together the text of every line by its number, without line ends."""
        texts = {line.number: line.printed for line in self.lines}
        for goal in self.goals:
            texts.update((heading.line, "".join(heading.pieces)) for heading in goal.headings)
        for measure in self.measures:
            texts.update((heading.line, "".join(heading.pieces)) for heading in measure.headings)
        for initiative in self.initiatives:
            texts[initiative.line] += initiative.opening + initiative.printed
        for table in self.tables:
            if table.header:
                texts[table.line] = "\t".join(cell.printed for cell in table.header)
        for row in self.rows:
            pieces = "\t".join(cell.printed for cell in row.cells).split("\n")
            texts.update(zip((row.line, *row.continued), pieces, strict=True))
        return texts
