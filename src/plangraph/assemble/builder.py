"""
The graphs of a dataset while they are being filled, each statement with the place it was read at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final, TypeAlias

import pyoxigraph as ox

from plangraph.names import PlanNames, term
from plangraph.plan import Column, Plan, Row
from plangraph.read.folding import SPACE

Node: TypeAlias = ox.NamedNode | ox.Literal
Statement: TypeAlias = tuple[
    ox.NamedNode | ox.BlankNode,
    ox.NamedNode,
    ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
]
"""Subject, predicate and object; these are shared among statements, which a triple's are not."""

KEPT: Final = 16384
"""Literals that are kept so that statements share them."""

CELL_TEXT: Final = {
    Column.MARK: "plan:markText",
    Column.NAME: "plan:nameText",
    Column.NUMBER: "plan:numberText",
    Column.DEPARTMENT: "plan:departmentText",
    Column.BUDGET: "plan:budgetText",
    Column.SUMMARY: "plan:summaryText",
    Column.INDICATOR: "plan:indicatorText",
    Column.UNIT: "plan:unitText",
}
"""The property of a Row that holds the printed text of a column."""


@cache
def node(name: str) -> ox.NamedNode:
    """Give the term that a prefixed name stands for."""
    return ox.NamedNode(term(name))


@lru_cache(maxsize=KEPT)
def plain(text: str) -> ox.Literal:
    """Make a literal without a language."""
    return ox.Literal(text)


@lru_cache(maxsize=KEPT)
def japanese(text: str) -> ox.Literal:
    """Make a literal in the language of the plan."""
    return ox.Literal(text, language="ja")


@lru_cache(maxsize=KEPT)
def number(value: int) -> ox.Literal:
    """Make an ``xsd:integer``."""
    return ox.Literal(str(value), datatype=node("xsd:integer"))


