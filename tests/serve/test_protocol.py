"""The endpoint speaks the SPARQL 1.1 Protocol, with real clients, and says what rdflib says."""

import csv
import io
import json
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, SPARQLWrapper

from plangraph.ask import list_queries
from plangraph.names import PREFIXES, term
from plangraph.opening import LoadedPlan
from tests.serve.calling import ask, call, escape, post
from tests.serve.conftest import Running

GOALS = f"""
PREFIX plan: <{PREFIXES["plan"]}>
PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?goal ?label WHERE {{ ?goal a plan:Goal ; skos:prefLabel ?label }} ORDER BY ?label
"""
LABELS = ["健幸で魅力あふれるまちづくり", "地域を元気にするしごとづくり", "未来を創るひとづくり"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_a_table_comes_in_every_format(server: Running, accept: str, media: str) -> None:
    reply = ask(server.endpoint, GOALS, accept)

    assert (reply.status, reply.media) == (200, media)
    assert all(label in reply.body.decode() for label in LABELS)
    if media == "text/csv":
        rows = list(csv.reader(io.StringIO(reply.body.decode())))
        assert [row[1] for row in rows] == ["label", *LABELS]
    elif media.endswith(("json", "xml")):
        result = rdflib.query.Result.parse(io.BytesIO(reply.body), format=media[-4:].strip("+"))
        parsed: list[Any] = list(result)
        assert [str(row[1]) for row in parsed] == LABELS


def test_the_query_can_come_in_three_ways(server: Running) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"query": GOALS}).encode()
    posted = call(server.endpoint, method="POST", body=body, headers=form)

    assert ask(server.endpoint, GOALS).json == post(server.endpoint, GOALS).json == posted.json


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_a_graph_comes_in_every_format(server: Running, media: str) -> None:
    for sparql in (
        f"DESCRIBE <{term('plan:')}x> ?s WHERE {{ ?s a <{term('plan:Goal')}> }}",
        f"CONSTRUCT {{ ?s a <{term('plan:Goal')}> }} WHERE {{ ?s a <{term('plan:Goal')}> }}",
    ):
        reply = ask(server.endpoint, sparql, media)
        assert (reply.status, reply.media) == (200, media)
        graph = rdflib.Graph().parse(data=reply.body, format=media)
        assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(term("plan:Goal"))))) == 3


def test_a_question_has_yes_and_no(server: Running) -> None:
    assert ask(server.endpoint, "ASK { ?a ?b ?c }").json["boolean"] is True
    assert ask(server.endpoint, "ASK { ?a ?b 'no such thing' }").json["boolean"] is False


def test_without_a_graph_named_it_is_the_current_facts(
    server: Running, shipped: LoadedPlan
) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c }"
    names = shipped.dataset.revisions[0]

    def counted(**more: str) -> int:
        return int(ask(server.endpoint, count, **more).json["results"]["bindings"][0]["n"]["value"])

    assert counted() == len(shipped.graph)
    assert counted(default_graph_uri=names.source) > 10_000
    assert counted(named_graph_uri=names.source) == 0
    inside = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?a ?b ?c } }"
    only = ask(server.endpoint, inside, named_graph_uri=names.source)
    assert only.json["results"]["bindings"][0]["n"]["value"] == "1"


@pytest.mark.parametrize(
    ("sparql", "status"),
    [
        ("SELECT", 400),
        ("", 400),
        ("DROP ALL", 400),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 400),
        ("LOAD <http://127.0.0.1:1/>", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", 400),
        ("SELECT * FROM <http://127.0.0.1:1/> { ?a ?b ?c }", 400),
    ],
)
def test_what_is_wrong_or_forbidden_is_refused(server: Running, sparql: str, status: int) -> None:
    for reply in (ask(server.endpoint, sparql), post(server.endpoint, sparql)):
        assert (reply.status, reply.media) == (status, "application/problem+json")
        assert reply.json["detail"]


def test_requests_outside_the_protocol_are_refused(server: Running) -> None:
    twice = f"{server.endpoint}?query={escape('ASK {}')}&query={escape('ASK {}')}"
    assert call(twice).status == 400
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    update = urlencode({"update": "CLEAR ALL", "query": "ASK {}"}).encode()
    assert call(server.endpoint, method="POST", body=update, headers=form).status == 403
    plain = {"Content-Type": "text/plain"}
    assert call(server.endpoint, method="POST", body=b"ASK {}", headers=plain).status == 415
    kind = {"Content-Type": "application/sparql-update"}
    assert call(server.endpoint, method="POST", body=b"CLEAR ALL", headers=kind).status == 403
    wrong = {"Content-Type": "application/sparql-query"}
    assert call(server.endpoint, method="POST", body=b"\xff\xfe", headers=wrong).status == 400
    assert ask(server.endpoint, GOALS, "image/png").status == 406
    assert ask(server.endpoint, GOALS, default_graph_uri="no iri").status == 400


def test_the_service_describes_itself(server: Running, shipped: LoadedPlan) -> None:
    reply = call(server.endpoint, accept="text/turtle")
    graph = rdflib.Graph().parse(data=reply.body, format="turtle")
    described = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")

    assert reply.media == "text/turtle"
    current = rdflib.URIRef(shipped.dataset.current)
    assert (None, described.defaultGraph, current) in graph
    assert call(server.endpoint, accept="text/html").status == 303


def test_an_answer_the_client_has_is_not_sent_again(server: Running) -> None:
    first = ask(server.endpoint, GOALS)
    url = f"{server.endpoint}?query={escape(GOALS)}"
    have = {"If-None-Match": first.headers["etag"]}

    assert call(url, accept="application/json", headers=have).status == 304
    assert call(url, accept="text/csv", headers=have).status == 200


def test_a_graph_can_be_had_whole(server: Running, shipped: LoadedPlan) -> None:
    names = shipped.dataset.revisions[0]
    url = f"{server.url}/graphs?graph={escape(names.derived)}"
    reply = call(url, accept="application/n-triples")

    assert len(reply.body.splitlines()) > 300
    whole = call(f"{server.url}/graphs?default", accept="application/n-triples")
    assert len(whole.body.splitlines()) == len(shipped.graph)
    assert call(f"{server.url}/graphs?graph={escape('https://x/none')}").status == 404
    assert call(f"{server.url}/graphs").status == 400


def test_sparqlwrapper_is_answered(server: Running) -> None:
    client = SPARQLWrapper(server.endpoint)
    client.setQuery(GOALS)
    client.setReturnFormat(JSON)
    for method in ("GET", "POST"):
        client.setMethod(method)
        found: Any = client.queryAndConvert()
        labels = [row["label"]["value"] for row in found["results"]["bindings"]]
        assert labels == LABELS


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_store_is_answered(server: Running, method: str) -> None:
    store = SPARQLStore(server.endpoint, method=method)
    rows: list[Any] = list(store.query(GOALS))

    assert [str(row[1]) for row in rows] == LABELS


QUERIES = {query.name: query.sparql for query in list_queries()}


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_saved_questions_have_the_same_answers_here(
    server: Running, shipped: LoadedPlan, name: str
) -> None:
    reply = post(server.endpoint, QUERIES[name])
    current = ox.NamedNode(shipped.dataset.current)
    found = shipped.dataset.store.query(QUERIES[name], default_graph=current)

    assert isinstance(found, ox.QuerySolutions)
    expected = json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    assert (reply.status, reply.json["results"]) == (200, expected["results"])
