"""
What people decided about findings: what is accepted is shown, but no longer counted.

Decisions are judged themselves, in a second pass beside the findings and statements they settle.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyoxigraph as ox

from plangraph.check.facts import Facts, Thing, sort_key
from plangraph.check.findings import Place
from plangraph.names import PREFIXES, term

ACCEPT, FIX, UNKNOWN = (term(f"verdict:{name}") for name in ("accept", "fix", "unknown"))
DECISION: Final = f"<{term('plan:Decision')}>"
ELEMENT, VERDICT = term("plan:element"), term("plan:verdict")
SETTLING: Final = frozenset(f"<{one}>" for one in (FIX, UNKNOWN))
JUDGED_ON: Final = ox.NamedNode(term("plan:judgedOn"))
SETTLES: Final = ox.NamedNode(term("plan:settles"))
TYPE: Final = ox.NamedNode(term("rdf:type"))
DATE: Final = ox.NamedNode(term("xsd:date"))


@dataclass(frozen=True, slots=True)
class Decision:
    """
    A decision on findings of a rule, or of a part of one, about a thing or a place in the source.

    ``holds`` says that it makes what it covers an accepted finding: it accepts, or mends, and has
    not run out.
    """

    node: Thing
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


def read_decisions(graph: Facts, today: date) -> tuple[Decision, ...]:
    """Read the decisions of a plan, as they stand on a day."""
    found = []
    for node in sorted(_list_decisions(graph), key=sort_key):
        said = {
            quad.predicate.value: quad.object.value
            for quad in graph.about(node)
            if not isinstance(quad.object, ox.Triple)
        }
        until, line = said.get(term("plan:until"), ""), said.get(term("plan:line"), "")
        verdict = said.get(VERDICT, "")
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


def _list_decisions(graph: Facts) -> list[Thing]:
    found = map(graph.term, graph.bearers(f"<{TYPE.value}>", DECISION))
    return [one for one in found if not isinstance(one, ox.Literal)]


def state_settled(graph: Facts, settling: Mapping[str, Iterable[Thing]], today: date) -> Facts:
    """
    Put the decisions of a plan beside what they settle, for the second pass.

    ``settling`` names the decisions that cover each finding. One that mends, or calls something
    unknown, settles the statements that it is about, too.
    """
    judged: list[ox.Quad] = []
    day = ox.Literal(today.isoformat(), datatype=DATE)
    result = ox.NamedNode(term("sh:ValidationResult"))
    for node in _list_decisions(graph):
        stated = list(graph.about(node))
        judged += stated
        judged.append(ox.Quad(node, JUDGED_ON, day))
        said = [(quad.predicate.value, quad.object) for quad in stated]
        if any(name == VERDICT and str(value) in SETTLING for name, value in said):
            judged += [ox.Quad(node, SETTLES, value) for name, value in said if name == ELEMENT]
    for finding, decisions in settling.items():
        judged.append(ox.Quad(ox.NamedNode(finding), TYPE, result))
        judged += [ox.Quad(node, SETTLES, ox.NamedNode(finding)) for node in decisions]
    return Facts(judged)
