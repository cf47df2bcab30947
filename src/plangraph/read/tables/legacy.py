"""
Workbooks other than .xlsx (.xls, .xlsb): the only module that reads them, with calamine.

It gives values without their formats, so leading zeros and percent signs are those of the values,
and nothing of what is hidden but whole sheets.
"""

import io
import os
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import python_calamine
from python_calamine import CalamineSheet, SheetVisibleEnum

from plangraph.errors import SourceError
from plangraph.read.folding import clean
from plangraph.read.tables.binary_parts import WIDEST, Extent, measure_binary
from plangraph.read.tables.grid import LARGEST_TABLE, MOST_CELLS, MOST_ROWS, Grid, GridRow, Span
from plangraph.read.tables.measures import LEAVE_OUT
from plangraph.read.tables.numbers import write_plain
from plangraph.read.tables.packages import package_kind

Value = int | float | str | bool | time | date | datetime | timedelta


def read_legacy(data: bytes, file: str) -> list[Grid]:
    """
    Read every sheet of such a workbook, hidden ones too.

    Raises:
        SourceError: It is no workbook, it is encrypted, or larger than is read.
    """
    if len(data) > LARGEST_TABLE:
        remedy = "Give the plan's own table, without the data behind it"
        raise SourceError(file, f"larger than {LARGEST_TABLE // 1024 // 1024} MiB", remedy)
    extents = measure_binary(data, file) if package_kind(data) == "xlsb" else {}
    try:
        with _panics_unheard():
            return _read_sheets(data, file, extents)
    except (SourceError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    # A damaged file makes the library panic, too, which is no Exception.
    except BaseException as error:
        what = "an old or encrypted Office file that cannot be read"
        remedy = "Save it as a workbook (.xlsx) without a password, or as CSV"
        raise SourceError(file, what, remedy) from error


@contextmanager
def _panics_unheard() -> Iterator[None]:
    """Keep the library, where a file makes it panic, from writing about itself on the screen."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        # Without a screen there is nothing to keep it from.
        yield
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _read_sheets(data: bytes, file: str, extents: Mapping[str, Extent]) -> list[Grid]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    grids: list[Grid] = []
    first, total = 1, 0
    for sheet in book.sheets_metadata:
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        grid = _read_sheet(book.get_sheet_by_name(sheet.name), first, file, hidden=hidden)
        extent = extents.get(sheet.name)
        if extent is not None and extent.spans:
            spans = [
                Span(first + one.top, first + one.bottom, one.left, one.right)
                for one in extent.spans
            ]
            grid = replace(grid, spans=tuple(sorted(spans, key=lambda one: (one.top, one.left))))
        total += sum(len(row.cells) for row in grid.rows)
        if total > MOST_CELLS or len(grid.rows) > MOST_ROWS:
            what = f"more than {MOST_CELLS} cells or {MOST_ROWS} rows"
            raise SourceError(file, what, LEAVE_OUT)
        grids.append(grid)
        first += max((row.line - first + 1 for row in grid.rows), default=1)
    return grids


def _read_sheet(sheet: CalamineSheet, first: int, file: str, *, hidden: bool) -> Grid:
    if sheet.total_height * sheet.total_width > WIDEST:
        what = f"a sheet of {sheet.total_height} rows and {sheet.total_width} columns"
        raise SourceError(file, what, LEAVE_OUT)
    rows: list[GridRow] = []
    top, left = sheet.start or (0, 0)
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), start=top):
        texts = {left + index: _write(value) for index, value in enumerate(values)}
        cells = {column: text for column, text in texts.items() if clean(text)}
        if cells:
            rows.append(GridRow(first + number, (), cells))
    spans = tuple(
        Span(first + start[0], first + end[0], start[1], end[1])
        for start, end in sorted(sheet.merged_cell_ranges or [])
    )
    return Grid(sheet.name, tuple(rows), addressed=True, first=first, hidden=hidden, spans=spans)


def _write(value: Value) -> str:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return write_plain(int(value) if value == int(value) else value)
