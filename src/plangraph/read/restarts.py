"""
Two tables that run on as one, the headings between them lost: the marks tell.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from plangraph.plan import LineKind, Problem, Row
from plangraph.read.folding import circled

FIRST: Final = frozenset({1, 2})
"""Marks that a table must run through before and after it begins anew."""
WITHIN: Final = frozenset(
    {LineKind.BLANK, LineKind.CONTINUED, LineKind.HEADER, LineKind.PAGE_MARK, LineKind.ROW}
)
"""Kinds of line across which a table runs on, a header repeated on a new page included."""


def find_restarts(rows: Sequence[Row], kinds: Mapping[int, LineKind]) -> list[Problem]:
    """
    Find where the marks of a table have run up, fall back to the first, and run up again.

    A table that is not sorted by its marks falls back more than once, and a row that was moved is
    not followed by the first two marks.
    """
    problems = []
    for run in _runs(rows, kinds):
        ordinals = [ordinal for ordinal, _ in run]
        falls = [at for at in range(1, len(run)) if ordinals[at] < ordinals[at - 1]]
        if len(falls) != 1:
            continue
        before, after = ordinals[: falls[0]], ordinals[falls[0] :]
        if FIRST.issubset(before) and FIRST.issubset(after):
            problems.append(Problem("marks-start-again", run[falls[0]][1].line))
    return problems


def _runs(rows: Sequence[Row], kinds: Mapping[int, LineKind]) -> list[list[tuple[int, Row]]]:
    """Give the rows with a mark, parted where anything but a row or a header stands between."""
    runs: list[list[tuple[int, Row]]] = [[]]
    last = 0
    for row in rows:
        if any(kinds[line] not in WITHIN for line in range(last + 1, row.line)):
            runs.append([])
        found = [circled(mark) for mark, _ in row.marks]
        if len(found) == 1 and found[0] is not None:
            runs[-1].append((found[0], row))
        last = row.line
    return runs
