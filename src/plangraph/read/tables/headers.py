"""
Where the header of a table stands: in any of the first rows, over one row or several.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from plangraph.read.folding import SPACE, clean
from plangraph.read.tables.grid import Grid, GridRow, Span
from plangraph.read.tables.headings import Heading, read_path
from plangraph.read.tables.parts import LEVELS, Part
from plangraph.read.tables.unit_words import read_unit
from plangraph.read.tables.words import Words
from plangraph.read.values import is_blank, read_value

LOOKED_AT: Final = 60
"""Rows from the top of a sheet among which its first header is looked for."""

LONGEST_HEADER: Final = 60
DEEPEST: Final = 5
"""Rows that a header may be spread over."""

FIGURE: Final = re.compile(r"[△▲-]?[0-9,.]+[%％]?|[－―-]")
CARRYING: Final = frozenset({Part.NAME, Part.INDICATOR, Part.NUMBER, *LEVELS})


@dataclass(frozen=True, slots=True)
class Header:
    """
    A header: the places of its first and last row among the rows of the grid, and its texts.

    ``paths`` are the texts over each column, top first.
    """

    top: int
    bottom: int
    paths: Mapping[int, tuple[str, ...]]


def find_headers(grid: Grid, words: Words) -> list[Header]:
    """Find the first header of a sheet, and every other one that stands below it."""
    found: list[Header] = []
    index = 0
    spans = _by_row(grid)
    while index < len(grid.rows):
        if not found and index >= LOOKED_AT:
            break
        row = grid.rows[index]
        if _is_header(row, words, fewest=2 if not found else 3):
            header = _spread(grid, index, words, spans, found[-1].bottom + 1 if found else 0)
            if not found or _resembles(header, found[0], words):
                found.append(header)
            index = header.bottom + 1
        else:
            index += 1
    return found


def spread_header(grid: Grid, top: int, bottom: int, words: Words) -> Header:
    """Take the rows from one to another, by their places in the grid, as the header."""
    return Header(top, bottom, _paths(grid, top, bottom, words, _by_row(grid)))


def _by_row(grid: Grid) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = {}
    for span in grid.spans:
        spans.setdefault(span.top, []).append(span)
    return spans


def _is_header(row: GridRow, words: Words, *, fewest: int) -> bool:
    figures = sum(FIGURE.fullmatch(text) is not None for text in row.cells.values())
    if figures * 2 > len(row.cells):
        # A row of data, for certain; most rows of a large table are told by this alone.
        return False
    if fewest > 2 and sum(_is_word(text, words) for text in row.cells.values()) < 2:
        # So is a row below the first header that holds hardly a word of headers.
        return False
    headings = [read_heading(text, words) for text in row.cells.values()]
    parts = [found.part for found in headings if found.part is not None]
    bare = sum(found.part is None and found.period is not None for found in headings)
    distinct = set(parts) - {Part.OTHER}
    if not distinct & CARRYING or len(distinct) < fewest:
        return False
    share = (len(parts) + bare) / len(row.cells)
    return share >= 0.4 or (len(distinct) >= 5 and len(parts) >= 8)


def _is_word(text: str, words: Words) -> bool:
    return len(text) <= LONGEST_HEADER and words.find(text) is not None


def _part(text: str, words: Words) -> Part | None:
    return read_heading(text, words).part


def read_heading(text: str, words: Words) -> Heading:
    """Read a cell as a header of one row; what is longer than headers are says nothing."""
    if len(text) > LONGEST_HEADER:
        return Heading()
    return _read_once((text,), _Key(words))


@dataclass(frozen=True)
class _Key:
    """Words as a key of the cache: by identity, since a mapping has no hash."""

    words: Words

    def __hash__(self) -> int:
        return id(self.words.parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.words.parts is self.words.parts


@lru_cache(maxsize=8192)
def _read_once(path: tuple[str, ...], key: _Key) -> Heading:
    return read_path(path, key.words)


def _resembles(header: Header, first: Header, words: Words) -> bool:
    """A later header repeats most of the words of the first; a row of data hardly does."""
    here = {SPACE.sub("", path[-1]) for path in header.paths.values()}
    known = {SPACE.sub("", piece) for path in first.paths.values() for piece in path}
    return (
        len(here & known) * 2 >= len(here)
        or len({_part(text, words) for text in here} - {None, Part.OTHER}) >= 4
    )


def _spread(
    grid: Grid, index: int, words: Words, spans: Mapping[int, Sequence[Span]], lowest: int
) -> Header:
    row = grid.rows[index]
    bottom = index
    reach = max(
        (span.bottom for span in spans.get(row.line, ()) if span.left in row.cells),
        default=row.line,
    )
    if reach - row.line < DEEPEST:
        while bottom + 1 < len(grid.rows) and grid.rows[bottom + 1].line <= reach:
            bottom += 1
    while bottom + 1 < len(grid.rows) and bottom - index < DEEPEST - 1:
        if not _continues(grid.rows[bottom + 1], grid.rows[index], words):
            break
        bottom += 1
    top = index
    while (
        top > lowest and index - top < DEEPEST - 1 and _is_above(grid, top - 1, row, words, spans)
    ):
        top -= 1
    return Header(top, bottom, _paths(grid, top, bottom, words, spans))


def _continues(below: GridRow, row: GridRow, words: Words) -> bool:
    """A second header row says nothing where the first one names the project, and has no data."""
    if _names_units(below, row, words):
        return True
    carrying = [col for col, text in row.cells.items() if _part(text, words) in CARRYING]
    if len(below.cells) < 2 or any(
        column in below.cells
        for column in carrying
        if _part(row.cells[column], words) in (Part.NAME, Part.NUMBER)
    ):
        return False
    known = 0
    for text in below.cells.values():
        heading = read_heading(text, words)
        if heading.part is not None or heading.period is not None or heading.group:
            known += 1
        elif is_blank(text) or _is_number(text) or len(text) > 30:
            return False
    return known * 2 >= len(below.cells)


def _names_units(below: GridRow, row: GridRow, words: Words) -> bool:
    """Tell whether a row below the header holds units, and perhaps the word 単位 before them."""
    cells = {
        column: text
        for column, text in below.cells.items()
        if clean(text) not in ("単位", "(単位)", "（単位）")
    }
    beside = any(_part(row.cells.get(column, ""), words) is Part.UNIT for column in cells)
    return bool(cells) and not beside and all(map(read_unit, cells.values()))


def _is_number(text: str) -> bool:
    value = read_value(text).value
    return value is not None and value.kind == "number"


def _is_above(
    grid: Grid, index: int, row: GridRow, words: Words, spans: Mapping[int, Sequence[Span]]
) -> bool:
    """A row of group headings: over the header, wider than one column or in several places."""
    above = grid.rows[index]
    if not above.cells or grid.rows[index + 1].line - above.line > 1:
        return False
    wide = [span for span in spans.get(above.line, ()) if span.right > span.left]
    columns = sorted(above.cells)
    if len(columns) == 1 and columns[0] == min(row.cells):
        return False
    known = sum(
        heading.part is not None or heading.period is not None or bool(heading.group)
        for heading in (read_heading(text, words) for text in above.cells.values())
    )
    inside = columns[0] > min(row.cells) or len(columns) >= 2
    if not inside or any(len(text) > LONGEST_HEADER for text in above.cells.values()):
        return False
    return (
        known * 2 >= len(columns)
        or (bool(wide) and known > 0)
        or (
            bool(wide)
            and len(columns) >= 2
            and all(len(text) <= 20 for text in above.cells.values())
        )
    )


def _paths(
    grid: Grid,
    top: int,
    bottom: int,
    words: Words,
    spans: Mapping[int, Sequence[Span]],
) -> dict[int, tuple[str, ...]]:
    rows = grid.rows[top : bottom + 1]
    width = max((max(row.cells) + 1 for row in rows if row.cells), default=0)
    for row in rows:
        width = max(
            [width, *(span.right + 1 for span in spans.get(row.line, ()) if span.left in row.cells)]
        )
    filled = [dict(row.cells) for row in rows]
    for place, row in enumerate(rows):
        wide = [span for span in spans.get(row.line, ()) if span.right > span.left]
        for span in wide:
            if span.left in row.cells:
                for column in range(span.left, min(span.right, width - 1) + 1):
                    filled[place].setdefault(column, row.cells[span.left])
        if not wide and place < len(rows) - 1:
            _fill_right(filled, place, width, words)
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(width):
        pieces: list[str] = []
        for cells in filled:
            text = clean(cells.get(column, ""))
            if text and (not pieces or pieces[-1] != text):
                pieces.append(text)
        if pieces:
            paths[column] = tuple(pieces)
    return paths


def _fill_right(filled: list[dict[int, str]], place: int, width: int, words: Words) -> None:
    """Carry a group heading over the columns to its right that only a lower row heads."""
    below = filled[place + 1 :]
    carried = ""
    for column in range(width):
        if column in filled[place]:
            carried = filled[place][column]
        elif not any(column in cells for cells in below):
            carried = ""
        elif carried:
            filled[place][column] = carried
