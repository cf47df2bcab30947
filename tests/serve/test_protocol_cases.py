"""
The cases of the SPARQL 1.1 Protocol that a server which only reads can be asked.

Named as in the suite of the W3C, in our own words and over the plan's graphs.
"""

from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from plangraph.opening import LoadedPlan
from plangraph.serve.results import GRAPHS, TABLES, TRUTHS
from tests.serve.calling import Reply, call
from tests.serve.conftest import Running

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c }"
NAMED = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?a ?b ?c } }"

Pairs = list[tuple[str, str]]


def send(server: Running, way: str, sparql: str, pairs: Pairs, accept: str = "*/*") -> Reply:
    """Send a query in one of the three ways of the protocol."""
    if way == "get":
        words = urlencode([("query", sparql), *pairs])
        return call(f"{server.endpoint}?{words}", accept=accept)
    if way == "form":
        body = urlencode([("query", sparql), *pairs]).encode()
        kind = {"Content-Type": FORM}
        return call(server.endpoint, method="POST", body=body, headers=kind, accept=accept)
    url = f"{server.endpoint}?{urlencode(pairs)}" if pairs else server.endpoint
    kind = {"Content-Type": f"{QUERY}; charset=UTF-8"}
    return call(url, method="POST", body=sparql.encode(), headers=kind, accept=accept)


def count(reply: Reply) -> int:
    """Read the number that was asked for."""
    assert reply.status == 200, reply.body
    return int(reply.json["results"]["bindings"][0]["n"]["value"])


def size(plan: LoadedPlan, *graphs: str) -> int:
    """Count the statements of graphs taken together, without the server."""
    store = plan.dataset.store
    pattern = (None, None, None)
    return len(
        {
            quad.triple
            for graph in graphs
            for quad in store.quads_for_pattern(*pattern, ox.NamedNode(graph))
        }
    )


@pytest.mark.parametrize("way", ["get", "form", "direct"])
class TestDatasets:
    """A request may say which graphs a query is about, in each way to send one."""

    def test_query(self, server: Running, shipped: LoadedPlan, way: str) -> None:
        """Nothing is said: the current facts."""
        assert count(send(server, way, COUNT, [])) == size(shipped, shipped.dataset.current)

    def test_query_dataset_default_graphs(
        self, server: Running, shipped: LoadedPlan, way: str
    ) -> None:
        """The graphs named are taken together."""
        names = shipped.dataset.revisions[0]
        graphs = [names.derived, names.source]
        found = send(server, way, COUNT, [("default-graph-uri", graph) for graph in graphs])

        assert count(found) == size(shipped, *graphs)

    def test_query_dataset_named_graphs(
        self, server: Running, shipped: LoadedPlan, way: str
    ) -> None:
        """Only the graphs named can be asked by name, and no default graph is left."""
        names = shipped.dataset.revisions[0]
        pairs = [("named-graph-uri", names.derived), ("named-graph-uri", names.source)]

        assert count(send(server, way, NAMED, pairs)) == 2
        assert count(send(server, way, COUNT, pairs)) == 0

    def test_query_dataset_full(self, server: Running, shipped: LoadedPlan, way: str) -> None:
        """A default graph and a named one."""
        names = shipped.dataset.revisions[0]
        pairs = [("default-graph-uri", names.derived), ("named-graph-uri", names.source)]

        assert count(send(server, way, COUNT, pairs)) == size(shipped, names.derived)
        assert count(send(server, way, NAMED, pairs)) == 1

    def test_query_multiple_dataset(self, server: Running, shipped: LoadedPlan, way: str) -> None:
        """What the request says goes before what the query says; without it the query counts."""
        names = shipped.dataset.revisions[0]
        query = COUNT.replace("WHERE", f"FROM <{names.derived}> WHERE")
        pairs = [("default-graph-uri", names.source)]

        assert count(send(server, way, query, [])) == size(shipped, names.derived)
        assert count(send(server, way, query, pairs)) == size(shipped, names.source)
        named = NAMED.replace("WHERE", f"FROM NAMED <{names.derived}> WHERE")
        assert count(send(server, way, named, [])) == 1


