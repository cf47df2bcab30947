"""
What people decided, linked and registered, and what is current after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from plangraph.assemble.builder import CELL_TEXT, Builder, Node, japanese, node, number, plain
from plangraph.assemble.identity import Identity
from plangraph.errors import FolderError
from plangraph.names import term
from plangraph.plan import Column
from plangraph.read.folding import SPACE, clean
from plangraph.read.registers import Decision, LedgerEntry, Registers

COLUMN_WORDS = {
    Column.MARK: ("推進する取り組み", "取り組み"),
    Column.NAME: ("事業名",),
    Column.NUMBER: ("事務事業番号", "番号"),
    Column.DEPARTMENT: ("担当課",),
    Column.BUDGET: ("予算（中事業）", "予算"),
    Column.SUMMARY: ("事業概要",),
    Column.INDICATOR: ("KPI",),
    Column.UNIT: ("単位",),
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A literal fact with the line and the column that it was quoted from."""

    subject: ox.NamedNode
    predicate: ox.NamedNode
    value: ox.Literal
    line: str
    column: str


def state_registers(builder: Builder, identity: Identity, registers: Registers) -> None:
    """State the ledger, with what each entry identifies, and the labels of codes."""
    for entry in registers.ledger:
        thing = builder.thing("entry", f"{entry.line}-{entry.kind}-{entry.key}")
        builder.decide(thing, "rdf:type", node("plan:LedgerEntry"))
        builder.decide(thing, "plan:kind", plain(entry.kind))
        builder.decide(thing, "plan:key", plain(entry.key))
        builder.decide(thing, "plan:name", japanese(entry.name))
        if entry.number:
            builder.decide(thing, "plan:printedNumber", plain(entry.number))
        if entry.until:
            builder.decide(thing, "plan:until", plain(entry.until))
        if entry.replaced_by:
            heir = builder.names.root + heir_of(entry)
            builder.decide(thing, "dcterms:isReplacedBy", ox.NamedNode(heir))
        local = identity.identified.get(entry.line)
        if local is not None:
            found = ox.NamedNode(builder.names.root + local)
            builder.decide(thing, "plan:identifies", found)
        for local in identity.reused.get(entry.line, ()):
            builder.decide(thing, "plan:reusedBy", ox.NamedNode(builder.names.root + local))
    used = {code for row in builder.plan.rows for code in row.numbers.codes}
    for code, label in registers.codes.items():
        if code in used and label:
            builder.decide(builder.thing("code", code), "skos:prefLabel", japanese(label))


def heir_of(entry: LedgerEntry) -> str:
    """
    Name what the ledger says has replaced an entry: by a key of its kind, or with the kind.

    >>> heir_of(LedgerEntry(2, "project", "656-2", "", "定住促進事業", "", "", "", "656-20"))
    'project-656-20'
    """
    key = entry.replaced_by
    return key if key.startswith(f"{entry.kind}-") else f"{entry.kind}-{key}"


def state_decisions(builder: Builder, registers: Registers) -> None:
    """State every decision, and note the facts that fixes replace in the current graph."""
    quotations = list(_quotations(builder)) if registers.decisions else []
    for position, decision in enumerate(registers.decisions, start=1):
        thing = builder.thing("decision", str(position))
        builder.decide(thing, "rdf:type", node("plan:Decision"))
        builder.decide(thing, "plan:position", number(position))
        builder.decide(thing, "plan:verdict", node(f"verdict:{decision.verdict}"))
        if decision.rule:
            builder.decide(thing, "plan:rule", ox.NamedNode(term("rule:") + decision.rule))
        if decision.focus:
            builder.decide(thing, "plan:focus", ox.NamedNode(_focus(builder, decision)))
        if decision.line is not None:
            builder.decide(thing, "plan:line", number(decision.line))
        for text, name in (
            (decision.column, "plan:column"),
            (decision.printed, "plan:printedText"),
            (decision.value, "plan:value"),
            (decision.by, "plan:decidedBy"),
            (decision.why, "plan:why"),
        ):
            if text:
                builder.decide(thing, name, plain(text))
        for text, name in ((decision.on, "plan:decidedOn"), (decision.until, "plan:until")):
            if text:
                value = ox.Literal(text, datatype=node("xsd:date"))
                builder.decide(thing, name, value)
        for subject, predicate, value in _quoted(builder, decision, quotations):
            builder.decide(thing, "plan:element", subject)
            builder.decide(thing, "plan:property", predicate)
            if decision.verdict == "fix":
                mended = (subject, predicate, _mended(value, decision))
                builder.changes.append(((subject, predicate, value), mended))


def _focus(builder: Builder, decision: Decision) -> str:
    """A focus is an IRI, or the last part of one, such as project-442-1."""
    if ":" in decision.focus:
        return decision.focus
    return builder.names.root + decision.focus


def _quotations(builder: Builder) -> Iterator[Quotation]:
    """Put together what the source graph says of each literal fact that was quoted."""
    found: dict[ox.NamedNode, dict[str, Node]] = {}
    for subject, predicate, value in builder.within(builder.names.source):
        if isinstance(subject, ox.NamedNode) and "/quotation-" in subject.value:
            parts = found.setdefault(subject, {})
            if isinstance(value, ox.NamedNode | ox.Literal):
                parts[predicate.value] = value
    for parts in found.values():
        thing, name = parts[term("rdf:subject")], parts[term("rdf:predicate")]
        literal, column = parts[term("rdf:object")], parts.get(term("plan:column"))
        if (
            isinstance(literal, ox.Literal)
            and isinstance(thing, ox.NamedNode)
            and isinstance(name, ox.NamedNode)
        ):
            line = parts[term("plan:line")].value
            yield Quotation(thing, name, literal, line, column.value if column else "")


def _quoted(
    builder: Builder, decision: Decision, quotations: Sequence[Quotation]
) -> list[tuple[ox.NamedNode, ox.NamedNode, ox.Literal]]:
    """Find the literal facts that a decision is about, by focus or place and by printed text."""
    if not decision.focus and decision.line is None:
        return []
    focus = _focus(builder, decision) if decision.focus else ""
    columns = _columns(decision.column)
    found: dict[tuple[ox.NamedNode, ox.NamedNode, ox.Literal], None] = {}
    for one in quotations:
        if focus and one.subject.value != focus:
            continue
        if decision.line is not None and one.line != str(decision.line):
            continue
        if columns and one.column not in columns:
            continue
        if decision.printed and decision.printed not in one.value.value:
            continue
        found[one.subject, one.predicate, one.value] = None
    return list(found)


def _columns(name: str) -> set[str]:
    word = SPACE.sub("", clean(name))
    return {
        term(CELL_TEXT[column])
        for column, words in COLUMN_WORDS.items()
        if word in words or word == column.value
    }


def _mended(old: ox.Literal, decision: Decision) -> ox.Literal:
    text = decision.value
    if decision.printed:
        text = old.value.replace(decision.printed, decision.value)
    if old.language:
        return ox.Literal(text, language=old.language)
    return ox.Literal(text, datatype=old.datatype)


def state_links(builder: Builder, links: bytes) -> None:
    """
    State curated links; relative IRIs are those of the plan's things.

    Raises:
        FolderError: The file is not Turtle.
    """
    try:
        quads = list(ox.parse(links, format=ox.RdfFormat.TURTLE, base_iri=builder.names.root))
    except SyntaxError as error:
        what = " ".join(str(error).split())
        raise FolderError("links.ttl", f"not valid Turtle: {what}", "Correct the file") from error
    graph = builder.within(builder.names.links)
    for quad in quads:
        graph[quad.subject, quad.predicate, quad.object] = None
