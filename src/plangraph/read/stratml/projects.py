"""
Projects, which the format has no element for: objectives that are known by their identifiers.

Thus they are written by us. An objective of another program that bears such an identifier, and has
others beneath it, stays what it is.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from plangraph.plan import Cell, Column, IndicatorUse, MeasuredUse, Problem, Project, Row, Unit
from plangraph.read.budgets import read_budget
from plangraph.read.cells import read_numbers, read_units
from plangraph.read.indicators import read_use
from plangraph.read.stratml.indicators import read_indicators
from plangraph.read.stratml.parsing import Element
from plangraph.read.tables.records import read_code

MARK: Final = re.compile(r"(?:again-\d+-)?project-(?P<key>.+)")
"""Identifier of a project, or of a further place where it is listed."""

TARGETS: Final = "targets-goal-"
"""Begins the identifier of an objective that stands for the indicators of a goal itself."""

BUDGET: Final = "予算: "
"""Stands before what the budget cell of a project says."""

LEAD: Final = "主担当"


def is_project(element: Element) -> bool:
    """Tell whether an objective is a project that was written as one."""
    found = MARK.fullmatch(element.said("Identifier"))
    return found is not None and not element.all("Objective", "Goal")


def is_target_list(element: Element) -> bool:
    """Tell whether an objective holds the indicators of the goal around it."""
    named = element.said("Identifier").startswith(TARGETS)
    return named and not element.all("Objective", "Goal")


@dataclass(slots=True)
class Projects:
    """Projects in the order of the document, each with the rows that list it."""

    rows: list[Row] = field(default_factory=list)
    keys: dict[str, list[int]] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)

    def add(self, element: Element, under: tuple[str, int]) -> None:
        """Take a project, or a further place of one, beneath an element of a level."""
        found = MARK.fullmatch(element.said("Identifier"))
        if found is None:
            return
        self.keys.setdefault(found["key"], []).append(len(self.rows))
        self.rows.append(self._row(element, under))

    def _row(self, element: Element, under: tuple[str, int]) -> Row:
        stated, notes = read_indicators(element)
        self.notes.extend(notes)
        further = tuple(_as_in_a_cell(one.measured) for one in stated)
        numbers = read_numbers(element.said("SequenceIndicator"))
        if numbers.printed and not (numbers.full or numbers.undecided or numbers.codes):
            numbers = read_code(numbers.printed)
        budget = element.said("OtherInformation").removeprefix(BUDGET.strip()).strip()
        printed = {
            Column.NAME: element.said("Name"),
            Column.NUMBER: numbers.printed,
            Column.DEPARTMENT: " ".join(one.said("Name") for one in element.all("Stakeholder")),
            Column.BUDGET: budget,
            Column.SUMMARY: element.said("Description"),
        }
        return Row(
            line=element.place,
            continued=(),
            table=0,
            cells=tuple(Cell(column, text) for column, text in printed.items() if text),
            marks=(),
            name=printed[Column.NAME],
            numbers=numbers,
            units=tuple(unit for one in element.all("Stakeholder") for unit in _units(one)),
            budget=read_budget(budget),
            summary=printed[Column.SUMMARY],
            indicator=further[0].use if further else read_use("", ""),
            doubled=(),
            under=under,
            further=further,
        )

    def listed(self) -> tuple[Project, ...]:
        """Give the projects, each with its rows."""
        return tuple(
            Project(
                tuple(rows),
                self.rows[rows[0]].name,
                tuple(dict.fromkeys(one for row in rows for one in self.rows[row].numbers.full)),
            )
            for rows in self.keys.values()
        )

    def identifiers(self) -> tuple[tuple[str, int, str], ...]:
        """Give the key of each project."""
        return tuple(("project", index, key) for index, key in enumerate(self.keys))


def _as_in_a_cell(measured: MeasuredUse) -> MeasuredUse:
    use = read_use(measured.use.label, measured.use.unit)
    use = IndicatorUse(use.label, measured.use.unit, use.gloss, use.printed, use.several, None)
    return MeasuredUse(use, measured.group, measured.stage, measured.line, measured.observations)


def _units(element: Element) -> tuple[Unit, ...]:
    leads = any(role.said("Name") == LEAD for role in element.all("Role"))
    return tuple(
        Unit(one.name, one.section, one.kind, one.lead or leads, one.printed, division)
        for division in (element.said("Description"),)
        for one in read_units(element.said("Name"))
    )
