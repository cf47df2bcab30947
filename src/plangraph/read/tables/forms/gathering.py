"""
A form as a whole: everything that it says, as the columns of a table with one row.
"""

from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plangraph.plan import LineKind
from plangraph.read.tables.choosing import (
    choose_numbers,
    choose_single,
    join_codes,
    order_levels,
    rank_departments,
)
from plangraph.read.tables.forms.block_rows import read_block
from plangraph.read.tables.forms.blocks import find_blocks
from plangraph.read.tables.forms.dating import date_spots
from plangraph.read.tables.forms.entries import Entry, attach_all
from plangraph.read.tables.forms.fields import read_fields
from plangraph.read.tables.forms.spots import SAID, Rows, Spot, find_spots
from plangraph.read.tables.grid import Grid
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.judging import judge_contents
from plangraph.read.tables.mapping import Mapping
from plangraph.read.tables.neighbours import find_sources
from plangraph.read.tables.parts import Part
from plangraph.read.tables.placed import Placed, Placing
from plangraph.read.tables.placing import money_beside
from plangraph.read.tables.words import Words
from plangraph.read.values import money_unit


@dataclass(frozen=True, slots=True)
class Form:
    """
    A sheet that is a form: what it says, and the same as the columns of a table.

    The columns of ``placing`` are the places of ``entries``; ``labels`` are the cells that ask.
    """

    grid: Grid
    entries: tuple[Entry, ...]
    placing: Placing
    labels: tuple[Spot, ...]
    heads: frozenset[int]

    @property
    def name(self) -> Entry | None:
        """What names the project, if anything was filled in."""
        placed = self.placing.first(Part.NAME)
        found = self.entries[placed.index] if placed is not None else None
        return found if found is not None and found.text else None

    def kinds(self) -> dict[int, LineKind]:
        """Give the kind of each line; that of the project's name is its row."""
        said = {entry.spot.line for entry in self.entries if entry.text and entry.labels}
        asking = {spot.line for spot in self.labels}
        kinds: dict[int, LineKind] = {}
        for row in self.grid.rows:
            if not row.cells:
                continue
            kind = LineKind.STRAY
            if row.line in self.heads or (row.line in asking and row.line not in said):
                kind = LineKind.HEADER
            elif row.line in said:
                kind = LineKind.CONTINUED
            kinds[row.line] = kind
            kinds.update(dict.fromkeys(row.continued, kind))
        if self.name is not None:
            kinds[self.name.spot.line] = LineKind.ROW
        return kinds


def gather_form(grid: Grid, words: Words, mapping: Mapping) -> Form:
    """Go through a form, and tell what each of its cells says."""
    rows = date_spots(find_spots(grid, words, mapping), words, mapping)
    blocks = find_blocks(grid, rows, words)
    outside = (
        tuple(spot for spot in row if not any(block.holds(place, spot) for block in blocks))
        for place, row in enumerate(rows)
    )
    entries = [
        *read_fields(tuple(row for row in outside if row), words),
        *(
            entry
            for number, block in enumerate(blocks, start=1)
            for entry in read_block(number, rows, block, words)
        ),
    ]
    reaches = {number: (block.left, block.right) for number, block in enumerate(blocks, start=1)}
    found = attach_all(entries, reaches)
    heads = frozenset(
        rows[place][0].line
        for block in blocks
        for place in range(block.top, block.bottom + 1)
        if rows[place]
    )
    labels = tuple(spot for row in rows for spot in row if spot.is_label)
    return Form(grid, tuple(found), _place(found, rows, words, mapping), labels, heads)


def _place(entries: Sequence[Entry], rows: Rows, words: Words, mapping: Mapping) -> Placing:
    columns = {
        index: Placed(
            index, entry.labels, entry.part, entry.heading, entry.key, entry.why, entry.known
        )
        for index, entry in enumerate(entries)
    }
    samples = {index: [entry.text] for index, entry in enumerate(entries) if entry.text}
    fixed = [index for index, entry in enumerate(entries) if entry.heading.why == SAID]
    filled = {index: placed for index, placed in columns.items() if index in samples}
    judge_contents(filled, samples, fixed)
    join_codes(filled, samples)
    order_levels(filled, samples)
    find_sources(filled, words)
    choose_numbers(filled, samples, fixed)
    rank_departments(filled, samples, fixed)
    choose_single(filled, samples)
    stated = {placed.part for placed in filled.values()}
    for index, placed in columns.items():
        # What nobody filled in is missing only where nothing else says it.
        if index not in filled and (placed.part in stated or placed.part in MONEY):
            columns[index] = replace(placed, part=Part.OTHER)
        elif index not in filled:
            stated.add(placed.part)
    money = mapping.money or _money(rows)
    beside = "" if money else money_beside(filled)
    return Placing(columns | filled, money or beside, mapping.year, assumed=bool(beside))


def _money(rows: Rows) -> str:
    """Where a form states one unit of money, and no other, it holds for all sums without one."""
    found: Lookup[str, None] = {
        money_unit(spot.text): None
        for spots in rows
        for spot in spots
        if "単位" in spot.text and money_unit(spot.text)
    }
    return next(iter(found)) if len(found) == 1 else ""
