"""A plan behind a SPARQL endpoint is the plan that it is in a file; a dead endpoint is one line."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from plangraph.errors import StoreError
from plangraph.opening import LoadedPlan, load
from plangraph.store import Dataset


class Endpoint(BaseHTTPRequestHandler):
    """A SPARQL endpoint of a few lines over the shipped plan."""

    dataset: Dataset

    def do_POST(self) -> None:
        """Answer a query that came in a form."""
        length = int(self.headers["Content-Length"])
        form = parse_qs(self.rfile.read(length).decode())
        graph = form["default-graph-uri"][0] if "default-graph-uri" in form else None
        found = self.dataset.store.query(
            form["query"][0], default_graph=ox.NamedNode(graph) if graph else None
        )
        if isinstance(found, ox.QuerySolutions | ox.QueryBoolean):
            kind, data = (
                "application/sparql-results+json",
                found.serialize(format=ox.QueryResultsFormat.JSON),
            )
        else:
            kind, data = "text/turtle", found.serialize(format=ox.RdfFormat.TURTLE)
        assert data is not None
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(shipped: LoadedPlan) -> Iterator[str]:
    """Serve the shipped plan on loopback while the tests of this file run."""
    handler = type("ShippedEndpoint", (Endpoint,), {"dataset": shipped.dataset})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()


def test_an_endpoint_holds_the_same_plan(address: str, shipped: LoadedPlan) -> None:
    """Every statement of every graph arrives, and a question has the same answer."""
    fetched = load(address)
    assert set(fetched.dataset.store) == set(shipped.dataset.store)
    assert fetched.dataset.revisions == shipped.dataset.revisions
    question = "responsibility/departments-by-goal"
    assert fetched.ask(question).values == shipped.ask(question).values


def test_a_dead_endpoint_is_an_error_in_one_line() -> None:
    """Nobody listens on a port that was just given back."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match=r"does not answer") as raised:
        load(f"http://127.0.0.1:{port}/sparql")
    assert "\n" not in str(raised.value)
