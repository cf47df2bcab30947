"""
Values and amounts: what tables say that indicators have reached or shall reach, and what is spent.
"""

from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, Place, japanese, local_name, node, number, plain
from plangraph.assemble.identity import Identity
from plangraph.assemble.roles import element_of, state_role
from plangraph.assemble.units import known_unit, unit_label
from plangraph.plan import Amount, Column, IndicatorUse, MeasuredUse, Observation, Period, Row
from plangraph.read.values import read_direction


def state_use(
    builder: Builder,
    identity: Identity,
    element: ox.NamedNode,
    level: str,
    use: IndicatorUse,
    position: int,
    place: Place,
    measured: Place,
    stage: str = "not-stated",
    again: int = 0,
    direction: str = "",
) -> ox.NamedNode:
    """State an indicator with its unit where an element uses it."""
    role = state_role(
        builder, identity, element, level, use.label, position, place, stage, again, direction
    )
    if use.gloss:
        builder.quote(role, "plan:gloss", japanese(use.gloss), place)
    if use.several:
        builder.quote(role, "plan:severalIndicators", japanese(use.printed), place)
    if use.unit:
        builder.quote(role, "plan:unitLabel", plain(unit_label(use.unit)), measured)
        unit = known_unit(use.unit)
        if unit is not None:
            builder.fact(role, "plan:unit", ox.NamedNode(unit))
    return role


def state_values(builder: Builder, identity: Identity, thing: ox.NamedNode, row: Row) -> None:
    """State every indicator that a row of a table names for a project, with its values."""
    _state_uses(builder, identity, thing, "project", row.further)


def state_levels(builder: Builder, identity: Identity) -> None:
    """State the indicators of rows that name no project: they measure the level above it."""
    for row in builder.plan.rows:
        if row.further and row.under is not None and not row.name and not row.numbers.full:
            element = element_of(builder, identity, row.under)
            _state_uses(builder, identity, element, row.under[0], row.further)


def _state_uses(
    builder: Builder,
    identity: Identity,
    element: ox.NamedNode,
    level: str,
    uses: Iterable[MeasuredUse],
) -> None:
    for measured in uses:
        header, address = measured.header, measured.address
        place = Place(measured.line, Column.INDICATOR, measured.use.printed, address, header)
        unit = Place(measured.line, Column.UNIT, measured.use.unit)
        role = state_use(
            builder,
            identity,
            element,
            level,
            measured.use,
            measured.group,
            place,
            unit,
            measured.stage,
            direction=measured.direction or _targeted(measured),
        )
        for observation in measured.observations:
            state_observation(builder, role, observation)


def _targeted(measured: MeasuredUse) -> str:
    """Where every target is a word for a direction, and all for one, the plan states it thereby."""
    targets = [one.value.printed for one in measured.observations if one.kind == "target"]
    ways = {read_direction(printed) for printed in targets}
    return ways.pop() if len(ways) == 1 else ""


def state_observation(
    builder: Builder,
    role: ox.NamedNode,
    observation: Observation,
    reported: ox.NamedNode | None = None,
    unit: str = "",
) -> ox.NamedNode:
    """
    State a value of an indicator in its role.

    It is named by its role, year and kind; a second one of these by its cell. One that was
    ``reported`` on a line of a register stands with the decisions. ``unit`` is that of a value
    that names none itself.
    """
    graph = builder.names.decisions if reported is not None else builder.names.facts
    year = _year(observation.period)
    cell = observation.address or f"line-{observation.line}"
    local = f"{local_name(role).removeprefix('role-')}.{year}.{observation.kind}"
    thing = builder.thing("observation", local)
    if (thing.value, "observation") in builder.named:
        thing = builder.thing("observation", f"{local}.{cell}")
    count = 1
    while (thing.value, "observation") in builder.named:
        count += 1
        thing = builder.thing("observation", f"{local}.{cell}.{count}")
    builder.named.add((thing.value, "observation"))
    value = observation.value
    builder.state(graph, thing, "rdf:type", node("plan:Observation"))
    builder.state(graph, thing, "plan:observes", role)
    builder.state(
        graph, thing, "plan:observationKind", node(f"observation-kind:{observation.kind}")
    )
    builder.state(graph, thing, "plan:valueKind", node(f"value-kind:{value.kind}"))
    builder.state(graph, thing, "plan:printedText", plain(value.printed))
    builder.state(graph, thing, "prov:wasQuotedFrom", reported or builder.line(observation.line))
    if value.number is not None:
        builder.state(graph, thing, "sosa:hasSimpleResult", exact(value.number))
    measured = observation.unit or (unit if value.number is not None else "")
    if measured:
        builder.state(graph, thing, "plan:unitLabel", plain(unit_label(measured)))
        known = known_unit(measured)
        if known is not None:
            builder.state(graph, thing, "plan:unit", ox.NamedNode(known))
    if observation.description:
        builder.state(graph, thing, "dcterms:description", japanese(observation.description))
    if any(observation.rating):
        rating = ": ".join(part for part in observation.rating if part)
        builder.state(graph, thing, "skos:note", japanese(rating))
    if observation.cumulative:
        builder.state(graph, thing, "plan:counting", node("counting:cumulative"))
    _state_period(builder, graph, thing, observation.period)
    _state_cell(builder, graph, thing, observation.header, observation.address)
    return thing


