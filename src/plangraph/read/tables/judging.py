"""
What the cells of a column say of it, where its header says something else.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from plangraph.read.folding import CIRCLED, fold_width
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.parts import VALUES, Part
from plangraph.read.tables.placed import Placed, move
from plangraph.read.values import is_blank, read_value

LONG: Final = 25
SHORT: Final = 4


def judge_contents(
    columns: dict[int, Placed], samples: Mapping[int, Sequence[str]], fixed: Iterable[int]
) -> None:
    """Take back what a header says where the cells below it are plainly something else."""
    named = any(placed.part is Part.NAME for placed in columns.values())
    for index, placed in columns.items():
        cells = [text for text in samples.get(index, ()) if not is_blank(text)]
        if index in fixed or not cells:
            continue
        numbers = sum(_is_number(text) for text in cells) / len(cells)
        length = sum(map(len, cells)) / len(cells)
        wordy = length > LONG or (length > SHORT and not any(map(_is_formed, cells)))
        if placed.part in VALUES and wordy and numbers < 0.2:
            columns[index] = move(placed, Part.OTHER, "中身が文章")
        elif placed.part is Part.BUDGET and numbers > 0.5:
            columns[index] = move(placed, Part.AMOUNT, "中身が数")
        elif placed.part is Part.AMOUNT and numbers < 0.2:
            free = not any(one.part is Part.BUDGET for one in columns.values())
            columns[index] = move(placed, Part.BUDGET if free else Part.OTHER, "中身が文章")
        elif placed.part in MONEY - {Part.AMOUNT} and numbers < 0.1 and length > LONG:
            columns[index] = move(placed, Part.OTHER, "中身が文章")
        elif placed.part is Part.MARK and not all(_is_mark(text) for text in cells):
            part = Part.INITIATIVE if named else Part.NAME
            columns[index] = move(placed, part, "中身が記号でない")
            named = True


def _is_number(text: str) -> bool:
    value = read_value(text).value
    return value is not None and value.kind == "number"


def _is_formed(text: str) -> bool:
    """Tell whether a cell has a digit, or is a comparison, a milestone or the like."""
    value = read_value(text).value
    return any(map(str.isdigit, text)) or (value is not None and value.kind != "text")


def _is_mark(text: str) -> bool:
    return len(text) <= 4 and (
        any(char in CIRCLED for char in text) or fold_width(text).strip("()（）.").isdigit()
    )
