"""
Blocks of values in a form: years that run across or down, and what stands before each row.

A block begins with a row of heads; each row below it says itself what it is of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from plangraph.read.tables.forms.kinds import find_kind, split_kind
from plangraph.read.tables.forms.spots import Rows, Spot
from plangraph.read.tables.grid import Grid
from plangraph.read.tables.headers import spread_header
from plangraph.read.tables.headings import MONEY, Heading, read_path
from plangraph.read.tables.parts import VALUES, YEARS, Part
from plangraph.read.tables.words import Words

WIDEST: Final = 16_384
DEEPEST: Final = 3
"""Rows that the heads of a block may be spread over."""

FARTHEST: Final = 2
"""Lines from what stands over a block to its heads."""

READ: Final = frozenset({Part.INDICATOR, *VALUES, *MONEY})
"""Parts of which a row of a block can be."""


@dataclass(frozen=True, slots=True)
class Block:
    """
    A block of values by the places of its rows: heads from ``top`` to ``bottom``, then ``body``.

    ``heads`` are what stands over each column, ``first`` the first column of values. Blocks side by
    side reach from a column ``left`` to one before ``right``. ``kind`` is what the title or the
    heads before the values say of all of them, where their years alone stand over them.
    """

    top: int
    bottom: int
    body: tuple[int, ...]
    paths: Mapping[int, tuple[str, ...]]
    heads: Mapping[int, Heading]
    first: int
    left: int = 0
    right: int = WIDEST
    kind: Part | None = None

    def holds(self, place: int, spot: Spot) -> bool:
        """Tell whether a cell lies in the block."""
        return place in self.rows and self.left <= spot.column < self.right

    def cut(self, spots: Sequence[Spot]) -> tuple[Spot, ...]:
        """Give the cells of a row that lie between the sides of the block."""
        return tuple(spot for spot in spots if self.left <= spot.column < self.right)

    @property
    def rows(self) -> range:
        """The places of all its rows."""
        return range(self.top, (self.body[-1] if self.body else self.bottom) + 1)

    def over(self, spot: Spot) -> Heading:
        """Give the head that a cell stands under."""
        return self.heads[self.column(spot)] if self.column(spot) >= 0 else Heading()

    def column(self, spot: Spot) -> int:
        """Give the column of the head over a cell, or -1."""
        reached = range(spot.column, spot.right + 1)
        return next((column for column in reached if column in self.heads), -1)


def find_blocks(grid: Grid, rows: Rows, words: Words) -> list[Block]:
    """Find the blocks of a form, from top to bottom."""
    blocks: list[Block] = []
    place = free = 0
    while place < len(rows):
        found: list[Block] = []
        if _is_axis(rows[place], 0) or _is_lone(rows, place):
            for left, right in pairwise((0, *_sides(rows[place]), WIDEST)):
                cut = tuple(tuple(s for s in row if left <= s.column < right) for row in rows)
                axis = _is_axis(cut[place], 0) or _is_lone(cut, place)
                block = _begin(grid, cut, place, free, words) if axis else None
                if block is not None and block.body:
                    found.append(replace(block, left=left, right=right))
        blocks.extend(found)
        free = max((block.rows[-1] + 1 for block in found), default=free)
        place = max((block.rows[-1] for block in found), default=place) + 1
    return blocks


def _sides(spots: Sequence[Spot]) -> list[int]:
    """Give the columns at which another block begins: what heads rows, again, right of values."""
    sides: list[int] = []
    headed = False
    for spot in spots:
        again = spot.is_label and not spot.is_head and spot.text == spots[0].text
        if headed and (again or spot.part in (Part.INDICATOR, Part.PERIOD)):
            sides.append(spot.column)
            headed = False
        headed = headed or spot.is_head
    return sides


def _is_axis(spots: Sequence[Spot], first: int) -> bool:
    """Tell whether cells head columns of values: two heads side by side, and no values yet."""
    heads = [spot for spot in spots if spot.column >= first]
    if any(spot.is_figure and not (spot.is_time or spot.is_label) for spot in heads):
        return False
    if any(spot.is_label and spot.text.endswith("期間") for spot in spots):
        return False  # The years behind it are a first and a last one.
    if any(left.is_head and right.is_head for left, right in pairwise(heads)):
        return True
    down = bool(heads) and heads[0].part is Part.PERIOD and all(spot.is_label for spot in heads)
    if down and any(spot.is_head for spot in heads):
        return True
    named = any(spot.part is Part.INDICATOR and not spot.inside for spot in heads)
    valued = any(spot.part in VALUES for spot in heads) or _ends_in_year(heads)
    return named and valued and all(spot.is_label or spot.is_time or spot.unit for spot in heads)


def _ends_in_year(heads: Sequence[Spot]) -> bool:
    """Tell whether a year stands behind other heads, and answers none of them, as 目標年度."""
    if len(heads) < 3 or not heads[-1].is_time:
        return False
    return heads[-2].part not in (Part.PERIOD, *YEARS)


def _is_lone(rows: Rows, place: int) -> bool:
    """Tell whether a year stands alone over the values of 目標 or 実績."""
    spots, below = rows[place], rows[place + 1] if place + 1 < len(rows) else ()
    if len(spots) != 1 or not spots[0].is_time or len(below) < 2:
        return False
    year, label, value = spots[0], below[-2], below[-1]
    near = label.line == year.bottom + 1 and value.column == year.column
    return near and label.part in VALUES and value.is_figure


def _begin(grid: Grid, rows: Rows, place: int, free: int, words: Words) -> Block | None:
    top = bottom = place
    first = _first(rows[place], rows[place + 1] if place + 1 < len(rows) else ())
    while bottom + 1 < len(rows) and bottom - top < DEEPEST - 1:
        below = rows[bottom + 1]
        if not below or below[0].line > max(spot.bottom for spot in rows[bottom]) + 1:
            break
        if not _is_axis(below, first):
            break
        bottom += 1
    if top and _heads_heads(rows[top - 1], rows[top], first):
        top -= 1
    reach = {spot.column for spots in rows[top : bottom + 1] for spot in spots}
    last = max(spot.right for spots in rows[top : bottom + 1] for spot in spots)
    paths = {
        column: path
        for column, path in spread_header(grid, top, bottom, words).paths.items()
        if min(reach) <= column <= last
    }
    told = {
        spot.text: spot.heading
        for spots in rows[top : bottom + 1]
        for spot in spots
        if spot.is_said
    }
    before = [spot for spots in rows[top : bottom + 1] for spot in spots if spot.column < first]
    asked = {spot.text: spot.asking for spots in rows[top : bottom + 1] for spot in spots}
    asked.update((spot.text, kinded[0]) for spot in before if (kinded := split_kind(spot, words)))
    heads = {column: _head(path, told, asked, words) for column, path in paths.items()}
    valued = [column for column in heads if column >= first and _is_valued(heads[column])]
    if not valued:
        return None
    kind = find_kind(_titles(rows, top, bottom, first, free), words)
    block = Block(top, bottom, (), paths, heads, min(valued), kind=kind)
    return replace(block, body=tuple(_body(rows, block, words)))


def _titles(rows: Rows, top: int, bottom: int, first: int, free: int) -> Iterator[Spot]:
    """Give what says of a whole block what it holds: what stands alone over it, and its heads."""
    over = rows[top - 1] if top > free else ()
    head = rows[top][0]
    if len(over) == 1 and over[0].column <= head.column and head.line - over[0].bottom <= FARTHEST:
        yield over[0]
    below = rows[bottom + 1] if bottom + 1 < len(rows) else ()
    filled = {spot.column for spot in below if spot.is_figure}
    for spots in rows[top : bottom + 1]:
        for place, spot in enumerate(spots):
            if spot.column < first and spot.column not in filled and not (place and spot.is_head):
                yield spot


def _first(spots: Sequence[Spot], below: Sequence[Spot]) -> int:
    """Give the column of the first head; 事業費 or 実績値 before dated ones is what they are of."""
    heads = [spot for spot in spots if spot.is_head]
    beside = {
        spot.column
        for left, right in pairwise(spots)
        if left.is_head and right.is_head
        for spot in (left, right)
    }
    heads = [spot for spot in heads if spot.column in beside] or heads
    dated = [spot for spot in heads if spot.heading.period is not None]
    figures = {spot.column for spot in below if spot.is_figure}
    titled = heads[0] is spots[0] and heads[0].column not in figures
    kinds = MONEY | {Part.TARGET, Part.ACTUAL} if titled else MONEY
    if dated and heads[0].part in kinds and heads[0].heading.period is None:
        return dated[0].column
    return heads[0].column


def _head(
    path: tuple[str, ...], told: Mapping[str, Heading], asked: Mapping[str, str], words: Words
) -> Heading:
    """Read what stands over a column; 予算 over a sum of a year is the sum that was planned."""
    head = read_path(tuple(asked.get(text, text) for text in path), words)
    said = next((told[text] for text in reversed(path) if text in told), None)
    if said is not None:
        head = replace(said, period=said.period or head.period, stage=said.stage or head.stage)
    return replace(head, part=Part.INITIAL) if head.part is Part.BUDGET else head


def _is_valued(head: Heading) -> bool:
    return head.part in VALUES | MONEY or (head.part is None and head.period is not None)


def _heads_heads(above: Sequence[Spot], row: Sequence[Spot], first: int) -> bool:
    """Years over 目標 and 実績 are part of the heads, where only one of them stands there."""
    if not above or not row or above[0].line + 1 != row[0].line:
        return False
    right = [spot for spot in above if spot.column >= first]
    return bool(right) and all(spot.is_time for spot in right)


def _body(rows: Rows, block: Block, words: Words) -> Iterator[int]:
    held: dict[int, Spot] = {}
    line = rows[block.bottom][0].line
    for place in range(block.bottom + 1, len(rows)):
        spots = rows[place]
        if not spots:
            continue
        if spots[0].line > line + 1 or _is_axis(spots, block.first):
            return
        held = carry(held, spots, block)
        if not _fits(spots, held, block, words):
            return
        line = max(spot.bottom for spot in spots)
        yield place


def carry(held: Mapping[int, Spot], spots: Sequence[Spot], block: Block) -> dict[int, Spot]:
    """Give what stands before the values of a row; what is left blank is that of the row above."""
    now = dict(held)
    for spot in spots:
        if spot.column < block.first:
            now = {column: one for column, one in now.items() if column < spot.column}
            now[spot.column] = spot
    return now


def _fits(spots: Sequence[Spot], held: Mapping[int, Spot], block: Block, words: Words) -> bool:
    """Tell whether a row goes on with a block, or asks for something of its own."""
    values = [spot for spot in spots if spot.column >= block.first]
    said = row_heading(held, words)
    if any(spot.is_label and spot.part is not Part.OTHER for spot in values):
        return False
    if said.part in READ or said.part is Part.SOURCE_WITHIN:
        return True
    if not values:
        return False
    formed = sum(spot.is_figure or spot.is_time for spot in values) * 2 >= len(values)
    if said.part is None or said.part in (Part.UNIT, Part.PERIOD):
        return formed or any(head.part is Part.INDICATOR for head in block.heads.values())
    return said.part is Part.OTHER and formed


def row_heading(held: Mapping[int, Spot], words: Words) -> Heading:
    """Read the labels before the values of a row; what a mapping says of one holds."""
    labels = [spot for _, spot in sorted(held.items()) if spot.part is not None]
    said = read_path(tuple(spot.asking for spot in labels), words)
    told = next((spot.heading for spot in reversed(labels) if spot.is_said), None)
    return told if told is not None else said
