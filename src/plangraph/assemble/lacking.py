"""
What a table has no column for: its projects are not asked for that one by one.
"""

from typing import Final

from plangraph.plan import Column, Plan, Table

ASKED: Final = {
    Column.NUMBER: frozenset[str](),
    Column.DEPARTMENT: frozenset(("division", "section")),
    Column.BUDGET: frozenset(
        ("amount", "amount-initial", "amount-supplementary", "amount-settled", "source")
    ),
    Column.INDICATOR: frozenset[str](),
    Column.MARK: frozenset(("goal", "measure", "initiative", "subinitiative")),
}
"""Columns that rules ask of every project, and the parts of other columns that say the same."""


def missing_columns(plan: Plan, table: Table) -> tuple[Column, ...]:
    """Name what no column of a table holds; headings between the rows place them, too."""
    if plan.document.layout not in ("csv", "workbook") or not table.header:
        return ()
    parts = {cell.part for cell in table.header}
    # A column without a header shows in the cells below it.
    rows = [row for row in plan.rows if plan.tables[row.table] is table]
    parts |= {cell.part for row in rows for cell in row.cells}
    known = {Column.MARK} if any(row.under is not None for row in rows) else set[Column]()
    known |= {Column.BUDGET} if any(row.amounts for row in rows) else set()
    return tuple(
        column
        for column, others in ASKED.items()
        if column not in table.columns and column not in known and not others & parts
    )
