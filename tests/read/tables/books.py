"""
Workbooks made for tests, and damaged or oversized ones.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
OPENING = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
CLOSING = b"</sheetData></worksheet>"

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]


def make_book(*sheets: Rows, merged: Sequence[str] = (), hidden: Sequence[int] = ()) -> bytes:
    """Make a workbook of sheets; ranges are merged and rows hidden on the first."""
    book = openpyxl.Workbook()
    for place, rows in enumerate(sheets):
        sheet = book.active if place == 0 else book.create_sheet(f"Sheet{place + 1}")
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    for row_number in hidden:
        book.worksheets[0].row_dimensions[row_number].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def replace_sheet(pieces: Iterable[bytes]) -> bytes:
    """Make a workbook whose one sheet is put together from pieces."""
    source = zipfile.ZipFile(io.BytesIO(make_book([["事業名", "担当課", "指標"]])))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.infolist():
            if part.filename == SHEET:
                with archive.open(part.filename, "w", force_zip64=True) as sheet:
                    for piece in pieces:
                        sheet.write(piece)
            else:
                archive.writestr(part.filename, source.read(part.filename))
    return stream.getvalue()
