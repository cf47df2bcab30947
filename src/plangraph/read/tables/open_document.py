"""
OpenDocument spreadsheets (.ods), read in one pass over their content.

A cell or a row may say that it stands a million times, so cells are counted as they are met, and
blank ones are passed over.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from xml.parsers import expat
from zipfile import ZipFile

from plangraph.errors import SourceError
from plangraph.plan import Problem
from plangraph.read.folding import clean
from plangraph.read.tables.grid import MOST_CELLS, MOST_ROWS, Grid, GridRow, Span, letters
from plangraph.read.tables.measures import LEAVE_OUT, SAVE_AGAIN
from plangraph.read.tables.numbers import write_plain
from plangraph.read.tables.packages import CONTENT, open_package, refuse_wide

SPACES: Final = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE: Final = f"{SPACES}table:1.0 "
OFFICE: Final = f"{SPACES}office:1.0 "
TEXT: Final = f"{SPACES}text:1.0 "
STYLE: Final = f"{SPACES}style:1.0 "
CELLS: Final = frozenset((f"{TABLE}table-cell", f"{TABLE}covered-table-cell"))
HIDDEN: Final = frozenset(("collapse", "filter"))
SIGNS: Final = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
LONGEST: Final = 1_000_000
"""Characters that a cell may hold."""

MOST_REPEATED: Final = 2**24
PIECE: Final = 256 * 1024


class _Content:
    """What the elements passed so far come to."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.grids: list[Grid] = []
        self.unseen: set[str] = set()
        self.style = self.name = ""
        self.first, self.cells, self.hidden = 1, 0, False
        self.depth = self.nested = 0
        self.cell: Mapping[str, str] | None = None
        self.pieces: list[str] = []
        self.length = 0
        self.remark = self.own = False
        self._open_sheet({})

    def _open_sheet(self, said: Mapping[str, str]) -> None:
        self.name = said.get(f"{TABLE}name", "")
        self.hidden = said.get(f"{TABLE}style-name", "") in self.unseen
        self.row = self.column = 0
        self.repeated = 1
        self.here: dict[int, str] = {}
        self.rows: list[GridRow] = []
        self.spans: list[Span] = []
        self.notes: list[Problem] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def refuse_entities(self, *_: object) -> None:
        raise SourceError(self.file, "the workbook defines XML entities", SAVE_AGAIN)

    def begin(self, name: str, said: dict[str, str]) -> None:
        if self.cell is not None:
            self._begin_inside(name, said)
        elif name == f"{STYLE}style":
            self.style = said.get(f"{STYLE}name", "")
        elif name == f"{STYLE}table-properties" and said.get(f"{TABLE}display") == "false":
            self.unseen.add(self.style)
        elif name == f"{TABLE}table":
            self.depth += 1
            if self.depth == 1:
                self._open_sheet(said)
        elif name == f"{TABLE}table-column":
            count = _count(said, "number-columns-repeated")
            if said.get(f"{TABLE}visibility") in HIDDEN and count < 1000:
                self.hidden_columns.update(range(self.column, self.column + count))
            self.column += count
        elif name == f"{TABLE}table-row":
            self.column, self.here = 0, {}
            self.repeated = _count(said, "number-rows-repeated")
            if said.get(f"{TABLE}visibility") in HIDDEN and self.repeated < 1000:
                lines = range(self.first + self.row, self.first + self.row + self.repeated)
                self.hidden_rows.update(lines)
        elif name in CELLS and self.depth == 1:
            self.cell, self.pieces, self.length, self.nested = said, [], 0, 0

    def _begin_inside(self, name: str, said: Mapping[str, str]) -> None:
        """Take the paragraphs of a cell itself, and those of its remark; no text of a drawing."""
        self.nested += 1
        if self.nested == 1:
            self.remark = name == f"{OFFICE}annotation"
            self.own = self.remark or name == f"{TEXT}p"
            if name == f"{TEXT}p" and self.pieces:
                self.take("\n")
        if name == f"{TEXT}s":
            count = said.get(f"{TEXT}c", "1")
            self.take(" " * min(int(count) if count.isdecimal() else 1, LONGEST + 1))
        self.take(SIGNS.get(name, ""))

    def take(self, text: str) -> None:
        if self.cell is not None and self.own and text:
            self.length += len(text)
            if self.length > LONGEST:
                raise SourceError(self.file, f"a cell of more than {LONGEST} characters", LEAVE_OUT)
            self.pieces.append(text)

    def text(self, text: str) -> None:
        """Take the characters of a paragraph; those between the elements of a cell are layout."""
        if self.nested:
            self.take(text)

    def end(self, name: str) -> None:
        if self.cell is not None and name not in CELLS:
            self.nested -= 1
            if self.nested == 0 and self.remark:
                self._note_remark()
        elif self.cell is not None:
            self._take_cell(self.cell)
            self.cell = None
        elif name == f"{TABLE}table-row" and self.depth == 1:
            self._take_row()
        elif name == f"{TABLE}table":
            self.depth -= 1
            if self.depth == 0:
                self._close_sheet()

    def _note_remark(self) -> None:
        """A remark stands before the text of its cell, and is none of it."""
        text = "".join(self.pieces)
        self.remark, self.pieces = False, []
        place = f"{letters(self.column)}{self.row + 1}"
        printed = clean(f"{place} {text}")
        self.notes.append(Problem("cell-comment", self.first + self.row, None, printed))

    def _take_cell(self, said: Mapping[str, str]) -> None:
        count = _count(said, "number-columns-repeated")
        wide, high = _count(said, "number-columns-spanned"), _count(said, "number-rows-spanned")
        line = self.first + self.row
        if (wide > 1 or high > 1) and len(self.spans) < MOST_ROWS:
            right = self.column + wide - 1
            self.spans.append(Span(line, line + high - 1, self.column, right))
        text = _write(said, "".join(self.pieces))
        if clean(text):
            self.cells += count * self.repeated
            if self.cells > MOST_CELLS:
                what = f"the workbook holds more than {MOST_CELLS} cells"
                raise SourceError(self.file, what, LEAVE_OUT)
            self.here.update(dict.fromkeys(range(self.column, self.column + count), text))
        self.column += count

    def _take_row(self) -> None:
        if self.here:
            if len(self.rows) + self.repeated > MOST_ROWS:
                raise SourceError(self.file, f"more than {MOST_ROWS} rows", LEAVE_OUT)
            lines = range(self.first + self.row, self.first + self.row + self.repeated)
            self.rows.extend(GridRow(line, (), dict(self.here)) for line in lines)
        self.row += self.repeated

    def _close_sheet(self) -> None:
        filled = {row.line for row in self.rows}
        last = max(filled, default=self.first)
        spans = [replace(one, bottom=min(one.bottom, last)) for one in self.spans]
        refuse_wide(spans, self.file)
        self.grids.append(
            Grid(
                name=self.name,
                rows=tuple(self.rows),
                addressed=True,
                first=self.first,
                hidden=self.hidden,
                spans=tuple(one for one in spans if one.top <= last),
                hidden_rows=frozenset(self.hidden_rows & filled),
                hidden_columns=frozenset(self.hidden_columns),
                notes=tuple(self.notes),
            )
        )
        self.first = last + 1


