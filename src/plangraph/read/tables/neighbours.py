"""
What the columns beside a column say of it: sources of funds, sums that no word calls money, years.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plangraph.plan import Period
from plangraph.read.folding import clean
from plangraph.read.periods import read_period
from plangraph.read.tables.grid import GridRow
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.parts import SOURCES, VALUES, Part
from plangraph.read.tables.placed import Placed, move
from plangraph.read.tables.words import Words, fold_word

LOOSE: Final = {
    "計画": Part.AMOUNT, "見込": Part.AMOUNT, "見込み": Part.AMOUNT, "予定": Part.AMOUNT,
    "要求": Part.AMOUNT, "実績": Part.SETTLED, "実績見込": Part.SETTLED,
}  # fmt: skip
"""Words that mean money only beside money: R5決算, R6予算, R7計画."""

RELATIVE: Final = {
    "前々年度": -2, "前前年度": -2, "一昨年度": -2, "前年度": -1, "前年": -1, "昨年度": -1,
    "本年度": 0, "当年度": 0, "今年度": 0, "現年度": 0, "当該年度": 0,
    "翌々年度": 2, "翌年度": 1, "次年度": 1, "来年度": 1,
}  # fmt: skip
COUNTED: Final = re.compile(
    rf"[(（]?(?P<word>{'|'.join(RELATIVE)})[)）]?の?(?P<rest>.*)", re.DOTALL
)
BRANCH: Final = frozenset(map(fold_word, ("枝番", "枝番号", "枝", "枝no", "枝no.", "枝コード")))


def join_branch(columns: dict[int, Placed]) -> None:
    """A number and the number of its branch beside it are one number in two cells."""
    for index in sorted(columns):
        placed, beside = columns[index], columns.get(index + 1)
        if beside is None or placed.part is not Part.NUMBER or placed.joined:
            continue
        if beside.part in (None, Part.OTHER) and fold_word(beside.title) in BRANCH:
            why = f"{placed.why}、隣の枝番と一組"
            columns[index] = replace(placed, joined=(index + 1,), why=why)
            columns[index + 1] = replace(beside, part=Part.OTHER, why="左の番号の枝番", known=True)


def find_sources(columns: dict[int, Placed], words: Words) -> None:
    """その他 and the like between sources of funds are one, too."""
    for order in (sorted(columns), sorted(columns, reverse=True)):
        for index in order:
            placed = columns[index]
            inside = words.find(placed.title) is Part.SOURCE_WITHIN if placed.path else False
            beside = [columns.get(index - 1), columns.get(index + 1)]
            near = [one for one in beside if one is not None and one.part in SOURCES]
            if placed.part is Part.OTHER and inside and near:
                heading = replace(placed.heading, label=placed.title, period=_when(placed, near))
                columns[index] = replace(
                    placed, heading=heading, part=Part.SOURCE, why=f"「{placed.title}」、財源の並び"
                )


def _when(placed: Placed, near: Sequence[Placed]) -> Period | None:
    return placed.heading.period or near[0].heading.period


def find_sums(columns: dict[int, Placed]) -> None:
    """計画 for the year after that of the column of money beside it is money."""
    for order in (sorted(columns), sorted(columns, reverse=True)):
        for index in order:
            placed = columns[index]
            word = placed.heading.label
            if placed.part not in VALUES or word not in LOOSE or placed.heading.period is None:
                continue
            for near in (columns.get(index - 1), columns.get(index + 1)):
                if near is None or near.part not in MONEY or near.heading.period is None:
                    continue
                if abs(near.heading.period.end - placed.heading.period.end) == 1:
                    columns[index] = move(placed, LOOSE[word], "金額の並び")
                    break


def take_relative(title: str) -> tuple[str, int, str] | None:
    """
    Take a year that is counted from another one out of a header: its word, the years, the rest.

    >>> take_relative("前年度の決算額"), take_relative("決算額")
    (('前年度', -1, '決算額'), None)
    """
    match = COUNTED.fullmatch(title)
    return (match["word"], RELATIVE[match["word"]], clean(match["rest"])) if match else None


def count_from(base: Period, shift: int) -> Period:
    """
    Give the year that is some years after another.

    >>> from plangraph.read.periods import read_period
    >>> count_from(read_period("令和6年度"), -1).printed
    '2023年度'
    """
    year = base.end + shift
    return Period(base.kind, year, year, f"{year}年度")


def date_columns(columns: dict[int, Placed], above: Sequence[GridRow], words: Words) -> None:
    """
    本年度 and 前年度 count from the one year that stands above the table.

    Where none does, they count from the year that a row states; else only this year's are kept.
    """
    said = {
        found.end: found
        for row in above
        for text in row.cells.values()
        if (found := read_period(text)) is not None
    }
    base = next(iter(said.values())) if len(said) == 1 else None
    for index, placed in columns.items():
        title = placed.heading.label or placed.title
        counted = take_relative(title)
        if counted is None or placed.heading.period is not None:
            continue
        word, shift, rest = counted
        part = words.find(rest) if placed.part in (None, Part.OTHER) else placed.part
        if part not in MONEY | VALUES:
            continue
        if base is None:
            dated = any(one.part is Part.PERIOD for one in columns.values())
            kept = part if shift == 0 or dated else Part.OTHER
            why = f"「{rest}」年「{word}」(行の年から)" if dated else f"「{rest}」、年は不明"
            heading = replace(placed.heading, label=rest, shift=shift)
            columns[index] = replace(placed, part=kept, heading=heading, why=why, known=True)
            continue
        heading = replace(placed.heading, label=rest, period=count_from(base, shift))
        why = f"「{rest}」年「{word}」(表の上の{base.printed}から)"
        columns[index] = replace(placed, heading=heading, part=part, why=why, known=True)
