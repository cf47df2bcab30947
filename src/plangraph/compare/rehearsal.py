"""
Rehearse a reorganization: the plan as it would be, and all that the change of units touches.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from plangraph.assemble import Identity, assemble
from plangraph.compare.changes import ChangeKind, Comparison, ImpactKind, Touched
from plangraph.compare.comparing import compare
from plangraph.compare.extraction import take_snapshot
from plangraph.compare.orders import Named, Order, OrderKind
from plangraph.compare.saying import say_charges
from plangraph.compare.snapshot import Snapshot
from plangraph.errors import AssemblyError
from plangraph.names import PlanNames, term
from plangraph.plan import Column, Plan, Row, Unit
from plangraph.read import read_text
from plangraph.read.folding import compare_form
from plangraph.read.registers import LedgerEntry, Registers
from plangraph.store import Dataset
from plangraph.write.text import write_text

REHEARSED: Final = "rehearsed"
BETWEEN: Final = "、"
NOBODY: Final = "—"
EVENTS: Final = {
    OrderKind.RENAME: ChangeKind.RENAMED,
    OrderKind.MERGE: ChangeKind.MERGED,
    OrderKind.SPLIT: ChangeKind.SPLIT,
    OrderKind.MOVE: ChangeKind.MOVED,
    OrderKind.CLOSE: ChangeKind.REMOVED,
}


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """
    A plan as it would be: the document, its dataset with the events, and what differs.

    ``absent`` are units that the orders name and the plan does not.
    """

    document: bytes
    dataset: Dataset
    events: tuple[ox.Triple, ...]
    comparison: Comparison
    absent: tuple[str, ...]


def rehearse(
    plan: Plan, dataset: Dataset, registers: Registers, identity: Identity, orders: Sequence[Order]
) -> Rehearsal:
    """
    Carry out the orders on the department cells of a plan, one after the other.

    Where a unit is split, the file does not say who takes which project: all its successors stand
    in the cell, and the project is told as touched. A unit that is closed without a successor
    leaves its projects.
    """
    changed = _carry_out(plan, orders)
    document = write_text(changed)
    again = read_text(document, plan.document.file)
    before = dataset.revisions[-1]
    after = PlanNames(before.base, before.code, f"{before.revision}-{REHEARSED}")
    ledger = (*registers.ledger, *_aliases(orders, registers, identity))
    made = assemble(again, after, replace(registers, ledger=ledger))
    old = take_snapshot(dataset, before, as_printed=True)
    new = take_snapshot(made, after, as_printed=True)
    events = tuple(_events(orders, before, old, new))
    graph = ox.NamedNode(f"{before.root}reorganization")
    made.store.extend(ox.Quad(one.subject, one.predicate, one.object, graph) for one in events)
    comparison = _declare(compare(dataset, made))
    touched = tuple(_touched(plan, changed, old, new, comparison))
    return Rehearsal(
        document,
        made,
        events,
        replace(comparison, touched=touched),
        _absent(plan, orders),
    )


def _carry_out(plan: Plan, orders: Sequence[Order]) -> Plan:
    return replace(plan, rows=tuple(_change_row(row, orders) for row in plan.rows))


def _change_row(row: Row, orders: Sequence[Order]) -> Row:
    units = [(_named(unit), unit) for unit in row.units]
    now = [(named, unit.printed) for named, unit in units]
    for order in orders:
        now = [piece for named, printed in now for piece in _follow(order, named, printed)]
    if [printed for _, printed in now] == [unit.printed for _, unit in units]:
        return row
    text = BETWEEN.join(dict.fromkeys(printed for _, printed in now))
    cells = tuple(
        replace(cell, printed=text) if cell.column is Column.DEPARTMENT else cell
        for cell in row.cells
    )
    return replace(row, cells=cells)


def _named(unit: Unit) -> Named:
    return Named(unit.name, unit.section or "")


def _follow(order: Order, unit: Named, printed: str) -> Iterator[tuple[Named, str]]:
    """Give what one unit of a cell becomes by one order."""
    meant = next((origin for origin in order.origins if origin.means(unit)), None)
    if meant is None:
        yield unit, printed
        return
    for result in order.results:
        kept = order.kind is OrderKind.MOVE or not meant.section
        section = result.section or (unit.section if kept else "")
        become = Named(result.office, section)
        yield (unit, printed) if become == unit else (become, become.label)


def _aliases(
    orders: Sequence[Order], registers: Registers, identity: Identity
) -> Iterator[LedgerEntry]:
    """Give the lines of the ledger by which units that are renamed keep their keys."""
    line = max((entry.line for entry in registers.ledger), default=0)
    keys = dict(identity.organizations)
    for order in orders:
        if order.kind not in (OrderKind.RENAME, OrderKind.MOVE):
            continue
        (origin,), (result,) = order.origins, _results(order)
        key = keys.get((compare_form(origin.office), compare_form(origin.section)))
        if key is None or key.startswith("line-"):
            continue
        line += 1
        office = keys.get((compare_form(result.office), ""), "")
        parent = f"organization-{office}" if result.section else ""
        name = result.section or result.office
        keys[compare_form(result.office), compare_form(result.section)] = key
        yield LedgerEntry(line, "organization", key, "", name, parent, order.on, "", "")


def _results(order: Order) -> tuple[Named, ...]:
    """Give the units that an order makes; a section that moves keeps its name."""
    if order.kind is OrderKind.MOVE:
        (origin,), (result,) = order.origins, order.results
        return (Named(result.office, result.section or origin.section),)
    return order.results


def _declare(comparison: Comparison) -> Comparison:
    """What happens to units was ordered, so that none of it is a guess."""
    changes = tuple(
        replace(one, certain=True, score=None) if one.element == "organization" else one
        for one in comparison.changes
    )
    return replace(comparison, changes=changes)


def _touched(
    plan: Plan, changed: Plan, old: Snapshot, new: Snapshot, comparison: Comparison
) -> Iterator[Touched]:
    lines = {row.line for row, other in zip(plan.rows, changed.rows, strict=True) if row != other}
    by_mark = {mark.line: project for project in new.projects.values() for mark in project.marks}
    indicators: dict[str, str] = {}
    for project in sorted(old.projects.values(), key=lambda one: one.position):
        rows = sorted(mark.line for mark in project.marks if mark.line in lines)
        if not rows:
            continue
        indicators.update(dict(project.indicators))
        now = say_charges(by_mark[rows[0]], new) if rows[0] in by_mark else ""
        told = f"{say_charges(project, old)} → {now or NOBODY}"
        yield Touched("project", project.iri, project.label, told, tuple(rows))
    for iri, label in indicators.items():
        yield Touched("indicator", iri, label)
    for change in comparison.changes:
        if change.element == "organization":
            for iri in change.old:
                yield Touched("iri", iri, old.organizations[iri].label)
    for impact in comparison.impact:
        if impact.kind is ImpactKind.ANSWER_CHANGED:
            yield Touched("query", impact.iri, impact.label, f"+{impact.came} -{impact.went}")


def _absent(plan: Plan, orders: Sequence[Order]) -> tuple[str, ...]:
    known = [_named(unit) for row in plan.rows for unit in row.units]
    known += [result for order in orders for result in order.results]
    return tuple(
        origin.label
        for order in orders
        for origin in order.origins
        if not any(origin.means(unit) for unit in known)
    )


def _events(
    orders: Sequence[Order], names: PlanNames, old: Snapshot, new: Snapshot
) -> Iterator[ox.Triple]:
    """State each order as an ``org:ChangeEvent``; units without a lasting IRI go by name alone."""

    def state(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(term(name)), value)

    for number, order in enumerate(orders, start=1):
        event = ox.NamedNode(names.thing("reorganization", f"{order.on}-{number}"))
        sides = (
            "、".join(unit.label for unit in side)
            for side in (order.origins, _results(order))
            if side
        )
        yield state(event, "rdf:type", ox.NamedNode(term("org:ChangeEvent")))
        yield state(event, "skos:prefLabel", ox.Literal(" → ".join(sides), language="ja"))
        day = ox.Literal(order.on, datatype=ox.NamedNode(term("xsd:date")))
        yield state(event, "dcterms:date", day)
        kind = ox.NamedNode(term(f"change-kind:{EVENTS[order.kind]}"))
        yield state(event, "plan:changeKind", kind)
        for side, units, name in (
            (old, order.origins, "org:originalOrganization"),
            (new, _results(order), "org:resultingOrganization"),
        ):
            for unit in units:
                for iri in _find(unit, side):
                    if side.lasting(iri):
                        yield state(event, name, ox.NamedNode(iri))


def _find(unit: Named, side: Snapshot) -> Iterator[str]:
    for iri, known in side.organizations.items():
        parent = side.organizations.get(known.parent)
        named = Named(parent.label, known.label) if known.kind == "section" and parent else None
        if unit == named or (not unit.section and named is None and known.label == unit.office):
            yield iri


def write_events(rehearsal: Rehearsal) -> bytes:
    """Write the events as Turtle: the same orders, the same bytes."""
    ordered = sorted(rehearsal.events, key=str)
    used = ("change-kind", "dcterms", "org", "plan", "skos", "xsd")
    prefixes = {name: term(f"{name}:") for name in used}
    data = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    if data is None:
        raise AssemblyError("rehearsal", "no events were written", "Report this as a defect")
    return data