def decimal(value: float) -> ox.Literal:
    """Make an ``xsd:decimal`` of three places."""
    return ox.Literal(f"{value:.3f}", datatype=node("xsd:decimal"))


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where a statement was read: the line, the column of a row, and the text as printed.

    ``address`` is that of a cell in a workbook, ``header`` what stands over it where a row has
    several columns of the kind.
    """

    line: int
    column: Column | None
    printed: str
    address: str = ""
    header: str = ""


@dataclass(slots=True)
class Builder:
    """
    Collects statements by graph; a statement that is made twice is kept once.

    ``changes`` are the facts that decisions replace in the current graph, and by what.
    """

    names: PlanNames
    plan: Plan
    statements: dict[str, dict[Statement, None]] = field(default_factory=dict)
    changes: list[tuple[Statement, Statement]] = field(default_factory=list)
    quoted: dict[tuple[int, str], int] = field(default_factory=dict)
    tables: dict[int, int] = field(default_factory=dict)
    named: set[tuple[str, str]] = field(default_factory=set)
    nodes: dict[str, ox.NamedNode] = field(default_factory=dict)
    lines: dict[int, ox.NamedNode] = field(default_factory=dict)
    numbers: dict[int, ox.Literal] = field(default_factory=dict)
    facts: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        """Keep the names that nearly every statement asks for."""
        self.facts, self.source = self.names.facts, self.names.source

    def state(self, graph: str, subject: ox.NamedNode, predicate: str, value: Node) -> None:
        """Add one statement to a graph; text of the plan gets the language of the plan."""
        if self.plan.language != "ja" and isinstance(value, ox.Literal) and value.language == "ja":
            value = ox.Literal(value.value, language=self.plan.language)
        self.within(graph)[subject, node(predicate), value] = None

    def within(self, graph: str) -> dict[Statement, None]:
        """Give the statements of a graph so far, in the order in which they were made."""
        found = self.statements.get(graph)
        return found if found is not None else self.statements.setdefault(graph, {})

    def fact(self, subject: ox.NamedNode, predicate: str, value: Node) -> None:
        """Add one statement to the facts."""
        self.state(self.facts, subject, predicate, value)

    def derive(self, subject: ox.NamedNode, predicate: str, value: Node) -> None:
        """Add one statement to what the program derived."""
        self.state(self.names.derived, subject, predicate, value)

    def decide(self, subject: ox.NamedNode, predicate: str, value: Node) -> None:
        """Add one statement to what people decided."""
        self.state(self.names.decisions, subject, predicate, value)

    def note(self, subject: ox.NamedNode, predicate: str, value: Node) -> None:
        """Add one statement about the source."""
        self.state(self.source, subject, predicate, value)

    def quote(self, subject: ox.NamedNode, predicate: str, value: Node, place: Place) -> None:
        """Add a fact together with the quotation that says where it was read."""
        self.fact(subject, predicate, value)
        self.fact(subject, "prov:wasQuotedFrom", self.line(place.line))
        column = place.column.value if place.column else "line"
        count = self.quoted.get((place.line, column), 0) + 1
        self.quoted[(place.line, column)] = count
        quotation = ox.NamedNode(f"{self.facts}/quotation-{place.line}-{column}-{count}")
        line = self.line(place.line)
        self.note(quotation, "rdf:type", node("rdf:Statement"))
        self.note(quotation, "rdf:subject", subject)
        self.note(quotation, "rdf:predicate", node(predicate))
        self.note(quotation, "rdf:object", value)
        self.note(quotation, "prov:wasQuotedFrom", line)
        self.note(quotation, "plan:line", self.line_number(place.line))
        if place.address:
            self.note(quotation, "plan:cell", plain(place.address))
        self.note(quotation, "plan:printedText", plain(place.printed))
        if place.column is not None:
            self.note(quotation, "plan:column", node(CELL_TEXT[place.column]))
            header = place.header or self.header(place.line, place.column)
            if header:
                self.note(quotation, "plan:columnHeader", plain(header))

    def header(self, line: int, column: Column) -> str:
        """Give the header over a cell, white space taken out; empty where there is none."""
        if not self.tables:
            self.tables.update((row.line, row.table) for row in self.plan.rows)
        if line in self.tables:
            for cell in self.plan.tables[self.tables[line]].header:
                if cell.column is column:
                    return SPACE.sub("", cell.printed)
        return ""

    def thing(self, kind: str, key: str) -> ox.NamedNode:
        """Name a thing of the plan."""
        return self.shared(self.names.thing(kind, key))

    def shared(self, iri: str) -> ox.NamedNode:
        """Give the one node of an IRI, so that all that is said of it shares it."""
        found = self.nodes.get(iri)
        return found if found is not None else self.nodes.setdefault(iri, ox.NamedNode(iri))

    def line(self, line: int) -> ox.NamedNode:
        """Name a line of the source document, or a row of a workbook."""
        if line not in self.lines:
            self.lines[line] = ox.NamedNode(self._line(line))
        return self.lines[line]

    def _line(self, line: int) -> str:
        document = self.plan.document
        if document.places:
            return self.names.element(document.file, line)
        found = document.find_sheet(line)
        if found is None:
            return self.names.line(document.file, line)
        return self.names.row(document.file, found[0], document.row_number(line))

    def stand(self, thing: ox.NamedNode, line: int) -> None:
        """
        Say on which line a thing stands.

        Of an XML it is no fact of the plan, as a program breaks the lines where it likes.
        """
        graph = self.names.source if self.plan.document.places else self.names.facts
        self.state(graph, thing, "plan:line", self.line_number(line))

    def line_number(self, line: int) -> ox.Literal:
        """Give the number that a reader finds a line by: in a workbook, that of the row."""
        if line not in self.numbers:
            self.numbers[line] = number(self.plan.document.row_number(line))
        return self.numbers[line]

    def document(self) -> ox.NamedNode:
        """Name the source document."""
        return ox.NamedNode(self.names.document(self.plan.document.file))

    def release(self) -> Iterator[ox.Quad]:
        """
        Give every statement with its graph, and keep none.

        The current graph holds the facts after fixes, what was derived, decided and linked.
        """
        names = self.names
        current = ox.NamedNode(names.current)
        held = {names.facts, names.derived, names.decisions, names.links}
        replaced = {old for old, _ in self.changes}
        while self.statements:
            graph, statements = self.statements.popitem()
            name = ox.NamedNode(graph)
            while statements:
                statement, _ = statements.popitem()
                yield ox.Quad(*statement, name)
                if graph in held and statement not in replaced:
                    yield ox.Quad(*statement, current)
        for _, new in self.changes:
            yield ox.Quad(*new, current)


def place_in(row: Row, column: Column, printed: str) -> Place:
    """Give the place of a column in a row; a form has each on a line of its own."""
    cell = row.cell(column)
    if cell is None or cell.line in (0, row.line):
        return Place(row.line, column, printed, row.address(column))
    return Place(cell.line, column, printed, cell.address, cell.header)


def local_name(thing: ox.NamedNode) -> str:
    """
    Give the last segment of a thing's IRI, by which composite keys are made.

    >>> local_name(ox.NamedNode("https://x/271004/project-442-1"))
    'project-442-1'
    """
    return thing.value.rpartition("/")[2]
