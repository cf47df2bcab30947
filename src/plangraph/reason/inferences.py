"""
What follows from a plan: the members of the defined classes, each with the axiom it follows by.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
import rdflib

from plangraph.names import PREFIXES, segment, shorten, term
from plangraph.reason.wording import Wording

DEFINED: Final = (
    "plan:JointProject",
    "plan:UnmeasuredProject",
    "plan:OrphanMeasure",
    "plan:SoleOwner",
    "plan:LoneInitiative",
)
"""The defined classes, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Inferences:
    """
    Members of each defined class, by IRI.

    They follow from the facts, the definitions, and the local closed world of ``closing.py``.
    """

    members: Mapping[str, tuple[str, ...]]

    def write(self, form: str, language: str, *graphs: rdflib.Graph) -> str:
        """Write what follows as ``text``, ``json`` or ``turtle``; graphs lend the labels."""
        if form == "turtle":
            return self._write_turtle()
        if form == "json":
            named = {shorten(kind): list(things) for kind, things in self.members.items()}
            return json.dumps(named, ensure_ascii=False, indent=2) + "\n"
        say = Wording(language, *graphs)
        lines = []
        for kind, things in self.members.items():
            lines.append(f"{say.name(rdflib.URIRef(kind))}: {len(things)}")
            lines += [f"  {say.name(rdflib.URIRef(thing))}" for thing in things]
        return "\n".join(lines) + "\n"

    def triples(self) -> Iterator[ox.Triple]:
        """Give each inferred fact with a record that names the axiom it follows by."""
        type_, inferred = ox.NamedNode(term("rdf:type")), ox.NamedNode(term("plan:inferredBy"))
        for kind, things in self.members.items():
            concept = ox.NamedNode(kind)
            for thing in things:
                subject = ox.NamedNode(thing)
                root, _, local = thing.rpartition("/")
                name = f"{root}/inference-{segment(kind.rpartition('#')[2])}-{local}"
                record = ox.NamedNode(name)
                yield ox.Triple(subject, type_, concept)
                yield ox.Triple(record, type_, ox.NamedNode(term("rdf:Statement")))
                yield ox.Triple(record, ox.NamedNode(term("rdf:subject")), subject)
                yield ox.Triple(record, ox.NamedNode(term("rdf:predicate")), type_)
                yield ox.Triple(record, ox.NamedNode(term("rdf:object")), concept)
                yield ox.Triple(record, inferred, concept)

    def _write_turtle(self) -> str:
        triples = sorted(self.triples(), key=str)
        data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return (data or b"").decode("utf-8")
