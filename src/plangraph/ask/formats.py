"""
An answer as people and programs read it: a table in a terminal, CSV, JSON, a workbook and more.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

import pyoxigraph as ox
from wcwidth import wcswidth

from plangraph.ask.answer import Answer, Term, Value
from plangraph.errors import QueryError
from plangraph.names import term
from plangraph.write.workbook import Sheet, guard_text, show_controls, write_workbook

STRING: Final = term("xsd:string")
LANGUAGE_STRING: Final = term("rdf:langString")
TURNING: Final = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Signs that turn the direction of a line, or break it, in a terminal."""

GAP: Final = "  "
NONE: Final = {"ja": "該当なし", "en": "None"}
TRUTH: Final = {True: "true", False: "false"}
MARKUP: Final = re.compile(r"([\\|<>&*`\[\]])")


def write_answer(answer: Answer, form: str, language: str) -> str | bytes:
    """
    Write an answer in a format; column titles in a language where people read them.

    Raises:
        QueryError: There is no such format.
    """
    writer = WRITERS.get(form)
    if writer is None:
        remedy = f"Use one of {', '.join(WRITERS)}"
        raise QueryError(answer.query.name, f"no format is called '{form}'", remedy)
    return writer(answer, language)


def list_titles(answer: Answer, language: str) -> list[str]:
    """Give the titles of the columns; a column without metadata keeps its variable's name."""
    columns = answer.query.header.columns
    return [columns.get(name, {}).get(language, name) for name in _columns(answer)]


def _columns(answer: Answer) -> tuple[str, ...]:
    return ("answer",) if answer.truth is not None else answer.columns


def _rows(answer: Answer) -> Sequence[Sequence[Value]]:
    return [(answer.truth,)] if answer.truth is not None else answer.values


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return TRUTH[value] if isinstance(value, bool) else str(value)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _line(text: str) -> str:
    """Make text safe in one line of a terminal."""
    return TURNING.sub("\ufffd", show_controls(text)).replace("\n", " ")


def write_table(answer: Answer, language: str) -> str:
    """Write a table for a terminal; where there are no rows, it says so."""
    table = draw_table(list_titles(answer, language), _rows(answer))
    return table if _rows(answer) else f"{table}{NONE.get(language, NONE['en'])}\n"


def draw_table(titles: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    """Align columns where East Asian letters are two wide; numbers stand to the right."""
    texts = [[_line(_plain(value)) for value in row] for row in rows]
    columns = list(zip(*rows, strict=True)) or [()] * len(titles)
    right = [
        any(map(_is_number, column)) and all(cell is None or _is_number(cell) for cell in column)
        for column in columns
    ]
    widths = [max(map(wcswidth, column)) for column in zip(titles, *texts, strict=True)]
    lines = [_pad(titles, widths, right), GAP.join("─" * width for width in widths)]
    lines += [_pad(text, widths, right) for text in texts]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _pad(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for cell, width, to_right in zip(cells, widths, right, strict=True):
        gap = " " * (width - wcswidth(cell))
        padded.append(gap + cell if to_right else cell + gap)
    return GAP.join(padded)


def write_csv(answer: Answer, language: str) -> str:
    """Write CSV under the variables' names; a cell never becomes a formula."""
    return _write_separated(answer, csv.excel)


def write_tsv(answer: Answer, language: str) -> str:
    """Write tab-separated values as ``write_csv`` does; a line feed in a cell becomes a space."""
    return _write_separated(answer, csv.excel_tab)


def _write_separated(answer: Answer, dialect: type[csv.Dialect]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, dialect, lineterminator="\n")
    writer.writerow(_columns(answer))
    for row in _rows(answer):
        cells = [guard_text(value) if isinstance(value, str) else _plain(value) for value in row]
        if dialect is csv.excel_tab:
            cells = [cell.replace("\n", " ") for cell in cells]
        writer.writerow(cells)
    return out.getvalue()


def write_json(answer: Answer, language: str) -> str:
    """Write the SPARQL 1.1 Query Results JSON Format, text exactly as it is in the graph."""
    if answer.truth is not None:
        return _dump({"head": {}, "boolean": answer.truth})
    bindings = [
        {
            column: _describe(cell)
            for column, cell in zip(answer.columns, row, strict=True)
            if cell is not None
        }
        for row in answer.rows
    ]
    return _dump({"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}})


def _dump(result: dict[str, object]) -> str:
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _describe(cell: Term) -> dict[str, str]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.Literal):
        described = {"type": "literal", "value": cell.value}
        if cell.language:
            described["xml:lang"] = cell.language
        elif cell.datatype.value not in (STRING, LANGUAGE_STRING):
            described["datatype"] = cell.datatype.value
        return described
    return {"type": "bnode", "value": cell.value if isinstance(cell, ox.BlankNode) else str(cell)}


def write_markdown(answer: Answer, language: str) -> str:
    """Write a Markdown table in which text from outside stays text."""
    titles = [_escape(title) for title in list_titles(answer, language)]
    lines = [titles, ["---"] * len(titles)]
    lines += [[_escape(_plain(value)) for value in row] for row in _rows(answer)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _escape(text: str) -> str:
    return MARKUP.sub(r"\\\1", TURNING.sub("\ufffd", show_controls(text))).replace("\n", "<br>")


def write_xlsx(answer: Answer, language: str) -> bytes:
    """Write a workbook with one sheet, named for the question."""
    header = answer.query.header
    title = header.summary.get(language, answer.query.path.stem)
    return write_workbook([Sheet(title, list_titles(answer, language), _rows(answer))])


WRITERS: Final[dict[str, Callable[[Answer, str], str | bytes]]] = {
    "table": write_table,
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "markdown": write_markdown,
    "xlsx": write_xlsx,
}
"""Formats by name, each from an answer and the language of column titles."""
