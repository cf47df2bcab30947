"""
The rows of a block of values: names and units of indicators, values, sums.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from plangraph.plan import Period
from plangraph.read.tables.forms.blocks import Block, carry, row_heading
from plangraph.read.tables.forms.entries import Entry, combine
from plangraph.read.tables.forms.kinds import name_with_kind
from plangraph.read.tables.forms.spots import Rows, Spot
from plangraph.read.tables.forms.sums import Line, add_up, block_money
from plangraph.read.tables.headings import MARKS, MONEY, Heading
from plangraph.read.tables.parts import VALUES, Part
from plangraph.read.tables.words import Words
from plangraph.read.values import money_unit

MARK: Final = re.compile(rf"[(（]?(?:[0-9０-９]{{1,2}}|[{MARKS}]|[ア-ン]|[A-Za-z])[)）.．]?")


def read_block(number: int, rows: Rows, block: Block, words: Words) -> Iterator[Entry]:
    """Give what the rows of a block say: names and units of indicators, values, sums."""
    rows = tuple(map(block.cut, rows))
    money = block_money(rows, block)
    for line in add_up(list(_lines(rows, block, words)), words):
        row, names = line.row, line.names
        measures = row.part in VALUES or row.part is Part.INDICATOR or _asks_names(block)
        measures = measures or block.kind in VALUES
        measures = measures or any(head.part in VALUES for head in block.heads.values())
        before = [spot for spot in line.held if spot.part is not None or spot in names]
        path = tuple(spot.text for spot in before)
        for spot in line.spots:
            if spot.column < block.first:
                yield from _before(number, spot, names, row, block, measures=measures)
            else:
                over = _with_kind(block.over(spot), row, block)
                heading = combine(row, over, named=bool(names)) if _is_known(over) else over
                yield _value(number, spot, heading, path, block, money)


def _lines(rows: Rows, block: Block, words: Words) -> Iterator[Line]:
    held: dict[int, Spot] = {}
    bare = any(head.part is None and head.period is not None for head in block.heads.values())
    for place in block.body:
        spots = rows[place]
        if bare:
            spots = tuple(
                name_with_kind(spot, block.over(spot), words) if spot.column < block.first else spot
                for spot in spots
            )
        held = carry(held, spots, block)
        row = row_heading(held, words)
        before = tuple(spot for _, spot in sorted(held.items()))
        texts = [spot for spot in before if spot.part is None]
        names = tuple(spot for spot in texts if _is_name(spot, block))
        yield Line(spots, before, replace(row, period=row.period or _time(texts)), names)


def _before(
    number: int, spot: Spot, names: Sequence[Spot], row: Heading, block: Block, *, measures: bool
) -> Iterator[Entry]:
    """Give what stands before the values of a row, without the labels."""
    head = block.over(spot)
    above = block.paths.get(block.column(spot), ())
    stage = Heading(stage=row.stage or head.stage, group=row.group or head.group)
    if spot.inside:
        yield Entry(spot, (spot.text,), spot.part, spot.heading, spot.inside, block=number)
    elif spot.part is not None or spot.is_time:
        return
    elif names and spot is names[-1] and measures and row.part not in MONEY:
        yield Entry(
            spot, above or ("指標",), Part.INDICATOR, stage, spot.text, "値の行の名", number
        )
    elif measures and (head.part is Part.UNIT or spot.unit):
        yield Entry(spot, above or ("単位",), Part.UNIT, stage, spot.unit or spot.text, "", number)
    elif not (spot.unit or MARK.fullmatch(spot.text)):
        known = measures or row.part is not None
        yield Entry(spot, above, None, Heading(), spot.text, "", number, known=known)


def _value(
    number: int, spot: Spot, heading: Heading, path: tuple[str, ...], block: Block, money: str
) -> Entry:
    over = block.paths.get(block.column(spot), ())
    labels = tuple(dict.fromkeys((*path, *over)))
    if heading.part in MONEY:
        heading = replace(heading, unit=money_unit(heading.unit) or money)
    elif heading.part in VALUES:
        heading = replace(heading, unit="")
    return Entry(spot, labels, heading.part, heading, spot.text, heading.why, number)


def _with_kind(over: Heading, row: Heading, block: Block) -> Heading:
    """A year alone is of the kind that the block states, where its row states none."""
    if over.part is not None or over.period is None or row.part in VALUES:
        return over
    return replace(over, part=block.kind)


def _is_name(spot: Spot, block: Block) -> bool:
    if _asks_names(block):
        return block.over(spot).part is Part.INDICATOR and not MARK.fullmatch(spot.text)
    return not (spot.is_time or spot.unit or MARK.fullmatch(spot.text)) and (
        block.over(spot).part is not Part.UNIT
    )


def _is_known(head: Heading) -> bool:
    return head.part is not None or head.period is not None


def _asks_names(block: Block) -> bool:
    return any(head.part is Part.INDICATOR for head in block.heads.values())


def _time(texts: Sequence[Spot]) -> Period | None:
    return next((spot.heading.period for spot in texts if spot.is_time), None)
