"""
A plan as one table for offices to work in: a row a placement of a project, and its levels.

What reads it back takes every cell for what its header says; see ``read/tables/circulated.py``.
"""

import csv
import io
from dataclasses import dataclass, field
from typing import Final

from plangraph.assemble.facts import measure_code
from plangraph.assemble.identity import Identity
from plangraph.plan import Amount, Budget, Cell, Column, Observation, Plan, Row
from plangraph.read.budgets import TAG, read_budget
from plangraph.read.folding import clean, join_broken
from plangraph.read.tables import circulated_columns as columns
from plangraph.read.tables.circulated_columns import write_amount_header, write_value_header
from plangraph.read.tables.circulated_levels import write_level
from plangraph.read.tables.circulated_values import DIRECTIONS, STAGES
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.parts import CODES, GROUPED, LEVELS, VALUES, Part
from plangraph.read.values import is_blank, read_direction, read_value
from plangraph.write.table_columns import (
    find_choices,
    order_header,
    place_under,
)
from plangraph.write.workbook import guard_text

BYTE_ORDER_MARK: Final = "\ufeff"
TEMPORARY: Final = "line-"
HELD: Final = {
    *LEVELS,
    *CODES.values(),
    *GROUPED,
    *MONEY,
    *(Part.MARK, Part.NAME, Part.NUMBER, Part.DEPARTMENT, Part.BUDGET, Part.SUMMARY),
    Part.RELISTED,
}
"""What cells were read as that have columns here; all other cells keep their own headers."""

HEAD_OF: Final = {word: kind for kind, word in (*STAGES.items(), *DIRECTIONS.items())}


@dataclass(frozen=True, slots=True)
class PlanTable:
    """
    The table: its header, rows that state the levels, and rows that place projects.

    ``choices`` are the words that cells under a header may be chosen from.
    """

    header: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    placements: tuple[tuple[str, ...], ...]
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)


def make_table(plan: Plan, identity: Identity) -> PlanTable:
    """Put a plan into rows and columns; temporary keys are left out, as they will not last."""
    levels = [_level_cells(plan, identity, one) for one in _elements(plan)]
    keys = {
        row: _lasting("project", key)
        for project, key in zip(plan.projects, identity.projects, strict=True)
        for row in project.rows
    }
    placements = [
        {columns.IDENTIFIER: keys.get(index, ""), **_row_cells(plan, row)}
        for index, row in enumerate(plan.rows)
    ]
    header = order_header(plan, [*levels, *placements])
    return PlanTable(
        header,
        tuple(tuple(cells.get(name, "") for name in header) for cells in levels),
        tuple(tuple(cells.get(name, "") for name in header) for cells in placements),
        find_choices(plan, header),
    )


def write_csv(table: PlanTable) -> bytes:
    """Write the table as csv that spreadsheets open: UTF-8 with a mark, and no formulas."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    for row in (table.header, *table.levels, *table.placements):
        writer.writerow([guard_text(cell) for cell in row])
    return (BYTE_ORDER_MARK + made.getvalue()).encode()


def _lasting(kind: str, key: str) -> str:
    return "" if key.startswith(TEMPORARY) else f"{kind}-{key}"


def _elements(plan: Plan) -> list[tuple[str, int, int]]:
    """Give level, index and heading of everything above the projects, in the plan's order."""
    found = [
        *(
            (heading.line, 0, ("goal", index, place))
            for index, goal in enumerate(plan.goals)
            for place, heading in enumerate(goal.headings)
        ),
        *(
            (heading.line, 1, ("measure", index, place))
            for index, measure in enumerate(plan.measures)
            for place, heading in enumerate(measure.headings)
        ),
        *((one.line, 2, ("initiative", index, 0)) for index, one in enumerate(plan.initiatives)),
    ]
    return [one for _, _, one in sorted(found)]


def _level_cells(plan: Plan, identity: Identity, one: tuple[str, int, int]) -> dict[str, str]:
    level, index, place = one
    keys = {
        "goal": identity.goals,
        "measure": identity.measures,
        "initiative": identity.initiatives,
    }
    # A level's row is told by its identifier, so that it needs one even where none lasts.
    cells = {
        columns.IDENTIFIER: f"{level}-{keys[level][index]}",
        **place_under(plan, (level, index)),
    }
    if level != "initiative":
        heading = (plan.goals if level == "goal" else plan.measures)[index].headings[place]
        name = columns.GOAL if level == "goal" else columns.MEASURE
        code = plan.goals[index].code if level == "goal" else measure_code(plan, index)
        bare = join_broken(clean(heading.title)) == code
        cells[name] = write_level("" if bare else code, heading.title)
        cells["指標1"] = heading.listed
    return cells


