"""The measures of the shipped plan are those of another program that reads the document itself."""

import csv
import io
import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from plangraph.errors import UsageError
from plangraph.network import make_network, measure_plan
from plangraph.network.measures import Row
from plangraph.network.networks import NETWORKS
from plangraph.network.report import write_graph
from plangraph.opening import LoadedPlan

SOURCE = Path(__file__).parents[2] / "data/iizuka/revisions/1/source.txt"
GROUPS = {"課", "室"}


def read_rows() -> list[tuple[str, str, str, list[str]]]:
    """Read measure, mark, number and name, and departments, straight from the document."""
    rows, measure = [], 0
    for line in SOURCE.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        measure += cells[0].startswith("推進する")
        if len(cells) > 3 and not cells[0].startswith("推進する"):
            cell = cells[3].replace("特産品振興・ ", "特産品振興・")
            departments = [name for name in cell.split() if not name.startswith("(")]
            rows.append((str(measure), cells[0], f"{cells[2]} {cells[1]}", departments))
    return rows


ROWS = read_rows()


def rows_of(plan: LoadedPlan, name: str) -> list[Row]:
    """Take one measure of a plan."""
    (found,) = [one for one in measure_plan(plan.dataset).measured if one.name == name]
    return list(found.rows)


def test_the_document_is_read() -> None:
    assert len(ROWS) == 76
    assert len({project for _, _, project, _ in ROWS}) == 75
    assert len({name for *_, names in ROWS for name in names}) == 25


def test_components_are_those_of_departments_sharing_an_initiative(shipped: LoadedPlan) -> None:
    shared: nx.Graph[str] = nx.Graph()
    for (one, mark, _, left), (two, other, _, right) in combinations([*ROWS, *ROWS], 2):
        if (one, mark) == (two, other):
            shared.add_edges_from((a, b) for a in left for b in right)
    expected = {frozenset(group) for group in nx.connected_components(shared)}
    found = {frozenset(str(names).split("、")) for *_, names in rows_of(shipped, "components")}

    assert found == expected
    assert sorted(map(len, found)) == [1, 1, 3, 3, 3, 3, 11]


def test_articulation_points_are_those_of_the_network_of_work(shipped: LoadedPlan) -> None:
    work: nx.Graph[str] = nx.Graph()
    for measure, mark, project, names in ROWS:
        work.add_edge(project, f"{measure}{mark}")
        work.add_edges_from((project, name) for name in names)
    projects = {project for _, _, project, _ in ROWS}
    departments = {name for *_, names in ROWS for name in names}
    expected = {point.split()[-1] for point in nx.articulation_points(work) if point in projects}
    expected |= {point for point in nx.articulation_points(work) if point in departments}
    found = {str(label).replace(" ", "") for label, *_ in rows_of(shipped, "articulation")}

    assert found == expected
    assert len(found) == 16


def test_concentration_is_that_of_the_document(shipped: LoadedPlan) -> None:
    expected = []
    for measure in "123456":
        pairs = {(name, row[2]) for row in ROWS if row[0] == measure for name in row[3]}
        counts = Counter(name for name, _ in pairs)
        total = sum(counts.values())
        hhi = sum((count / total) ** 2 for count in counts.values())
        expected.append((round(max(counts.values()) / total, 3), round(hhi, 3), total))

    assert [row[3:] for row in rows_of(shipped, "concentration")] == expected


def test_betweenness_is_that_of_the_two_sided_network(shipped: LoadedPlan) -> None:
    sides: nx.Graph[str] = nx.Graph()
    for measure, mark, _, names in ROWS:
        sides.add_edges_from((name, f"{measure}{mark}") for name in names)
    scores = nx.betweenness_centrality(sides)

    found = {label: score for label, score, _ in rows_of(shipped, "betweenness")}
    assert found == {name: round(scores[str(name)], 3) for name in found}
    assert len(found) == 25


