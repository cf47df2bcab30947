"""
The source graph: document, tables, rows, other lines, and what the reader could not take.
"""

from collections import Counter

import pyoxigraph as ox

from plangraph.assemble.builder import CELL_TEXT, Builder, node, number, plain
from plangraph.assemble.lacking import missing_columns
from plangraph.assemble.roles import aspect
from plangraph.plan import TORN, Cell, Column, Line, LineKind, Row, Table
from plangraph.read.folding import SPACE, clean


def state_source(builder: Builder) -> None:
    """State the document, its tables and rows, and every other line that is not blank."""
    _state_document(builder)
    for table in builder.plan.tables:
        _state_table(builder, table)
    _state_rows(builder)
    texts = builder.plan.line_texts()
    inside = {LineKind.BLANK, LineKind.ROW}
    if builder.plan.document.layout == "text":
        inside.add(LineKind.CONTINUED)
    for line in builder.plan.lines:
        if line.kind not in inside:
            _state_line(builder, line, texts[line.number])
    _state_problems(builder)


def table_of(builder: Builder, table: Table) -> ox.NamedNode:
    """Name a table of the source."""
    return ox.NamedNode(builder.names.part("table", str(table.position)))


def _state_document(builder: Builder) -> None:
    document, thing = builder.plan.document, builder.document()
    builder.note(thing, "rdf:type", node("plan:SourceDocument"))
    builder.note(thing, "plan:fileName", plain(document.file))
    builder.note(thing, "plan:sha256", plain(document.sha256))
    builder.note(thing, "plan:line", number(1))
    for trait in document.traits:
        builder.note(thing, "plan:trait", node(f"trait:{trait}"))
    tables = [table for table in builder.plan.tables if table.header]
    orders = Counter(tuple(_known(table)) for table in tables)
    for table in tables:
        usual = orders.most_common(1)[0][0]
        own = set(_known(table))
        if _known(table) != [column for column in usual if column in own]:
            builder.note(thing, "plan:differentlyOrdered", table_of(builder, table))


def _state_sheet(builder: Builder, thing: ox.NamedNode, line: int) -> None:
    found = builder.plan.document.find_sheet(line)
    if found is not None:
        builder.note(thing, "plan:sheet", plain(found[1].name))


def _known(table: Table) -> list[Column]:
    return list(dict.fromkeys(column for column in table.columns if column is not None))


def _state_table(builder: Builder, table: Table) -> None:
    thing = table_of(builder, table)
    builder.note(thing, "rdf:type", node("plan:Table"))
    builder.note(thing, "plan:document", builder.document())
    builder.note(thing, "plan:position", number(table.position))
    builder.note(thing, "plan:line", builder.line_number(table.line))
    builder.note(thing, "plan:columnCount", number(len(table.columns)))
    _state_sheet(builder, thing, table.line)
    builder.note(thing, "prov:wasQuotedFrom", builder.line(table.line))
    for cell in table.header:
        if cell.column is not None and not cell.part:
            builder.note(thing, CELL_TEXT[cell.column], plain(cell.printed.removeprefix(TORN)))
        elif clean(cell.printed):
            name = "plan:placedText" if cell.part else "plan:unplacedText"
            builder.note(thing, name, plain(_described(cell)))
    for column in missing_columns(builder.plan, table):
        builder.note(thing, "plan:lacksColumn", aspect(column))


def _state_rows(builder: Builder) -> None:
    above: dict[int, Row] = {}
    for row in builder.plan.rows:
        thing = builder.line(row.line)
        table = builder.plan.tables[row.table]
        builder.note(thing, "rdf:type", node("plan:Row"))
        builder.note(thing, "plan:document", builder.document())
        builder.note(thing, "plan:table", table_of(builder, table))
        builder.note(thing, "plan:line", builder.line_number(row.line))
        builder.note(thing, "plan:cellCount", number(len(row.cells)))
        _state_sheet(builder, thing, row.line)
        for line in row.continued:
            builder.note(thing, "plan:continuedLine", number(line))
        firsts = {cell.column: cell for cell in reversed(row.cells) if not cell.part}
        for cell in row.cells:
            if cell.column is not None and firsts.get(cell.column) is cell and clean(cell.printed):
                builder.note(thing, CELL_TEXT[cell.column], plain(cell.printed.removeprefix(TORN)))
            elif clean(cell.printed):
                name = "plan:placedText" if cell.part else "plan:unplacedText"
                builder.note(thing, name, plain(_described(cell)))
        for column in () if row.relisted else _known(table):
            if not clean(row.printed(column)):
                builder.note(thing, "plan:blankCell", aspect(column))
        if row.table in above:
            builder.note(thing, "plan:previousRow", builder.line(above[row.table].line))
        above[row.table] = row


def _described(cell: Cell) -> str:
    """Put the address and the header before a cell that no property of its own tells."""
    before = " ".join(part for part in (cell.address, SPACE.sub(" ", cell.header)) if part)
    printed = cell.printed.removeprefix(TORN)
    return f"{before}: {printed}" if before else printed


def _state_line(builder: Builder, line: Line, text: str) -> None:
    thing = builder.line(line.number)
    builder.note(thing, "rdf:type", node("plan:Line"))
    builder.note(thing, "plan:document", builder.document())
    builder.note(thing, "plan:line", builder.line_number(line.number))
    builder.note(thing, "plan:lineKind", node(f"line-kind:{line.kind.value}"))
    _state_sheet(builder, thing, line.number)
    builder.note(thing, "plan:printedText", plain(text))


def _state_problems(builder: Builder) -> None:
    seen: dict[str, int] = {}
    said = [(problem, "plan:ReadingProblem") for problem in builder.plan.problems]
    said += [(note, "plan:ReadingNote") for note in builder.plan.notes]
    for problem, kind in said:
        key = f"{problem.line}-{problem.kind}"
        if problem.column is not None:
            key = f"{key}-{problem.column.value}"
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            key = f"{key}-{seen[key]}"
        thing = ox.NamedNode(builder.names.part("problem", key))
        builder.note(thing, "rdf:type", node(kind))
        builder.note(thing, "plan:problemKind", node(f"reading-problem:{problem.kind}"))
        builder.note(thing, "plan:line", builder.line_number(problem.line))
        builder.note(thing, "prov:wasQuotedFrom", builder.line(problem.line))
        if problem.column is not None:
            builder.note(thing, "plan:aspect", aspect(problem.column))
        if problem.printed:
            builder.note(thing, "plan:printedText", plain(problem.printed))
