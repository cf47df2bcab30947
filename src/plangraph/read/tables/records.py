"""
One project of a table: its row, and the rows that go on with it, to the values of a plan.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plangraph.plan import (
    Cell,
    Column,
    Numbers,
    Row,
    Unit,
)
from plangraph.read.budgets import read_budget
from plangraph.read.cells import PLACEHOLDERS, read_numbers, read_units
from plangraph.read.folding import DASHES, SPACE, clean, fold_width, join_broken
from plangraph.read.indicators import read_use
from plangraph.read.tables.grid import Grid
from plangraph.read.tables.measuring import Piece, read_amounts, read_uses
from plangraph.read.tables.parts import COLUMNS, Part
from plangraph.read.tables.placed import Placing
from plangraph.read.values import is_blank

AGAIN: Final = re.compile(r"[ 　]*[（(【\[〔]?再掲[^）)】\]〕]{0,6}[）)】\]〕]?[ 　]*")
CODE: Final = re.compile(
    r"[0-9A-Za-z]+(?:[-_./()（）・ 　][0-9A-Za-z]*)*|[^\W_]{0,3}[0-9]+(?:[-()（）.][0-9]*)*"
)
LONGEST_CODE: Final = 24
APART: Final = re.compile("(?<=[課室係])[・･](?=[^・･]+[課室係])")
"""A dot between two units; inside one it would follow no ending of a unit."""

BUREAU: Final = re.compile(
    r"^(?P<upper>[^\s/／・、]+(?:部|局|本部|庁|省|委員会))[ 　/／\n・]+"
    r"(?P<lower>[^\s/／]+(?:課|室|係|所|館|センター|局))"
    r"(?:[ 　/／\n・]+(?P<inside>[^\s/／・、]+(?:係|班|担当|グループ)))?$"
)


def read_record(
    grid: Grid,
    placing: Placing,
    pieces: Sequence[Piece],
    table: int,
    under: tuple[str, int] | None,
) -> Row:
    """Read the rows of one project."""
    first = pieces[0]
    given = {placed.part: placed for placed in placing.columns.values() if placed.part}

    def text(part: Part) -> str:
        placed = placing.first(part)
        return first.cells.get(placed.index, "") if placed is not None else ""

    name = text(Part.NAME)
    relisted = bool(AGAIN.search(name)) or (
        not is_blank(text(Part.RELISTED)) and Part.RELISTED in given
    )
    further = read_uses(grid, placing, pieces)
    use = further[0].use if further else read_use("", "")
    return Row(
        line=first.line,
        continued=(
            *first.continued,
            *(line for p in pieces[1:] for line in (p.line, *p.continued)),
        ),
        table=table,
        cells=tuple(cell for piece in pieces for cell in _cells(grid, placing, piece, first.line)),
        marks=(),
        name=join_broken(clean(AGAIN.sub("", name))) or join_broken(clean(name)),
        numbers=_read_number(placing, first),
        units=_units(text(Part.DEPARTMENT), _division(placing, first), text(Part.SECTION)),
        budget=read_budget(text(Part.BUDGET)),
        summary=clean(text(Part.SUMMARY)),
        indicator=use,
        doubled=(),
        under=under,
        further=further,
        amounts=read_amounts(grid, placing, pieces),
        relisted=relisted,
    )


def _cells(grid: Grid, placing: Placing, piece: Piece, line: int) -> list[Cell]:
    cells: list[Cell] = []
    firsts = {part: placing.first(part) for part in COLUMNS}
    for index, printed in piece.cells.items():
        placed = placing.columns.get(index)
        part = placed.part if placed is not None else None
        column: Column | None = COLUMNS.get(part) if part is not None else None
        # Only the first column of a kind, on the first row, is the column of the project.
        own = column is not None and placed is firsts.get(part or Part.OTHER) and piece.line == line
        cells.append(
            Cell(
                column=column if own else None,
                printed=printed,
                part="" if own or part is None or part is Part.OTHER else part.value,
                header=placed.header if placed is not None else "",
                address=grid.address(piece.line, index),
                line=piece.line,
            )
        )
    if piece.line == line:
        for part, column in COLUMNS.items():
            placed = firsts[part]
            if placed is not None and placed.index not in piece.cells:
                address = grid.address(piece.line, placed.index)
                cells.append(Cell(column, "", header=placed.header, address=address))
    return cells


def _read_number(placing: Placing, piece: Piece) -> Numbers:
    placed = placing.first(Part.NUMBER)
    if placed is None:
        return Numbers("", (), (), undecided=False)
    texts = [clean(piece.cells.get(index, "")) for index in (placed.index, *placed.joined)]
    return read_code("-".join(text for text in texts if text))


def read_code(printed: str) -> Numbers:
    """
    Read a number cell of any plan: nnn-n where that stands, else the code as it is.

    >>> read_code("36（1）").full, read_code("442-1").codes, read_code("新規").undecided
    (('36(1)',), ('442',), True)
    """
    numbers = read_numbers(printed)
    if numbers.full or numbers.undecided or is_blank(printed):
        return numbers
    text = fold_width(clean(printed))
    if len(text) <= LONGEST_CODE and CODE.fullmatch(text) and re.search(r"[0-9]", text):
        code = SPACE.sub("", DASHES.sub("-", text))
        return Numbers(clean(printed), (code,), (), undecided=False)
    undecided = any(word in text for word in PLACEHOLDERS)
    return Numbers(clean(printed), (), (), undecided=undecided)


def _division(placing: Placing, piece: Piece) -> str:
    """Of 省, 局 and 部 side by side the last one filled is nearest to the department."""
    texts = [piece.cells.get(one.index, "") for one in placing.of(Part.DIVISION)]
    return next((text for text in reversed(texts) if not is_blank(text)), "")


def _units(department: str, division: str, section: str) -> tuple[Unit, ...]:
    """Read the units of up to three cells; which of several a division has, they do not say."""
    text, upper = clean(department), "" if is_blank(division) else join_broken(clean(division))
    if is_blank(text):
        text, upper = upper, ""
    text = APART.sub("、", text)
    match = BUREAU.match(text)
    if match:
        text, upper = match["lower"], upper or join_broken(match["upper"])
    inside = clean(section) or (match["inside"] or "" if match else "")
    if text and inside and not is_blank(inside) and "(" not in text and "（" not in text:
        text = f"{text}（{inside}）"
    units = read_units(text)
    if len(units) == 1 and upper:
        return (replace(units[0], division=upper),)
    return units