def test_the_library_says_the_same_where_both_speak(shipped: LoadedPlan) -> None:
    asked = shipped.ask("responsibility/concentration-by-measure").values
    shares = {(code, share, hhi) for code, _, _, share, hhi, _ in rows_of(shipped, "concentration")}
    alone = shipped.ask("responsibility/initiatives-of-one-department").values
    busy = shipped.ask("responsibility/busiest-departments").values

    assert {(row[0], float(str(row[2])), float(str(row[3]))) for row in asked} == shares
    single = [row[0] for row in rows_of(shipped, "redundancy") if row[3] == 1]
    assert [row[0] for row in alone] == single
    assert {row[0]: row[1] for row in busy} == {row[0]: row[1] for row in rows_of(shipped, "load")}


def test_what_falls_is_what_the_library_says_a_department_touches(shipped: LoadedPlan) -> None:
    name = "商工観光課"
    losses = measure_plan(shipped.dataset, without=[name]).measured[0].rows
    touched = shipped.ask("responsibility/reorganization-impact", department=name).values
    for kind in ("goal", "measure", "initiative", "project"):
        named = {row[1] for row in touched if row[0] == kind}
        assert {row[2] for row in losses if str(row[0]).startswith(f"{kind}-")} == named
    assert {row[2] for row in losses if row[0] == "project-weakened"} == {"交流人口活性化推進事業"}


def test_an_unknown_department_is_refused_with_its_neighbours(shipped: LoadedPlan) -> None:
    with pytest.raises(UsageError, match="Did you mean 商工観光課"):
        measure_plan(shipped.dataset, without=["商工課"])


@pytest.mark.parametrize("kind", NETWORKS)
def test_a_network_comes_back_from_its_files(shipped: LoadedPlan, kind: str) -> None:
    """What Gephi reads is what was written: nodes, edges, names."""
    network = make_network(shipped.dataset, kind=kind)
    for form in ("graphml", "gexf"):
        written = write_graph(network, form)
        file = io.BytesIO(written.encode())
        again = nx.read_graphml(file) if form == "graphml" else nx.read_gexf(file)
        assert set(again) == set(network)
        assert {frozenset(edge) for edge in again.edges} == {frozenset(e) for e in network.edges}
        assert {iri: node["label"] for iri, node in again.nodes.items()} == {
            iri: node["label"] for iri, node in network.nodes.items()
        }
        assert written == write_graph(make_network(shipped.dataset, kind=kind), form)


def test_gexf_has_no_more_than_its_schema_knows(shipped: LoadedPlan) -> None:
    """Elements with their attributes, as version 1.2 lists them."""
    known = {
        "gexf": {"version", "schemaLocation"},
        "graph": {"defaultedgetype", "mode"},
        "attributes": {"class", "mode"},
        "attribute": {"id", "title", "type"},
        "nodes": set(),
        "node": {"id", "label"},
        "attvalues": set(),
        "attvalue": {"for", "value"},
        "edges": set(),
        "edge": {"id", "source", "target", "weight"},
    }
    root = etree.fromstring(write_graph(make_network(shipped.dataset), "gexf").encode())
    for element in root.iter():
        attributes = {etree.QName(name).localname for name in element.attrib}
        assert attributes <= known[etree.QName(element).localname]


def test_json_and_csv_hold_the_same_figures(shipped: LoadedPlan) -> None:
    findings = measure_plan(shipped.dataset)
    measures = json.loads(findings.write("json"))["measures"]
    lines = list(csv.DictReader(io.StringIO(findings.write("csv"))))
    figures = sum(len(one["rows"]) * len(one["columns"]) for one in measures.values())

    assert len(lines) == figures
    assert measures["balance"]["rows"] == [
        {"departments": 25, "most": 10, "median": 2.0, "gini": 0.444}
    ]
    assert {"title", "definition", "reading"} <= measures["balance"].keys()
