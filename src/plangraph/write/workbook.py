"""
Tables as a workbook that an officer opens: the only module that knows openpyxl.

Text from outside never becomes a formula here, and the same sheets give the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from wcwidth import wcswidth

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Value: TypeAlias = str | int | float | Decimal | bool | date | None

FORMULA: Final = re.compile(r"'*[=+@-]")
NUMBER: Final = re.compile(r"-(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][-+]?\d+)?")
UNSEEN: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
IN_NO_TITLE: Final = re.compile(r"[\[\]:*?/\\]")
TITLE_LENGTH: Final = 31
CELL_LENGTH: Final = 32_767
NARROWEST, WIDEST = 8, 40
LINE_HEIGHT, TALLEST = 14, 400
WRITTEN: Final = datetime(2000, 1, 1)
"""Stands for the time of writing, which would make each file different."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, its header row and the rows beneath."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    form: "Form | None" = None
    notes: "Mapping[tuple[int, int], Note]" = field(default_factory=dict)
    """Notes on cells, by row under the header and column, both from 0."""
    hidden: frozenset[int] = frozenset()
    """Columns from 0 that are there for machines, and hidden from who reads or prints."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a comment on a cell says, and the colour (``RRGGBB``) that the cell is filled with."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Choice:
    """
    Words that the cells of a column are chosen from: a column of another sheet, and its length.

    Other words are let in after a question, since a list is never complete.
    """

    sheet: str
    column: int
    length: int
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """
    How a sheet is to be filled in: its columns from 0 that are hidden, and those with choices.

    ``spare`` rows below the last are ready for more; every cell takes what is typed as text, so
    that a number such as 1-2 does not become a day.
    """

    hidden: frozenset[int] = frozenset()
    choices: Mapping[int, Choice] = field(default_factory=dict)
    spare: int = 0
    question: str = ""


def show_controls(text: str) -> str:
    """
    Replace characters that would act instead of being seen; a line feed stays.

    >>> show_controls("a\\tb\\x1b[2J")
    'a␉b␛[2J'
    """
    return UNSEEN.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x7F:
        return "\u2421"
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def guard_text(text: str) -> str:
    """
    Make text safe as a cell of a spreadsheet: an apostrophe in front of what would be a formula.

    A reader takes one apostrophe off where apostrophes stand before ``=``, ``+``, ``@`` or ``-``.

    >>> guard_text("=1+1"), guard_text("-5"), guard_text("-5+1"), guard_text("'=1")
    ("'=1+1", '-5', "'-5+1", "''=1")
    """
    shown = show_controls(text)
    if FORMULA.match(shown) and not NUMBER.fullmatch(shown):
        return f"'{shown}"
    return shown


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write sheets as an .xlsx file with a header row that stays in view and can filter."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    titles: list[str] = []
    for sheet in sheets or [Sheet("", (), ())]:
        titles.append(_free_title(sheet.title, titles))
        _fill(book.create_sheet(titles[-1]), sheet)
    book.properties.creator = "plangraph"
    book.properties.created = WRITTEN
    made = io.BytesIO()
    book.save(made)
    return _without_clock(made)


def _free_title(wished: str, taken: Sequence[str]) -> str:
    """Spreadsheets allow few titles, and each once, whatever its case."""
    plain = IN_NO_TITLE.sub("_", show_controls(wished).replace("\n", " ")).strip(" '")
    plain = plain[:TITLE_LENGTH] or "Sheet"
    folded = {title.casefold() for title in taken}
    title, number = plain, 1
    while title.casefold() in folded:
        number += 1
        mark = f" ({number})"
        title = plain[: TITLE_LENGTH - len(mark)] + mark
    return title


def _fill(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    widths = [NARROWEST] * len(sheet.header)
    tall: dict[int, int] = {}
    for number, row in enumerate([sheet.header, *sheet.rows], start=1):
        for place, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = page.cell(number, place)
            width = _set(cell, value)
            cell.alignment = wrapped if width > WIDEST else top
            lines = _lines(value) if place - 1 not in sheet.hidden else 1
            tall[number] = max(tall.get(number, 1), lines)
            if place <= len(widths):
                widths[place - 1] = max(widths[place - 1], min(width, WIDEST))
    for number, lines in tall.items() if sheet.form is None else ():
        # Not every program makes a row as tall as its wrapped text by itself.
        if lines > 1:
            page.row_dimensions[number].height = min((lines + 1) * LINE_HEIGHT, TALLEST)
    for cell in page[1] if sheet.header else ():
        cell.font = Font(bold=True)
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width + 2
    if sheet.header:
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{len(sheet.rows) + 1}"
    if sheet.form is not None:
        _make_form(page, sheet, sheet.form)
    for column in sheet.hidden:
        page.column_dimensions[get_column_letter(column + 1)].hidden = True
    _attach_notes(page, sheet)
    _prepare_to_print(page, sheet)


def _prepare_to_print(page: "Worksheet", sheet: Sheet) -> None:
    """Let all columns fit on one A4 page across, the header on each."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    if sheet.header:
        page.print_title_rows = "1:1"


