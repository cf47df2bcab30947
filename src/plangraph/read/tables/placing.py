"""
Columns to parts: what each column of a table holds, by its header, its cells and its neighbours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from plangraph.read.folding import clean
from plangraph.read.tables.alternates import set_apart_descriptions, share_values
from plangraph.read.tables.choosing import (
    choose_numbers,
    choose_single,
    join_codes,
    order_levels,
    rank_departments,
)
from plangraph.read.tables.grid import Grid, GridRow
from plangraph.read.tables.headers import Header
from plangraph.read.tables.headings import MONEY, Heading, read_path
from plangraph.read.tables.indicators import attach_values
from plangraph.read.tables.judging import judge_contents
from plangraph.read.tables.kinds import find_kinds
from plangraph.read.tables.mapping import Mapping as TableMapping
from plangraph.read.tables.neighbours import (
    date_columns,
    find_sources,
    find_sums,
    join_branch,
)
from plangraph.read.tables.placed import Placed, Placing
from plangraph.read.tables.words import Words
from plangraph.read.values import money_unit

SAMPLE: Final = 400
"""Cells of a column that are looked at to tell what it holds."""


def place_columns(
    grid: Grid, header: Header, rows: Sequence[GridRow], words: Words, mapping: TableMapping
) -> Placing:
    """Tell what every column holds that has a header or a cell."""
    columns: dict[int, Placed] = {}
    used = set(header.paths) | {column for row in rows for column in row.cells}
    for column in sorted(used):
        path = header.paths.get(column, ())
        heading = read_path(path, words) if path else Heading()
        said = mapping.find(column, path)
        placed = Placed(column, path, heading.part, heading, why=heading.why)
        if said is not None:
            part = said.part or heading.part
            placed = replace(placed, heading=said.overrule(heading), part=part, why="revision.toml")
        columns[column] = replace(placed, known=placed.part is not None)
    fixed = {column for column in columns if mapping.find(column, header.paths.get(column, ()))}
    samples = _sample(rows)
    judge_contents(columns, samples, fixed)
    kinds = find_kinds(columns, samples, words, fixed)
    join_codes(columns, samples)
    order_levels(columns, samples)
    date_columns(columns, grid.rows[: header.bottom + 1], words)
    find_sources(columns, words)
    find_sums(columns)
    choose_numbers(columns, samples, fixed)
    join_branch(columns)
    rank_departments(columns, samples, fixed)
    choose_single(columns, samples)
    set_apart_descriptions(columns)
    attach_values(columns)
    shared = share_values(columns)
    money = mapping.money or _money_above(grid, header, columns)
    beside = "" if money else money_beside(columns)
    return Placing(
        columns, money or beside, mapping.year, assumed=bool(beside), kinds=kinds, shared=shared
    )


def _sample(rows: Sequence[GridRow]) -> dict[int, list[str]]:
    samples: dict[int, list[str]] = {}
    for row in rows:
        for column, text in row.cells.items():
            found = samples.setdefault(column, [])
            if len(found) < SAMPLE:
                found.append(clean(text))
    return samples


def _money_above(grid: Grid, header: Header, columns: Mapping[int, Placed]) -> str:
    """Find （単位：千円） in or above the header, where tables state it once for all."""
    for row in grid.rows[: header.bottom + 1]:
        for index, text in row.cells.items():
            placed = columns.get(index)
            own = placed is not None and placed.part in MONEY and text == placed.title
            if "単位" in text and money_unit(text) and not own:
                return money_unit(text)
    return ""


def money_beside(columns: Mapping[int, Placed]) -> str:
    """Where the first column of money states its unit, and no other one, it holds for the rest."""
    stated = [money_unit(one.heading.unit) for one in columns.values() if one.part in MONEY]
    return stated[0] if "" in stated and len(set(stated) - {""}) == 1 else ""
