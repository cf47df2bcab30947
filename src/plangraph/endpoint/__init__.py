"""
Plans behind a SPARQL endpoint: asked where they lie, and fetched whole for all else.

The only module that imports SPARQLWrapper. Nothing is sent but queries, and only to the address
that a person named.
"""

import os
import re
from collections import deque
from collections.abc import Iterator
from functools import cached_property
from http.client import HTTPException
from time import sleep
from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from plangraph.errors import StoreError
from plangraph.names import PlanNames, term
from plangraph.store import Dataset, list_revisions, recognise

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

SCHEMES: Final = ("http://", "https://")
SECONDS: Final = 60
MOST_STATEMENTS: Final = 5_000_000
GRAPHS: Final = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?thing ?property ?value } }"
REVISION: Final = ox.NamedNode(term("plan:PlanRevision"))
REVISIONS: Final = "SELECT DISTINCT ?revision WHERE {{ GRAPH ?graph {{ ?revision a {kind} }} }}"
COUNT: Final = "SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
NAMING: Final = re.compile(r"\bGRAPH\b", re.IGNORECASE)
USER: Final = "PLANGRAPH_USER"
PASSWORD: Final = "PLANGRAPH_PASSWORD"
TOKEN: Final = "PLANGRAPH_TOKEN"
WAITS: Final = (0.5, 1.0, 2.0)
"""Seconds before each further try."""
PASSING: Final = frozenset({429, 502, 503, 504})
"""What a server answers that may do better later."""
STATEMENTS: Final = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"


def is_endpoint(source: object) -> bool:
    """
    Tell whether a plan is named by the address of an endpoint.

    >>> is_endpoint("https://data.example.org/sparql"), is_endpoint("plan.txt")
    (True, False)
    """
    return isinstance(source, str) and source.lower().startswith(SCHEMES)


def open_endpoint(address: str) -> Dataset:
    """
    Open what an endpoint holds; a question is answered there, and all else fetches every graph.

    Raises:
        StoreError: The endpoint does not answer, answers something else, or holds no plan.
    """
    revisions = find_revisions(address)
    current = revisions[0].current if revisions else ""
    if not current or not _is_there(address, current):
        return read_endpoint(address)
    # It has of a store what is done with one: a store of pyoxigraph cannot be derived from.
    return Dataset(cast(ox.Store, RemoteStore(address, revisions)), revisions, current)


def find_revisions(address: str) -> tuple[PlanNames, ...]:
    """
    Find the revisions of plans that an endpoint holds; none where it is empty.

    Raises:
        StoreError: The endpoint does not answer, or answers something else.
    """
    found = ox.Store()
    for row in _select(address, REVISIONS.format(kind=REVISION)):
        if isinstance(row["revision"], ox.NamedNode):
            found.add(ox.Quad(row["revision"], ox.NamedNode(term("rdf:type")), REVISION))
    return list_revisions(found)


class RemoteStore:
    """
    What an endpoint holds, used as a store: queries go there, and all else to a copy of it.
    """

    def __init__(self, address: str, revisions: tuple[PlanNames, ...]) -> None:
        self.address = address
        self.revisions = revisions

    @cached_property
    def graphs(self) -> tuple[ox.NamedNode, ...]:
        """The named graphs of the plans."""
        return _name_graphs(self.revisions)

    @cached_property
    def copy(self) -> ox.Store:
        """Everything that the endpoint holds, fetched once."""
        return read_endpoint(self.address, self.revisions).store

    def query(
        self, query: str, *, default_graph: ox.NamedNode | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """
        Have a query answered by the endpoint, over one graph or over its own default graph.

        Where the endpoint does not understand the query, as some know only a part of SPARQL 1.1,
        it is answered by the copy.

        Raises:
            StoreError: The endpoint does not answer.
            SyntaxError: It is no query.
        """
        client = _client(self.address, query)
        if default_graph is not None:
            client.addDefaultGraph(default_graph.value)
            if NAMING.search(query):
                # A dataset that is described has no graphs but those that it names.
                for graph in self.graphs:
                    client.addNamedGraph(graph.value)
        graphs = client.queryType in ("CONSTRUCT", "DESCRIBE")
        if graphs:
            client.setReturnFormat("turtle")
        try:
            answer = _answer(client)
        except StoreError as error:
            if not _is_misunderstood(error):
                raise
            return self.copy.query(query, default_graph=default_graph)
        if not graphs:
            return _read_results(self.address, answer)
        found = ox.Store()
        triples = _parse(self.address, answer)
        found.extend(ox.Quad(one.subject, one.predicate, one.object) for one in triples)
        return found.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.copy, name)

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self.copy)

    def __len__(self) -> int:
        return len(self.copy)

    def __contains__(self, quad: ox.Quad) -> bool:
        return quad in self.copy


