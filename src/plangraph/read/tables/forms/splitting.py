"""
Several forms below one another on a sheet: where each of them begins.
"""

from dataclasses import replace

from plangraph.errors import SourceError
from plangraph.read.folding import compare_form
from plangraph.read.tables.forms.fields import read_fields
from plangraph.read.tables.forms.spots import find_spots
from plangraph.read.tables.forms.telling import looks_alike
from plangraph.read.tables.grid import Grid
from plangraph.read.tables.mapping import Mapping
from plangraph.read.tables.parts import Part
from plangraph.read.tables.words import Words


def split_forms(grid: Grid, words: Words, mapping: Mapping, file: str) -> list[Grid]:
    """
    Cut a sheet where the label of the name stands again, with another name beside it.

    Raises:
        SourceError: The names stand so that it cannot be told what belongs to which.
    """
    rows = find_spots(grid, words, mapping)
    named = [entry for entry in read_fields(rows, words) if entry.part is Part.NAME and entry.text]
    if not named:
        return [grid]
    alike = [entry for entry in named if entry.labels == named[0].labels]
    if len({compare_form(entry.text) for entry in alike}) == 1:
        return [grid]
    above = alike[0].spot.line - grid.rows[0].line
    starts = [entry.spot.line - above for entry in alike]
    lines = [entry.spot.line for entry in alike]
    ends = [*starts[1:], grid.rows[-1].line + 1]
    cut = [
        replace(grid, rows=tuple(row for row in grid.rows if start <= row.line < end))
        for start, end in zip(starts, ends, strict=True)
    ]
    apart = all(start > line for start, line in zip(starts[1:], lines, strict=False))
    if not apart or not all(looks_alike(one, cut[0], words) for one in cut):
        raise SourceError(
            file,
            f"a sheet names several projects at once ({alike[0].text}, {alike[1].text})",
            "Give the list that the forms were made from, with one row a project",
        )
    return cut
