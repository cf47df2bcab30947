"""
The facts of projects: what each of their rows says, and where.
"""

from collections.abc import Sequence

import pyoxigraph as ox

from plangraph.assemble.builder import (
    Builder,
    Place,
    japanese,
    local_name,
    node,
    number,
    place_in,
    plain,
)
from plangraph.assemble.identity import Identity
from plangraph.assemble.keys import key_of_number
from plangraph.assemble.roles import aspect, element_of, measure_of
from plangraph.assemble.values import state_amounts, state_levels, state_use, state_values
from plangraph.plan import AbsenceKind, Column, Project, Row, Unit
from plangraph.read.folding import clean

CATEGORIES = {"義務": "mandatory", "政策": "policy", None: "none-stated"}


def state_rows(builder: Builder, identity: Identity) -> None:
    """State every project with its placements, units, budget items, indicator and absences."""
    plan = builder.plan
    placed: dict[str, int] = {}
    for index, project in enumerate(plan.projects):
        thing = builder.thing("project", identity.projects[index])
        rows = [(row, plan.rows[row]) for row in project.rows]
        builder.fact(thing, "rdf:type", node("plan:Project"))
        builder.fact(thing, "plan:position", number(index + 1))
        builder.fact(thing, "plan:line", builder.line_number(rows[0][1].line))
        for row_index, row in rows:
            _state_name(builder, thing, project, row)
            _state_numbers(builder, thing, row)
            _state_placements(builder, identity, thing, row_index, row, placed)
            _state_units(builder, identity, thing, row)
            _state_budget(builder, identity, thing, row)
            _state_indicator(builder, identity, thing, row)
            state_values(builder, identity, thing, row)
            state_amounts(builder, thing, row)
            if row.summary:
                place = place_in(row, Column.SUMMARY, row.printed(Column.SUMMARY))
                builder.quote(thing, "dcterms:description", japanese(row.summary), place)
            for column in row.doubled if _holds_two_projects(row) else ():
                builder.fact(thing, "plan:doubledAspect", aspect(column))
        _state_absences(builder, thing, [row for _, row in rows])
    state_levels(builder, identity)


def _holds_two_projects(row: Row) -> bool:
    """
    Two numbers alone may be meant, two indicators with their units are; two names hardly.

    A number and something else doubled beside it make two projects, too.
    """
    doubled = set(row.doubled)
    return bool({Column.MARK, Column.NAME} & doubled) or (
        Column.NUMBER in doubled and len(doubled) > 1
    )


def _state_name(builder: Builder, thing: ox.NamedNode, project: Project, row: Row) -> None:
    if project.name:
        place = place_in(row, Column.NAME, row.printed(Column.NAME))
        builder.quote(thing, "skos:prefLabel", japanese(project.name), place)


def _state_numbers(builder: Builder, thing: ox.NamedNode, row: Row) -> None:
    numbers = row.numbers
    if not numbers.printed:
        return
    place = place_in(row, Column.NUMBER, row.printed(Column.NUMBER))
    builder.quote(thing, "plan:printedNumber", plain(numbers.printed), place)
    for text in numbers.full:
        named = builder.thing("number", key_of_number(text))
        builder.fact(named, "rdf:type", node("plan:AdministrativeNumber"))
        builder.fact(named, "skos:notation", plain(text))
        if text[:3] in numbers.codes:
            builder.fact(named, "plan:code", builder.thing("code", text[:3]))
        builder.fact(named, "prov:wasQuotedFrom", builder.line(row.line))
        builder.quote(thing, "plan:number", named, place)
    for text in numbers.codes:
        code = builder.thing("code", text)
        builder.fact(code, "rdf:type", node("plan:NumberCode"))
        builder.fact(code, "skos:notation", plain(text))
        builder.quote(thing, "plan:code", code, place)


