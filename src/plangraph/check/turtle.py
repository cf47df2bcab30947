"""
A report as RDF: a SHACL validation report, and its figures in the Data Quality Vocabulary.
"""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from plangraph.check.findings import Finding, Report, Status
from plangraph.check.registry import Severity, Texts
from plangraph.names import PREFIXES, term

SEVERITIES: Final = {
    Severity.VIOLATION: "sh:Violation",
    Severity.WARNING: "sh:Warning",
    Severity.INFO: "sh:Info",
}
METRICS: Final = {
    Severity.VIOLATION: "violations",
    Severity.WARNING: "warnings",
    Severity.INFO: "infos",
}
Node = ox.NamedNode | ox.Literal


def write_turtle(report: Report) -> str:
    """Write the report as Turtle without blank nodes: the same report, the same bytes."""
    triples = sorted(set(_report(report)), key=_order)
    said = {str(part) for one in triples for part in (one.subject, one.predicate, one.object)}
    spaces = {**PREFIXES, "city": report.root}
    prefixes = {
        prefix: space for prefix, space in spaces.items() if any(space in part for part in said)
    }
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return (data or b"").decode("utf-8")


def _order(triple: ox.Triple) -> tuple[str, int, str, str, str]:
    subject = str(triple.subject)
    stem, _, number = subject.rstrip(">").rpartition("-")
    kind = "" if triple.predicate.value == term("rdf:type") else triple.predicate.value
    place = int(number) if number.isdecimal() else 0
    return stem, place, subject, kind, str(triple.object)


def _report(report: Report) -> Iterator[ox.Triple]:
    whole = ox.NamedNode(report.names.part("report", report.profile))
    yield _state(whole, "rdf:type", _node("sh:ValidationReport"))
    conforms = "false" if report.findings else "true"
    yield _state(whole, "sh:conforms", ox.Literal(conforms, datatype=_node("xsd:boolean")))
    yield _state(whole, "dcterms:subject", ox.NamedNode(report.names.facts))
    for number, finding in enumerate(report.findings, start=1):
        result = ox.NamedNode(report.names.part("finding", str(number)))
        yield _state(whole, "sh:result", result)
        for name, value in _result(report, finding):
            yield _state(result, name, value)
    figures = {METRICS[severity]: count for severity, count in report.counts.items()}
    figures |= {
        "accepted": len(report.findings) - len(report.open),
        "rules": report.evaluated,
    }
    for name, count in figures.items():
        measured = ox.NamedNode(report.names.part("quality", f"{report.profile}-{name}"))
        metric = _node(f"metric:{name}")
        yield _state(metric, "rdf:type", _node("dqv:Metric"))
        yield _state(metric, "dqv:expectedDataType", _node("xsd:integer"))
        yield _state(measured, "rdf:type", _node("dqv:QualityMeasurement"))
        yield _state(measured, "dqv:isMeasurementOf", metric)
        yield _state(measured, "dqv:computedOn", ox.NamedNode(report.names.facts))
        yield _state(measured, "dqv:value", _number(count))


def _result(report: Report, finding: Finding) -> Iterator[tuple[str, Node]]:
    yield "rdf:type", _node("sh:ValidationResult")
    yield "sh:focusNode", _thing(finding.focus)
    yield "sh:resultSeverity", _node(SEVERITIES[finding.severity])
    yield "sh:sourceShape", _node(f"rule:{finding.constraint}")
    yield "sh:sourceConstraintComponent", ox.NamedNode(finding.component)
    yield from (("sh:resultMessage", text) for text in _texts(finding.message))
    yield from (("plan:remedy", text) for text in _texts(finding.remedy))
    if finding.path is not None:
        yield "sh:resultPath", ox.NamedNode(finding.path)
    if finding.value is not None:
        yield "sh:value", ox.Literal(finding.value)
    if finding.status is Status.ACCEPTED:
        yield "plan:verdict", _node("verdict:accept")
    for department in finding.departments:
        yield "plan:responsible", _thing(department.iri)
    for place in finding.source:
        if place.line is not None and place.sheet is None:
            yield "prov:wasQuotedFrom", ox.NamedNode(report.names.line(place.file, place.line))


def _texts(texts: Texts) -> Iterator[ox.Literal]:
    yield ox.Literal(texts.ja, language="ja")
    yield ox.Literal(texts.en, language="en")


def _thing(text: str) -> Node:
    """Give the node of a thing; data from elsewhere may have put a text in its place."""
    try:
        return ox.NamedNode(text)
    except ValueError:
        return ox.Literal(text)


def _state(subject: ox.NamedNode, name: str, value: Node) -> ox.Triple:
    return ox.Triple(subject, _node(name), value)


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(term(name))


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_node("xsd:integer"))
