"""
Forms: a sheet for one project, with labels in cells and what they ask for beside them.
"""

from itertools import pairwise
from typing import Final

from plangraph.read.tables.grid import Grid
from plangraph.read.tables.parts import LEVELS, Part
from plangraph.read.tables.words import Words

LOOKED_AT: Final = 40
"""Rows from the top of a sheet among which its labels are looked for."""

ASKED: Final = frozenset(
    {
        Part.NAME, Part.NUMBER, Part.DEPARTMENT, Part.DIVISION, Part.SECTION, Part.BUDGET,
        Part.SUMMARY, *LEVELS,
    }
)  # fmt: skip
"""What a form asks of its project once."""

FEWEST: Final = 4
"""Labels with something beside them that make a form, on no fewer rows than one less."""


def is_form(grid: Grid, words: Words) -> bool:
    """Tell whether a sheet asks of one project, label by label, and lists none."""
    asked: dict[Part, int] = {}
    for row in grid.rows[:LOOKED_AT]:
        columns = sorted(row.cells)
        for column, beside in pairwise(columns):
            part = words.find(row.cells[column])
            if part in ASKED and words.find(row.cells[beside]) is None:
                asked.setdefault(part, row.line)
    lines = set(asked.values())
    return Part.NAME in asked and len(asked) >= FEWEST and len(lines) >= FEWEST - 1
