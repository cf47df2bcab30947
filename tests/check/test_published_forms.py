"""A report as RDF, as a SARIF log and as a page: each is what its readers take it for."""

import json
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, XSD, Literal, URIRef

from plangraph.check import Report, check_graph
from plangraph.names import term
from plangraph.opening import LoadedPlan
from tests.check.little_plan import NAMES, change

ACCEPTED = """
DELETE DATA { <project-102-1> plan:number <number-102-1> . <plan> plan:version "1" } ;
INSERT DATA { <decision-1> a plan:Decision ; plan:verdict verdict:accept ; plan:rule rule:META-01 ;
  plan:focus <plan> }
"""
MARKUP = """
DELETE DATA { <project-102-1> skos:prefLabel "空き店舗活用事業"@ja ; plan:number <number-102-1> } ;
INSERT DATA { <project-102-1> skos:prefLabel "</script><img src=x onerror=alert(1)>"@ja }
"""
RESULT = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX dqv: <http://www.w3.org/ns/dqv#>
[] a sh:NodeShape ; sh:targetClass sh:ValidationReport ;
  sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:datatype <http://www.w3.org/2001/XMLSchema#boolean> ] ,
    [ sh:path sh:result ; sh:class sh:ValidationResult ; sh:nodeKind sh:IRI ] .
[] a sh:NodeShape ; sh:targetClass sh:ValidationResult ;
  sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ;
      sh:in ( sh:Violation sh:Warning sh:Info ) ] ,
    [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path sh:resultPath ; sh:maxCount 1 ] ,
    [ sh:path sh:value ; sh:maxCount 1 ] ,
    [ sh:path sh:sourceShape ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:resultMessage ; sh:minCount 2 ; sh:uniqueLang true ] .
[] a sh:NodeShape ; sh:targetClass dqv:QualityMeasurement ;
  sh:property [ sh:path dqv:isMeasurementOf ; sh:minCount 1 ; sh:maxCount 1 ;
      sh:class dqv:Metric ] ,
    [ sh:path dqv:computedOn ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path dqv:value ; sh:minCount 1 ; sh:maxCount 1 ;
      sh:datatype <http://www.w3.org/2001/XMLSchema#integer> ] .
"""
"""What the SHACL recommendation asks of a report, and the Data Quality Vocabulary of a figure."""


@pytest.fixture(scope="module")
def little() -> Report:
    return check_graph(change(ACCEPTED), NAMES)


@pytest.fixture(scope="module")
def full(shipped: LoadedPlan) -> Report:
    return shipped.check(today=date(2025, 6, 1))


def turtle(report: Report) -> rdflib.Graph:
    return rdflib.Graph().parse(data=str(report.write("turtle")), format="turtle")


def sarif(report: Report) -> dict[str, Any]:
    log = json.loads(report.write("sarif"))
    assert isinstance(log, dict)
    return log


def test_turtle_is_a_validation_report(full: Report) -> None:
    graph = turtle(full)
    conforms, _graph, text = pyshacl.validate(
        graph, shacl_graph=rdflib.Graph().parse(data=RESULT, format="turtle")
    )

    assert conforms, text
    assert len(set(graph.subjects(RDF.type, SH.ValidationResult))) == len(full.findings)
    assert (None, SH.conforms, Literal(False)) in graph
    assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)


def test_a_clean_plan_conforms() -> None:
    report = check_graph(change(), NAMES)

    assert (None, SH.conforms, Literal(True)) in turtle(report)


def test_figures_are_quality_measurements(little: Report) -> None:
    graph = turtle(little)
    figures = {
        str(graph.value(measured, URIRef(term("dqv:isMeasurementOf")))): value
        for measured, value in graph.subject_objects(URIRef(term("dqv:value")))
    }

    assert figures[term("metric:warnings")] == Literal(1, datatype=XSD.integer)
    assert figures[term("metric:accepted")] == Literal(1, datatype=XSD.integer)
    assert figures[term("metric:violations")] == Literal(0, datatype=XSD.integer)


def test_sarif_names_version_rules_and_levels(full: Report) -> None:
    log = sarif(full)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert len({rule["id"] for rule in rules}) == len(rules) == full.fired
    assert len(run["results"]) == len(full.findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]


def test_sarif_places_are_relative_and_start_at_the_row(full: Report) -> None:
    """A code host annotates the row in the file as it lies in the repository."""
    placed = replace(full, folder="data/計画/revisions/1")
    (run,) = sarif(placed)["runs"]
    for result, finding in zip(run["results"], placed.findings, strict=True):
        places = [one["physicalLocation"] for one in result["locations"]]
        assert {place["artifactLocation"]["uri"] for place in places} == {
            "data/%E8%A8%88%E7%94%BB/revisions/1/source.txt"
        }
        assert [place["region"]["startLine"] for place in places] == (list(finding.lines) or [1])


def test_fingerprints_tell_findings_apart(full: Report) -> None:
    (run,) = sarif(full)["runs"]
    prints = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]

    assert len(set(prints)) == len(prints)


def test_an_accepted_finding_is_suppressed(little: Report) -> None:
    (run,) = sarif(little)["runs"]

    assert [result.get("suppressions") for result in run["results"]] == [
        [{"kind": "external", "status": "accepted"}],
        None,
    ]


class Page(HTMLParser):
    """What a page holds: its elements, and how often each text occurs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Give the attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_page_needs_nothing_else(full: Report) -> None:
    """No address, no handler in an attribute: it opens from a disk."""
    text = str(full.write("html"))
    page = Page(text)

    assert not page.all("link") + page.all("img")
    assert "://" not in text
    assert "url(" not in text
    assert [one.get("src") for one in page.all("script")] == [None]
    for _tag, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes)
    assert "default-src 'none'" in text


def test_the_page_has_a_slip_a_department_three_filters_and_a_choice_of_print(full: Report) -> None:
    page = Page(str(full.write("html")))
    labels = {one.label for finding in full.findings for one in finding.departments}
    slips = [one for one in page.all("section") if one.get("class") == "slip"]

    assert len(slips) == len(labels) + 1
    chosen = ["department", "rule", "severity", "dense"]
    assert [one["id"] for one in page.all("select")] == chosen
    assert [one["for"] for one in page.all("label")] == chosen
    shown = {one["data-finding"] for one in page.all("tr") if "data-finding" in one}
    assert shown == {str(number) for number in range(len(full.findings))}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_speaks_both_languages_and_opens_in_one(full: Report, language: str) -> None:
    text = str(full.write("html", language))
    page = Page(text)

    assert page.all("html") == [{"lang": language, "class": language}]
    languages = [one["lang"] for one in page.all("span") if "lang" in one]
    assert languages.count("ja") == languages.count("en") > len(full.findings)


def test_the_page_escapes_what_comes_from_outside() -> None:
    text = str(check_graph(change(MARKUP), NAMES).write("html"))

    assert "<img" not in text
    assert "&lt;/script&gt;&lt;img" in text
    assert text.count("<script>") == text.count("</script>") == 1
