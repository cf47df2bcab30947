"""
The facts that an exchange file states beyond the levels: whose a plan is, and who has a stake.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, Place, japanese, local_name, node, number, plain
from plangraph.assemble.identity import Identity
from plangraph.assemble.keys import GUID
from plangraph.assemble.roles import element_of
from plangraph.assemble.values import state_observation, state_use
from plangraph.plan import Body, Charter, Detail, Relation, Stakeholder, StatedIndicator
from plangraph.read.folding import compare_form
from plangraph.read.registers import Description
from plangraph.read.stratml import read_day

TENETS: Final = {"vision": "plan:vision", "mission": "plan:mission", "value": "plan:principle"}
RELATIONS: Final = {
    "broader": "skos:narrower",
    "narrower": "skos:broader",
    "peer": "skos:related",
}
"""What stands broader than another has that as its narrower one."""

FORMS: Final = {"quantitative": "value-kind:number", "qualitative": "value-kind:text"}


def state_exchange(builder: Builder, identity: Identity, description: Description) -> None:
    """State what the charter and the details of a plan say, if it has any."""
    charter = builder.plan.charter
    if charter is not None:
        plan = ox.NamedNode(builder.names.plan)
        _state_charter(builder, plan, charter, description)
        _state_bodies(builder, identity, plan, charter.bodies, description)
    roles: dict[str, ox.NamedNode] = {}
    related: list[tuple[ox.NamedNode, Relation]] = []
    for detail in builder.plan.details:
        thing = element_of(builder, identity, detail.of)
        roles[detail.identifier] = thing
        _state_detail(builder, thing, detail)
        _state_stakes(builder, identity, thing, detail.stakeholders)
        for one, role in _state_indicators(builder, identity, thing, detail):
            roles[one.identifier] = role
            related.extend((role, relation) for relation in one.relations)
    roles.pop("", None)
    for role, relation in related:
        _state_relation(builder, role, relation, roles)


def _state_charter(
    builder: Builder, plan: ox.NamedNode, charter: Charter, description: Description
) -> None:
    place = builder.line(charter.line)
    builder.fact(plan, "prov:wasQuotedFrom", place)
    if charter.name and not description.title:
        builder.fact(plan, "dcterms:title", japanese(charter.name))
    builder.fact(plan, "dcterms:type", plain(charter.kind))
    for text, name in (
        (charter.description, "dcterms:description"),
        (charter.remark, "skos:note"),
    ):
        if text:
            builder.fact(plan, name, japanese(text))
    for tenet in charter.tenets:
        text = ": ".join(part for part in (tenet.name, tenet.description) if part)
        if text:
            at = Place(tenet.line, None, text)
            builder.quote(plan, TENETS[tenet.kind], japanese(text), at)
    for printed, name in (
        (charter.identifier, "dcterms:identifier"),
        (charter.source, "dcterms:source"),
    ):
        if printed:
            builder.fact(plan, name, plain(printed))
    for printed, name, year in (
        (charter.start, "schema:startDate", "plan:periodStart" if not description.start else ""),
        (charter.end, "schema:endDate", "plan:periodEnd" if not description.end else ""),
        (charter.published, "dcterms:issued", ""),
    ):
        day = read_day(printed)
        if day is not None:
            date = ox.Literal(day.isoformat(), datatype=node("xsd:date"))
            builder.fact(plan, name, date)
            if year:
                gregorian = ox.Literal(f"{day.year:04d}", datatype=node("xsd:gYear"))
                builder.fact(plan, year, gregorian)
        elif printed:
            builder.fact(plan, name, plain(printed))


def _state_bodies(
    builder: Builder,
    identity: Identity,
    plan: ox.NamedNode,
    bodies: Sequence[Body],
    description: Description,
) -> None:
    for body in bodies:
        if not body.name and not body.identifier:
            if body.stakeholders:
                _state_stakes(builder, identity, plan, body.stakeholders)
            continue
        is_issuer = compare_form(body.name) == compare_form(description.issuer)
        key = "issuer" if is_issuer else identity.organization(body.name)
        thing = builder.thing("organization", key)
        place = Place(body.line, None, body.name)
        builder.fact(thing, "rdf:type", node("plan:Organization"))
        if body.name:
            builder.quote(thing, "skos:prefLabel", japanese(body.name), place)
        builder.quote(plan, "dcterms:publisher", thing, place)
        if body.acronym:
            builder.fact(thing, "skos:altLabel", japanese(body.acronym))
        if body.description:
            builder.fact(thing, "dcterms:description", japanese(body.description))
        _state_identifier(builder, thing, body.identifier)
        _state_stakes(builder, identity, thing, body.stakeholders)


def _state_identifier(builder: Builder, thing: ox.NamedNode, identifier: str) -> None:
    """An identifier that was made of the thing's own name says nothing new."""
    if identifier and identifier != local_name(thing):
        builder.fact(thing, "dcterms:identifier", plain(identifier))