def _state_placements(
    builder: Builder,
    identity: Identity,
    thing: ox.NamedNode,
    index: int,
    row: Row,
    placed: dict[str, int],
) -> None:
    """A second placement in the same initiative is told apart by its line."""
    measure = builder.plan.tables[row.table].measure
    marks: Sequence[tuple[str, int | None]] = row.marks or (("", None),)
    for mark, initiative in marks:
        under: ox.NamedNode | None = None
        if row.under is not None:
            under = element_of(builder, identity, row.under)
        elif initiative is not None:
            under = builder.thing("initiative", identity.initiatives[initiative])
        elif measure is not None:
            under = measure_of(builder, identity, measure)
        above = local_name(under) if under is not None else "nothing"
        key = f"{_key(thing)}.{above}"
        if placed.setdefault(key, row.line) != row.line:
            key = f"{key}.line-{row.line}"
        placement = builder.thing("placement", key)
        builder.fact(placement, "rdf:type", node("plan:Placement"))
        builder.fact(placement, "plan:project", thing)
        builder.fact(placement, "plan:line", builder.line_number(row.line))
        builder.fact(placement, "plan:position", number(index + 1))
        builder.fact(placement, "prov:wasQuotedFrom", builder.line(row.line))
        if mark:
            builder.fact(placement, "plan:mark", plain(mark))
        if row.under is not None:
            builder.fact(placement, "plan:placedBy", node(f"indicator-level:{row.under[0]}"))
        if under is not None:
            place = place_in(row, Column.MARK, row.printed(Column.MARK))
            builder.fact(placement, "plan:under", under)
            builder.quote(thing, "plan:partOf", under, place)


def _key(thing: ox.NamedNode) -> str:
    return local_name(thing).partition("-")[2]


def _state_units(builder: Builder, identity: Identity, thing: ox.NamedNode, row: Row) -> None:
    offices = {unit.name for unit in row.units}
    lead_named = any(unit.lead for unit in row.units)
    for position, unit in enumerate(row.units, start=1):
        place = place_in(row, Column.DEPARTMENT, unit.printed)
        office = builder.thing(
            "organization", identity.organization(unit.name, None, unit.division)
        )
        _state_organization(builder, office, unit.name, unit.kind, place)
        if unit.division and unit.division != unit.name:
            division = builder.thing("organization", identity.organization(unit.division))
            _state_organization(builder, division, unit.division, "division", place)
            builder.quote(office, "org:subOrganizationOf", division, place)
        organization = office
        if unit.section:
            key = identity.organization(unit.name, unit.section, unit.division)
            organization = builder.thing("organization", key)
            _state_organization(builder, organization, unit.section, "section", place)
            builder.quote(organization, "org:subOrganizationOf", office, place)
        builder.quote(thing, "plan:responsible", office, place)
        key = f"{_key(thing)}.{_key(organization)}"
        responsibility = builder.thing("responsibility", key)
        builder.fact(responsibility, "rdf:type", node("plan:Responsibility"))
        builder.fact(responsibility, "plan:element", thing)
        builder.fact(responsibility, "plan:organization", organization)
        builder.fact(responsibility, "plan:office", office)
        builder.fact(responsibility, "plan:position", number(position))
        builder.fact(responsibility, "prov:wasQuotedFrom", builder.line(row.line))
        kind = _responsibility(unit, len(offices), lead_named=lead_named)
        builder.fact(responsibility, "plan:responsibilityKind", node(f"responsibility:{kind}"))


def _responsibility(unit: Unit, offices: int, *, lead_named: bool) -> str:
    if offices == 1 and not lead_named:
        return "sole"
    return "lead" if unit.lead else "joint"


def _state_organization(
    builder: Builder, thing: ox.NamedNode, name: str, kind: str, place: Place
) -> None:
    builder.fact(thing, "rdf:type", node("plan:Organization"))
    builder.fact(thing, "org:classification", node(f"organization-kind:{kind}"))
    builder.quote(thing, "skos:prefLabel", japanese(name), place)


