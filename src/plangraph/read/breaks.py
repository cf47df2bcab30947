"""
Torn rows and headers, put together where the cells then are as many as the columns.

A break inside a cell stays in the cell's printed text. A break that stands where a tab should is
kept as ``TORN`` before the next cell, so that the document can be written back as it was.
"""

from collections.abc import Callable, Sequence

from plangraph.plan import TORN, Cell
from plangraph.read.columns import find_column, read_header
from plangraph.read.folding import CIRCLED, clean
from plangraph.read.headings import is_page_mark

MOST_LINES = 6
"""Lines over which one row is put together at the most."""


def join_row(
    texts: Sequence[str], number: int, width: int, is_structure: Callable[[int, str], bool]
) -> tuple[list[str], int]:
    """
    Give the cells of the row on a line, and over how many lines it runs.

    The next line belongs to it only while cells are missing, and never where it is blank, a heading
    or a header, or begins with a mark of its own.
    """
    cells = texts[number - 1].split("\t")
    joined, taken = list(cells), 1
    while len(joined) < width and number + taken <= len(texts) and taken < MOST_LINES:
        text = texts[number + taken - 1]
        more = text.split("\t")
        first = clean(more[0])
        if is_page_mark(text):
            # The foot of a page within a row: no cell of its own, and no end of the row.
            joined[-1] += f"\n{text}"
            taken += 1
            continue
        if not clean(text) or is_structure(number + taken, text):
            break
        if len(first) == 1 and first in CIRCLED:
            break
        taken += 1
        if len(joined) + len(more) == width:
            return [*joined, f"{TORN}{more[0]}", *more[1:]], taken
        joined = [*joined[:-1], f"{joined[-1]}\n{more[0]}", *more[1:]]
    return (joined, taken) if len(joined) == width else (cells, 1)


def join_header(texts: Sequence[str], number: int) -> tuple[tuple[Cell, ...], int] | None:
    """
    Give the header on a line, and over how many lines it runs, or None where there is none.

    The next line belongs to it where, put together, every cell is a known header.
    """
    cells = texts[number - 1].split("\t")
    header = read_header(cells)
    twice = number < len(texts) and clean(texts[number]) == clean(texts[number - 1])
    if number < len(texts) and clean(texts[number]) and not twice:
        more = texts[number].split("\t")
        for joined in (
            [*cells[:-1], f"{cells[-1]}\n{more[0]}", *more[1:]],
            [*cells, f"{TORN}{more[0]}", *more[1:]],
        ):
            whole = read_header(joined)
            known = whole is not None and all(find_column(cell) is not None for cell in joined)
            if whole is not None and known:
                return whole, 2
    return (header, 1) if header is not None else None
