"""
A comparison as RDF: what rules about a revision judge.

One node for the comparison, one for each change and each impact, all under the new revision:

    <…/revision-2/comparison-1> a plan:Comparison ;
        plan:old <…/revision-1> ; plan:new <…/revision-2> ;
        plan:vanished <unit of the old revision that nothing continues> * .
    <…/revision-2/change-1> a plan:Change ; plan:comparison <…> ; plan:position 1 ;
        plan:changeKind change-kind:renamed ;
        plan:element <thing> ; plan:elementClass plan:Project ; skos:prefLabel "…" ;
        plan:oldThing <…> * ; plan:newThing <…> * ; plan:before "…" ? ; plan:after "…" ? ;
        plan:certain certainty:certain|guess ; plan:score 0.93 ? ;
        prov:wasQuotedFrom <line> * .
    <…/revision-2/impact-1> a plan:Impact ; plan:comparison <…> ; plan:position 1 ;
        plan:impactKind impact-kind:owner-lost ;
        plan:element <thing> ; plan:elementClass plan:Project ; skos:prefLabel "…" ;
        plan:shownIn <where it shows> ? ; plan:came 2 ? ; plan:went 1 ? .

``plan:element`` is the new thing, or the old one where there is none. Units that were renamed,
merged, split or moved are an ``org:ChangeEvent`` besides, from ``org:originalOrganization`` to
``org:resultingOrganization``.
"""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from plangraph.compare.changes import Change, Comparison, Impact
from plangraph.names import PREFIXES, term

CLASSES: Final = {
    "goal": "plan:Goal",
    "measure": "plan:Measure",
    "initiative": "plan:Initiative",
    "project": "plan:Project",
    "organization": "plan:Organization",
    "indicator": "plan:Indicator",
    "budget": "plan:BudgetItem",
    "query": "sh:SPARQLExecutable",
}
Node = ox.NamedNode | ox.Literal


def change_facts(comparison: Comparison) -> Iterator[ox.Quad]:
    """Give the comparison as statements of the graph that is called like the comparison."""
    whole = ox.NamedNode(comparison.new.part("comparison", comparison.old.revision))

    def state(subject: ox.NamedNode, name: str, value: Node) -> ox.Quad:
        return ox.Quad(subject, _node(name), value, whole)

    yield state(whole, "rdf:type", _node("plan:Comparison"))
    yield state(whole, "plan:old", ox.NamedNode(comparison.old.facts))
    yield state(whole, "plan:new", ox.NamedNode(comparison.new.facts))
    for unit in comparison.vanished:
        yield state(whole, "plan:vanished", ox.NamedNode(unit))
    for position, change in enumerate(comparison.changes, start=1):
        thing = ox.NamedNode(comparison.new.part("change", str(position)))
        yield state(thing, "plan:comparison", whole)
        yield state(thing, "plan:position", _number(position))
        for name, value in _change(change):
            yield state(thing, name, value)
    for position, impact in enumerate(comparison.impact, start=1):
        thing = ox.NamedNode(comparison.new.part("impact", str(position)))
        yield state(thing, "plan:comparison", whole)
        yield state(thing, "plan:position", _number(position))
        for name, value in _impact(impact):
            yield state(thing, name, value)


def _change(change: Change) -> Iterator[tuple[str, Node]]:
    yield "rdf:type", _node("plan:Change")
    yield "plan:changeKind", _node(f"change-kind:{change.kind}")
    yield "plan:element", ox.NamedNode(change.iri)
    yield "plan:elementClass", _node(CLASSES[change.element])
    yield "skos:prefLabel", _japanese(change.label)
    yield "plan:certain", _node(f"certainty:{'certain' if change.certain else 'guess'}")
    if change.score is not None:
        yield "plan:score", ox.Literal(f"{change.score:.3f}", datatype=_node("xsd:decimal"))
    for name, text in (("plan:before", change.before), ("plan:after", change.after)):
        if text is not None:
            yield name, _japanese(text)
    events = change.element == "organization"
    if events:
        yield "rdf:type", _node("org:ChangeEvent")
    for iri in change.old:
        yield "plan:oldThing", ox.NamedNode(iri)
        if events:
            yield "org:originalOrganization", ox.NamedNode(iri)
    for iri in change.new:
        yield "plan:newThing", ox.NamedNode(iri)
        if events:
            yield "org:resultingOrganization", ox.NamedNode(iri)
    for place in change.source:
        yield "prov:wasQuotedFrom", ox.NamedNode(place.iri)


def _impact(impact: Impact) -> Iterator[tuple[str, Node]]:
    yield "rdf:type", _node("plan:Impact")
    yield "plan:impactKind", _node(f"impact-kind:{impact.kind}")
    yield "plan:element", ox.NamedNode(impact.iri)
    yield "plan:elementClass", _node(CLASSES[impact.element])
    yield "skos:prefLabel", _japanese(impact.label)
    if impact.concerns:
        yield "plan:shownIn", ox.NamedNode(impact.concerns)
    if impact.element == "query":
        yield "plan:came", _number(impact.came)
        yield "plan:went", _number(impact.went)


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(term(name))


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_node("xsd:integer"))


def _japanese(text: str) -> ox.Literal:
    return ox.Literal(text, language="ja")


def write_turtle(comparison: Comparison) -> str:
    """Write the comparison as Turtle: the same comparison, the same bytes."""
    triples = {
        ox.Triple(one.subject, one.predicate, one.object) for one in change_facts(comparison)
    }
    ordered = sorted(triples, key=_order)
    said = {str(part) for one in ordered for part in (one.subject, one.predicate, one.object)}
    spaces = {**PREFIXES, "city": comparison.new.root}
    prefixes = {
        prefix: space
        for prefix, space in spaces.items()
        if any(part.startswith(f"<{space}") for part in said)
    }
    data = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return (data or b"").decode("utf-8")


def _order(triple: ox.Triple) -> tuple[str, int, str, str]:
    subject = str(triple.subject)
    stem, _, number = subject.rstrip(">").rpartition("-")
    kind = "" if triple.predicate.value == term("rdf:type") else triple.predicate.value
    return stem, int(number) if number.isdecimal() else 0, kind, str(triple.object)
