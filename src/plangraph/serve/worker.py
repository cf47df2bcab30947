"""
A process of its own that answers queries, so that one that runs away can be killed.
"""

import gzip
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from plangraph.serve.negotiation import choose_media
from plangraph.serve.results import GRAPHS, TABLES, TRUTHS, write_table, write_truth

ACCEPTED: Final = {
    "table": TABLES,
    "truth": TRUTHS,
    "graph": tuple(GRAPHS),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query on its way to a worker."""

    sparql: str
    accept: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What a worker made of a query: a body, or a status that says why there is none."""

    status: int
    media: str
    body: bytes
    detail: str = ""
    overdue: bool = False
    """Whether it took all the time that a query may take."""


READY: Final = Answered(204, "", b"")
"""What a worker says when it has its data."""


def run_worker(connection: Connection, dump: Path, memory: int) -> None:
    """Answer queries over a connection until it is closed."""
    # Ctrl+C reaches the whole group; when the server stops, it says so itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _limit_memory(memory)
        store = ox.Store()
        store.bulk_load(gzip.decompress(dump.read_bytes()), format=ox.RdfFormat.N_QUADS)
        connection.send(READY)
        while True:
            connection.send(_answer_within_memory(store, connection.recv()))
    except (EOFError, OSError):
        # The server has gone, and with it the reason to be here.
        return


def _answer_within_memory(store: ox.Store, asked: Asked) -> Answered:
    try:
        return answer_query(store, asked)
    except MemoryError:
        return Answered(503, "", b"", "the query needs more memory than is allowed")


def answer_query(store: ox.Store, asked: Asked) -> Answered:
    """Answer a query from a store."""
    try:
        found = store.query(
            asked.sparql,
            # Without a graph named here, those count that the query names itself.
            default_graph=[ox.NamedNode(iri) for iri in asked.default_graphs] or None,
            named_graphs=[ox.NamedNode(iri) for iri in asked.named_graphs] or None,
        )
        answer = _write(found, asked)
    except (SyntaxError, ValueError) as error:
        return Answered(400, "", b"", f"not a query: {' '.join(str(error).split())}")
    except (RuntimeError, OSError) as error:
        return Answered(500, "", b"", f"the query failed: {' '.join(str(error).split())}")
    return _too_large(asked) if len(answer.body) > asked.size else answer


def _write(found: ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples, asked: Asked) -> Answered:
    kind = "truth" if isinstance(found, ox.QueryBoolean) else "table"
    kind = "graph" if isinstance(found, ox.QueryTriples) else kind
    media = choose_media(asked.accept, ACCEPTED[kind])
    if media is None:
        return Answered(406, "", b"", " ".join(ACCEPTED[kind]))
    if isinstance(found, ox.QueryBoolean):
        return Answered(200, media, write_truth(media, truth=bool(found)))
    if isinstance(found, ox.QueryTriples):
        triples = []
        for triple in found:
            triples.append(triple)
            if len(triples) > asked.rows:
                return _too_many(asked)
        body = ox.serialize(dict.fromkeys(triples), format=GRAPHS[media]) or b""
        return Answered(200, media, body)
    columns = [variable.value for variable in found.variables]
    rows = []
    for solution in found:
        rows.append(tuple(solution))
        if len(rows) > asked.rows:
            return _too_many(asked)
    return Answered(200, media, write_table(columns, rows, media))


def _too_many(asked: Asked) -> Answered:
    return Answered(413, "", b"", f"the result has more than {asked.rows} rows; ask with LIMIT")


def _too_large(asked: Asked) -> Answered:
    return Answered(413, "", b"", f"the result has more than {asked.size} bytes; ask with LIMIT")


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
