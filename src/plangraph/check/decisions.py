"""
What people decided about findings: an accepted finding is shown, but no longer counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import rdflib
from rdflib import URIRef

from plangraph.check.findings import Place
from plangraph.names import PREFIXES, term


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A decision to leave a finding as it is, for a thing or for a place in the source."""

    rule: str
    focus: str
    line: int | None
    column: str

    def covers(self, rule: str, things: Iterable[str], places: Sequence[Place]) -> bool:
        """Tell whether it is about a finding of a rule on these things at these places."""
        if rule != self.rule:
            return False
        if self.focus:
            return self.focus in things
        return any(
            place.line == self.line and (not self.column or place.column == self.column)
            for place in places
            if self.line is not None
        )


def read_acceptances(graph: rdflib.Graph, today: date) -> tuple[Acceptance, ...]:
    """Read the decisions to accept a finding that are in force on a day."""
    accepted = URIRef(term("verdict:accept"))
    found = []
    for decision in graph.subjects(URIRef(term("plan:verdict")), accepted):
        said = {str(name): str(value) for name, value in graph.predicate_objects(decision)}
        until = said.get(term("plan:until"), "")
        if until and until < today.isoformat():
            continue
        line = said.get(term("plan:line"), "")
        found.append(
            Acceptance(
                rule=said.get(term("plan:rule"), "").removeprefix(PREFIXES["rule"]).split(".")[0],
                focus=said.get(term("plan:focus"), ""),
                line=int(line) if line.isdecimal() else None,
                column="".join(said.get(term("plan:column"), "").split()),
            )
        )
    return tuple(found)
