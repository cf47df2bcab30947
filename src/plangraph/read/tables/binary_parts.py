"""
The parts of a binary workbook (.xlsb), gone through record by record: how far its sheets reach.

The library that reads them lays out a sheet with all the places between its cells.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from zipfile import ZipFile

from plangraph.errors import SourceError
from plangraph.read.tables.grid import MOST_CELLS, Span
from plangraph.read.tables.measures import LEAVE_OUT
from plangraph.read.tables.packages import open_package, refuse_wide
from plangraph.read.tables.relations import RELATION, RELATION_ID, RELATION_TARGET

SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.bin", re.IGNORECASE)
KEPT: Final = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings|styles|workbook)\.bin", re.I)
ROW: Final = 0
WIDEST: Final = 8_000_000
"""Places of a sheet, filled or not, up to which it is gone through."""

FILLED: Final = range(2, 12)
"""Records of cells that hold something; 1 is one that only has a format."""

MERGED: Final = 176
BUNDLED: Final = 156
RELATIONS: Final = "xl/_rels/workbook.bin.rels"
MOST_RECORDS: Final = 2 * MOST_CELLS


@dataclass(slots=True)
class Extent:
    """How far the cells of a sheet reach, and where cells are merged."""

    cells: int = 0
    rows: int = 0
    columns: int = 0
    spans: list[Span] = field(default_factory=list)

    def reach(self, row: int, column: int) -> None:
        """Take note of a filled cell, by its row and column from 0."""
        self.cells += 1
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)

    def refuse_large(self, file: str) -> None:
        """
        Refuse a sheet with more than is read.

        Raises:
            SourceError: It has too many cells, or they lie too far apart.
        """
        if self.cells > MOST_CELLS:
            raise SourceError(file, f"the workbook holds more than {MOST_CELLS} cells", LEAVE_OUT)
        if self.rows * self.columns > WIDEST:
            what = f"a sheet of {self.rows} rows and {self.columns} columns"
            raise SourceError(file, what, LEAVE_OUT)


def measure_binary(data: bytes, file: str) -> dict[str, Extent]:
    """
    Go through the parts of a workbook; give the extents of its sheets by their names.

    Raises:
        SourceError: It is damaged, or a sheet holds more than is read.
    """
    return open_package(data, file, lambda archive: _measure(archive, file))


def _measure(archive: ZipFile, file: str) -> dict[str, Extent]:
    extents: dict[str, Extent] = {}
    records = 0
    for part in archive.infolist():
        if not KEPT.fullmatch(part.filename):
            continue
        extent, row = Extent(), 0
        for kind, data in _records(archive.read(part)):
            records += 1
            if records > MOST_RECORDS:
                what = f"the workbook holds more than {MOST_CELLS} cells"
                raise SourceError(file, what, LEAVE_OUT)
            if not SHEET.fullmatch(part.filename):
                continue
            if kind == ROW and len(data) >= 4:
                row = int.from_bytes(data[:4], "little")
            elif kind in FILLED and len(data) >= 4:
                extent.reach(row, int.from_bytes(data[:4], "little"))
                extent.refuse_large(file)
            elif kind == MERGED and len(data) >= 16:
                top, bottom, left, right = struct.unpack("<4I", data[:16])
                extent.spans.append(Span(top, bottom, left, right))
        refuse_wide(extent.spans, file)
        if SHEET.fullmatch(part.filename):
            extents[part.filename] = extent
    names = _sheet_names(archive)
    return {names.get(part, part): extent for part, extent in extents.items()}


def _sheet_names(archive: ZipFile) -> dict[str, str]:
    """Give the names of the sheets by the paths of their parts."""
    relations = archive.read(RELATIONS).decode("utf-8", "replace")
    parts = {
        found["id"]: f"xl/{target[1].removeprefix('/xl/')}"
        for one in RELATION.findall(relations)
        if (found := RELATION_ID.search(one)) and (target := RELATION_TARGET.search(one))
    }
    names: dict[str, str] = {}
    for kind, data in _records(archive.read("xl/workbook.bin")):
        if kind == BUNDLED:
            relation, rest = _text(data[8:])
            names[parts.get(relation, "")] = _text(rest)[0]
    return names


def _text(data: bytes) -> tuple[str, bytes]:
    """Read a text that is led by its length; give the bytes behind it, too."""
    end = 4 + 2 * int.from_bytes(data[:4], "little")
    return data[4:end].decode("utf-16-le", "replace"), data[end:]


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the kind of each record, and its bytes; what is cut off at the end is left out."""
    place = 0
    while place + 2 <= len(data):
        kind = data[place]
        place += 1
        if kind & 0x80:
            kind = kind & 0x7F | (data[place] & 0x7F) << 7
            place += 1
        size = shift = 0
        for shift in range(0, 28, 7):
            if place >= len(data):
                return
            byte = data[place]
            place += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, data[place : place + size]
        place += size
