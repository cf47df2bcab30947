"""
The columns of the table for offices: which there are, in what order, and what can be chosen.
"""

from collections.abc import Sequence

from plangraph.assemble.facts import initiative_code, measure_code
from plangraph.plan import Plan
from plangraph.read.tables import circulated_columns as columns
from plangraph.read.tables.circulated_levels import write_level
from plangraph.read.tables.circulated_values import DIRECTIONS, STAGES


def place_under(plan: Plan, element: tuple[str, int] | None) -> dict[str, str]:
    """Give the cells that say where something stands: an element and all that are above it."""
    cells: dict[str, str] = {}
    while element is not None:
        level, index = element
        if level == "goal":
            goal = plan.goals[index]
            cells.setdefault(columns.GOAL, write_level(goal.code, goal.title))
            element = None
        elif level == "measure":
            measure = plan.measures[index]
            cells[columns.MEASURE] = write_level(measure_code(plan, index), measure.title)
            element = ("goal", measure.goal) if measure.goal is not None else None
        else:
            one = plan.initiatives[index]
            inner = one.above is not None and one.above[0] == "initiative"
            name = columns.INNER if inner else initiative_header(plan)
            cells[name] = write_level(initiative_code(plan, one), one.title)
            above = ("measure", one.measure) if one.measure is not None else one.above
            element = above
    return cells


def initiative_header(plan: Plan) -> str:
    """Give the header over initiatives: whether projects name them by a mark, or stand under."""
    placed = any(row.under is not None or row.further or row.amounts for row in plan.rows)
    return columns.INITIATIVE if placed else columns.MARKED


def order_header(plan: Plan, rows: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """Give the columns that hold anything, and always those that a row of a project needs."""
    filled = {name for cells in rows for name, text in cells.items() if text}
    always = [
        *(columns.IDENTIFIER, columns.GOAL, columns.MEASURE, initiative_header(plan)),
        *(columns.NUMBER, columns.NAME, columns.DEPARTMENT, "予算1", "区分1"),
        *(columns.SUMMARY, "指標1", "単位1"),
    ]
    names = dict.fromkeys(name for cells in rows for name in cells)
    wanted = [*names, *always]
    kept = {name for name in wanted if name in filled or name in always}
    return tuple(sorted(kept, key=lambda name: (*_rank(name), list(wanted).index(name))))


def _rank(name: str) -> tuple[int, int, int]:
    """Order columns: where, what, who, budget, summary, indicators with values, money, others."""
    order = (
        *(columns.IDENTIFIER, columns.GOAL, columns.MEASURE, columns.MARKED, columns.INITIATIVE),
        *(columns.INNER, columns.NUMBER, columns.NAME, columns.AGAIN, columns.DIVISION),
        columns.DEPARTMENT,
    )
    if name in order:
        return 0, order.index(name), 0
    heading = columns.read_header(name)
    if heading is None:
        return 9, 0, 0
    if heading.kind in ("予算", "区分"):
        return 1, heading.place, int(heading.kind == "区分")
    if heading.kind in (columns.REMARK, columns.SUMMARY):
        return 2, int(heading.kind == columns.SUMMARY), 0
    if heading.kind == "金額":
        year = heading.period.end if heading.period else 0
        return 4, year, list(columns.PHASES).index(heading.detail)
    inside = ("指標", "単位", "種類", "方向", "値").index(heading.kind)
    return 3, heading.place, inside


def find_choices(plan: Plan, header: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give what the cells under each header may be chosen from, in the order of the plan."""
    goals = [write_level(goal.code, goal.title) for goal in plan.goals]
    measures = [
        write_level(measure_code(plan, index), one.title) for index, one in enumerate(plan.measures)
    ]
    under = [place_under(plan, ("initiative", index)) for index in range(len(plan.initiatives))]
    units = sorted({use.unit for row in plan.rows for use in row.uses if use.unit})
    tags = [
        entry.tag
        for row in plan.rows
        for entry in row.budget.entries
        if entry.tag and f"【{entry.tag}】" in entry.printed
    ]
    named = {
        columns.GOAL: goals,
        columns.MEASURE: measures,
        initiative_header(plan): [
            cells[initiative_header(plan)] for cells in under if initiative_header(plan) in cells
        ],
        columns.INNER: [cells[columns.INNER] for cells in under if columns.INNER in cells],
        columns.DIVISION: sorted(
            {unit.division for row in plan.rows for unit in row.units if unit.division}
        ),
        columns.DEPARTMENT: sorted({unit.printed for row in plan.rows for unit in row.units}),
    }
    found: dict[str, tuple[str, ...]] = {}
    for name in header:
        heading = columns.read_header(name)
        kind = heading.kind if heading is not None else ""
        words = {
            "単位": units,
            "区分": tags or ["義務", "政策"],
            "種類": list(STAGES),
            "方向": list(DIRECTIONS),
        }.get(kind, named.get(name, []))
        if words:
            found[name] = tuple(dict.fromkeys(words))
    return found
