"""
The plan back as a document in the text layout, put together from its values.
"""

from plangraph.plan import Line, LineKind, Plan

BYTE_ORDER_MARK = "\ufeff"


def compose_lines(plan: Plan) -> dict[int, str]:
    """Give the text of every line by its number, without line ends; a broken row is one entry."""
    composed = {line.number: line.printed for line in plan.lines}
    for goal in plan.goals:
        composed.update((heading.line, "".join(heading.pieces)) for heading in goal.headings)
    for measure in plan.measures:
        composed.update((heading.line, "".join(heading.pieces)) for heading in measure.headings)
    for initiative in plan.initiatives:
        composed[initiative.line] += initiative.opening + initiative.printed
    for table in plan.tables:
        if table.header:
            composed[table.line] = "\t".join(cell.printed for cell in table.header)
    for row in plan.rows:
        pieces = "\t".join(cell.printed for cell in row.cells).split("\n")
        composed.update(zip((row.line, *row.continued), pieces, strict=True))
    return composed


def write_text(plan: Plan) -> bytes:
    """
    Write a plan as the text that it was read from, in its encoding and with its line ends.

    Text stands in NFC, so a source in another form comes back in NFC.
    """
    composed = compose_lines(plan)
    text = "".join(composed[line.number] + line.end for line in plan.lines)
    if plan.document.byte_order_mark:
        text = BYTE_ORDER_MARK + text
    return text.encode(plan.document.encoding, errors="replace")


def printed_of(plan: Plan, line: Line) -> str:
    """Give one line as printed."""
    return "" if line.kind is LineKind.BLANK else compose_lines(plan)[line.number]