@pytest.mark.parametrize(
    ("sparql", "offered"),
    [
        ("SELECT ?a { ?a ?b ?c } LIMIT 1", TABLES),
        ("ASK { ?a ?b ?c }", TRUTHS),
        ("DESCRIBE ?a { ?a ?b 'x' } LIMIT 1", tuple(GRAPHS)),
        ("CONSTRUCT { ?a ?b ?c } { ?a ?b ?c } LIMIT 1", tuple(GRAPHS)),
    ],
    ids=["select", "ask", "describe", "construct"],
)
def test_query_content_type(server: Running, sparql: str, offered: tuple[str, ...]) -> None:
    for media in offered:
        reply = send(server, "get", sparql, [], media)
        assert (reply.status, reply.media) == (200, media)
        assert reply.headers["vary"] == "Accept"
    assert send(server, "get", sparql, [], "image/png").status == 406
    assert send(server, "get", sparql, []).media == offered[0]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(server: Running, method: str) -> None:
    reply = call(f"{server.endpoint}?{urlencode({'query': COUNT})}", method=method)

    assert (reply.status, reply.media) == (405, "application/problem+json")
    assert {"GET", "HEAD", "POST"} <= set(reply.headers["allow"].split(", "))


@pytest.mark.parametrize(
    ("case", "status", "target", "kind", "body"),
    [
        ("bad_multiple_queries", 400, "?query=ASK%20%7B%7D&query=ASK%20%7B%7D", None, None),
        ("bad_multiple_queries_mixed", 400, "?query=ASK%20%7B%7D", QUERY, b"ASK {}"),
        ("bad_query_wrong_media_type", 415, "", "text/plain", b"ASK {}"),
        ("bad_query_missing_form_type", 415, "", "", b"query=ASK%20%7B%7D"),
        ("bad_query_missing_direct_type", 415, "", "", b"ASK {}"),
        ("bad_query_non_utf8", 415, "", f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
        ("bad_query_non_utf8_unsaid", 400, "", QUERY, "ASK {}".encode("utf-16")),
        ("bad_query_syntax", 400, "?query=ASK%20%7B", None, None),
        ("bad_query_missing", 400, "", FORM, b"default-graph-uri=urn:x"),
        ("update_post_form", 403, "", FORM, b"update=CLEAR%20ALL"),
        ("update_post_direct", 403, "", "application/sparql-update", b"CLEAR ALL"),
        ("update_get", 403, "?update=CLEAR%20ALL&query=ASK%20%7B%7D", None, None),
        ("update_using", 403, "?query=ASK%20%7B%7D&using-graph-uri=urn:x", None, None),
    ],
)
def test_bad_requests_are_refused(
    server: Running, case: str, status: int, target: str, kind: str | None, body: bytes | None
) -> None:
    headers = {} if kind is None else {"Content-Type": kind}
    method = "GET" if kind is None else "POST"
    reply = call(f"{server.endpoint}{target}", method=method, body=body, headers=headers)

    assert (case, reply.status, reply.media) == (case, status, "application/problem+json")
    assert reply.json["detail"]


def test_the_head_of_an_answer_is_that_of_the_whole(server: Running) -> None:
    url = f"{server.endpoint}?{urlencode({'query': COUNT})}"
    got, head = call(url), call(url, method="HEAD")

    assert (head.status, head.body) == (200, b"")
    for name in ("content-length", "content-type", "etag", "vary"):
        assert head.headers[name] == got.headers[name]


def test_an_answer_that_changes_is_not_kept(server: Running) -> None:
    url = f"{server.endpoint}?{urlencode({'query': 'SELECT (STRUUID() AS ?n) {}'})}"
    first, second = call(url, accept="text/csv"), call(url, accept="text/csv")

    assert first.body != second.body
    assert first.headers["cache-control"] == "no-store"
    assert "etag" not in first.headers


def test_graphs_can_be_read_by_name_directly_and_by_their_head(
    server: Running, shipped: LoadedPlan
) -> None:
    names = shipped.dataset.revisions[0]
    lines = "application/n-triples"
    url = f"{server.url}/graphs?{urlencode({'graph': names.derived})}"
    whole = call(url, accept=lines)
    direct = f"{server.url}/graphs/{names.derived.removeprefix(server.base)}"

    assert len(whole.body.splitlines()) == size(shipped, names.derived)
    assert call(direct, accept=lines).body == whole.body
    head = call(url, method="HEAD", accept=lines)
    assert (head.status, head.headers["content-length"]) == (200, str(len(whole.body)))
    have = {"If-None-Match": f'"x", W/{whole.headers["etag"]}'}
    assert call(url, accept=lines, headers=have).status == 304
    assert call(url, accept="image/png").status == 406
    assert call(f"{server.url}/graphs/none").status == 404
    for method in ("PUT", "POST", "DELETE"):
        assert call(url, method=method, body=b"").status == 405
