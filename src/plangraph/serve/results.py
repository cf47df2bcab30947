"""
Results of a query in the formats of SPARQL 1.1, whole or not at all.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from plangraph.names import term

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Rows = Sequence[Sequence[Cell]]

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
TABLES: Final = (JSON, XML, CSV, TSV)
TRUTHS: Final = (JSON, XML)
ALIASES: Final = {
    "application/json": JSON,
    "application/xml": XML,
    "text/xml": XML,
    "application/n-triples": "application/n-triples",
}
GRAPHS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
STRING: Final = term("xsd:string")


def write_truth(media: str, *, truth: bool) -> bytes:
    """
    Write the answer to an ASK query.

    >>> write_truth(JSON, truth=True)
    b'{"head": {}, "boolean": true}'
    """
    if media == XML:
        said = f"<boolean>{str(truth).lower()}</boolean>"
        return _document("<head/>" + said)
    return json.dumps({"head": {}, "boolean": truth}).encode()


def write_table(columns: Sequence[str], rows: Rows, media: str) -> bytes:
    """Write the answer to a SELECT query."""
    if media == CSV:
        return _write_csv(columns, rows)
    if media == TSV:
        lines = ["\t".join(f"?{column}" for column in columns)]
        lines += [
            "\t".join("" if cell is None else _tab_safe(cell) for cell in row) for row in rows
        ]
        return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")
    if media == XML:
        head = "".join(f"<variable name={quoteattr(column)}/>" for column in columns)
        body = "".join(_xml_row(columns, row) for row in rows)
        return _document(f"<head>{head}</head><results>{body}</results>")
    bindings = [
        {column: _describe(cell) for column, cell in zip(columns, row, strict=True) if cell}
        for row in rows
    ]
    found = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _document(inside: str) -> bytes:
    opened = '<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{opened}{inside}</sparql>\n'
    return text.encode("utf-8", "xmlcharrefreplace")


def _describe(cell: Cell) -> dict[str, str]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.BlankNode):
        return {"type": "bnode", "value": cell.value}
    if not isinstance(cell, ox.Literal):
        return {"type": "literal", "value": str(cell)}
    said = {"type": "literal", "value": cell.value}
    if cell.language:
        said["xml:lang"] = cell.language
    elif cell.datatype.value != STRING:
        said["datatype"] = cell.datatype.value
    return said


def _xml_row(columns: Sequence[str], row: Sequence[Cell]) -> str:
    return f"<result>{''.join(_xml_cells(columns, row))}</result>"


def _xml_cells(columns: Sequence[str], row: Sequence[Cell]) -> Iterator[str]:
    for column, cell in zip(columns, row, strict=True):
        if cell is None:
            continue
        said = _describe(cell)
        # Control signs that no XML document may hold.
        value = escape("".join(s if s >= " " or s in "\t\n\r" else "\ufffd" for s in said["value"]))
        value = value.replace("\r", "&#13;")
        more = f" xml:lang={quoteattr(said['xml:lang'])}" if "xml:lang" in said else ""
        more += f" datatype={quoteattr(said['datatype'])}" if "datatype" in said else ""
        inner = f"<{said['type']}{more}>{value}</{said['type']}>"
        yield f"<binding name={quoteattr(column)}>{inner}</binding>"


def _tab_safe(cell: Cell) -> str:
    return str(cell).replace("\t", "\\t")


def _write_csv(columns: Sequence[str], rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if cell is None else _plain(cell) for cell in row])
    return out.getvalue().encode("utf-8", "backslashreplace")


def _plain(cell: Cell) -> str:
    if isinstance(cell, ox.BlankNode | ox.Triple) or cell is None:
        return str(cell)
    return cell.value
