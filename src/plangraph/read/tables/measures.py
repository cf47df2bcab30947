"""
How large a workbook would become once it is unpacked, told before anything is loaded.

A small file can hold a very large sheet: many cells, many rows that only have a height, or one
merged range over all of a sheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from zipfile import ZipFile, ZipInfo

from plangraph.errors import SourceError
from plangraph.read.tables.grid import MOST_CELLS, MOST_ROWS, column_number

LARGEST_PART: Final = 256 * 1024 * 1024
LARGEST_WHOLE: Final = 512 * 1024 * 1024
MOST_PARTS: Final = 2000
CHUNK: Final = 1024 * 1024
CELL: Final = re.compile(rb"<(?:\w+:)?c[\s>/]")
ROW: Final = re.compile(rb"<(?:\w+:)?row[\s>/]")
KEPT: Final = re.compile(rb"<(?:\w+:)?(?:si|xf|comment|definedName|hyperlink|mergeCell)[\s>/]")
"""Tags other than those of cells for which as much is kept in memory."""

RANGE: Final = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=[\"']\$?([A-Za-z]{1,3})\$?([0-9]+)"
    rb":\$?([A-Za-z]{1,3})\$?([0-9]+)"
)
UNCOUNTED: Final = re.compile(
    rb"<(?:\w+:)?c [^>]*?\br=\"([A-Z]+[0-9]+)\"[^>]*>"
    rb"\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
SAVE_AGAIN: Final = "Save the workbook again as .xlsx"
LEAVE_OUT: Final = "Give the plan's own sheets, without the data behind them"


@dataclass(slots=True)
class Measures:
    """What the parts of a workbook come to; ``uncounted`` are formulas without a result."""

    cells: int = 0
    rows: int = 0
    kept: int = 0
    spanned: int = 0
    uncounted: dict[str, list[str]] = field(default_factory=dict)

    def add(self, chunk: bytes) -> None:
        """Count a piece of a part."""
        self.cells += len(CELL.findall(chunk))
        self.rows += len(ROW.findall(chunk))
        self.kept += len(KEPT.findall(chunk))
        self.spanned += sum(map(_area, RANGE.findall(chunk)))


def _area(found: tuple[bytes, bytes, bytes, bytes]) -> int:
    left, right = (column_number(name.decode()) or 0 for name in (found[0], found[2]))
    return (abs(right - left) + 1) * (abs(int(found[3]) - int(found[1])) + 1)


def measure_parts(archive: ZipFile, file: str) -> Measures:
    """
    Unpack a workbook piece by piece, and count.

    Raises:
        SourceError: It is encrypted, holds no sheet, defines entities, or is larger than is read.
    """
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError(file, "the workbook is encrypted", "Save it without a password")
    if not any(SHEET.fullmatch(part.filename) for part in parts):
        raise SourceError(file, "the zip file holds no sheets", "Give a workbook (.xlsx)")
    whole = sum(part.file_size for part in parts)
    largest = max(part.file_size for part in parts)
    if largest > LARGEST_PART or whole > LARGEST_WHOLE or len(parts) > MOST_PARTS:
        mib = max(largest, whole) // 1024 // 1024
        what = f"unpacked it is {mib} MiB, more than the {LARGEST_PART // 1024 // 1024} read"
        raise SourceError(file, what, LEAVE_OUT)
    measures = Measures()
    for part in parts:
        is_xml = part.filename.lower().endswith((".xml", ".rels"))
        for chunk in _chunks(archive, part):
            if is_xml and (b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk):
                raise SourceError(file, "the workbook defines XML entities", SAVE_AGAIN)
            if is_xml and b"\0" in chunk:
                # In UTF-16 nothing could be counted; no office program writes that.
                raise SourceError(file, "the file is no whole workbook", SAVE_AGAIN)
            measures.add(chunk)
            if SHEET.fullmatch(part.filename):
                places = [place.decode() for place in UNCOUNTED.findall(chunk)]
                measures.uncounted.setdefault(part.filename, []).extend(places)
        _refuse_large(measures, file)
    return measures


def _refuse_large(measures: Measures, file: str) -> None:
    if max(measures.cells, measures.kept) > MOST_CELLS:
        raise SourceError(file, f"the workbook holds more than {MOST_CELLS} cells", LEAVE_OUT)
    if measures.spanned > MOST_CELLS:
        what = f"its merged cells and links cover more than {MOST_CELLS} cells"
        raise SourceError(file, what, "Merge no more cells than the table has")
    if measures.rows > MOST_ROWS:
        raise SourceError(file, f"more than {MOST_ROWS} rows", LEAVE_OUT)


def _chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """Unpack a part piece by piece; a piece begins where a tag does."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            piece = rest + piece
            cut = piece.rfind(b"<")
            rest = piece[cut:] if cut > 0 and len(piece) - cut < CHUNK else b""
            yield piece[:cut] if rest else piece
    yield rest
