"""
Remarks on the wording: each text that something is wrong with, and the lines on which it stands.
"""

from plangraph.assemble.builder import Builder, japanese, node, plain
from plangraph.assemble.roles import aspect
from plangraph.plan import Column, Row
from plangraph.read.folding import clean


class Remarks:
    """Remarks by kind and text; one that stands on several lines is one remark."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.keys: dict[tuple[str, str], str] = {}

    def add(
        self, kind: str, line: int, column: Column | None, printed: str, suggested: str
    ) -> None:
        """Remark on a text at one more line."""
        builder = self.builder
        new = (kind, printed) not in self.keys
        if new:
            key = f"{kind}.{line}.{column.value if column else 'line'}"
            same = sum(other.startswith(key) for other in self.keys.values())
            self.keys[kind, printed] = f"{key}.{same + 1}" if same else key
        thing = builder.thing("remark", self.keys[kind, printed])
        builder.derive(thing, "rdf:type", node("plan:TextRemark"))
        builder.derive(thing, "plan:remarkKind", node(f"remark:{kind}"))
        builder.derive(thing, "plan:printedText", plain(printed))
        builder.derive(thing, "prov:wasQuotedFrom", builder.line(line))
        if new:
            builder.derive(thing, "plan:line", builder.line_number(line))
        if column is not None:
            builder.derive(thing, "plan:aspect", aspect(column))
        if suggested:
            builder.derive(thing, "plan:suggestedName", japanese(suggested))


def columns_with(row: Row, wrong: str, right: str) -> list[Column | None]:
    """Give the columns of a row in which a wording stands, other than inside the right one."""
    found = [column for column in Column if wrong in _without(row, column, right)]
    return list(found) or [None]


def _without(row: Row, column: Column, right: str) -> str:
    text = clean(row.printed(column))
    return text.replace(right, "") if right else text
