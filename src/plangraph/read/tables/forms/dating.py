"""
The years of a form that are counted from its own: 前年度, 本年度, 翌年度.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, takewhile
from typing import Final

from plangraph.plan import Period
from plangraph.read.periods import read_period, take_period
from plangraph.read.tables.forms.spots import Rows, Spot, read_label
from plangraph.read.tables.headings import MONEY, Heading
from plangraph.read.tables.mapping import Mapping
from plangraph.read.tables.neighbours import count_from, take_relative
from plangraph.read.tables.parts import VALUES, Part
from plangraph.read.tables.words import Words

DATED: Final = frozenset({*MONEY, *VALUES, Part.BUDGET})
"""What has a year; 翌年度の方向性 has none."""

TITLE: Final = re.compile(r"シート|調書|評価[票表書]|個票")


def date_spots(rows: Rows, words: Words, mapping: Mapping) -> Rows:
    """
    Read 前年度決算 and the like by the one year that the form is of.

    Where it says none, or several, only those are dated that name their year themselves.
    """
    base = _base(rows)
    return tuple(tuple(_date(spot, base, words, mapping) for spot in row) for row in rows)


def _date(spot: Spot, base: Period | None, words: Words, mapping: Mapping) -> Spot:
    counted = _counted(spot)
    if counted is None:
        return spot
    word, shift, rest = counted
    period = spot.heading.period or (count_from(base, shift) if base is not None else None)
    if period is None or (rest and read_label(rest, words, mapping).part not in DATED):
        return spot
    read = f"{period.printed}{rest}"
    heading = read_label(read, words, mapping)
    if spot.is_said and _bare(heading) != _bare(spot.heading):
        return spot
    return replace(spot, heading=replace(heading, why=f"{heading.why}「{word}」"), word=read)


def _bare(heading: Heading) -> Heading:
    """What a mapping can say as well as the words do."""
    return replace(heading, label="", phase="", why="")


def _counted(spot: Spot) -> tuple[str, int, str] | None:
    if spot.inside or (spot.is_label and not spot.is_said):
        return None
    return take_relative(spot.heading.label or spot.text)


def _base(rows: Rows) -> Period | None:
    """Give the one year that 本年度（令和6年度） states, or else the title or the field for it."""
    for places in (_itself(rows), chain(_titles(rows), _fields(rows))):
        found = {period.end: period for period in places if period.start == period.end}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _itself(rows: Rows) -> Iterator[Period]:
    for spot in chain.from_iterable(rows):
        counted = take_relative(spot.heading.label)
        if counted is not None and spot.heading.period is not None:
            yield count_from(spot.heading.period, -counted[1])


def _titles(rows: Rows) -> Iterator[Period]:
    """Give each year in the cells above the first label, and in what is called a form."""
    above = list(takewhile(lambda row: not any(spot.is_label for spot in row), rows))
    for place, row in enumerate(rows):
        for spot in row:
            text = spot.text if place < len(above) or TITLE.search(spot.text) else ""
            while (dated := take_period(text)).period is not None:
                yield dated.period
                text = dated.rest


def _fields(rows: Rows) -> Iterator[Period]:
    """Give the year beside 対象年度, where nothing else stands there."""
    for row in rows:
        for place, spot in enumerate(row):
            if spot.part is not Part.PERIOD:
                continue
            beside = row[place + 1 : place + 2]
            text = spot.inside or next((one.text for one in beside if one.is_time), "")
            period = read_period(text)
            alone = not any(one.is_time for one in row[place + 2 : place + 3])
            if period is not None and alone:
                yield period
