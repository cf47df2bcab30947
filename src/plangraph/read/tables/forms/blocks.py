"""
Blocks of values in a form: years that run across or down, and what stands before each row.

A block begins with a row of heads; each row below it says itself what it is of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from plangraph.read.tables.forms.spots import Rows, Spot
from plangraph.read.tables.grid import Grid
from plangraph.read.tables.headers import spread_header
from plangraph.read.tables.headings import MONEY, Heading, read_path
from plangraph.read.tables.parts import VALUES, Part
from plangraph.read.tables.words import Words

WIDEST: Final = 16_384
DEEPEST: Final = 3
"""Rows that the heads of a block may be spread over."""

READ: Final = frozenset({Part.INDICATOR, *VALUES, *MONEY})
"""Parts of which a row of a block can be."""


@dataclass(frozen=True, slots=True)
class Block:
    """
    A block of values by the places of its rows: heads from ``top`` to ``bottom``, then ``body``.

    ``heads`` are what stands over each column, ``first`` the first column of values. Blocks side by
    side reach from a column ``left`` to one before ``right``.
    """

    top: int
    bottom: int
    body: tuple[int, ...]
    paths: Mapping[int, tuple[str, ...]]
    heads: Mapping[int, Heading]
    first: int
    left: int = 0
    right: int = WIDEST

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
    place = 0
    while place < len(rows):
        found: list[Block] = []
        if _is_axis(rows[place], 0):
            for left, right in pairwise((0, *_sides(rows[place]), WIDEST)):
                cut = tuple(tuple(s for s in row if left <= s.column < right) for row in rows)
                block = _begin(grid, cut, place, words) if _is_axis(cut[place], 0) else None
                if block is not None and block.body:
                    found.append(replace(block, left=left, right=right))
        blocks.extend(found)
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
    valued = any(spot.part in VALUES for spot in heads)
    return named and valued and all(spot.is_label or spot.is_time or spot.unit for spot in heads)


def _begin(grid: Grid, rows: Rows, place: int, words: Words) -> Block | None:
    top = bottom = place
    first = _first(rows[place])
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
    asked = {spot.text: spot.asking for spots in rows[top : bottom + 1] for spot in spots}
    heads = {column: _head(path, told, asked, words) for column, path in paths.items()}
    valued = [column for column in heads if column >= first and _is_valued(heads[column])]
    if not valued:
        return None
    block = Block(top, bottom, (), paths, heads, min(valued))
    return replace(block, body=tuple(_body(rows, block, words)))


def _first(spots: Sequence[Spot]) -> int:
    """Give the column of the first head; 事業費 before dated heads is what they are of."""
    heads = [spot for spot in spots if spot.is_head]
    beside = {
        spot.column
        for left, right in pairwise(spots)
        if left.is_head and right.is_head
        for spot in (left, right)
    }
    heads = [spot for spot in heads if spot.column in beside] or heads
    dated = [spot for spot in heads if spot.heading.period is not None]
    if dated and heads[0].part in MONEY and heads[0].heading.period is None:
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
