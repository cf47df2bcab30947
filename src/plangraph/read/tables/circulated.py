"""
The table that goes round the offices: as it was written, with what they have changed in it.

Each column says by its header what it holds, so nothing in it is guessed. The identifier of a row
tells which thing it is about, whatever else in the row was changed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from plangraph.plan import Cell, Column, Document, LineKind, Problem, Project, Row, Table, Unit
from plangraph.read.budgets import read_budget
from plangraph.read.cells import read_numbers, read_units
from plangraph.read.folding import clean, compare_form, join_broken
from plangraph.read.grouping import is_project
from plangraph.read.rows import find_doubled
from plangraph.read.tables import circulated_columns as columns
from plangraph.read.tables.circulated_columns import Heading
from plangraph.read.tables.circulated_levels import Levels
from plangraph.read.tables.circulated_lines import Line, Sheet, join_budget, unguard
from plangraph.read.tables.circulated_values import read_measured, read_money
from plangraph.read.tables.records import read_code

IDENTIFIER: Final = re.compile(r"(goal|measure|initiative|project)-([A-Za-z0-9.-]+)")
PLACES: Final = {
    columns.NUMBER: Column.NUMBER,
    columns.NAME: Column.NAME,
    columns.DEPARTMENT: Column.DEPARTMENT,
    columns.SUMMARY: Column.SUMMARY,
}


class Circulated:
    """What the rows of the table come to."""

    def __init__(self, document: Document, sheets: Sequence[Sheet]) -> None:
        self.document = document
        self.kinds: dict[int, LineKind] = {}
        self.tables: list[Table] = []
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.marked = any(
            heading.kind == columns.MARKED
            for sheet in sheets
            for heading in sheet.headings.values()
        )
        self.levels = Levels(marked=self.marked)
        self.given: list[str] = []
        self._by_measure: dict[int | None, int] = {}
        lines = [line for sheet in sheets for line in self._lines(sheet)]
        # The levels come first, wherever their sheet lies, since the projects name them.
        for line in lines:
            named = IDENTIFIER.fullmatch(clean(line.text(columns.IDENTIFIER)))
            if named and named[1] != "project":
                self._take_level(line, named[1], named[2])
            elif Heading(columns.NAME) not in line.sheet.headings.values():
                self._take_level(line, self.levels.level_of(self._named(line)), "")
        for line in lines:
            if line.row.line not in self.kinds:
                self._take_row(line)
        self.projects, keys = self._group()
        self.identifiers = (*self.levels.identifiers, *keys)

    def _lines(self, sheet: Sheet) -> Iterator[Line]:
        header = sheet.grid.rows[sheet.top]
        self.kinds[header.line] = LineKind.HEADER
        for index in sorted(set(header.cells) - set(sheet.headings)):
            printed = clean(header.cells[index])
            self.notes.append(Problem("unknown-column", header.line, None, printed))
        for row in sheet.grid.rows[sheet.top + 1 :]:
            texts = {index: unguard(text) for index, text in row.cells.items()}
            if not any(clean(text) for text in texts.values()):
                continue
            cells = {h: texts[index] for index, h in sheet.headings.items() if index in texts}
            extra = {index: text for index, text in texts.items() if index not in sheet.headings}
            yield Line(sheet, row, cells, extra)

    def _take_level(self, line: Line, level: str, key: str) -> None:
        kinds = {"goal": LineKind.GOAL_HEADING, "measure": LineKind.MEASURE_HEADING}
        listed = line.text("指標", 1)
        if self.levels.define(level, key, self._named(line), listed, line.row.line):
            kind = kinds.get(level, LineKind.INITIATIVES)
            self.kinds[line.row.line] = kind
            self.kinds.update(dict.fromkeys(line.row.continued, kind))

    def _named(self, line: Line) -> list[str]:
        initiative = line.text(columns.MARKED) or line.text(columns.INITIATIVE)
        inner = line.text(columns.INNER)
        return [line.text(columns.GOAL), line.text(columns.MEASURE), initiative, inner]

    def _take_row(self, line: Line) -> None:
        row = line.row
        named = self._named(line)
        deepest, disagree = self.levels.find(named, row.line)
        if disagree:
            self.problems.append(Problem("levels-disagree", row.line, Column.MARK, disagree))
        marks = self.levels.marks(named[2], deepest, row.line) if self.marked else ()
        measure = self.levels.measure_of(deepest) if self.marked else None
        number = line.text(columns.NUMBER)
        name = join_broken(clean(line.text(columns.NAME)))
        numbers = read_numbers(number) if self.marked else read_code(number)
        uses = read_measured(line, row.line)
        budget = read_budget(join_budget(line))
        given = {
            **{column: line.text(kind) for kind, column in PLACES.items()},
            Column.MARK: "".join(mark for mark, _ in marks) if self.marked else named[2],
            Column.BUDGET: budget.printed,
            Column.INDICATOR: line.text("指標", 1),
            Column.UNIT: line.text("単位", 1),
        }
        doubled = (
            find_doubled(given, len(numbers.full), several=uses[0].use.several) if uses else ()
        )
        found = Row(
            line=row.line,
            continued=row.continued,
            table=self._table(line.sheet, measure),
            cells=(*self._cells(line, given), *self._extra(line, given.values())),
            marks=marks,
            name=name,
            numbers=numbers,
            units=_units(line),
            budget=budget,
            summary=clean(line.text(columns.SUMMARY)),
            indicator=uses[0].use,
            doubled=doubled if self.marked else (),
            under=None if self.marked else deepest,
            further=()
            if self.marked
            else tuple(one for one in uses if one.use.label or one.use.unit),
            amounts=read_money(line),
            relisted=bool(clean(line.text(columns.AGAIN))),
        )
        self.kinds[row.line] = LineKind.ROW
        self.kinds.update(dict.fromkeys(row.continued, LineKind.CONTINUED))
        self.rows.append(found)
        identifier = IDENTIFIER.fullmatch(clean(line.text(columns.IDENTIFIER)))
        self.given.append(identifier[2] if identifier and identifier[1] == "project" else "")
        if not is_project(found) and (self.marked or deepest is None):
            shown = "\t".join(cell.printed for cell in found.cells if cell.printed)[:80]
            self.problems.append(Problem("stray-project", row.line, None, shown))

    def _cells(self, line: Line, given: Mapping[Column, str]) -> Iterator[Cell]:
        kinds = {
            **{column: (kind, 0) for kind, column in PLACES.items()},
            Column.MARK: (columns.MARKED if self.marked else columns.INITIATIVE, 0),
            Column.BUDGET: ("予算", 1),
            Column.INDICATOR: ("指標", 1),
            Column.UNIT: ("単位", 1),
        }
        for column, printed in given.items():
            kind, place = kinds[column]
            header = f"{kind}{place or ''}"
            yield Cell(column, printed, "", header, line.address(kind, place), line.row.line)

    def _extra(self, line: Line, given: Iterable[str]) -> Iterator[Cell]:
        """Keep the cells of columns that were added, and what the others say beyond the row."""
        shown = {clean(printed) for printed in given}
        for index, printed in line.row.cells.items():
            text = unguard(printed)
            part = "" if index in line.extra else columns.PART
            if clean(text) and (index in line.extra or clean(text) not in shown):
                address = line.sheet.grid.address(line.row.line, index)
                yield Cell(None, text, part, line.title(index), address, line.row.line)

    def _table(self, sheet: Sheet, measure: int | None) -> int:
        if measure not in self._by_measure:
            header = sheet.grid.rows[sheet.top]
            kinds = {index: PLACES.get(one.kind) for index, one in sheet.headings.items()}
            cells = tuple(
                Cell(
                    kinds.get(index), text, "", clean(text), sheet.grid.address(header.line, index)
                )
                for index, text in header.cells.items()
            )
            known = tuple(cell.column for cell in cells)
            position = len(self.tables) + 1
            self._by_measure[measure] = len(self.tables)
            self.tables.append(Table(position, header.line, cells, known, measure))
        return self._by_measure[measure]

    def _group(self) -> tuple[tuple[Project, ...], list[tuple[str, int, str]]]:
        """
        Rows are one project by their identifier, or else by number and name.

        A row that was copied and given another name and number is no longer what it is a copy of.
        """
        groups: list[list[int]] = []
        keys: list[str] = []
        known: dict[object, int] = {}
        for index, row in enumerate(self.rows):
            if not is_project(row):
                continue
            key, name = self.given[index], compare_form(row.name)
            pairs: list[object] = [(number, name) for number in row.numbers.full]
            whole = (name, row.units, row.budget, row.summary, row.further, row.amounts)
            found = known.get(key) if key else None
            if found is not None and not self._agrees(self.rows[groups[found][0]], row):
                key, found = "", None
            signs = pairs or [whole]
            if found is None and not key:
                found = next((known[sign] for sign in signs if sign in known), None)
            if found is None:
                found = len(groups)
                groups.append([])
                keys.append(key)
            groups[found].append(index)
            for sign in (*([key] if key else ()), *signs):
                known.setdefault(sign, found)
        return tuple(map(self._project, groups)), [
            ("project", index, key) for index, key in enumerate(keys) if key
        ]

    def _agrees(self, first: Row, row: Row) -> bool:
        if set(first.numbers.full) & set(row.numbers.full):
            return True
        return compare_form(first.name) == compare_form(row.name)

    def _project(self, group: Sequence[int]) -> Project:
        first = next((index for index in group if not self.rows[index].relisted), group[0])
        numbers = dict.fromkeys(one for index in group for one in self.rows[index].numbers.full)
        return Project(tuple(group), self.rows[first].name, tuple(numbers))


def _units(line: Line) -> tuple[Unit, ...]:
    units, division = read_units(clean(line.text(columns.DEPARTMENT))), line.text(columns.DIVISION)
    if len(units) == 1 and clean(division):
        return (replace(units[0], division=join_broken(clean(division))),)
    return units
