"""
Problems that most rows of a table share are said once, at its header.
"""

from collections.abc import Sequence

from plangraph.plan import Column, Problem, Row, Table
from plangraph.read.alignment import find_swap
from plangraph.read.folding import clean

COUNTS = frozenset({"too-few-cells", "too-many-cells"})


def say_once(
    tables: Sequence[Table], rows: Sequence[Row], problems: Sequence[Problem]
) -> list[Problem]:
    """
    Say at the header what more than half of a table's rows, and at least two, have in common.

    These are columns that are swapped, a column too few or too many, and a header left blank over
    cells that are filled.
    """
    kept = list(problems)
    for index, table in enumerate(tables):
        own = [row for row in rows if row.table == index]
        swaps: dict[tuple[int, int], list[int]] = {}
        for row in own:
            swap = _swap(row, table)
            if swap is not None:
                swaps.setdefault(swap, []).append(row.line)
        for (first, second), lines in swaps.items():
            if _is_most(lines, own):
                kept = [p for p in kept if not (p.kind == "wrong-kind" and p.line in lines)]
                columns = (table.columns[first], table.columns[second])
                kept.extend(Problem("wrong-kind", table.line, col) for col in columns if col)
        kept = _say_counts_once(kept, table, own)
        if _hides_a_column(table, own):
            kept.append(Problem("unknown-column", table.line))
    return sorted(kept, key=lambda problem: problem.line)


def _swap(row: Row, table: Table) -> tuple[int, int] | None:
    if len(row.cells) != len(table.columns):
        return None
    return find_swap([cell.printed for cell in row.cells], table.columns)


def _is_most(lines: Sequence[int], own: Sequence[Row]) -> bool:
    return len(lines) > 1 and 2 * len(lines) > len(own)


def _say_counts_once(problems: list[Problem], table: Table, own: Sequence[Row]) -> list[Problem]:
    if not table.header:
        return problems
    lines = {row.line for row in own}
    for kind in COUNTS:
        found = [p for p in problems if p.kind == kind and p.line in lines]
        if _is_most([p.line for p in found], own):
            columns: set[Column | None] = {p.column for p in found}
            column = columns.pop() if len(columns) == 1 else None
            problems = [p for p in problems if p not in found]
            problems.append(Problem(kind, table.line, column))
    return problems


def _hides_a_column(table: Table, own: Sequence[Row]) -> bool:
    """A header cell left blank, over cells that are filled."""
    blank = [
        index
        for index, cell in enumerate(table.header)
        if cell.column is None and not clean(cell.printed)
    ]
    return any(
        clean(row.cells[index].printed)
        for row in own
        if len(row.cells) == len(table.header)
        for index in blank
    )
