"""
Cells to columns: by the header's order where the cells agree with it, else by what they look like.

A row whose cells were taken from another place than the header says is never mended in silence:
each such row carries a problem.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from plangraph.plan import Column
from plangraph.read.cells import looks_like_number, looks_like_unit
from plangraph.read.folding import CIRCLED, clean, fold_width
from plangraph.read.indicators import BLANK, names_a_quantity

WRONG: Final = -3.0
UNLIKELY: Final = -1.0
HARDLY: Final = -0.5
SWAP_GAIN: Final = 3.0
"""How much better two cells must fit crosswise to be taken crosswise."""
RUNS_ON: Final = 45
"""Letters over which a text is more likely a summary than a name."""
PROJECT_END: Final = "事業"
SKIPPED_COLUMN: Final = -0.4
SKIPPED_CELL: Final = -0.9
TAGGED: Final = re.compile(r"【(?:義務|政策)】")
MONEY: Final = re.compile(r"費|予算|【|負担金|なし|無し|(?:他|ほか)\d")
SENTENCE: Final = re.compile(r"。|[てのをに]実施|図る")
BUREAU: Final = re.compile(r"(?:課|室|係)(?:[ 　]*[(（][^()（）]*[)）])?$")
ITEM: Final = re.compile(
    r"(?:費(?:[(（][^()（）]*[)）])?(?:【[^【】]{1,4}】)?|予算[^【】]*】|負担金|なし|多数"
    r"|(?:他|ほか)\d+(?:件|事業))$"
)
GLOSS: Final = re.compile(r"[ \u3000]*【[^【】]*】$")
DITTO: Final = frozenset({"〃", "々", "同上", "同左", "同前", "″"})
"""Marks for what the row above says: at home in any column."""
PLAIN_NUMBER: Final = re.compile(r"[\d()（）.]{1,4}")


@dataclass(frozen=True, slots=True)
class Alignment:
    """
    Which column each cell of a row was placed under.

    ``at_odds`` are the columns whose own cell does not fit them, ``missing`` those without a cell.
    """

    columns: tuple[Column | None, ...]
    at_odds: tuple[Column, ...]
    missing: tuple[Column, ...]


@lru_cache(maxsize=4096)
def fit(column: Column, printed: str) -> float:
    """
    Score how well a cell fits a column: 1 well, 0 perhaps, ``WRONG`` not at all.

    A blank cell fits every column a little, so that blanks end up where they stand.
    """
    text = clean(printed)
    if not text or text in BLANK or text in DITTO:
        return 0.1
    number, mark, bureau = looks_like_number(text), _is_mark(text), bool(BUREAU.search(text))
    if column is Column.MARK:
        return 1.0 if mark else (0.0 if len(text) <= 3 and not number else WRONG)
    if column is Column.NUMBER:
        if number:
            return 1.0
        digits = any(char.isdigit() for char in fold_width(text))
        return 0.0 if len(text) <= 20 and digits and not mark else WRONG
    if number or mark:
        return WRONG
    if column is Column.DEPARTMENT:
        if len(text) > 60 or "。" in text or TAGGED.search(text) or len(text) < 2:
            return WRONG
        if bureau or looks_like_unit(text):
            return 1.0
        return WRONG if text.endswith(("費", "事業", "数")) else 0.0
    if bureau and len(text) <= 40:
        return WRONG
    return _fit_text(column, text)


def _fit_text(column: Column, text: str) -> float:
    """Tell names, budget items, summaries, indicators and units apart by how they end and run."""
    long = len(text) > 100 or "。" in text
    tagged = bool(TAGGED.search(text))
    if column is Column.UNIT:
        if len(text) > 10 or long:
            return WRONG
        return 1.0 if len(text) <= 4 and not text.endswith("数") else 0.0
    if len(text) < 2:
        return WRONG
    if column is Column.INDICATOR:
        if tagged or "。" in text:
            return WRONG
        if text.endswith((PROJECT_END, "費")):
            return UNLIKELY
        return 1.0 if names_a_quantity(text) else _unless_it_runs_on(text)
    if column is Column.BUDGET:
        if tagged:
            return 1.0
        if long and not MONEY.search(text):
            return WRONG
        if text.endswith(PROJECT_END) or names_a_quantity(text):
            return UNLIKELY
        if MONEY.search(text):
            return 0.8 if len(text) < RUNS_ON else 0.0
        return UNLIKELY if "、" in text else _unless_it_runs_on(text)
    if column is Column.NAME:
        if long or tagged:
            return WRONG
        if text.endswith(PROJECT_END):
            return 1.0
        if names_a_quantity(text):
            return UNLIKELY
        return HARDLY if text.endswith("費") else _unless_it_runs_on(text)
    if tagged:
        return WRONG
    if text.endswith((PROJECT_END, "費")) or (names_a_quantity(text) and "。" not in text):
        return UNLIKELY
    return 1.0 if len(text) > 20 or SENTENCE.search(text) else 0.0


def _unless_it_runs_on(text: str) -> float:
    return UNLIKELY if len(text) > RUNS_ON else 0.0


def _is_mark(text: str) -> bool:
    folded = fold_width(text)
    return (len(text) == 1 and text in CIRCLED) or bool(PLAIN_NUMBER.fullmatch(folded))


def align(cells: Sequence[str], columns: Sequence[Column | None]) -> Alignment:
    """
    Place the cells of one row under the columns of its table.

    As many cells as columns stay in order; where two of them fit only crosswise they are taken
    crosswise. Another number of cells is placed in order so that most of them fit.
    """
    if len(cells) == len(columns):
        swap = find_swap(cells, columns)
        if swap is None:
            misfit = tuple(
                column
                for cell, column in zip(cells, columns, strict=True)
                if column is not None and fit(column, cell) == WRONG
            )
            return Alignment(tuple(columns), misfit, ())
        placed = list(columns)
        first, second = swap
        placed[first], placed[second] = placed[second], placed[first]
        odds = tuple(column for column in (columns[first], columns[second]) if column)
        return Alignment(tuple(placed), odds, ())
    width = len(columns)
    if len(cells) >= 2 * width - 1 and align(cells[:width], columns).at_odds == ():
        # Two rows on one line: nothing of the second may be taken for the first.
        return Alignment((*columns, *(None for _ in cells[width:])), (), ())
    return _place(cells, columns)


def find_swap(cells: Sequence[str], columns: Sequence[Column | None]) -> tuple[int, int] | None:
    """
    Find two cells that belong in each other's place.

    They fit there far better; or neither is typical where it stands and one would be typical there.
    """
    best: tuple[float, tuple[int, int]] | None = None
    for first, second in combinations(range(len(columns)), 2):
        one, two = columns[first], columns[second]
        if one is None or two is None:
            continue
        here, there = cells[first], cells[second]
        after = fit(one, there) + fit(two, here)
        gain = after - fit(one, here) - fit(two, there)
        strange = not (is_typical(one, here) or is_typical(two, there)) and (
            is_typical(one, there) or is_typical(two, here)
        )
        if after > 0 and (gain >= SWAP_GAIN or strange) and (best is None or gain > best[0]):
            best = (gain, (first, second))
    return best[1] if best else None


def is_typical(column: Column, printed: str) -> bool:
    """
    Tell whether a cell looks like what a column of text usually holds, and like no other.

    >>> is_typical(Column.NAME, "販路開拓事業"), is_typical(Column.NAME, "商談成約数")
    (True, False)
    """
    text = clean(printed)
    if column is Column.NAME:
        return text.endswith(PROJECT_END) and len(text) <= RUNS_ON
    if column is Column.BUDGET:
        return bool(ITEM.search(text)) and "。" not in text
    if column is Column.SUMMARY:
        return len(text) > 25 and not names_a_quantity(text) and not ITEM.search(text)
    if column is Column.INDICATOR:
        return names_a_quantity(GLOSS.sub("", text)) and "。" not in text
    return fit(column, printed) == 1.0


def _place(cells: Sequence[str], columns: Sequence[Column | None]) -> Alignment:
    height, width = len(cells), len(columns)
    table = [[0.0] * (width + 1) for _ in range(height + 1)]
    for row in range(height + 1):
        for col in range(width + 1):
            if row or col:
                table[row][col] = max(score for score, _ in _steps(table, cells, columns, row, col))
    placed: list[Column | None] = [None] * height
    missing: list[Column] = []
    row, col = height, width
    while row or col:
        step = max(_steps(table, cells, columns, row, col))[1]
        if step == "both":
            row, col = row - 1, col - 1
            placed[row] = columns[col]
        elif step == "column":
            col -= 1
            column = columns[col]
            if column is not None:
                missing.insert(0, column)
        else:
            row -= 1
    return Alignment(tuple(placed), (), tuple(missing))


def _steps(
    table: list[list[float]],
    cells: Sequence[str],
    columns: Sequence[Column | None],
    row: int,
    col: int,
) -> list[tuple[float, str]]:
    steps: list[tuple[float, str]] = []
    if row and col:
        column = columns[col - 1]
        score = 0.0 if column is None else fit(column, cells[row - 1])
        steps.append((table[row - 1][col - 1] + score, "both"))
    if col:
        steps.append((table[row][col - 1] + SKIPPED_COLUMN, "column"))
    if row:
        blank = not clean(cells[row - 1])
        steps.append((table[row - 1][col] + (-0.05 if blank else SKIPPED_CELL), "cell"))
    return steps
