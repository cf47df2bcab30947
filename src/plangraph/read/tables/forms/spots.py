"""
The cells of a form, told apart: labels, times, units, and what somebody filled in.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from plangraph.read.folding import clean, fold_width
from plangraph.read.tables.grid import Grid
from plangraph.read.tables.headers import read_heading
from plangraph.read.tables.headings import KIND_OF_INDICATOR, MARKS, MONEY, Heading
from plangraph.read.tables.mapping import Mapping
from plangraph.read.tables.parts import VALUES, Part
from plangraph.read.tables.unit_words import read_unit
from plangraph.read.tables.words import Words
from plangraph.read.values import is_blank, read_value

LONGEST_LABEL: Final = 30
SAID: Final = "revision.toml"
"""The reason of what a mapping says otherwise than the words do."""

SENTENCE: Final = re.compile(r"[。、]")
COLON: Final = re.compile(r"^(?P<label>[^:：]{1,20})[:：](?P<rest>.+)$", re.DOTALL)
NAMED: Final = re.compile(
    rf"^(?P<label>(?:{KIND_OF_INDICATOR})?[ 　]*(?:指標|KPI|数値目標)"
    rf"(?:[ 　]*(?:[0-9０-９]{{1,2}}|[{MARKS}]))?)"
    rf"(?:[ 　]+|(?<=[0-9０-９{MARKS}])(?!の))(?P<rest>.{{2,}})$",
    re.IGNORECASE | re.DOTALL,
)
"""An indicator's name behind the word for it, in the same cell: 成果指標① 待機児童数."""


LETTERED: Final = re.compile(r"[ 　]*[(（]?[A-ZＡ-Ｚ](?:[/／÷][A-ZＡ-Ｚ](?:[×*]100)?)?[)）]?$")
"""The letter by which a formula calls a value, or the formula: 目標値 A, 達成率 B/A."""

PERSON: Final = re.compile(
    r"(?:(?:担当|作成|記入|記載|評価|責任|確認)者|氏名|電話|内線|連絡先)(?:番号)?名?"
)
"""Who is named or called, where the label stands in the same cell: 担当者：山田太郎."""

CALLED: Final = frozenset({*VALUES, *MONEY, Part.OTHER})
NOTHING: Final = Heading()


@dataclass(frozen=True)
class Spot:
    """
    A cell of a form that is not blank, with the place that it reaches to where it is merged.

    ``inside`` is what stands behind the label in the same cell, ``word`` the label without a letter
    that a formula calls it by.
    """

    line: int
    column: int
    text: str
    bottom: int
    right: int
    heading: Heading = NOTHING
    inside: str = ""
    word: str = ""

    @property
    def part(self) -> Part | None:
        """What the label asks for."""
        return self.heading.part

    @property
    def asking(self) -> str:
        """The label as it is read together with others."""
        return self.word or self.text

    @property
    def is_said(self) -> bool:
        """Tell whether a mapping says what the label asks for."""
        return self.heading.why == SAID

    @property
    def is_label(self) -> bool:
        """Tell whether a word asks for something; その他 or 市 alone does not."""
        return self.part is not None and self.part is not Part.SOURCE_WITHIN

    @property
    def is_time(self) -> bool:
        """Tell whether the cell names a year and nothing else."""
        return self.part is None and self.heading.period is not None and not self.heading.label

    @property
    def is_head(self) -> bool:
        """Tell whether the cell may head a column of values; 予算 does so with its year."""
        dated = self.part is Part.BUDGET and self.heading.period is not None
        return self.is_time or dated or self.part in VALUES | MONEY

    @cached_property
    def unit(self) -> str:
        """The unit that the cell names and nothing else, as printed but for brackets."""
        unit = read_unit(self.text)
        return self.text if fold_width(self.text) == unit else unit

    @cached_property
    def is_figure(self) -> bool:
        """Tell whether the cell holds a number, a dash or the like, as a value does."""
        if is_blank(self.text):
            return True
        value = read_value(self.text).value
        return value is not None and value.kind != "text"


Rows = tuple[tuple[Spot, ...], ...]


def find_spots(grid: Grid, words: Words, mapping: Mapping) -> Rows:
    """Tell the cells of a sheet apart, row by row."""
    spans = {(span.top, span.left): span for span in grid.spans}
    rows: list[tuple[Spot, ...]] = []
    for row in grid.rows:
        spots: list[Spot] = []
        for column, printed in sorted(row.cells.items()):
            span = spans.get((row.line, column))
            bottom, right = (span.bottom, span.right) if span is not None else (row.line, column)
            spot = Spot(row.line, column, clean(printed), bottom, right)
            spots.append(_label(spot, words, mapping))
        rows.append(tuple(_with_years(spots)))
    return tuple(rows)


def _label(spot: Spot, words: Words, mapping: Mapping) -> Spot:
    heading = read_label(spot.text, words, mapping)
    bare = LETTERED.sub("", spot.text)
    if heading.part is None and bare != spot.text:
        known = read_label(bare, words, mapping)
        if known.part in CALLED:
            return replace(spot, heading=known, word=bare)
    if heading.part not in (None, Part.OTHER):
        return replace(spot, heading=heading)
    for pattern in (COLON, NAMED):
        match = pattern.match(spot.text)
        if match is None:
            continue
        inner = read_label(match["label"], words, mapping)
        asked = inner.part not in (None, Part.OTHER, Part.UNIT, Part.SOURCE_WITHIN)
        person = inner.part is Part.OTHER and PERSON.fullmatch(match["label"]) is not None
        if (asked or person) and read_label(match["rest"], words, mapping).part is None:
            return replace(spot, heading=inner, inside=clean(match["rest"]))
    return replace(spot, heading=heading)


def read_label(text: str, words: Words, mapping: Mapping) -> Heading:
    """Read a cell as a label, by what a mapping says of it or by its words."""
    if len(text) > LONGEST_LABEL or SENTENCE.search(text):
        return Heading()
    heading = read_heading(text, words)
    said = mapping.find(-1, (text,))
    if said is None:
        return heading
    told = replace(said.overrule(heading), part=said.part or heading.part)
    return heading if told == heading else replace(told, why=SAID)


def _with_years(spots: list[Spot]) -> list[Spot]:
    """A bare number such as 2024 is a year only among others that count on from it."""
    bare = [spot for spot in spots if spot.is_time and spot.text.isdecimal()]
    years = [int(spot.text) for spot in bare]
    counted = len(years) >= 2 and years == list(range(years[0], years[0] + len(years)))
    if counted or not bare:
        return spots
    return [replace(spot, heading=Heading()) if spot in bare else spot for spot in spots]