def _row_cells(plan: Plan, row: Row) -> dict[str, str]:
    cells = place_under(plan, row.under or _measure_under(plan, row))
    if row.marks:
        named = [
            place_under(plan, ("initiative", index))[columns.MARKED] if index is not None else mark
            for mark, index in row.marks
        ]
        cells[columns.MARKED] = "\n".join(named)
    cells[columns.NUMBER] = row.numbers.printed or row.printed(Column.NUMBER)
    cells[columns.NAME] = row.name or row.printed(Column.NAME)
    units = "、".join(unit.printed for unit in row.units)
    cells[columns.DIVISION] = next((unit.division for unit in row.units), "")
    cells[columns.DEPARTMENT] = units or row.printed(Column.DEPARTMENT)
    cells[columns.SUMMARY] = row.summary or row.printed(Column.SUMMARY)
    cells[columns.AGAIN] = columns.AGAIN if row.relisted else ""
    cells.update(_budget_cells(row.budget))
    cells.update(_indicator_cells(row))
    for amount in row.amounts:
        _put(cells, _amount_header(amount), amount.printed)
    for cell in row.cells:
        if _is_extra(row, cell):
            name = clean(cell.header) or "欄外"
            _put(
                cells, f"{name}（原表）" if columns.read_header(name) else name, clean(cell.printed)
            )
    return cells


def _put(cells: dict[str, str], header: str, printed: str) -> None:
    """Put a cell under its header; a second one for the same row gets a column behind it."""
    while header in cells:
        header += " "
    cells[header] = printed


def _measure_under(plan: Plan, row: Row) -> tuple[str, int] | None:
    measure = plan.tables[row.table].measure
    return ("measure", measure) if measure is not None else None


def _is_extra(row: Row, cell: Cell) -> bool:
    """Tell whether a cell says what no column here holds, such as a value of no indicator."""
    if cell.column is not None or not clean(cell.printed):
        return False
    if cell.part in VALUES:
        seen = {(one.line, one.header) for use in row.further for one in use.observations}
        return (cell.line or row.line, cell.header) not in seen and not is_blank(cell.printed)
    if cell.part == Part.DIVISION:
        return all(join_broken(clean(cell.printed)) != unit.division for unit in row.units)
    if cell.part == Part.DIRECTION:
        return not any(one.direction == read_direction(cell.printed) for one in row.further)
    return cell.part not in HELD and cell.part != columns.PART


def _budget_cells(budget: Budget) -> dict[str, str]:
    """Give each item and its tag a cell, or leave the cell whole where that would change it."""
    cells: dict[str, str] = {}
    if not budget.entries:
        return {columns.REMARK: budget.printed}
    for place, entry in enumerate(budget.entries, start=1):
        found = TAG.search(entry.printed)
        apart = found is not None and entry.tag is not None and found.end() == len(entry.printed)
        cells[f"予算{place}"] = TAG.sub("", entry.printed) if apart else entry.printed
        cells[f"区分{place}"] = entry.tag or "" if apart else ""
    cells[columns.REMARK] = "、".join((*budget.open_remarks, *budget.remarks))
    pieces: list[str] = []
    for place in range(1, len(budget.entries) + 1):
        item, tag = cells[f"予算{place}"], cells[f"区分{place}"]
        pieces.append(f"{item}【{tag}】" if tag else item)
    again = read_budget("、".join(piece for piece in (*pieces, cells[columns.REMARK]) if piece))
    kept = ("entries", "open_remarks", "remarks", "absence")
    same = all(getattr(again, name) == getattr(budget, name) for name in kept)
    return cells if same else {"予算1": budget.printed}


def _indicator_cells(row: Row) -> dict[str, str]:
    cells: dict[str, str] = {}
    if not row.further:
        use = row.indicator
        cells["指標1"] = use.printed or row.printed(Column.INDICATOR)
        cells["単位1"] = use.unit or row.printed(Column.UNIT)
    for place, measured in enumerate(row.further, start=1):
        cells[f"指標{place}"] = measured.use.printed
        cells[f"単位{place}"] = measured.use.unit
        cells[f"指標{place}の種類"] = HEAD_OF.get(measured.stage, "")
        cells[f"指標{place}の方向"] = HEAD_OF.get(measured.direction, "")
        for one in measured.observations:
            _put(cells, _value_header(place, one, measured.use.unit), one.value.printed)
    return cells


def _value_header(place: int, one: Observation, unit: str) -> str:
    reading = read_value(one.value.printed)
    told = reading.period is not None or one.period is None
    year = "" if told or one.period is None else one.period.printed
    measured = "" if one.unit in (one.value.unit or unit, "") else one.unit
    cumulative = one.cumulative and not reading.cumulative
    return write_value_header(place, one.kind, year, measured, cumulative=cumulative)


def _amount_header(amount: Amount) -> str:
    reading = read_value(amount.printed)
    told = reading.period is not None or amount.period is None
    year = "" if told or amount.period is None else amount.period.printed
    named = reading.value.unit if reading.value is not None else ""
    unit = "" if amount.unit == named else amount.unit
    return write_amount_header(amount.phase, amount.source, year, unit)
