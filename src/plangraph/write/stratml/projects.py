"""
Projects as objectives behind what they belong to, known by their identifiers when read again.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plangraph.plan import IndicatorUse, MeasuredUse, Plan, Row, StatedIndicator, Unit
from plangraph.read.stratml import BUDGET, LEAD
from plangraph.write.stratml.pages import Page
from plangraph.write.stratml.results import write_indicators

if TYPE_CHECKING:
    from lxml.etree import _Element

Above = tuple[str, int]
ROLE: Final = "担当"


def find_places(plan: Plan) -> dict[Above, list[tuple[int, int]]]:
    """Give the rows that list a project beneath each element: project and row, by their index."""
    found: dict[Above, list[tuple[int, int]]] = {}
    for index, project in enumerate(plan.projects):
        for place in project.rows:
            for above in _above(plan, plan.rows[place]):
                listed = found.setdefault(above, [])
                if all(one != index for one, _ in listed):
                    listed.append((index, place))
    return found


def _above(plan: Plan, row: Row) -> Iterator[Above]:
    """Give what a row stands under: its initiatives, or else the measure of its table."""
    if row.under is not None:
        yield row.under
        return
    measure = plan.tables[row.table].measure
    for _, initiative in row.marks or (("", None),):
        if initiative is not None:
            yield "initiative", initiative
        elif measure is not None:
            yield "measure", measure


def write_project(
    page: Page, goal: "_Element", plan: Plan, index: int, key: str, part: int
) -> None:
    """Write a project with all that an objective can hold, or say what it cannot."""
    project = plan.projects[index]
    row = plan.rows[project.rows[0]]
    element = page.open(goal, "Objective")
    page.add(element, "Name", project.name)
    page.add(element, "Description", row.summary)
    page.add_identifier(element, f"project-{key}")
    page.add(element, "SequenceIndicator", row.numbers.printed)
    for unit in row.units:
        _write_unit(page, element, unit, part)
    page.add(
        element, "OtherInformation", f"{BUDGET}{row.budget.printed}" * bool(row.budget.printed)
    )
    name = project.name or row.numbers.printed or "?"
    if part == 2:
        write_indicators(page, element, _stated(row), name, in_a_cell=True)
    else:
        for use in row.uses:
            if use.label:
                page.losses.note("indicators", f"{name}: {use.label}")
    for one in (row.summary, row.budget.printed):
        if "\n" in one:
            page.losses.note("breaks", name)
    for other in (plan.rows[place] for place in project.rows):
        for mark, _ in other.marks:
            page.losses.note("marks", f"{name}: {mark}")
        for amount in other.amounts:
            page.losses.note("amounts", f"{name}: {amount.printed} ({amount.header})")
        if other is not row and _differs(row, other):
            page.losses.note("rows-apart", name)


def write_again(page: Page, goal: "_Element", plan: Plan, index: int, key: str, time: int) -> None:
    """Write that a project is listed in a further place."""
    project = plan.projects[index]
    element = page.open(goal, "Objective")
    page.add(element, "Name", project.name)
    page.add_identifier(element, f"again-{time}-project-{key}")
    page.add(element, "SequenceIndicator", plan.rows[project.rows[0]].numbers.printed)


def _write_unit(page: Page, parent: "_Element", unit: Unit, part: int) -> None:
    element = page.open(parent, "Stakeholder")
    element.set("StakeholderTypeType", "Organization")
    page.add(element, "Name", unit.printed, required=True)
    page.add(element, "Description", unit.division)
    if part == 1:
        page.losses.note("stakeholder-roles", f"{unit.printed}: {ROLE}")
        return
    role = page.open(element, "Role")
    page.add(role, "Name", LEAD if unit.lead else ROLE)
    page.add(role, "RoleType", "Performer")


def _stated(row: Row) -> Iterator[StatedIndicator]:
    """Give the indicators of a row as an exchange file has them."""
    measured = row.further or (MeasuredUse(row.indicator, 1, "not-stated", row.line, ()),)
    for one in measured:
        if one.use.label or one.use.unit:
            yield StatedIndicator(one, "", "", "", (), "")


def _differs(row: Row, other: Row) -> bool:
    """Tell whether a further row says anything that the first does not."""
    said = (other.units, other.budget.entries, other.summary, _labels(other), other.numbers.full)
    first = (row.units, row.budget.entries, row.summary, _labels(row), row.numbers.full)
    return any(one and one != known for one, known in zip(said, first, strict=True))


def _labels(row: Row) -> tuple[IndicatorUse, ...]:
    return tuple(use for use in row.uses if use.label or use.unit)
