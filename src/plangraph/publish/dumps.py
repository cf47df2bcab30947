"""
The whole dataset to download, with digests by which a copy can be told from a changed one.
"""

import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from plangraph.names import PlanNames
from plangraph.publish.terms import Terms
from plangraph.publish.words import Words
from plangraph.store import Dataset

REVISION: Final = "revision.nq.gz"
"""Name of the dump of a revision in its folder."""

ALL: Final = Words("全データ", "All data")
CURRENT: Final = Words("現在の事実", "Current facts")
DUMPS: Final = {
    "data/dataset.nq.gz": ("application/n-quads", ALL),
    "data/dataset.trig": ("application/trig", ALL),
    "data/current.ttl": ("text/turtle", CURRENT),
    "data/current.jsonld": ("application/ld+json", CURRENT),
}
"""The dataset as files: where they lie, their media types, what they hold."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to download: where it lies, what it is, and its bytes' digest."""

    path: str
    media: str
    title: Words
    size: int
    sha256: str


def digest_dataset(quads: Iterable[ox.Quad]) -> str:
    """
    Digest a dataset by what it says: SHA-256 over its canonical N-Quads (RDFC-1.0).

    Neither the order of the statements nor the names of blank nodes matter.

    >>> quad = ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.Literal("c"))
    >>> digest_dataset([quad, quad])[:12]
    '8e37ed5cb416'
    """
    return _digest(canonical_lines(quads))


def canonical_lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    """Write a dataset as canonical N-Quads: blank nodes named by RDFC-1.0, lines in order."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(_split(ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)))


def _split(data: bytes | None) -> list[bytes]:
    # Lines stay bytes, whose order is that of the signs: there is nothing to decode and encode.
    return (data or b"").split(b"\n")[:-1]


def _digest(lines: Iterable[bytes]) -> str:
    return hashlib.sha256(_join(lines)).hexdigest()


def _join(lines: Iterable[bytes]) -> bytes:
    return b"\n".join((*lines, b""))


@dataclass(frozen=True)
class Dumps:
    """The dataset as files to download."""

    dataset: Dataset
    terms: Terms

    @cached_property
    def lines(self) -> list[bytes]:
        """The dataset as canonical N-Quads."""
        data = self.dataset.store.dump(format=ox.RdfFormat.N_QUADS) or b""
        if b" _:" in data or b"\n_:" in data or data.startswith(b"_:"):
            return canonical_lines(self.dataset.store)
        # Without nameless things the canonical form is the lines in order.
        return sorted(_split(data))

    @cached_property
    def graphs(self) -> Mapping[str, list[bytes]]:
        """The lines of each named graph."""
        found: dict[bytes, list[bytes]] = defaultdict(list)
        for line in self.lines:
            found[line[line.rindex(b" ", 0, -2) + 1 : -2]].append(line)
        named: dict[str, list[bytes]] = defaultdict(list)
        for graph, lines in found.items():
            named[graph[1:-1].decode() if graph.startswith(b"<") else ""] += lines
        return dict(sorted(named.items()))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the canonical N-Quads."""
        return _digest(self.lines)

    @cached_property
    def packed(self) -> bytes:
        """The N-Quads, packed."""
        return gzip.compress(_join(self.lines), 6, mtime=0)

    def write(self) -> Iterator[tuple[str, bytes]]:
        """Write the files of ``DUMPS`` as paths and bytes."""
        yield "data/dataset.nq.gz", self.packed
        lines = [line for graph in self.graphs.values() for line in graph]
        yield "data/dataset.trig", self._serialise(lines, ox.RdfFormat.TRIG)
        facts = self.graphs.get(self.dataset.current, [])
        end = len(f" <{self.dataset.current}> .".encode())
        triples = [line[:-end] + b" ." for line in facts]
        yield "data/current.ttl", self._serialise(triples, ox.RdfFormat.TURTLE)
        yield "data/current.jsonld", self._serialise(triples, ox.RdfFormat.JSON_LD)

    def _serialise(self, lines: Sequence[bytes], form: ox.RdfFormat) -> bytes:
        # They come out of a store, which has looked at every IRI already.
        quads = ox.parse(_join(lines), format=ox.RdfFormat.N_QUADS, lenient=True)
        return ox.serialize(quads, format=form, prefixes=self.terms.spaces) or b""

    def write_revision(self, names: PlanNames) -> bytes:
        """Write one revision, which never changes once it is published."""
        graphs = (names.facts, names.source, names.derived)
        lines = sorted(line for graph in graphs for line in self.graphs.get(graph, ()))
        return gzip.compress(_join(lines), 6, mtime=0)


def write_checksums(files: Mapping[str, str]) -> bytes:
    """Write digests in the form that ``sha256sum -c`` checks."""
    return "".join(f"{files[path]}  {path}\n" for path in sorted(files)).encode()
