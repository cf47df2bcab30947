"""
The source as the graph holds it, row by row, so that a report can show a finding in its cell.
"""

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from plangraph.check.facts import Facts
from plangraph.check.findings import Row, Table
from plangraph.check.places import CELLS
from plangraph.check.view import TYPE
from plangraph.names import term

COLUMNS = ("mark", "name", "number", "department", "budget-item", "summary", "indicator", "unit")
KINDS = tuple(ox.NamedNode(term(f"plan:{name}")) for name in ("Line", "Table", "Row"))
DOCUMENT, LINE, PRINTED, SHEET, TABLE, FILE = (
    ox.NamedNode(term(f"plan:{name}"))
    for name in ("document", "line", "printedText", "sheet", "table", "fileName")
)


def read_tables(graph: Facts) -> tuple[Table, ...]:
    """Read all that the graph holds of the source, a table a file or sheet."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for kind in KINDS:
        for node in graph.subjects(TYPE, kind):
            line = graph.text(node, LINE)
            if not isinstance(node, ox.NamedNode) or not line.isdecimal():
                continue
            sheet = graph.text(node, SHEET)
            file = graph.text(graph.value(node, DOCUMENT), FILE)
            cells = tuple(_cells(graph, node, kind))
            found[file, sheet].append(Row(int(line), cells, sheet or None))
    return tuple(
        Table(file, sheet or None, tuple(sorted(rows, key=lambda row: (row.line, row.cells))))
        for (file, sheet), rows in sorted(found.items())
    )


def _cells(graph: Facts, node: ox.NamedNode, kind: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Give header and text of each column; a heading is one text without a header."""
    if kind == KINDS[0]:
        yield "", graph.text(node, PRINTED)
        return
    table = node if kind == KINDS[1] else graph.value(node, TABLE)
    for column in COLUMNS:
        header = "".join(graph.text(table, CELLS[column]).split())
        text = graph.text(node, CELLS[column])
        if header or text:
            yield header, text
