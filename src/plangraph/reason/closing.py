"""
The local closed world: what a plan states of departments, indicators and parts is all there is.

OWL takes what is not stated as unknown. A plan is a document, so for three relations its silence
is an answer: who is responsible, what measures, and what belongs to what. This states that silence
as axioms, a restriction a thing, so that the reasoner can count; nothing else is closed.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, XSD
from rdflib.term import BNode, Node

from plangraph.names import term

KINDS: Final = ("Goal", "Measure", "Initiative", "Project", "Organization", "Indicator")


def _ours(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(term(f"plan:{name}"))


def close_world(facts: rdflib.Graph) -> rdflib.Graph:
    """
    Give the part of a plan that is counted, with the axioms that say that it is all there is.

    ``plan:carriedBy`` is stated for each initiative and department of its projects.
    """
    closed = rdflib.Graph()
    things = {name: sorted(facts.subjects(RDF.type, _ours(name)), key=str) for name in KINDS}
    for name, members in things.items():
        for member in members:
            closed.add((member, RDF.type, _ours(name)))
    kept = {thing for members in things.values() for thing in members}
    for name in ("responsible", "measures", "partOf"):
        for subject, value in facts.subject_objects(_ours(name)):
            if subject in kept and value in kept:
                closed.add((subject, _ours(name), value))
    for initiative in things["Initiative"]:
        for project in facts.subjects(_ours("partOf"), initiative):
            for owner in facts.objects(project, _ours("responsible")):
                closed.add((initiative, _ours("carriedBy"), owner))
    _close_counts(closed, things)
    _close_parts(closed, things["Measure"])
    _tell_apart(closed, things["Organization"])
    return closed


def _close_counts(closed: rdflib.Graph, things: dict[str, list[Node]]) -> None:
    for project in things["Project"]:
        owners = len(set(closed.objects(project, _ours("responsible"))))
        _limit(closed, project, _ours("responsible"), owners)
        measures = len(set(closed.subjects(_ours("measures"), project)))
        inverse = BNode()
        closed.add((inverse, OWL.inverseOf, _ours("measures")))
        _limit(closed, project, inverse, measures)
    for initiative in things["Initiative"]:
        owners = len(set(closed.objects(initiative, _ours("carriedBy"))))
        _limit(closed, initiative, _ours("carriedBy"), owners)


def _limit(closed: rdflib.Graph, thing: Node, relation: Node, most: int) -> None:
    restriction = BNode()
    count = rdflib.Literal(str(most), datatype=XSD.nonNegativeInteger)
    closed.add((restriction, RDF.type, OWL.Restriction))
    closed.add((restriction, OWL.onProperty, relation))
    closed.add((restriction, OWL.maxCardinality, count))
    closed.add((thing, RDF.type, restriction))


def _close_parts(closed: rdflib.Graph, wholes: Iterable[Node]) -> None:
    """
    List all parts of a measure without projects, since a transitive relation cannot be counted.

    For a measure with projects nothing would follow from a list, which costs much to reason with.
    """
    parts: dict[Node, set[Node]] = defaultdict(set)
    for whole in wholes:
        waiting = [whole]
        while waiting:
            for part in closed.subjects(_ours("partOf"), waiting.pop()):
                if part not in parts[whole]:
                    parts[whole].add(part)
                    waiting.append(part)
        if any((part, RDF.type, _ours("Project")) in closed for part in parts[whole]):
            continue
        inverse, listed, restriction = BNode(), BNode(), BNode()
        closed.add((inverse, OWL.inverseOf, _ours("partOf")))
        closed.add((restriction, RDF.type, OWL.Restriction))
        closed.add((restriction, OWL.onProperty, inverse))
        if parts[whole]:
            members = BNode()
            Collection(closed, members, sorted(parts[whole], key=str))
            closed.add((listed, RDF.type, OWL.Class))
            closed.add((listed, OWL.oneOf, members))
            closed.add((restriction, OWL.allValuesFrom, listed))
        else:
            closed.add((restriction, OWL.allValuesFrom, OWL.Nothing))
        closed.add((whole, RDF.type, restriction))


def _tell_apart(closed: rdflib.Graph, things: list[Node]) -> None:
    """State that names of organizations stand for different ones."""
    if len(things) > 1:
        axiom, members = BNode(), BNode()
        Collection(closed, members, things)
        closed.add((axiom, RDF.type, OWL.AllDifferent))
        closed.add((axiom, OWL.distinctMembers, members))
