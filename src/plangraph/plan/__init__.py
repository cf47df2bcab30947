"""
The values that a plan is made of, as the reader found them.

Every value keeps the line it stands on and the text as printed; nothing here knows RDF.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from plangraph.plan.cells import (
    Appropriation,
    Budget,
    IndicatorUse,
    MeasuredUse,
    Numbers,
    Unit,
)
from plangraph.plan.exchange import (
    Body,
    Charter,
    Contact,
    Detail,
    Relation,
    Stakeholder,
    StakeRole,
    StatedIndicator,
    Tenet,
)
from plangraph.plan.kinds import AbsenceKind, Column, LineKind
from plangraph.plan.levels import Goal, Heading, Initiative, Measure
from plangraph.plan.measured import Amount, Observation, Period, Value

__all__ = [
    "AbsenceKind",
    "Amount",
    "Appropriation",
    "Body",
    "Budget",
    "Cell",
    "Charter",
    "Column",
    "Contact",
    "Detail",
    "Document",
    "Goal",
    "Heading",
    "IndicatorUse",
    "Initiative",
    "Line",
    "LineKind",
    "Measure",
    "MeasuredUse",
    "Numbers",
    "Observation",
    "Period",
    "Plan",
    "Problem",
    "Project",
    "Relation",
    "Row",
    "Sheet",
    "StakeRole",
    "Stakeholder",
    "StatedIndicator",
    "Table",
    "Tenet",
    "Unit",
    "Value",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader could not take as it stood; ``kind`` is a ``reading-problem``."""

    kind: str
    line: int
    column: Column | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook; its row 1 is the line ``first`` of the document."""

    name: str
    first: int


@dataclass(frozen=True, slots=True)
class Line:
    """
    One physical line: its number from 1, what it is, and the line end that follows it.

    ``printed`` is the text of a line that holds nothing else (blank, page mark, stray text); the
    text of every other line is put together from the values that stand on it. In a table every
    line keeps its own text.
    """

    number: int
    kind: LineKind
    end: str
    printed: str


@dataclass(frozen=True, slots=True)
class Document:
    """
    The source document: its name, digest, encoding and the traits of its text.

    ``layout`` is text, csv, workbook or xml; the lines of a workbook run on from sheet to sheet.
    Those of an xml are its elements that say anything, and ``places`` tells the line of each in
    the file: thus the same plan has the same lines however it is indented.
    """

    file: str
    sha256: str
    encoding: str
    byte_order_mark: bool
    traits: tuple[str, ...]
    layout: str = "text"
    sheets: tuple[Sheet, ...] = ()
    places: tuple[int, ...] = ()

    def find_sheet(self, line: int) -> tuple[int, Sheet] | None:
        """Give the sheet on which a line lies, with its place from 1; None in a text."""
        place = bisect_right(self.sheets, line, key=_first_line)
        return (place, self.sheets[place - 1]) if place else None

    def row_number(self, line: int) -> int:
        """Give the row of a line on its sheet, or an element's line; in a text, the line itself."""
        if self.places:
            return self.places[line - 1]
        found = self.find_sheet(line)
        return line - found[1].first + 1 if found else line


def _first_line(sheet: Sheet) -> int:
    return sheet.first


TORN: Final = "\r"
"""Stands before the text of a cell that a line break, not a tab, parts from the cell before it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """
    A cell as printed, and the column it was placed under, if any.

    ``part`` says what else a cell of a table was read as, such as a level or a value; ``header``
    is the text over it, ``address`` its place in a workbook, ``line`` its own line where that is
    not the line of the row.
    """

    column: Column | None
    printed: str
    part: str = ""
    header: str = ""
    address: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of projects under a measure; ``header`` is empty where the source has none."""

    position: int
    line: int
    header: tuple[Cell, ...]
    columns: tuple[Column | None, ...]
    measure: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """
    A row of a table, with what its cells were read as.

    ``line`` is its first physical line, ``continued`` those that the row was broken over.
    ``marks`` are the marks in its mark cell with the index of the initiative that each names, or
    None where the measure lists no such mark. ``doubled`` are the columns that seem to hold two
    projects' cells. A row of a table names the element that it stands ``under``, by level and
    index; ``further`` are its indicators with their values, ``relisted`` says 再掲.
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
    under: tuple[str, int] | None = None
    further: tuple[MeasuredUse, ...] = ()
    amounts: tuple[Amount, ...] = ()
    relisted: bool = False

    @property
    def uses(self) -> tuple[IndicatorUse, ...]:
        """Every indicator of the row, the first one included."""
        return (self.indicator, *(one.use for one in self.further if one.use != self.indicator))

    def cell(self, column: Column) -> Cell | None:
        """Give the cell under a column, if there is one."""
        for cell in self.cells:
            if cell.column is column:
                return cell
        return None

    def printed(self, column: Column) -> str:
        """Give the cell under a column as printed, or an empty string."""
        cell = self.cell(column)
        return cell.printed.removeprefix(TORN) if cell is not None else ""

    def address(self, column: Column) -> str:
        """Give the address of the cell under a column, or an empty string."""
        cell = self.cell(column)
        return cell.address if cell is not None else ""


@dataclass(frozen=True, slots=True)
class Project:
    """An administrative project (事務事業); ``rows`` are indexes of the rows that state it."""

    rows: tuple[int, ...]
    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    One revision of a plan, in the order of its source.

    ``notes`` say what the reader did that nobody need mend: cells carried down, hidden rows read.
    ``charter`` and ``details`` are what an exchange file says besides; ``language`` is that of the
    texts, as a tag of BCP 47. ``identifiers`` name things by level, or as a project, and index,
    where the source itself carries the key of each.
    """

    document: Document
    lines: tuple[Line, ...]
    goals: tuple[Goal, ...]
    measures: tuple[Measure, ...]
    initiatives: tuple[Initiative, ...]
    tables: tuple[Table, ...]
    rows: tuple[Row, ...]
    projects: tuple[Project, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    charter: Charter | None = None
    details: tuple[Detail, ...] = ()
    language: str = "ja"
    identifiers: tuple[tuple[str, int, str], ...] = ()

    def line_texts(self) -> dict[int, str]:
        """Put together the text of every line by its number, without line ends."""
        texts = {line.number: line.printed for line in self.lines}
        if self.document.layout != "text":
            return texts
        for goal in self.goals:
            texts.update((heading.line, "".join(heading.pieces)) for heading in goal.headings)
        for measure in self.measures:
            texts.update((heading.line, "".join(heading.pieces)) for heading in measure.headings)
        for initiative in self.initiatives:
            texts[initiative.line] += initiative.opening + initiative.printed
        for table in self.tables:
            if table.header:
                texts.update(enumerate(_torn_lines(table.header), start=table.line))
        for row in self.rows:
            texts.update(zip((row.line, *row.continued), _torn_lines(row.cells), strict=True))
        return texts


def _torn_lines(cells: tuple[Cell, ...]) -> list[str]:
    return "\t".join(cell.printed for cell in cells).replace(f"\t{TORN}", "\n").split("\n")