def _attach_notes(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for (row, column), note in sorted(sheet.notes.items()):
        cell = page.cell(row + 2, column + 1)
        cell.fill = PatternFill("solid", start_color=note.colour)
        lines = note.text.count("\n") + sum(map(wcswidth, note.text.split("\n"))) // 44 + 2
        cell.comment = Comment(show_controls(note.text), "plangraph", lines * 18, 360)


def _make_form(page: "Worksheet", sheet: Sheet, form: Form) -> None:
    from openpyxl.utils import get_column_letter, quote_sheetname
    from openpyxl.worksheet.datavalidation import DataValidation

    last = len(sheet.rows) + 1 + form.spare
    for row in page.iter_rows(min_row=2, max_row=last, max_col=len(sheet.header)):
        for cell in row:
            cell.number_format = "@"
    for column in form.hidden:
        page.column_dimensions[get_column_letter(column + 1)].hidden = True
    for column, choice in sorted(form.choices.items()):
        source, letter = get_column_letter(choice.column + 1), get_column_letter(column + 1)
        rule = DataValidation(
            type="list",
            formula1=f"{quote_sheetname(choice.sheet)}!${source}$2:${source}${choice.length + 1}",
            allow_blank=True,
            errorStyle="warning",
            showErrorMessage=True,
            error=form.question or None,
            showInputMessage=bool(choice.prompt),
            prompt=choice.prompt or None,
        )
        rule.add(f"{letter}2:{letter}{last}")
        page.add_data_validation(rule)


def _lines(value: Value) -> int:
    """Count the lines that a value takes in the widest column."""
    texts = value.split("\n") if isinstance(value, str) else [""]
    return sum(max(1, -(-wcswidth(text) // WIDEST)) for text in texts)


def _set(cell: "Cell", value: Value) -> int:
    """Set a cell and give the width that its text takes."""
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, Decimal):
            exponent = value.as_tuple().exponent
            places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
            cell.number_format = f"0.{'0' * places}" if places else "0"
        return len(str(value))
    text = guard_text(value)
    if len(text) > CELL_LENGTH:
        text = f"{text[: CELL_LENGTH - 1]}…"
    cell.value = text
    # openpyxl would take "#N/A" for an error and "=…" for a formula.
    cell.data_type = "s"
    return max(wcswidth(line) for line in text.split("\n"))


def _without_clock(made: io.BytesIO) -> bytes:
    """
    Pack the parts anew with one fixed time.

    They are stored, not compressed, since compressors differ from machine to machine.
    """
    fixed = io.BytesIO()
    stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, data)
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.create_system = 3
            part.external_attr = 0o644 << 16
            new.writestr(part, data)
    return fixed.getvalue()