def read_endpoint(address: str, revisions: tuple[PlanNames, ...] = ()) -> Dataset:
    """
    Fetch the named graphs of some plans, or every named graph, of an endpoint into memory.

    Raises:
        StoreError: The endpoint does not answer, answers something else, holds no plan, or holds
            more than ``MOST_STATEMENTS``; or it gives less than it says that it holds.
    """
    store = ox.Store()
    count = 0
    for graph in _name_graphs(revisions) or _list_graphs(address):
        triples = set(_fetch(address, STATEMENTS.format(graph=graph)))
        _compare_count(address, graph, len(triples))
        store.extend(ox.Quad(one.subject, one.predicate, one.object, graph) for one in triples)
        count += len(triples)
        if count > MOST_STATEMENTS:
            raise StoreError(
                address,
                f"holds more than {MOST_STATEMENTS} statements",
                "Ask the server itself, or give a file with one plan",
            )
    return recognise(store, address)


def _name_graphs(revisions: tuple[PlanNames, ...]) -> tuple[ox.NamedNode, ...]:
    names = [
        name
        for one in revisions
        for name in (one.facts, one.source, one.derived, one.decisions, one.links, one.current)
    ]
    return tuple(ox.NamedNode(name) for name in dict.fromkeys(names))


def _compare_count(address: str, graph: ox.NamedNode, given: int) -> None:
    """Servers with a limit of their own leave out what is beyond it, and say nothing."""
    for row in _select(address, COUNT.format(graph=graph)):
        held = row["count"]
        if isinstance(held, ox.Literal) and int(held.value) != given:
            what = f"gives {given} of the {held.value} statements of a graph"
            raise StoreError(address, what, "Raise the server's limit of results")


def _list_graphs(address: str) -> Iterator[ox.NamedNode]:
    for row in _select(address, GRAPHS):
        if isinstance(row["graph"], ox.NamedNode):
            yield row["graph"]


def _is_there(address: str, graph: str) -> bool:
    query = f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return bool(_read_results(address, _answer(_client(address, query))))


def _select(address: str, query: str) -> ox.QuerySolutions:
    results = _read_results(address, _answer(_client(address, query)))
    if not isinstance(results, ox.QuerySolutions):
        raise StoreError(address, "gives no table of results", "Check the address")
    return results


def _read_results(address: str, data: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    try:
        found = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QuerySolutions):
            # All of it is read before anything is told: a server that gives up may break off.
            deque(found, maxlen=0)
            again = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
            return cast(ox.QuerySolutions, again)
        return found
    except (SyntaxError, ValueError) as error:
        what = " ".join(str(error).split())
        remedy = "Check the address; the server may also have given up in the middle"
        raise StoreError(address, f"gives no whole results: {what}", remedy) from error


def _fetch(address: str, query: str) -> list[ox.Triple]:
    client = _client(address, query)
    client.setReturnFormat("turtle")
    return _parse(address, _answer(client))


def _parse(address: str, data: bytes) -> list[ox.Triple]:
    try:
        return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        what = " ".join(str(error).split())
        raise StoreError(address, f"not valid RDF: {what}", "Check the address") from error


def _client(address: str, query: str) -> "SPARQLWrapper":
    from SPARQLWrapper import POST, SPARQLWrapper

    client = SPARQLWrapper(address)
    client.setTimeout(SECONDS)
    client.setMethod(POST)
    client.setReturnFormat("json")
    if os.environ.get(TOKEN):
        client.addCustomHttpHeader("Authorization", f"Bearer {os.environ[TOKEN]}")
    elif os.environ.get(USER):
        client.setCredentials(os.environ[USER], os.environ.get(PASSWORD, ""))
    client.setQuery(query)
    return client


def _is_misunderstood(error: StoreError) -> bool:
    """Tell whether the server took a query for no query."""
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    return isinstance(error.__cause__, QueryBadFormed)


def _answer(client: "SPARQLWrapper") -> bytes:
    """Have a query answered; where the server is busy or the line breaks, try again."""
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    for wait in (*WAITS, None):
        try:
            return bytes(client.query().response.read())
        except SPARQLWrapperException as error:
            what = f"refuses the query: {type(error).__name__}"
            raise StoreError(client.endpoint, what, "Check the address and its rights") from error
        except (OSError, ValueError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            dead = isinstance(reason, ConnectionRefusedError)
            if wait is None or dead or getattr(error, "code", 503) not in PASSING:
                what = f"does not answer: {' '.join(str(reason).split())}"
                remedy = "Check the address, or try again later"
                raise StoreError(client.endpoint, what, remedy) from error
            sleep(wait)
    raise AssertionError