def _count(said: Mapping[str, str], name: str) -> int:
    text = said.get(f"{TABLE}{name}", "1")
    return min(max(int(text), 1), MOST_REPEATED) if text.isdecimal() and len(text) < 12 else 1


def _write(said: Mapping[str, str], shown: str) -> str:
    """Write a cell by its value, which the text shown may have rounded."""
    kind = said.get(f"{OFFICE}value-type", "")
    printed = unicodedata.normalize("NFC", shown)
    if kind in ("float", "currency", "percentage"):
        value = float(said.get(f"{OFFICE}value", "nan"))
        if kind == "percentage":
            return f"{write_plain(value * 100)}%"
        whole = value == value and abs(value) < 1e15 and value == int(value)
        if whole and printed.isdecimal() and int(printed) == value:
            return printed  # with its leading zeros
        return write_plain(int(value) if whole else value)
    if kind == "date":
        return said.get(f"{OFFICE}date-value", printed).removesuffix("T00:00:00").replace("T", " ")
    if kind == "boolean":
        return said.get(f"{OFFICE}boolean-value", printed).upper()
    return printed or said.get(f"{OFFICE}string-value", "")


def read_open_document(data: bytes, file: str) -> list[Grid]:
    """
    Read every sheet of an .ods, hidden ones too.

    Raises:
        SourceError: It is encrypted, damaged, defines entities, or is larger than is read.
    """

    def read(archive: ZipFile) -> list[Grid]:
        content = _Content(file)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = content.begin
        parser.EndElementHandler = content.end
        parser.CharacterDataHandler = content.text
        parser.StartDoctypeDeclHandler = content.refuse_entities
        with archive.open(CONTENT) as stream:
            while piece := stream.read(PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        return content.grids

    return open_package(data, file, read)