def _state_budget(builder: Builder, identity: Identity, thing: ox.NamedNode, row: Row) -> None:
    for position, entry in enumerate(row.budget.entries, start=1):
        place = place_in(row, Column.BUDGET, entry.printed)
        key = identity.budget(entry.name)
        item = builder.thing("budget", key)
        builder.fact(item, "rdf:type", node("plan:BudgetItem"))
        builder.quote(item, "skos:prefLabel", japanese(entry.name), place)
        builder.quote(thing, "plan:fundedBy", item, place)
        category = CATEGORIES.get(entry.tag)
        tail = category or f"unknown-{position}"
        entered = builder.thing("appropriation", f"{_key(thing)}.{key}.{tail}")
        builder.fact(entered, "rdf:type", node("plan:Appropriation"))
        builder.fact(entered, "plan:project", thing)
        builder.fact(entered, "plan:item", item)
        builder.fact(entered, "plan:position", number(position))
        builder.fact(entered, "plan:printedText", plain(entry.printed))
        builder.fact(entered, "prov:wasQuotedFrom", builder.line(row.line))
        if category is not None:
            builder.quote(entered, "plan:category", node(f"budget-category:{category}"), place)
        else:
            builder.quote(entered, "plan:unknownTag", plain(entry.tag or ""), place)
    cell = row.printed(Column.BUDGET)
    for remark in row.budget.open_remarks:
        place = place_in(row, Column.BUDGET, cell)
        builder.quote(thing, "plan:openBudget", japanese(remark), place)
    for remark in row.budget.remarks:
        place = place_in(row, Column.BUDGET, cell)
        builder.quote(thing, "plan:budgetRemark", japanese(remark), place)


def _state_indicator(builder: Builder, identity: Identity, thing: ox.NamedNode, row: Row) -> None:
    use = row.indicator
    if row.further or (not use.label and not use.unit):
        return
    place = place_in(row, Column.INDICATOR, row.printed(Column.INDICATOR))
    measured = place_in(row, Column.UNIT, row.printed(Column.UNIT))
    state_use(builder, identity, thing, "project", use, 1, place, measured)


def _state_absences(builder: Builder, thing: ox.NamedNode, rows: Sequence[Row]) -> None:
    first = rows[0]
    budget = None if any(row.budget.entries for row in rows) else first.budget.absence
    uses = [use for row in rows for use in row.uses]
    indicator = None if any(use.label for use in uses) else first.indicator.absence
    stated = AbsenceKind.NOT_STATED
    kinds: dict[Column, AbsenceKind | None] = {
        Column.NAME: None if any(row.name for row in rows) else stated,
        Column.DEPARTMENT: None if any(row.units for row in rows) else stated,
        Column.SUMMARY: None if any(row.summary for row in rows) else stated,
        Column.MARK: None if any(row.marks or row.under for row in rows) else stated,
        Column.BUDGET: budget,
        Column.INDICATOR: indicator,
        Column.UNIT: None if any(use.unit for use in uses) else stated,
    }
    if not any(row.numbers.full for row in rows):
        undecided = any(row.numbers.undecided for row in rows)
        kinds[Column.NUMBER] = AbsenceKind.UNDECIDED if undecided else stated
    for column, kind in kinds.items():
        if kind is None:
            continue
        absence = builder.thing("absence", f"{_key(thing)}.{column.value}")
        builder.fact(absence, "rdf:type", node("plan:Absence"))
        builder.fact(absence, "plan:element", thing)
        builder.fact(absence, "plan:aspect", aspect(column))
        builder.fact(absence, "plan:absenceKind", node(f"absence:{kind.value}"))
        builder.fact(absence, "plan:line", builder.line_number(first.line))
        builder.fact(absence, "prov:wasQuotedFrom", builder.line(first.line))
        address = first.address(column)
        if address:
            builder.fact(absence, "plan:cell", plain(address))
        printed = clean(first.printed(column))
        if printed:
            builder.fact(absence, "plan:printedText", plain(printed))
