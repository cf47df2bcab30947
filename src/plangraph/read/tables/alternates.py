"""
Columns of indicators side by side that share one unit and one set of values.

A row fills in one of them (活動指標 or 成果指標), or a main one and one beside it (参考指標).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from plangraph.read.folding import compare_form
from plangraph.read.tables.parts import GROUPED, Part
from plangraph.read.tables.placed import Placed, Placing, move
from plangraph.read.values import is_blank

SECONDARY: Final = re.compile("^(?:参考|補助|補足|関連|副|サブ)")
"""Indicators that stand beside a main one, whose values these are not."""

DESCRIBING: Final = re.compile("(?:内容|定義|説明)$")


def set_apart_descriptions(columns: dict[int, Placed]) -> None:
    """指標内容 beside 指標名 says what that means, and names no other indicator."""
    for run in _runs(columns):
        named = [one for one in run if not DESCRIBING.search(one.title)]
        for placed in run:
            if named and placed not in named:
                columns[placed.index] = move(placed, Part.OTHER, "隣の指標の説明")


def share_values(columns: dict[int, Placed]) -> dict[str, str]:
    """
    Find the columns of indicators that share the values of another; give its key by theirs.

    The values are those of the last main indicator before them.
    """
    shared: dict[str, str] = {}
    for run in _runs(columns):
        keys = [one.key for one in run]
        held = [
            one
            for one in columns.values()
            if one.part in GROUPED and one.part is not Part.INDICATOR and one.key in keys
        ]
        last = run[-1]
        apart = any(one.heading.group or one.heading.stage for one in held)
        if not held or apart or {one.key for one in held} != {last.key} or len(set(keys)) < 2:
            continue
        main = [one for one in run if not SECONDARY.search(one.title)] or run
        owner = main[-1]
        for one in held if owner is not last else ():
            why = f"{one.why}、主な指標".lstrip("、")
            columns[one.index] = replace(one, key=owner.key, why=why)
        shared.update((key, owner.key) for key in keys if key != owner.key)
    return shared


def lend_values(placing: Placing, cells: Mapping[int, str]) -> dict[str, str]:
    """Give whose the shared values of a row are: those of the main indicator, or the one named."""
    lent: dict[str, str] = {}
    for owner, named in _named(placing, cells).items():
        keys = [one.key for one in named]
        lent[owner] = owner if owner in keys else keys[0]
    return lent


def values_of(key: str, placing: Placing, lent: Mapping[str, str]) -> str:
    """Give the key of the columns in which the values of an indicator stand; empty for none."""
    owner = placing.shared.get(key, key)
    if owner not in placing.shared.values():
        return key
    return owner if lent.get(owner, owner) == key else ""


def repeats(key: str, placing: Placing, cells: Mapping[int, str], lent: Mapping[str, str]) -> bool:
    """Tell whether an indicator without values says the same as the one that has them."""
    owner = placing.shared.get(key, key)
    named = _named(placing, cells).get(owner, [])
    texts = {one.key: compare_form(cells[one.index]) for one in named}
    return key in texts and texts[key] == texts.get(lent.get(owner, owner))


def is_ambiguous(placing: Placing, cells: Mapping[int, str]) -> bool:
    """Tell whether a row names two main indicators, and nothing says whose its values are."""
    return any(
        len({compare_form(cells[one.index]) for one in named if not SECONDARY.search(one.title)})
        > 1
        for named in _named(placing, cells).values()
    )


def _named(placing: Placing, cells: Mapping[int, str]) -> dict[str, list[Placed]]:
    """Give the columns that a row fills in, of those that share their values."""
    named: dict[str, list[Placed]] = {}
    if not placing.shared:
        return named
    for placed in placing.of(Part.INDICATOR):
        owner = placing.shared.get(placed.key, placed.key)
        if owner in placing.shared.values() and not is_blank(cells.get(placed.index, "")):
            named.setdefault(owner, []).append(placed)
    return named


def _runs(columns: dict[int, Placed]) -> Iterator[list[Placed]]:
    """Give the columns of indicators without a number between which no value stands."""
    run: list[Placed] = []
    for index in sorted(columns):
        placed = columns[index]
        if placed.part is Part.INDICATOR and not placed.heading.group and not placed.heading.period:
            run.append(placed)
        elif placed.part in GROUPED:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run
