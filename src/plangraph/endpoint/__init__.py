"""
A plan behind a SPARQL endpoint: its graphs are fetched whole, and then judged and asked as any.

The only module that imports SPARQLWrapper. Nothing is sent but queries, and only to the address
that a person named.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.error import URLError

import pyoxigraph as ox

from plangraph.errors import StoreError
from plangraph.store import Dataset, recognise

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

SCHEMES: Final = ("http://", "https://")
SECONDS: Final = 60
MOST_STATEMENTS: Final = 5_000_000
GRAPHS: Final = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?thing ?property ?value } }"
STATEMENTS: Final = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"


def is_endpoint(source: object) -> bool:
    """
    Tell whether a plan is named by the address of an endpoint.

    >>> is_endpoint("https://data.example.org/sparql"), is_endpoint("plan.txt")
    (True, False)
    """
    return isinstance(source, str) and source.lower().startswith(SCHEMES)


def read_endpoint(address: str) -> Dataset:
    """
    Fetch every named graph of an endpoint into memory.

    Raises:
        StoreError: The endpoint does not answer, answers something else, holds no plan, or holds
            more than ``MOST_STATEMENTS``.
    """
    store = ox.Store()
    count = 0
    for graph in _list_graphs(address):
        triples = _fetch(address, STATEMENTS.format(graph=graph))
        for triple in triples:
            store.add(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
        count += len(triples)
        if count > MOST_STATEMENTS:
            raise StoreError(
                address,
                f"holds more than {MOST_STATEMENTS} statements",
                "Ask the server itself, or give a file with one plan",
            )
    return recognise(store, address)


def _list_graphs(address: str) -> Iterator[ox.NamedNode]:
    found = _answer(_client(address, GRAPHS, "json"))
    results = ox.parse_query_results(found, format=ox.QueryResultsFormat.JSON)
    if not isinstance(results, ox.QuerySolutions):
        raise StoreError(address, "gives no table of results", "Check the address")
    for row in results:
        graph = row["graph"]
        if isinstance(graph, ox.NamedNode):
            yield graph


def _fetch(address: str, query: str) -> list[ox.Quad]:
    data = _answer(_client(address, query, "turtle"))
    try:
        return list(ox.parse(data, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        what = " ".join(str(error).split())
        raise StoreError(address, f"not valid RDF: {what}", "Check the address") from error


def _client(address: str, query: str, form: str) -> "SPARQLWrapper":
    from SPARQLWrapper import POST, SPARQLWrapper

    client = SPARQLWrapper(address)
    client.setTimeout(SECONDS)
    client.setMethod(POST)
    client.setReturnFormat(form)
    client.setQuery(query)
    return client


def _answer(client: "SPARQLWrapper") -> bytes:
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    try:
        response = client.query().response
        data = response.read()
    except SPARQLWrapperException as error:
        what = f"refuses the query: {type(error).__name__}"
        raise StoreError(client.endpoint, what, "Check the address and its rights") from error
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        what = f"does not answer: {' '.join(str(reason).split())}"
        raise StoreError(client.endpoint, what, "Check the address, or try again later") from error
    return bytes(data)
