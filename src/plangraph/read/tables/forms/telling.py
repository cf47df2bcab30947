"""
Whether a sheet is a form: whether it asks of one project, label by label, and lists none.
"""

from dataclasses import replace
from typing import Final

from plangraph.read.tables.forms.entries import Entry
from plangraph.read.tables.forms.fields import BELOW, read_fields
from plangraph.read.tables.forms.spots import Rows, Spot, find_spots
from plangraph.read.tables.grid import Grid
from plangraph.read.tables.mapping import Mapping
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

WIDEST: Final = 60
"""Cells of a row that a form hardly has."""

ALIKE: Final = 0.6
"""Part of the labels of a form that another sheet has where it is the same form, not filled in."""


def is_form(grid: Grid, words: Words) -> bool:
    """Tell whether a sheet asks of one project, label by label, and lists none."""
    top = grid.rows[:LOOKED_AT]
    if any(len(row.cells) > WIDEST for row in top):
        return False
    rows = find_spots(replace(grid, rows=top), words, Mapping())
    asked: dict[Part, Entry] = {}
    for entry in read_fields(rows, words):
        if entry.part in ASKED and entry.text:
            asked.setdefault(entry.part, entry)
    lines = {entry.spot.line for entry in asked.values()}
    if Part.NAME not in asked or len(asked) < FEWEST or len(lines) < FEWEST - 1:
        return False
    return not _is_list(asked[Part.NAME], rows)


def _is_list(name: Entry, rows: Rows) -> bool:
    """A list goes on below the label of the name; and below its one row it asks nothing more."""
    labels = [spot for row in rows for spot in row if spot.part is Part.NAME]
    for label in labels:
        under = [spot for row in rows for spot in row if _is_under(spot, label)]
        if len(under) >= 2 and not any(spot.is_label for spot in under[:2]):
            return True
    if not name.why.endswith(BELOW):
        return False
    later = {spot.line for row in rows for spot in row if spot.is_label} - {name.spot.line}
    return sum(line > name.spot.line for line in later) < 2


def _is_under(spot: Spot, label: Spot) -> bool:
    return spot.column == label.column and spot.line > label.line


def looks_alike(grid: Grid, form: Grid, words: Words) -> bool:
    """Tell whether a sheet asks what a form asks, as one does that is still to be filled in."""
    asked, of_form = _labels(grid, words), _labels(form, words)
    return len(asked & of_form) >= ALIKE * len(of_form)


def _labels(grid: Grid, words: Words) -> set[str]:
    rows = find_spots(replace(grid, rows=grid.rows[:LOOKED_AT]), words, Mapping())
    return {spot.text for row in rows for spot in row if spot.is_label}
