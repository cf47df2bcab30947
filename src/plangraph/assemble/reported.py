"""
Values that people reported beside the document, each put where its indicator is used.

They stand with the decisions, apart from what the document says, and so does who reported them.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, japanese, local_name, node, number, plain
from plangraph.assemble.derive.observed import Said, read_said
from plangraph.assemble.values import state_observation
from plangraph.read.folding import compare_form
from plangraph.read.reports import REPORTS, Report

CALLED = ("skos:prefLabel", "skos:notation", "plan:printedNumber")


def state_reports(builder: Builder, reports: Iterable[Report]) -> None:
    """State every report that says a value of an indicator of the plan, and name the others."""
    said = read_said(builder)
    uses = _uses(said)
    for report in reports:
        line = _state_line(builder, report)
        roles = [role for key in _keys(report) for role in uses.get(key, ())]
        roles = [role for role in dict.fromkeys(roles) if _is_of(said, role, report.of)]
        problem = report.problem
        if not problem and len(roles) != 1:
            problem = "ambiguous-indicator" if roles else "unknown-indicator"
        if problem or report.observation is None:
            _state_problem(builder, report, problem, line)
            continue
        unit = said.one(roles[0], "plan:unitLabel")
        thing = state_observation(builder, ox.NamedNode(roles[0]), report.observation, line, unit)
        if report.by:
            builder.decide(thing, "plan:reportedBy", plain(report.by))
        if report.on:
            day = ox.Literal(report.on, datatype=node("xsd:date"))
            builder.decide(thing, "plan:reportedOn", day)
        if report.source:
            builder.decide(thing, "dcterms:source", japanese(report.source))


def _uses(said: Said) -> dict[str, list[str]]:
    """Give the uses of indicators by label and by key."""
    uses: dict[str, list[str]] = {}
    for role in said.each("plan:indicator"):
        if not said.one(role, "plan:element"):
            continue
        indicator = said.one(role, "plan:indicator")
        names = {compare_form(said.one(indicator, "skos:prefLabel"))}
        names |= {f" {local_name(ox.NamedNode(indicator))}"}
        for name in names:
            uses.setdefault(name, []).append(role)
    return uses


def _keys(report: Report) -> list[str]:
    """A name that an indicator bears counts before a key of the same letters."""
    text = report.indicator.strip()
    key = text if text.startswith("indicator-") else f"indicator-{text}"
    return [compare_form(text), f" {key}"] if text else []


def _is_of(said: Said, role: str, of: str) -> bool:
    if not of:
        return True
    element = said.one(role, "plan:element")
    names = {local_name(ox.NamedNode(element)), element}
    names |= {value.value for name in CALLED for value in said[element].get(name, ())}
    return compare_form(of) in {compare_form(name) for name in names}


def _state_line(builder: Builder, report: Report) -> ox.NamedNode:
    """State a line of the register, so that a finding leads to it."""
    register = ox.NamedNode(builder.names.beside(REPORTS))
    line = ox.NamedNode(builder.names.beside(REPORTS, report.line))
    builder.decide(register, "plan:fileName", plain(REPORTS))
    builder.decide(line, "rdf:type", node("plan:Line"))
    builder.decide(line, "plan:lineKind", node("line-kind:report"))
    builder.decide(line, "plan:line", number(report.line))
    builder.decide(line, "plan:document", register)
    builder.decide(line, "plan:printedText", plain(report.printed))
    return line


def _state_problem(builder: Builder, report: Report, kind: str, line: ox.NamedNode) -> None:
    """A blank value is nothing to mend; whatever else keeps a report out is."""
    thing = builder.thing("problem", f"values-{report.line}-{kind}")
    noted = kind == "result-without-value"
    builder.decide(thing, "rdf:type", node(f"plan:Reading{'Note' if noted else 'Problem'}"))
    builder.decide(thing, "plan:problemKind", node(f"reading-problem:{kind}"))
    builder.decide(thing, "plan:line", number(report.line))
    builder.decide(thing, "prov:wasQuotedFrom", line)
    builder.decide(thing, "plan:printedText", plain(report.printed))
