"""
A table from a file to the values of a plan, and what became of each of its rows and columns.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final

from plangraph.errors import SourceError
from plangraph.plan import Document, Line, LineKind, Plan, Problem, Sheet
from plangraph.read.decoding import decode
from plangraph.read.tables.body import Body
from plangraph.read.tables.circulated import Circulated
from plangraph.read.tables.circulated_lines import find_circulated
from plangraph.read.tables.delimited import read_delimited
from plangraph.read.tables.forms import Form, find_forms, read_forms
from plangraph.read.tables.grid import LARGEST_TABLE, Grid
from plangraph.read.tables.grouping import group_projects
from plangraph.read.tables.headers import Header, find_headers, spread_header
from plangraph.read.tables.mapping import Mapping
from plangraph.read.tables.packages import package_kind
from plangraph.read.tables.placed import Placing
from plangraph.read.tables.placing import place_columns
from plangraph.read.tables.words import Words, read_words

WORKBOOKS: Final = frozenset({".ods", ".xls", ".xlsb", ".xlsm", ".xlsx"})
ZIP: Final[tuple[bytes, ...]] = (b"PK\x03\x04", b"PK\x05\x06")
OLD: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class TableReading:
    """A plan read from tables or forms, with the columns of each, for whoever looks at them."""

    plan: Plan
    placings: tuple[tuple[Grid, Header, Placing], ...] = field(default=())
    forms: tuple[Form, ...] = ()


def is_table(data: bytes) -> bool:
    """Tell whether a file is a workbook by its first bytes, whatever its name says."""
    return data.startswith(ZIP)


def read_grids(data: bytes, file: str) -> tuple[Document, list[Grid], list[tuple[str, str]]]:
    """
    Read the cells of a file: its document, its sheets, and the lines of a text.

    Raises:
        SourceError: The file is no table that is read, or larger than is read.
    """
    kind = package_kind(data) if is_table(data) else ""
    if kind == "ods":
        from plangraph.read.tables.open_document import read_open_document

        grids = read_open_document(data, file)
        return _document(data, file, grids), grids, []
    if data.startswith(OLD) or kind == "xlsb":
        from plangraph.read.tables.legacy import read_legacy

        grids = read_legacy(data, file)
        return _document(data, file, grids), grids, []
    if is_table(data):
        # openpyxl takes its time to load, so texts are read without it.
        from plangraph.read.tables.workbook import read_workbook

        grids = read_workbook(data, file)
        return _document(data, file, grids), grids, []
    if len(data) > LARGEST_TABLE:
        remedy = "Give the plan's own table, without the data behind it"
        raise SourceError(file, f"larger than {LARGEST_TABLE // 1024 // 1024} MiB", remedy)
    text = decode(data, file)
    document = Document(file, text.sha256, text.encoding, text.byte_order_mark, text.traits, "csv")
    return document, [read_delimited(text, file)], list(text.lines)


def _document(data: bytes, file: str, grids: Sequence[Grid]) -> Document:
    sheets = tuple(Sheet(grid.name, grid.first) for grid in grids)
    digest = hashlib.sha256(data).hexdigest()
    return Document(file, digest, "utf-8", False, (), "workbook", sheets)


def read_table(
    data: bytes, file: str, mapping: Mapping | None = None, words: Words | None = None
) -> TableReading:
    """
    Read a plan from a csv or tsv text or from a workbook.

    Raises:
        SourceError: The file cannot be read, or no table of projects is found in it.
    """
    mapping, words = mapping or Mapping(), words or read_words()
    document, grids, texts = read_grids(data, file)
    missing = [name for name in mapping.sheets if name not in {grid.name for grid in grids}]
    if missing:
        raise SourceError(file, f"no sheet {missing[0]!r}", "Correct table.sheets in revision.toml")
    circulated = find_circulated(grids) if not mapping.columns else []
    if circulated:
        return TableReading(_circulated(Circulated(document, circulated), grids, texts))
    body = _body(document, file)
    placings: list[tuple[Grid, Header, Placing]] = []
    forms = find_forms(grids, words, mapping)
    firsts = {grid.first for grid in forms}
    for grid in grids:
        headers = _headers(grid, words, mapping) if grid.first not in firsts else []
        placings.extend(_read_grid(body, grid, headers, words, mapping))
    if forms and not any(row.name for row in body.rows):
        body = _body(document, file)
        read = read_forms(body, grids, forms, words, mapping)
        if not read:
            raise SourceError(
                file,
                "its sheets are forms of one project each, and none names its project",
                "Say which label does in revision.toml, or give a list with one row a project",
            )
        return TableReading(_plan(body, document, grids, texts), forms=tuple(read))
    if not placings:
        raise SourceError(
            file,
            "no row names its columns (事業名, 担当課, 指標, …)",
            "Say which one does in revision.toml: header = 2 in [table]",
        )
    return TableReading(_plan(body, document, grids, texts), tuple(placings))


def _body(document: Document, file: str) -> Body:
    body = Body(document)
    if (document.layout == "workbook") is not (PurePath(file).suffix.lower() in WORKBOOKS):
        body.problems.append(Problem("not-what-its-name-says", 1, None, file))
    return body


def _headers(grid: Grid, words: Words, mapping: Mapping) -> list[Header]:
    if mapping.sheets and grid.name not in mapping.sheets:
        return []
    if grid.hidden and grid.name not in mapping.sheets:
        return []
    if mapping.header is not None:
        first, last = (row + grid.first - 1 for row in mapping.header)
        places = [place for place, row in enumerate(grid.rows) if first <= row.line <= last]
        return [spread_header(grid, places[0], places[-1], words)] if places else []
    return find_headers(grid, words)


def _read_grid(
    body: Body, grid: Grid, headers: Sequence[Header], words: Words, mapping: Mapping
) -> list[tuple[Grid, Header, Placing]]:
    body.open_sheet(grid, bool(headers))
    placings: list[tuple[Grid, Header, Placing]] = []
    before = grid.rows[: headers[0].top] if headers else grid.rows
    body.take_preamble(before, bool(headers))
    for place, header in enumerate(headers):
        end = headers[place + 1].top if place + 1 < len(headers) else len(grid.rows)
        rows = grid.rows[header.bottom + 1 : end]
        placing = place_columns(grid, header, rows, words, mapping)
        placings.append((grid, header, placing))
        body.open_table(grid, header, placing)
        body.take_rows(grid, placing, rows)
    return placings


def _circulated(found: Circulated, grids: Sequence[Grid], texts: Sequence[tuple[str, str]]) -> Plan:
    body = Body(found.document, kinds=found.kinds, rows=found.rows, tables=found.tables)
    body.tree.goals.extend(found.levels.goals)
    body.tree.measures.extend(found.levels.measures)
    body.tree.initiatives.extend(found.levels.initiatives)
    body.problems, body.notes = found.problems, found.notes
    plan = _plan(body, found.document, grids, texts)
    return replace(plan, projects=found.projects, identifiers=found.identifiers)


def _plan(
    body: Body, document: Document, grids: Sequence[Grid], texts: Sequence[tuple[str, str]]
) -> Plan:
    lines: list[Line] = []
    if document.layout == "csv":
        for number, (printed, end) in enumerate(texts, start=1):
            kind = body.kinds.get(number, LineKind.BLANK)
            lines.append(Line(number, kind, end, printed))
    else:
        for grid in grids:
            for row in grid.rows:
                kind = body.kinds.get(row.line, LineKind.STRAY)
                printed = "\t".join(row.cells.values())
                lines.append(Line(row.line, kind, "\n", printed))
    problems = [*body.problems, *(problem for grid in grids for problem in grid.problems)]
    return Plan(
        document=document,
        lines=tuple(lines),
        goals=tuple(body.tree.goals),
        measures=tuple(body.tree.measures),
        initiatives=tuple(body.tree.initiatives),
        tables=tuple(body.tables),
        rows=tuple(body.rows),
        projects=group_projects(body.rows),
        problems=tuple(sorted(problems, key=_line_of)),
        notes=tuple(sorted(body.notes, key=_line_of)),
    )


def _line_of(problem: Problem) -> int:
    return problem.line
