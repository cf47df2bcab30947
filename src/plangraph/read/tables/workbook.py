"""
Workbooks: the only module that reads them with openpyxl.

A workbook is a zip file, so before anything is unpacked its parts are measured, and before the
cells are loaded they are counted: a small file can hold a very large sheet.
"""

import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import openpyxl

from plangraph.errors import SourceError
from plangraph.plan import Problem
from plangraph.read.folding import clean
from plangraph.read.tables.grid import MOST_ROWS, Grid, GridRow, Span, letters
from plangraph.read.tables.measures import LEAVE_OUT, SAVE_AGAIN, SHEET, measure_parts
from plangraph.read.tables.numbers import write_plain
from plangraph.read.tables.relations import RELATION, RELATION_ID, RELATION_TARGET

ZEROS: Final = re.compile(r"0+")
PERCENT: Final = re.compile(r"0?(?:\.(0+))?%")
SHEET_ID: Final = re.compile(r"<(?:\w+:)?sheet\b[^>]*?\br:id=\"([^\"]*)\"")
ADDRESS: Final = re.compile(r"([A-Z]+)([0-9]+)")


def read_workbook(data: bytes, file: str) -> list[Grid]:
    """
    Read every sheet of a workbook, hidden ones too.

    Raises:
        SourceError: It is no workbook, it is encrypted, or larger than is read.
    """
    uncounted = _measure(data, file)
    try:
        with warnings.catch_warnings():
            # It warns of drawings and validations that it leaves out; the cells are all there.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        grids: list[Grid] = []
        first = 1
        for place, sheet in enumerate(book.worksheets):
            empty = uncounted[place] if place < len(uncounted) else []
            grid = _read_sheet(sheet, first, file, empty)
            grids.append(grid)
            first += _last_row(grid)
    except SourceError:
        raise
    # A damaged workbook makes openpyxl fail in as many ways as there are damages.
    except Exception as error:
        what = f"the workbook cannot be read ({type(error).__name__})"
        raise SourceError(file, what, SAVE_AGAIN) from error
    return grids


def _last_row(grid: Grid) -> int:
    """Leave room for every row that a later check may name, blank ones below included."""
    return max((row.line - grid.first + 1 for row in grid.rows), default=1)


def _measure(data: bytes, file: str) -> list[list[str]]:
    """Refuse what is too large; give the formulas without a result, by sheet in their order."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            uncounted = measure_parts(archive, file).uncounted
            return [uncounted.get(part, []) for part in _sheet_parts(archive)]
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        OSError,
        KeyError,
        RuntimeError,
        ValueError,
    ) as error:
        raise SourceError(file, "the file is no whole workbook", SAVE_AGAIN) from error


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """Give the parts that hold the sheets, in the order of the workbook."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {
        found["id"]: target[1].removeprefix("/xl/")
        for one in RELATION.findall(relations)
        if (found := RELATION_ID.search(one)) and (target := RELATION_TARGET.search(one))
    }
    parts = [f"xl/{targets.get(key, '')}" for key in SHEET_ID.findall(book)]
    return [part for part in parts if SHEET.fullmatch(part)]


def _read_sheet(sheet: Any, first: int, file: str, uncounted: list[str]) -> Grid:
    rows: dict[int, dict[int, str]] = {}
    problems = [
        Problem("formula-without-value", first + int(ADDRESS.sub(r"\2", one)) - 1, None, one)
        for one in uncounted
    ]
    notes: list[Problem] = []
    # The cells that are there; iter_rows would make one for every blank place between them.
    for (row, column), cell in sheet._cells.items():
        text = _write(cell)
        address = f"{letters(column - 1)}{row}"
        if cell.comment is not None:
            remark = f"{address} {cell.comment.text}"
            notes.append(Problem("cell-comment", first + row - 1, None, clean(remark)))
        if cell.data_type == "e":
            problems.append(Problem("formula-error", first + row - 1, None, f"{address} {text}"))
        if clean(text):
            rows.setdefault(row, {})[column - 1] = text
    if len(rows) > MOST_ROWS:
        raise SourceError(file, f"more than {MOST_ROWS} rows", LEAVE_OUT)
    last = max(rows, default=1)
    hidden_rows = frozenset(
        first + number - 1
        for number, dimension in sheet.row_dimensions.items()
        if dimension.hidden and number <= last and number in rows
    )
    spans = tuple(
        Span(first + one.min_row - 1, first + one.max_row - 1, one.min_col - 1, one.max_col - 1)
        for one in sheet.merged_cells.ranges
    )
    return Grid(
        name=sheet.title,
        rows=tuple(
            GridRow(first + row - 1, (), dict(sorted(rows[row].items()))) for row in sorted(rows)
        ),
        addressed=True,
        first=first,
        hidden=sheet.sheet_state != "visible",
        spans=tuple(sorted(spans, key=lambda span: (span.top, span.left))),
        hidden_rows=hidden_rows,
        hidden_columns=_hidden_columns(sheet),
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _hidden_columns(sheet: Any) -> frozenset[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max - dimension.min < 1000:
            hidden.update(range(dimension.min - 1, dimension.max))
    return frozenset(hidden)


def _write(cell: Any) -> str:
    """Write a cell as a reader of the sheet sees it, as far as its number format is a plain one."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("_x000D_", "")
        return unicodedata.normalize("NFC", text)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, (int, float)):
        return write_number(value, str(cell.number_format or ""))
    return str(value)


def write_number(value: int | float, form: str) -> str:
    """
    Write a number with what its format adds: leading zeros, a percent sign.

    >>> write_number(7, "000"), write_number(0.853, "0.0%"), write_number(0.1 + 0.2, "General")
    ('007', '85.3%', '0.3')
    """
    first = form.split(";")[0]
    if ZEROS.fullmatch(first) and value == int(value):
        return f"{int(value):0{len(first)}d}"
    if PERCENT.fullmatch(first):
        return f"{write_plain(value * 100)}%"
    return write_plain(value)
