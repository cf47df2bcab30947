"""
The facts of a revision as printed: plan, levels, projects, and all that hangs on them.
"""

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, Place, japanese, node, number, plain
from plangraph.assemble.exchange import state_exchange
from plangraph.assemble.identity import Identity
from plangraph.assemble.roles import element_of, measure_of, state_role
from plangraph.assemble.rows import state_rows
from plangraph.plan import Heading, Initiative, Plan
from plangraph.read.indicators import joins_two
from plangraph.read.registers import Description, RevisionNote


def state_facts(
    builder: Builder, identity: Identity, description: Description, note: RevisionNote
) -> None:
    """State everything that the plan's description and source say."""
    _state_plan(builder, description, note)
    _state_goals(builder, identity)
    _state_measures(builder, identity)
    _state_initiatives(builder, identity)
    state_rows(builder, identity)
    state_exchange(builder, identity, description)


def issuer_of(builder: Builder) -> ox.NamedNode:
    """Name the organization that issues the plan."""
    return builder.thing("organization", "issuer")


def _state_plan(builder: Builder, description: Description, note: RevisionNote) -> None:
    names = builder.names
    plan, revision = ox.NamedNode(names.plan), ox.NamedNode(names.facts)
    builder.fact(plan, "rdf:type", node("plan:Plan"))
    if description.title:
        builder.fact(plan, "dcterms:title", japanese(description.title))
    if description.licence:
        builder.fact(plan, "dcterms:license", ox.NamedNode(description.licence))
    for value, name in (
        (description.start, "plan:periodStart"),
        (description.end, "plan:periodEnd"),
    ):
        if value is not None:
            builder.fact(plan, name, ox.Literal(f"{value:04d}", datatype=node("xsd:gYear")))
    if description.current:
        builder.fact(plan, "plan:version", plain(description.current))
    if description.issuer or description.code:
        issuer = issuer_of(builder)
        builder.fact(issuer, "rdf:type", node("plan:Organization"))
        builder.fact(issuer, "org:classification", node("organization-kind:municipality"))
        if description.code:
            builder.fact(issuer, "plan:municipalityCode", plain(description.code))
        if description.issuer:
            builder.fact(issuer, "skos:prefLabel", japanese(description.issuer))
            builder.fact(plan, "dcterms:publisher", issuer)
    builder.fact(revision, "rdf:type", node("plan:PlanRevision"))
    builder.fact(revision, "plan:revisionOf", plan)
    builder.fact(revision, "plan:version", plain(names.revision))
    builder.fact(revision, "prov:wasDerivedFrom", builder.document())
    if note.date:
        builder.fact(revision, "dcterms:date", ox.Literal(note.date, datatype=node("xsd:date")))


def _state_goals(builder: Builder, identity: Identity) -> None:
    for position, goal in enumerate(builder.plan.goals, start=1):
        thing = builder.thing("goal", identity.goals[position - 1])
        builder.fact(thing, "rdf:type", node("plan:Goal"))
        builder.fact(thing, "plan:partOf", ox.NamedNode(builder.names.plan))
        builder.fact(thing, "plan:position", number(position))
        builder.stand(thing, goal.headings[0].line)
        builder.fact(thing, "skos:notation", plain(goal.code))
        if goal.ordinal is not None:
            builder.fact(thing, "plan:ordinal", number(goal.ordinal))
        for heading in goal.headings:
            _quote_heading(builder, thing, goal.title, heading)
            if heading.listed:
                place = Place(heading.line, None, heading.listed)
                builder.quote(thing, "plan:printedTargets", japanese(heading.listed), place)
        _state_roles(builder, identity, thing, "goal", goal.targets, goal.headings[0])


def _state_measures(builder: Builder, identity: Identity) -> None:
    for index, measure in enumerate(builder.plan.measures):
        thing = measure_of(builder, identity, index)
        builder.fact(thing, "rdf:type", node("plan:Measure"))
        builder.fact(thing, "plan:position", number(index + 1))
        builder.stand(thing, measure.headings[0].line)
        if measure.ordinal is not None:
            builder.fact(thing, "plan:ordinal", number(measure.ordinal))
        builder.fact(thing, "skos:notation", plain(measure_code(builder.plan, index)))
        if measure.goal is not None:
            goal = builder.thing("goal", identity.goals[measure.goal])
            builder.fact(thing, "plan:partOf", goal)
        for heading in measure.headings:
            _quote_heading(builder, thing, measure.title, heading)
        _state_roles(builder, identity, thing, "measure", measure.indicators, measure.headings[0])


def measure_code(plan: Plan, index: int) -> str:
    """Give the short code of a measure as people write it, such as Ⅰ-1."""
    measure = plan.measures[index]
    if measure.code or measure.ordinal is None:
        return measure.code or "?"
    above = plan.goals[measure.goal].code if measure.goal is not None else "?"
    return f"{above}-{measure.ordinal}"


def _quote_heading(builder: Builder, thing: ox.NamedNode, title: str, heading: Heading) -> None:
    if not heading.title:
        return
    place = Place(heading.line, None, heading.title)
    builder.quote(thing, "plan:printedTitle", japanese(heading.title), place)
    if title == heading.title.strip():
        builder.quote(thing, "skos:prefLabel", japanese(title), place)


def _state_initiatives(builder: Builder, identity: Identity) -> None:
    for index, initiative in enumerate(builder.plan.initiatives):
        thing = builder.thing("initiative", identity.initiatives[index])
        builder.fact(thing, "rdf:type", node("plan:Initiative"))
        builder.fact(thing, "plan:position", number(index + 1))
        builder.stand(thing, initiative.line)
        if initiative.ordinal is not None:
            builder.fact(thing, "plan:ordinal", number(initiative.ordinal))
        builder.fact(thing, "skos:notation", plain(initiative_code(builder.plan, initiative)))
        if initiative.measure is not None:
            above = measure_of(builder, identity, initiative.measure)
            builder.fact(thing, "plan:partOf", above)
        elif initiative.above is not None:
            builder.fact(thing, "plan:partOf", element_of(builder, identity, initiative.above))
        place = Place(initiative.line, None, initiative.printed)
        builder.quote(thing, "skos:prefLabel", japanese(initiative.title), place)


def initiative_code(plan: Plan, initiative: Initiative) -> str:
    """Give the short code of an initiative, such as Ⅰ-1-①."""
    if initiative.code:
        return initiative.code
    above = measure_code(plan, initiative.measure) if initiative.measure is not None else "?"
    return f"{above}-{initiative.mark}"


def _state_roles(
    builder: Builder,
    identity: Identity,
    element: ox.NamedNode,
    level: str,
    labels: tuple[str, ...],
    heading: Heading,
) -> None:
    for position, label in enumerate(labels, start=1):
        place = Place(heading.line, None, label)
        role = state_role(builder, identity, element, level, label, position, place)
        if joins_two(label):
            builder.quote(role, "plan:severalIndicators", japanese(label), place)
