"""
The source as the graph holds it, row by row, so that a report can show a finding in its cell.
"""

from collections import defaultdict
from collections.abc import Iterator

from plangraph.check.facts import Facts, read_value
from plangraph.check.findings import Row, Table
from plangraph.check.places import CELLS, TABLE
from plangraph.check.view import TYPE, written

COLUMNS = ("mark", "name", "number", "department", "budget-item", "summary", "indicator", "unit")
KINDS = tuple(written(f"plan:{name}") for name in ("Line", "Table", "Row"))
DOCUMENT, LINE, PRINTED, SHEET, FILE = (
    written(f"plan:{name}") for name in ("document", "line", "printedText", "sheet", "fileName")
)


def read_tables(graph: Facts) -> tuple[Table, ...]:
    """Read all that the graph holds of the source, a table a file or sheet."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for kind in KINDS:
        for node in graph.bearers(TYPE, kind):
            line = _read(graph, node, LINE)
            if not node.startswith("<") or not line.isdecimal():
                continue
            sheet = _read(graph, node, SHEET)
            documents = graph.values(node, DOCUMENT)
            file = _read(graph, documents[0], FILE) if documents else ""
            cells = tuple(_cells(graph, node, kind))
            found[file, sheet].append(Row(int(line), cells, sheet or None))
    return tuple(
        Table(file, sheet or None, tuple(sorted(rows, key=lambda row: (row.line, row.cells))))
        for (file, sheet), rows in sorted(found.items())
    )


def _read(graph: Facts, node: str, name: str) -> str:
    found = graph.values(node, name)
    return read_value(found[0]) if found else ""


def _cells(graph: Facts, node: str, kind: str) -> Iterator[tuple[str, str]]:
    """Give header and text of each column; a heading is one text without a header."""
    if kind == KINDS[0]:
        yield "", _read(graph, node, PRINTED)
        return
    table = next(iter(graph.values(node, TABLE)), "") if kind != KINDS[1] else node
    for column in COLUMNS:
        header = "".join(_read(graph, table, CELLS[column]).split())
        text = _read(graph, node, CELLS[column])
        if header or text:
            yield header, text
