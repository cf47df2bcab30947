"""
Plans into a SPARQL 1.1 server, graph by graph, and the proof that all of it arrived.

The graph of the current facts is put last, so that who asks meanwhile sees the old. Nothing is
said to have arrived before the server has given it back.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import blake2b
from typing import IO, Final

import pyoxigraph as ox

from plangraph.endpoint import find_revisions
from plangraph.endpoint.graphs import GraphStore, list_places
from plangraph.errors import StoreError
from plangraph.names import PlanNames, term
from plangraph.store import Dataset
from plangraph.store.parts import list_graphs, newest_revisions

NT: Final = ox.RdfFormat.N_TRIPLES
BATCH: Final = 20_000
"""Statements that are sent at once."""
NUMBERS: Final = frozenset(term(f"xsd:{name}") for name in ("integer", "decimal", "int", "long"))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and is there: revisions, and statements of all their graphs."""

    plans: tuple[PlanNames, ...]
    statements: int


@dataclass(slots=True)
class Digest:
    """How many statements a graph has, and a digest that their order does not change."""

    count: int = 0
    total: int = 0

    def take(self, statements: Iterable[ox.Triple | ox.Quad]) -> Iterator[ox.Triple]:
        """Take up statements, and hand on each that was not there before."""
        seen: set[bytes] = set()
        for one in statements:
            words = (str(one.subject), str(one.predicate), _word(one.object))
            key = blake2b("\n".join(words).encode(), digest_size=16).digest()
            if key in seen:
                continue
            seen.add(key)
            self.count += 1
            self.total = (self.total + int.from_bytes(key)) % (1 << 128)
            yield one.triple if isinstance(one, ox.Quad) else one


def _word(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Spell an object; servers may keep a number by its value, so 0.300 is 0.3."""
    if isinstance(node, ox.Literal) and node.datatype.value in NUMBERS:
        try:
            return f"{Decimal(node.value).normalize():f} {node.datatype.value}"
        except InvalidOperation:
            return str(node)
    return str(node)


def load_endpoint(
    address: str,
    datasets: Iterable[Dataset],
    graphs: str | None = None,
    server: GraphStore | None = None,
) -> Loaded:
    """
    Load plans into a server, in the place of the same revisions; others that it holds stay.

    Raises:
        StoreError: The server cannot be reached, refuses, holds plans under another base, or does
            not give back what it was sent.
    """
    held = find_revisions(address)
    server = server or GraphStore((graphs,) if graphs else list_places(address))
    sent: dict[str, Digest] = {}
    plans: list[PlanNames] = []
    with tempfile.TemporaryFile() as spool:
        for dataset in datasets:
            plans += dataset.revisions
            if len({one.current for one in (*held, *plans)}) > 1:
                raise StoreError(
                    address, "the plans stand under different bases", "Load them apart"
                )
            for graph in _list_own(dataset):
                _send(server, graph, _take(dataset, graph), sent)
            _write(spool, _take(dataset, dataset.current))
        if plans:
            _keep_others(server, held, plans, spool)
            spool.seek(0)
            _send(server, plans[0].current, ox.parse(spool, format=NT), sent)
    for graph, digest in sent.items():
        _prove(server, address, graph, digest)
    return Loaded(tuple(plans), sum(one.count for one in sent.values()))


def _list_own(dataset: Dataset) -> list[str]:
    """List the graphs of the plans of a dataset, without the one that all plans share."""
    newest = newest_revisions(dataset.revisions)
    return [graph for names in newest for graph in list_graphs(dataset.revisions, names)]


def _take(dataset: Dataset, graph: str) -> Iterator[ox.Triple]:
    for quad in dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
        yield quad.triple


def _write(spool: IO[bytes], triples: Iterable[ox.Triple]) -> None:
    ox.serialize(triples, spool, format=NT)


def _send(
    server: GraphStore, graph: str, triples: Iterable[ox.Triple | ox.Quad], sent: dict[str, Digest]
) -> None:
    """Send a graph: its first part in the place of what is there, then the others to it."""
    digest = sent[graph] = Digest()
    first = True
    for part in _part(digest.take(triples)):
        (server.put if first else server.add)(graph, part)
        first = False
    if first:
        server.remove(graph)


def _part(triples: Iterable[ox.Triple]) -> Iterator[bytes]:
    held: list[ox.Triple] = []
    for triple in triples:
        held.append(triple)
        if len(held) == BATCH:
            yield ox.serialize(held, format=NT) or b""
            held = []
    if held:
        yield ox.serialize(held, format=NT) or b""


def _keep_others(
    server: GraphStore, held: Sequence[PlanNames], plans: Sequence[PlanNames], spool: IO[bytes]
) -> None:
    """
    Keep what the current graph of the server says of plans that are not loaded now.

    Of things that no plan owns, such as a target that cities link to, it keeps what the links of
    those other plans state.
    """
    loaded = tuple({one.root for one in plans})
    others = [one for one in newest_revisions(held) if one.root not in loaded]
    if not others:
        return
    roots = tuple({one.root for one in others})
    current = ox.parse(server.fetch(plans[0].current), format=NT)
    _write(spool, (one.triple for one in current if str(one.subject)[1:].startswith(roots)))
    for names in others:
        links = ox.parse(server.fetch(names.links), format=NT)
        _write(spool, (one.triple for one in links if not str(one.subject)[1:].startswith(roots)))


def _prove(server: GraphStore, address: str, graph: str, sent: Digest) -> None:
    """
    Fetch a graph and compare it with what was sent.

    Raises:
        StoreError: It is not the same.
    """
    found = Digest()
    for _ in found.take(ox.parse(server.fetch(graph), format=NT)):
        pass
    if (found.count, found.total) != (sent.count, sent.total):
        what = f"of {graph} arrived {found.count} statements, not the {sent.count} that were sent"
        raise StoreError(address, what, "Load again")