def state_amounts(builder: Builder, thing: ox.NamedNode, row: Row) -> None:
    """State what a row of a table says of a project's money; no unit, no amount in yen."""
    for amount in row.amounts:
        entered = builder.thing("appropriation", _amount_key(builder, thing, amount))
        builder.fact(entered, "rdf:type", node("plan:Appropriation"))
        builder.fact(entered, "plan:project", thing)
        builder.fact(entered, "plan:printedText", plain(amount.printed))
        builder.fact(entered, "prov:wasQuotedFrom", builder.line(amount.line))
        if amount.yen is not None:
            builder.fact(entered, "plan:amount", exact(amount.yen))
        if amount.unit:
            builder.fact(entered, "plan:unitLabel", plain(amount.unit))
        if amount.phase:
            builder.fact(entered, "plan:phase", node(f"budget-phase:{amount.phase}"))
        if amount.source:
            builder.fact(entered, "plan:fundingSource", japanese(amount.source))
        _state_period(builder, builder.names.facts, entered, amount.period)
        _state_cell(builder, builder.names.facts, entered, amount.header, amount.address)


def _amount_key(builder: Builder, thing: ox.NamedNode, amount: Amount) -> str:
    place = amount.address or f"line-{amount.line}"
    project = local_name(thing).partition("-")[2]
    key = f"{project}.{_year(amount.period)}.{amount.phase or 'amount'}.{place}"
    count = 1
    while (key, "amount") in builder.named:
        count += 1
        key = f"{project}.{_year(amount.period)}.{amount.phase or 'amount'}.{place}.{count}"
    builder.named.add((key, "amount"))
    return key


def _state_period(builder: Builder, graph: str, thing: ox.NamedNode, period: Period | None) -> None:
    if period is None:
        return
    name = "plan:fiscalYear" if period.kind == "fiscal" else "plan:calendarYear"
    year = node("xsd:gYear")
    builder.state(graph, thing, name, ox.Literal(f"{period.end:04d}", datatype=year))
    if period.start != period.end:
        builder.state(
            graph, thing, "plan:fromYear", ox.Literal(f"{period.start:04d}", datatype=year)
        )
    builder.state(graph, thing, "plan:printedYear", plain(period.printed))
    for name, day in (("schema:startDate", period.first), ("schema:endDate", period.last)):
        if day:
            builder.state(graph, thing, name, ox.Literal(day, datatype=node("xsd:date")))


def _state_cell(
    builder: Builder, graph: str, thing: ox.NamedNode, header: str, address: str
) -> None:
    if header:
        builder.state(graph, thing, "plan:columnHeader", plain(header))
    if address:
        builder.state(graph, thing, "plan:cell", plain(address))


def _year(period: Period | None) -> str:
    if period is None:
        return "undated"
    span = f"{period.start}-{period.end}"
    return span if period.start != period.end else str(period.end)


def exact(value: Decimal) -> ox.Literal:
    """
    Write a number as it was printed, without an exponent.

    >>> exact(Decimal("1E+3")).value, exact(Decimal("0.50")).value
    ('1000', '0.50')
    """
    if value == value.to_integral_value():
        return number(int(value))
    return ox.Literal(f"{value:f}", datatype=node("xsd:decimal"))
