"""The class diagram shows how the data use the classes, and says the same in a table."""

from pathlib import Path

import lxml.etree
import pytest
import rdflib

from plangraph.names import shorten, term
from plangraph.network.layout import lay_out_layers
from plangraph.opening import LoadedPlan
from plangraph.publish import merge
from plangraph.publish.diagram import DRAWN, Diagram
from plangraph.publish.site import Site
from tests.publish.reading import read_page


@pytest.fixture(scope="module")
def diagram(shipped: LoadedPlan) -> Diagram:
    """Make the diagram of the shipped plan."""
    return Diagram(Site(merge([shipped.dataset]), []).pages.views, "vocabulary.html")


def test_relations_are_counted_as_another_engine_counts_them(
    diagram: Diagram, shipped: LoadedPlan
) -> None:
    counted = diagram.count()
    source, predicate, target = map(term, ("plan:Project", "plan:responsible", "plan:Organization"))
    graph = shipped.graph
    found = [
        (subject, value)
        for subject, value in graph.subject_objects(rdflib.URIRef(predicate))
        if (subject, rdflib.RDF.type, rdflib.URIRef(source)) in graph
        and (value, rdflib.RDF.type, rdflib.URIRef(target)) in graph
    ]

    assert counted[source, predicate, target] == len(found) > 70
    assert {kind for kind, _, _ in counted} <= set(DRAWN)


def test_each_class_has_a_box_that_leads_to_its_page(site: Path, diagram: Diagram) -> None:
    svg = lxml.etree.parse(site / "vocabulary.svg")
    page = read_page(site / "vocabulary.html")
    counted = diagram.count()
    used = {kind for source, _, target in counted for kind in (source, target)}
    hrefs = {str(href) for href in svg.xpath("//*[local-name() = 'a']/@href")}

    assert len(svg.xpath("//*[local-name() = 'rect']")) == len(used) > 12
    for kind in used:
        assert f"vocabulary/ns/classes/{shorten(kind).partition(':')[2]}.html" in hrefs
    assert page.xpath("//figure//*[local-name() = 'svg']")
    assert len(page.xpath("//table")[-1].xpath(".//tbody/tr")) == len(counted)
    assert page.xpath("//a[@href = 'vocabulary/ns.ttl']")


def test_no_line_passes_through_a_box(diagram: Diagram) -> None:
    """Where an edge crosses a column it has a place of its own there."""
    counted = diagram.count()
    kinds = {kind for source, _, target in counted for kind in (source, target)}
    heights = dict.fromkeys(sorted(kinds), 60.0)
    edges = sorted({(a, b) for a, _, b in counted if a != b})
    layers = lay_out_layers(heights, edges, 20)
    crossed = 0
    for way in layers.ways.values():
        for column, height in way:
            beside = [k for k in heights if layers.columns[k] == column]
            assert all(abs(layers.middles[kind] - height) > 30 for kind in beside)
            crossed += 1

    assert crossed > 10
    assert all(layers.columns[a] < layers.columns[b] for a, b in edges)


def test_a_circle_is_drawn_too() -> None:
    layers = lay_out_layers({"a": 10, "b": 10, "c": 10}, [("a", "b"), ("b", "a"), ("b", "c")], 5)

    assert layers.columns["a"] == layers.columns["b"] < layers.columns["c"]
