"""
The source as the graph holds it, row by row, so that a report can show a finding in its cell.
"""

from collections import defaultdict
from collections.abc import Iterator

import rdflib
from rdflib import URIRef

from plangraph.check.findings import Row, Table
from plangraph.check.places import CELLS
from plangraph.check.view import TYPE
from plangraph.names import term

COLUMNS = ("mark", "name", "number", "department", "budget-item", "summary", "indicator", "unit")
KINDS = tuple(URIRef(term(f"plan:{name}")) for name in ("Line", "Table", "Row"))
DOCUMENT, LINE, PRINTED, SHEET, TABLE, FILE = (
    URIRef(term(f"plan:{name}"))
    for name in ("document", "line", "printedText", "sheet", "table", "fileName")
)


def read_tables(graph: rdflib.Graph) -> tuple[Table, ...]:
    """Read all that the graph holds of the source, a table a file or sheet."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for kind in KINDS:
        for node in graph.subjects(TYPE, kind):
            line = graph.value(node, LINE)
            if not isinstance(node, URIRef) or line is None or not str(line).isdecimal():
                continue
            sheet = str(graph.value(node, SHEET) or "")
            file = str(graph.value(graph.value(node, DOCUMENT), FILE) or "")
            cells = tuple(_cells(graph, node, kind))
            found[file, sheet].append(Row(int(str(line)), cells, sheet or None))
    return tuple(
        Table(file, sheet or None, tuple(sorted(rows, key=lambda row: (row.line, row.cells))))
        for (file, sheet), rows in sorted(found.items())
    )


def _cells(graph: rdflib.Graph, node: URIRef, kind: URIRef) -> Iterator[tuple[str, str]]:
    """Give header and text of each column; a heading is one text without a header."""
    if kind == KINDS[0]:
        yield "", str(graph.value(node, PRINTED) or "")
        return
    table = node if kind == KINDS[1] else graph.value(node, TABLE)
    for column in COLUMNS:
        header = "".join(str(graph.value(table, CELLS[column]) or "").split())
        text = str(graph.value(node, CELLS[column]) or "")
        if header or text:
            yield header, text
