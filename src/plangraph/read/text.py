"""
The text layout: headings, lists of initiatives and tab-separated tables, line by line.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from plangraph.errors import SourceError
from plangraph.plan import (
    Cell,
    Column,
    Document,
    Goal,
    Heading,
    Initiative,
    Line,
    LineKind,
    Measure,
    Plan,
    Problem,
    Row,
    Table,
)
from plangraph.read.breaks import join_header, join_row
from plangraph.read.columns import STANDARD, place_unknown, read_header
from plangraph.read.decoding import Text, decode
from plangraph.read.folding import CIRCLED, clean, compare_form, numeral
from plangraph.read.grouping import group_rows
from plangraph.read.headings import (
    is_damaged_goal,
    is_page_mark,
    ordinal_of,
    read_goal,
    read_initiatives,
    read_measure,
    read_torn_list,
)
from plangraph.read.indicators import read_list, read_targets
from plangraph.read.restarts import find_restarts
from plangraph.read.rows import read_row
from plangraph.read.tallying import say_once

PROJECT_SIGN: Final = "事業"
PLAIN: Final = frozenset({LineKind.BLANK, LineKind.PAGE_MARK, LineKind.STRAY})
"""Kinds of line whose text is a value of its own; all others are put together from values."""


def read_text(data: bytes, file: str) -> Plan:
    """
    Read a plan in the text layout.

    Raises:
        SourceError: The file is empty, no text, or holds neither a goal nor a table.
    """
    text = decode(data, file)
    reader = _Reader([line for line, _ in text.lines])
    reader.run()
    if not reader.goals and not reader.rows:
        raise SourceError(
            file,
            "the text holds no goal (基本目標) and no table of projects",
            "Give a plan in the text layout",
        )
    return reader.plan(_document(text, file), text)


def _document(text: Text, file: str) -> Document:
    return Document(file, text.sha256, text.encoding, text.byte_order_mark, text.traits)


@dataclass
class _Reader:
    """The state of one reading; lines are numbered from 1 in everything that it collects."""

    texts: list[str]
    kinds: dict[int, LineKind] = field(default_factory=dict)
    goals: list[Goal] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    goal: int | None = None
    measure: int | None = None
    table: int | None = None

    def run(self) -> None:
        number = 1
        while number <= len(self.texts):
            number += self._take(number, self.texts[number - 1])
        self._find_empty_tables()
        self.problems.extend(find_restarts(self.rows, self.kinds))

    def _take(self, number: int, text: str) -> int:
        """Take the line, and as many after it as belong to it; give how many were taken."""
        if not clean(text):
            self.kinds[number] = LineKind.BLANK
            return 1
        if "\t" in text:
            header = join_header(self.texts, number)
            if header is not None:
                return self._open_table(number, *header)
            return self._take_row(number)
        heading = read_goal(number, text)
        if heading is not None:
            self.kinds[number] = LineKind.GOAL_HEADING
            self._add_goal(heading)
            return 1
        heading = read_measure(number, text)
        if heading is not None:
            self.kinds[number] = LineKind.MEASURE_HEADING
            self._add_measure(heading)
            return 1
        listed = read_initiatives(text)
        if listed is not None:
            self.kinds[number] = LineKind.INITIATIVES
            opening, items = listed
            for item in items:
                self.initiatives.append(
                    Initiative(
                        self.measure,
                        item.ordinal,
                        item.mark,
                        item.title,
                        number,
                        opening if item is items[0] else "",
                        item.printed,
                    )
                )
            return 1
        if is_page_mark(text):
            self.kinds[number] = LineKind.PAGE_MARK
            return 1
        if self._begins_a_torn_row(number):
            return self._take_row(number)
        self._take_stray(number, text)
        return 1

    def _begins_a_torn_row(self, number: int) -> bool:
        if self.table is None:
            return False
        width = len(self.tables[self.table].columns)
        return join_row(self.texts, number, width, self._is_structure)[1] > 1

    def _take_stray(self, number: int, text: str) -> None:
        self.kinds[number] = LineKind.STRAY
        first = clean(text)[0]
        listed = read_torn_list(number, text)
        if listed is not None and self.measure is not None and self.table is None:
            self.kinds[number] = LineKind.MEASURE_HEADING
            self._add_list(self.measure, listed)
        elif is_damaged_goal(text):
            self.problems.append(Problem("damaged-heading", number, None, clean(text)))
        elif self.table is not None and first in CIRCLED and PROJECT_SIGN in text:
            self.problems.append(Problem("stray-project", number, None, clean(text)))
        elif self.goals or self.tables:
            self.problems.append(Problem("stray-text", number, None, clean(text)))

    def _add_goal(self, heading: Heading) -> None:
        value, code = numeral(heading.pieces[1])
        targets = read_targets(heading.listed)
        self.measure = self.table = None
        for index, goal in enumerate(self.goals):
            if goal.code == code or (value is not None and goal.ordinal == value):
                self.goals[index] = replace(
                    goal,
                    headings=(*goal.headings, heading),
                    targets=tuple(dict.fromkeys((*goal.targets, *targets))),
                )
                self.goal = index
                return
        self.goal = len(self.goals)
        self.goals.append(Goal(value, code, clean(heading.title), targets, (heading,)))

    def _add_measure(self, heading: Heading) -> None:
        ordinal, title = ordinal_of(heading), clean(heading.title)
        self.table = None
        for index, measure in enumerate(self.measures):
            same = (measure.goal, measure.ordinal) == (self.goal, ordinal)
            if same and compare_form(measure.title) == compare_form(title):
                listed = tuple(dict.fromkeys((*measure.indicators, *read_list(heading.listed))))
                self.measures[index] = replace(
                    measure, headings=(*measure.headings, heading), indicators=listed
                )
                self.measure = index
                return
        if heading.pieces[4] and not heading.pieces[6]:
            self.problems.append(Problem("damaged-heading", heading.line, None, heading.listed))
        self.measure = len(self.measures)
        self.measures.append(
            Measure(self.goal, ordinal, title, read_list(heading.listed), (heading,))
        )

    def _add_list(self, index: int, heading: Heading) -> None:
        """Take the list of a heading that a line break has torn off it."""
        measure = self.measures[index]
        listed = tuple(dict.fromkeys((*measure.indicators, *read_list(heading.listed))))
        self.measures[index] = replace(
            measure, headings=(*measure.headings, heading), indicators=listed
        )
        self.problems.append(Problem("damaged-heading", heading.line, None, heading.listed))

    def _open_table(self, number: int, header: tuple[Cell, ...], taken: int) -> int:
        known = self.tables[0].columns if self.tables else STANDARD
        header, problems = place_unknown(header, known, number)
        self.table = len(self.tables)
        columns = tuple(cell.column for cell in header)
        self.tables.append(Table(len(self.tables) + 1, number, header, columns, self.measure))
        self.problems.extend(problems)
        self.kinds[number] = LineKind.HEADER
        if taken > 1:
            self.kinds[number + 1] = LineKind.CONTINUED
            self.problems.append(Problem("broken-row", number))
        return taken

    def _open_table_without_header(self, number: int) -> None:
        known = next((table.columns for table in self.tables), None) or self._columns_ahead(number)
        self.table = len(self.tables)
        self.tables.append(Table(len(self.tables) + 1, number, (), known, self.measure))
        self.problems.append(Problem("missing-header", number))

    def _columns_ahead(self, number: int) -> tuple[Column | None, ...]:
        for text in self.texts[number:]:
            header = read_header(text.split("\t")) if "\t" in text else None
            if header is not None:
                return tuple(cell.column for cell in header)
        return STANDARD

    def _take_row(self, number: int) -> int:
        if self.table is None:
            self._open_table_without_header(number)
        index = self.table if self.table is not None else 0
        table = self.tables[index]
        cells, taken = join_row(self.texts, number, len(table.columns), self._is_structure)
        continued = tuple(range(number + 1, number + taken))
        self.kinds[number] = LineKind.ROW
        for line in continued:
            self.kinds[line] = LineKind.CONTINUED
        if continued:
            self.problems.append(Problem("broken-row", number))
        row, problems = read_row(index, table, number, continued, cells, self._marks())
        self.rows.append(row)
        self.problems.extend(problems)
        return taken

    def _is_structure(self, number: int, text: str) -> bool:
        if "\t" in text:
            return read_header(text.split("\t")) is not None
        return (
            read_goal(number, text) is not None
            or read_measure(number, text) is not None
            or read_initiatives(text) is not None
        )

    def _marks(self) -> dict[int, int]:
        marks: dict[int, int] = {}
        for index, initiative in enumerate(self.initiatives):
            if initiative.measure == self.measure and initiative.ordinal is not None:
                marks.setdefault(initiative.ordinal, index)
        return marks

    def _find_empty_tables(self) -> None:
        filled = {row.table for row in self.rows}
        for index, table in enumerate(self.tables):
            if index not in filled:
                self.problems.append(Problem("no-rows", table.line))

    def plan(self, document: Document, text: Text) -> Plan:
        lines = tuple(
            Line(number, self.kinds[number], end, printed if self.kinds[number] in PLAIN else "")
            for number, (printed, end) in enumerate(text.lines, start=1)
        )
        return Plan(
            document=document,
            lines=lines,
            goals=tuple(self.goals),
            measures=tuple(self.measures),
            initiatives=tuple(self.initiatives),
            tables=tuple(self.tables),
            rows=tuple(self.rows),
            projects=group_rows(self.rows),
            problems=tuple(say_once(self.tables, self.rows, self.problems)),
        )
