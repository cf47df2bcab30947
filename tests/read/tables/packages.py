"""
OpenDocument and binary workbooks made for tests, part by part.
"""

import io
import struct
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text")
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    "</manifest:manifest>"
)
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def make_ods(body: str, head: str = "") -> bytes:
    """Make an .ods of the XML of its sheets; ``head`` stands before the root."""
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?>{head}<office:document-content {SPACES}>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return _zip(
        {
            "mimetype": KIND.encode(),
            "META-INF/manifest.xml": MANIFEST.format(kind=KIND).encode(),
            "content.xml": content.encode(),
        }
    )


def ods_sheet(rows: Rows, name: str = "表", hidden: Sequence[int] = ()) -> str:
    """Write a sheet of an .ods, with the blank rows and cells that fill it up to its last."""
    lines = []
    for number, row in enumerate(rows):
        seen = ' table:visibility="collapse"' if number in hidden else ""
        lines.append(f"<table:table-row{seen}>{''.join(map(ods_cell, row))}</table:table-row>")
    blank = '<table:table-row table:number-rows-repeated="1048000">'
    blank += '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    return f'<table:table table:name="{name}">{"".join(lines)}{blank}</table:table>'


def ods_cell(cell: Cell, more: str = "") -> str:
    """Write a cell of an .ods; a text such as 85% is a percentage."""
    if cell is None:
        return f"<table:table-cell{more}/>"
    if isinstance(cell, str) and cell.endswith("%"):
        share = float(cell[:-1]) / 100
        kind = f'office:value-type="percentage" office:value="{share}"'
    elif isinstance(cell, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {kind}{more}><text:p>{escape(str(cell))}</text:p></table:table-cell>"


def make_xlsb(records: bytes, name: str = "表") -> bytes:
    """Make an .xlsb whose one sheet holds the records of rows and cells."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled'
        '.main"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    bundle = struct.pack("<2I", 0, 1) + text("rId1") + text(name)
    book = record(131) + record(143) + record(156, bundle) + record(144) + record(132)
    size = struct.pack("<4I", 0, 99, 0, 99)
    sheet = record(129) + record(148, size) + record(145) + records + record(146) + record(130)
    return _zip(
        {
            "[Content_Types].xml": types.encode(),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations.encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def xlsb_rows(rows: Rows) -> bytes:
    """Write rows of texts and numbers as records."""
    return b"".join(xlsb_row(number, dict(enumerate(row))) for number, row in enumerate(rows))


def xlsb_row(number: int, cells: dict[int, Cell]) -> bytes:
    """Write a row as records, with its cells by column."""
    written = record(0, struct.pack("<I", number) + bytes(13))
    for column, cell in cells.items():
        place = struct.pack("<2I", column, 0)
        if isinstance(cell, str):
            written += record(6, place + text(cell))
        elif cell is not None:
            written += record(5, place + struct.pack("<d", cell))
    return written


def record(kind: int, data: bytes = b"") -> bytes:
    """Write a record: its kind and its length in sevens of bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while size > 127:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return head + length + bytes([size]) + data


def text(printed: str) -> bytes:
    """Write a text led by its length."""
    return struct.pack("<I", len(printed)) + printed.encode("utf-16-le")


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()