def _state_detail(builder: Builder, thing: ox.NamedNode, detail: Detail) -> None:
    builder.fact(thing, "prov:wasQuotedFrom", builder.line(detail.line))
    _state_identifier(builder, thing, detail.identifier)
    if detail.description:
        builder.fact(thing, "dcterms:description", japanese(detail.description))
    if detail.remark:
        builder.fact(thing, "skos:note", japanese(detail.remark))


def _state_stakes(
    builder: Builder,
    identity: Identity,
    element: ox.NamedNode,
    stakeholders: Sequence[Stakeholder],
) -> None:
    """Each role of somebody is a stake; somebody without one has a stake without a role."""
    local = local_name(element)
    count = 0
    for one in stakeholders:
        place = Place(one.line, None, one.name)
        holder = _state_holder(builder, identity, one, place) if one.name else None
        for role in one.roles or (None,):
            count += 1
            stake = builder.thing("stake", f"{local}.{count}")
            builder.fact(stake, "rdf:type", node("plan:Stake"))
            builder.fact(stake, "plan:element", element)
            builder.fact(stake, "plan:position", number(count))
            builder.fact(stake, "prov:wasQuotedFrom", builder.line(one.line))
            if holder is not None:
                builder.quote(stake, "plan:organization", holder, place)
            if one.description:
                builder.fact(stake, "dcterms:description", japanese(one.description))
            if role is None:
                continue
            if role.name:
                builder.fact(stake, "skos:prefLabel", japanese(role.name))
            if role.description:
                builder.fact(stake, "skos:note", japanese(role.description))
            for kind in role.kinds:
                builder.fact(stake, "plan:stakeRole", node(f"stake-role:{kind}"))


def _state_holder(
    builder: Builder, identity: Identity, one: Stakeholder, place: Place
) -> ox.NamedNode:
    holder = builder.thing("organization", identity.organization(one.name))
    person = one.kind == "person"
    builder.fact(holder, "rdf:type", node("schema:Person" if person else "plan:Organization"))
    if one.kind in ("group", "organization"):
        kind = "group" if one.kind == "group" else "body"
        builder.fact(holder, "org:classification", node(f"organization-kind:{kind}"))
    builder.quote(holder, "skos:prefLabel", japanese(one.name), place)
    return holder


def _state_indicators(
    builder: Builder, identity: Identity, thing: ox.NamedNode, detail: Detail
) -> list[tuple[StatedIndicator, ox.NamedNode]]:
    stated: list[tuple[StatedIndicator, ox.NamedNode]] = []
    labels: Counter[str] = Counter()
    for one in detail.indicators:
        measured = one.measured
        label = compare_form(measured.use.label)
        place = Place(measured.line, None, measured.use.printed)
        unit = Place(measured.line, None, measured.use.unit)
        role = state_use(
            builder,
            identity,
            thing,
            detail.of[0],
            measured.use,
            measured.group,
            place,
            unit,
            measured.stage,
            labels[label],
        )
        labels[label] += 1
        for observation in measured.observations:
            state_observation(builder, role, observation)
        _state_identifier(builder, role, one.identifier)
        if one.sequence:
            builder.fact(role, "skos:notation", plain(one.sequence))
        if one.remark:
            builder.fact(role, "skos:note", japanese(one.remark))
        if one.kind:
            builder.fact(role, "plan:valueKind", node(FORMS[one.kind]))
        stated.append((one, role))
    return stated


def _state_relation(
    builder: Builder,
    role: ox.NamedNode,
    relation: Relation,
    known: dict[str, ox.NamedNode],
) -> None:
    predicate = RELATIONS.get(relation.kind, "dcterms:relation")
    for referent in relation.referents:
        guid = GUID.search(referent)
        if referent in known:
            builder.fact(role, predicate, known[referent])
        elif guid is not None:
            builder.fact(role, predicate, ox.NamedNode(f"urn:uuid:{guid[0].lower()}"))
        else:
            builder.fact(role, "dcterms:relation", plain(referent))
    text = ": ".join(part for part in (relation.name, relation.description) if part)
    if text:
        builder.fact(role, "skos:note", japanese(text))
