"""
What people decided about findings: what is accepted is shown, but no longer counted.

Decisions are judged themselves, in a second pass beside the findings and statements they settle.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import rdflib
from rdflib import URIRef
from rdflib.term import Node

from plangraph.check.findings import Place
from plangraph.names import PREFIXES, term

ACCEPT, FIX, UNKNOWN = (term(f"verdict:{name}") for name in ("accept", "fix", "unknown"))
DECISION: Final = URIRef(term("plan:Decision"))
ELEMENT: Final = URIRef(term("plan:element"))
JUDGED_ON: Final = URIRef(term("plan:judgedOn"))
SETTLES: Final = URIRef(term("plan:settles"))
TYPE: Final = URIRef(term("rdf:type"))
DATE: Final = URIRef(term("xsd:date"))


@dataclass(frozen=True, slots=True)
class Decision:
    """
    A decision on findings of a rule, or of a part of one, about a thing or a place in the source.

    ``holds`` says that it makes what it covers an accepted finding: it accepts, or mends, and has
    not run out.
    """

    node: Node
    rule: str
    focus: str
    line: int | None
    column: str
    printed: str
    holds: bool

    def covers(
        self,
        constraint: str,
        things: Iterable[str],
        places: Sequence[Place],
        texts: Iterable[str],
    ) -> bool:
        """Tell whether it is about a finding on these things, at these places, with these texts."""
        if self.rule not in (constraint, constraint.partition(".")[0]):
            return False
        if self.printed and not any(self.printed in squeeze(text) for text in texts):
            return False
        if self.focus:
            return self.focus in things
        return any(
            place.line == self.line and (not self.column or place.column == self.column)
            for place in places
            if self.line is not None
        )


def squeeze(text: str) -> str:
    """
    Take white space out of text that is to be compared.

    >>> squeeze("事務事業 番号")
    '事務事業番号'
    """
    return "".join(text.split())


def read_decisions(graph: rdflib.Graph, today: date) -> tuple[Decision, ...]:
    """Read the decisions of a plan, as they stand on a day."""
    found = []
    for node in sorted(graph.subjects(TYPE, DECISION), key=str):
        said = {str(name): str(value) for name, value in graph.predicate_objects(node)}
        until, line = said.get(term("plan:until"), ""), said.get(term("plan:line"), "")
        verdict = said.get(term("plan:verdict"), "")
        mends = verdict == FIX and term("plan:property") in said
        found.append(
            Decision(
                node=node,
                rule=said.get(term("plan:rule"), "").removeprefix(PREFIXES["rule"]),
                focus=said.get(term("plan:focus"), ""),
                line=int(line) if line.isdecimal() else None,
                column=squeeze(said.get(term("plan:column"), "")),
                printed=squeeze(said.get(term("plan:printedText"), "")),
                holds=(verdict == ACCEPT or mends) and not (until and until < today.isoformat()),
            )
        )
    return tuple(found)


def state_settled(
    graph: rdflib.Graph, settling: Mapping[str, Iterable[Node]], today: date
) -> rdflib.Graph:
    """
    Put the decisions of a plan beside what they settle, for the second pass.

    ``settling`` names the decisions that cover each finding. One that mends, or calls something
    unknown, settles the statements that it is about, too.
    """
    judged = rdflib.Graph(bind_namespaces="none")
    result = URIRef(term("sh:ValidationResult"))
    for node in graph.subjects(TYPE, DECISION):
        judged += graph.triples((node, None, None))
        judged.add((node, JUDGED_ON, rdflib.Literal(today.isoformat(), datatype=DATE)))
        verdicts = graph.objects(node, URIRef(term("plan:verdict")))
        if {str(one) for one in verdicts} & {FIX, UNKNOWN}:
            for element in graph.objects(node, ELEMENT):
                judged.add((node, SETTLES, element))
    for finding, decisions in settling.items():
        judged.add((URIRef(finding), TYPE, result))
        for node in decisions:
            judged.add((node, SETTLES, URIRef(finding)))
    return judged
