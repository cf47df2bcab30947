"""
The sums of a block: their unit, その他 among sources, and the row that the sources add up to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plangraph.read.folding import fold_width
from plangraph.read.tables.forms.blocks import Block
from plangraph.read.tables.forms.spots import Rows, Spot
from plangraph.read.tables.headings import Heading
from plangraph.read.tables.parts import Part
from plangraph.read.tables.unit_words import UNIT_IN_BRACKETS, read_unit
from plangraph.read.tables.words import Words, fold_word
from plangraph.read.values import money_unit

TOTAL: Final = re.compile(
    r"(?:財源|事業費|直接事業費|決算額?|予算額?|歳出|経費|支出)?(?:合計額?|総?計|総額)"
    r"(?:[(]?[a-z0-9](?:[+~][a-z0-9])*[)]?)?"
)
"""What a row is called that adds up those above it, as folded: 合計, 決算額計, 計(A)."""


@dataclass(frozen=True, slots=True)
class Line:
    """
    A row of a block: its cells, those that say what it is of, and what these say together.

    ``held`` are the cells before its values, with what merged or blank ones take from above;
    ``names`` are those of them that no word explains.
    """

    spots: tuple[Spot, ...]
    held: tuple[Spot, ...]
    row: Heading
    names: tuple[Spot, ...]


def block_money(rows: Rows, block: Block) -> str:
    """Find the unit of the sums of a block, in its heads, before its rows or over it."""
    near = rows[max(block.top - 1, 0) : block.bottom + 1]
    texts = {
        spot.text
        for spots in near
        for spot in spots
        if "単位" in spot.text or money_unit(read_unit(spot.text))
    }
    texts.update(_titles(rows, block))
    found = {money_unit(text) for text in texts} - {""}
    return found.pop() if len(found) == 1 else ""


def _titles(rows: Rows, block: Block) -> Iterator[str]:
    """Give 事業費（千円） where it heads the rows of a block, or stands alone over it."""
    over = rows[block.top - 1] if block.top else ()
    heads = [
        spot
        for spots in rows[block.top : block.bottom + 1]
        for spot in spots
        if spot.column < block.first
    ]
    for spot in (*(over if len(over) == 1 else ()), *heads):
        unit = UNIT_IN_BRACKETS.search(fold_width(spot.text))
        if unit is not None:
            yield unit["unit"]


def add_up(lines: Sequence[Line], words: Words) -> list[Line]:
    """Tell of each row of a block whether it is a source of funds, or what sources add up to."""
    found = list(lines)
    for order in (range(len(found)), reversed(range(len(found)))):
        for place in order:
            near = (*found[max(place - 1, 0) : place], *found[place + 1 : place + 2])
            if _is_within(found[place], words) and any(map(_is_source, near)):
                found[place] = _said(found[place], Part.SOURCE, "財源の並び")
    total = _total(found)
    if total is not None:
        found[total] = _said(found[total], Part.AMOUNT, "財源の計")
    return found


def _is_within(line: Line, words: Words) -> bool:
    if line.row.part is not Part.OTHER or not line.held:
        return False
    return words.find(line.held[-1].text) is Part.SOURCE_WITHIN


def _is_source(line: Line) -> bool:
    return line.row.part is Part.SOURCE and not _is_total(line)


def _is_total(line: Line) -> bool:
    return bool(
        line.names
        and line.names[-1] is line.held[-1]
        and line.row.part in (None, Part.SOURCE, Part.AMOUNT)
        and TOTAL.fullmatch(fold_word(line.names[-1].text))
    )


def _total(lines: Sequence[Line]) -> int | None:
    """
    Find the row that the sources above it add up to, or, as the first of all, those below it.

    Of several the last one counts; but behind another sum a row says that again, or adds to it.
    """
    ends = (
        place for place, line in enumerate(lines) if not (_is_source(line) or _is_unknown(line))
    )
    end = next(ends, len(lines))
    totals = [place for place in range(end) if _is_total(lines[place])]
    below = [place for place in totals if any(map(_is_source, lines[:place]))]
    if below:
        return below[-1]
    return 0 if totals[:1] == [0] and any(map(_is_source, lines[1:2])) else None


def _is_unknown(line: Line) -> bool:
    return line.row.part is None or _is_total(line)


def _said(line: Line, part: Part, why: str) -> Line:
    """Take the last cell before the values of a row for the label of a part."""
    last = line.held[-1]
    heading = Heading(part, label=last.text, why=f"「{last.text}」、{why}")
    label = replace(last, heading=heading)
    swap = {id(last): label}
    return replace(
        line,
        spots=tuple(swap.get(id(spot), spot) for spot in line.spots),
        held=(*line.held[:-1], label),
        row=replace(heading, unit=line.row.unit, period=line.row.period),
        names=tuple(name for name in line.names if name is not last),
    )
