"""
Columns that say the same thing: which of them is meant, and what the others are.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from plangraph.read.folding import compare_form, fold_width
from plangraph.read.tables.parts import CODES, LEVELS, Part
from plangraph.read.tables.placed import Placed, move
from plangraph.read.tables.words import fold_word

SINGLE: Final = (
    Part.NAME, Part.DEPARTMENT, Part.SECTION, Part.BUDGET, Part.SUMMARY,
    Part.MARK, Part.PERIOD, Part.RELISTED, *CODES.values(),
)  # fmt: skip
"""Parts of which a row has one; a second column for one is kept without a place."""

PLAIN_NUMBER_WORDS: Final = frozenset(
    map(fold_word, ("no", "no.", "№", "#", "項番", "連番", "通番", "通し番号", "番号"))
)
BEST_SUMMARY: Final = ("概要", "内容", "目的")


def join_codes(columns: dict[int, Placed], samples: Mapping[int, Sequence[str]]) -> None:
    """Two columns side by side under one header: the code and the name, or a code in two cells."""
    for index in sorted(columns):
        placed, beside = columns[index], columns.get(index + 1)
        if beside is None or placed.part is None or placed.path[:1] != beside.path[:1]:
            continue
        left = [text for text in samples.get(index, ()) if text]
        codes = bool(left) and all(is_code(text) for text in left)
        if beside.part is not placed.part or not codes:
            continue
        right = [text for text in samples.get(index + 1, ()) if text]
        if placed.part in CODES and not all(is_code(text) for text in right):
            columns[index] = move(placed, CODES[placed.part], "中身がコード")
        elif placed.part is Part.NAME and not all(is_code(text) for text in right):
            columns[index] = move(placed, Part.NUMBER, "中身がコード")
        elif placed.part is Part.NUMBER and all(is_code(text) for text in right):
            columns[index] = replace(placed, joined=(index + 1,), why=f"{placed.why}、隣の欄と一組")
            columns[index + 1] = replace(beside, part=Part.OTHER, why="左の番号の続き")


def order_levels(columns: dict[int, Placed], samples: Mapping[int, Sequence[str]]) -> None:
    """Levels stand from left to right; two columns of one level are one level and the next."""
    levels = [index for index in sorted(columns) if columns[index].part in LEVELS]
    rank = -1
    for place, index in enumerate(levels):
        placed = columns[index]
        part = placed.part
        if part is None:
            continue
        left = len(levels) - place
        wanted = max(LEVELS.index(part), rank + 1)
        wanted = min(wanted, max(rank + 1, len(LEVELS) - left))
        if wanted >= len(LEVELS):
            columns[index] = move(placed, Part.OTHER, "段階が多すぎる")
            continue
        rank = wanted
        if LEVELS[wanted] is not part:
            columns[index] = move(placed, LEVELS[wanted], "左から数えた段階")
    _pair_codes(columns)


def _pair_codes(columns: dict[int, Placed]) -> None:
    """A code belongs to the level that stands to the right of it, or else to the left."""
    levels = [index for index in sorted(columns) if columns[index].part in LEVELS]
    for index in sorted(columns):
        part = columns[index].part
        if part not in CODES.values() or not levels:
            continue
        near = min(levels, key=lambda level: (abs(level - index), level < index))
        level = columns[near].part
        if level is not None and abs(near - index) <= 2 and CODES[level] is not part:
            columns[index] = move(columns[index], CODES[level], "隣の段階のコード")


def choose_numbers(
    columns: dict[int, Placed], samples: Mapping[int, Sequence[str]], fixed: Iterable[int]
) -> None:
    """Of several number columns one names the project; one that counts the rows names nothing."""
    numbered = [index for index in sorted(columns) if columns[index].part is Part.NUMBER]
    for index in list(numbered):
        if index in fixed or not _counts_rows(samples.get(index, ())):
            continue
        alone = len(numbered) == 1
        plain = fold_word(columns[index].title) in PLAIN_NUMBER_WORDS
        if plain or not alone:
            columns[index] = move(columns[index], Part.RUNNING, "行の通し番号")
            numbered.remove(index)
    chosen = sorted(
        numbered,
        key=lambda index: (
            index not in fixed,
            fold_word(columns[index].title) in PLAIN_NUMBER_WORDS,
            -len(set(samples.get(index, ()))),
            index,
        ),
    )
    for index in chosen[1:]:
        if not any(index in columns[other].joined for other in numbered):
            columns[index] = move(columns[index], Part.OTHER, "番号の列はほかにある")


def _counts_rows(cells: Sequence[str]) -> bool:
    folded = [fold_width(text) for text in cells]
    return (
        len(folded) >= 2
        and all(text.isdecimal() for text in folded)
        and [int(text) for text in folded] == list(range(1, len(folded) + 1))
    )


UPPER: Final = re.compile(r"(?:部|局|本部|庁|省|委員会|department|ministry)$", re.IGNORECASE)


def rank_departments(
    columns: dict[int, Placed], samples: Mapping[int, Sequence[str]], fixed: Iterable[int]
) -> None:
    """Of two columns of departments the left one is what the other's are parts of, if it can be."""
    found = [index for index in sorted(columns) if columns[index].part is Part.DEPARTMENT]
    if len(found) < 2 or any(one.part is Part.DIVISION for one in columns.values()):
        return
    left, right = found[:2]
    upper, lower = samples.get(left, ()), samples.get(right, ())
    fewer = 0 < len(set(upper)) < len(set(lower))
    named = bool(upper) and sum(bool(UPPER.search(text)) for text in upper) * 2 > len(upper)
    if left not in fixed and (fewer or named):
        columns[left] = move(columns[left], Part.DIVISION, "右の欄の上の組織")


def choose_single(columns: dict[int, Placed], samples: Mapping[int, Sequence[str]]) -> None:
    """Of several columns for what a row has one of, the best is it and the others are kept."""
    for part in SINGLE:
        found = [index for index in sorted(columns) if columns[index].part is part]
        if part is Part.SUMMARY:
            found.sort(key=lambda index: (_summary_rank(columns[index]), index))
        if part is Part.PERIOD:
            # The year of the values changes from row to row; that of the survey stays the same.
            found.sort(
                key=lambda index: (
                    "予算" not in columns[index].header,
                    -len(set(samples.get(index, ()))),
                    index,
                )
            )
            if len({columns[index].path[-1:] for index in found}) == 1:
                # A year of its own before each block: it holds for the columns to its right.
                continue
        for index in found[1:]:
            columns[index] = move(columns[index], Part.OTHER, "同じ種類の列がほかにある")


def _summary_rank(placed: Placed) -> int:
    word = compare_form(placed.header)
    return next((rank for rank, sign in enumerate(BEST_SUMMARY) if sign in word), len(BEST_SUMMARY))


def is_code(text: str) -> bool:
    """Tell whether a text is short and has a digit, as codes are."""
    folded = fold_width(text)
    return len(folded) <= 8 and (
        any(char.isdigit() for char in folded) or (len(folded) <= 3 and folded.isascii())
    )
