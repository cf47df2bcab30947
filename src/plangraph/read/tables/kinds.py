"""
Rows that take turns: 目標 on one, 実績 on the next, under columns that only name years.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from plangraph.read.folding import compare_form
from plangraph.read.tables.headings import MONEY, RATES, Heading, read_path
from plangraph.read.tables.measuring import Piece
from plangraph.read.tables.parts import LEVELS, VALUES, Part
from plangraph.read.tables.placed import Placed, Placing
from plangraph.read.tables.words import Words, fold_word
from plangraph.read.values import is_blank, read_value

SHARE: Final = 0.9
"""Part of a column's cells that must say what their row holds."""

MOST_KINDS: Final = 12
"""Texts that a column of kinds may have."""

TITLED: Final = frozenset(map(fold_word, ("値", "数値", "value")))
"""Headers of a column of values that name no year."""

SAME: Final = (Part.NAME, Part.NUMBER, Part.DEPARTMENT, *LEVELS)


def find_kinds(
    columns: dict[int, Placed],
    samples: Mapping[int, Sequence[str]],
    words: Words,
    fixed: Iterable[int],
) -> dict[str, Heading]:
    """
    Find the column that says of each row whether it holds targets or actuals.

    The columns that only name a year then hold what their row says. Gives what each text of the
    column says; nothing where there is no such column.
    """
    told = [index for index in fixed if columns[index].part is Part.KIND]
    for index in told or sorted(set(columns) - set(fixed)):
        texts = [text for text in samples.get(index, ()) if not is_blank(text)]
        if len(set(texts)) > MOST_KINDS and not told:
            continue
        kinds = {text: read_path((text,), words) for text in dict.fromkeys(texts)}
        if not told and not _tells_kinds(texts, kinds):
            continue
        years = [
            one.index
            for one in columns.values()
            if one.index not in fixed and one.index != index and _is_bare(one, samples, words)
        ]
        if not told and not years:
            continue
        said = "・".join(dict.fromkeys(kinds))
        columns[index] = replace(
            columns[index], part=Part.KIND, why=f"中身が「{said[:30]}」", known=True
        )
        for year in years:
            why = f"{columns[year].why}、行の「{columns[index].title}」から".lstrip("、")
            columns[year] = replace(columns[year], part=Part.VALUE, why=why, known=True)
        return kinds
    return {}


def _tells_kinds(texts: Sequence[str], kinds: Mapping[str, Heading]) -> bool:
    held = {text for text, kind in kinds.items() if kind.part in VALUES | MONEY}
    rates = {text for text in kinds if text.endswith(RATES)}
    known = sum(text in held or text in rates for text in texts)
    return bool(held) and len(held | rates) >= 2 and known >= SHARE * len(texts)


def _is_bare(placed: Placed, samples: Mapping[int, Sequence[str]], words: Words) -> bool:
    """Tell whether a header names a year and nothing else, and the cells are no prose."""
    if not placed.path or placed.part in MONEY | VALUES:
        return False
    own = read_path(placed.path[-1:], words)
    dated = own.part is None and own.period is not None and not own.label
    if not dated and fold_word(placed.title) not in TITLED:
        return False
    cells = [text for text in samples.get(placed.index, ()) if not is_blank(text)]
    values = sum(_is_formed(text) for text in cells)
    return values * 2 >= len(cells)


def _is_formed(text: str) -> bool:
    value = read_value(text).value
    return value is not None and value.kind != "text"


def takes_turn(placing: Placing, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Tell whether a row holds another kind of values of what the rows above it are of."""
    kind = placing.first(Part.KIND)
    if kind is None or is_blank(piece.cells.get(kind.index, "")):
        return False
    first, last = pieces[0], pieces[-1]
    held = placing.first(Part.NAME) or placing.first(Part.NUMBER)
    if held is None and kind.index in last.cells:
        turns = [one.cells.get(kind.index) for one in pieces]
        if piece.cells.get(kind.index) in turns:
            return False
    parts = SAME if held is not None else (*SAME, Part.INDICATOR)
    return all(_agrees(placing, part, piece, first) for part in parts)


def _agrees(placing: Placing, part: Part, piece: Piece, first: Piece) -> bool:
    placed = placing.first(part)
    printed = piece.cells.get(placed.index, "") if placed is not None else ""
    if placed is None or is_blank(printed):
        return True
    return compare_form(printed) == compare_form(first.cells.get(placed.index, ""))
