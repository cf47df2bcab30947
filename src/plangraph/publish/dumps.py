"""
The whole dataset to download, with digests by which a copy can be told from a changed one.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from plangraph.names import PlanNames
from plangraph.publish.words import Words
from plangraph.store import Dataset, serialise


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
    return hashlib.sha256(canonical_lines(quads)).hexdigest()


def canonical_lines(quads: Iterable[ox.Quad]) -> bytes:
    """Write a dataset as canonical N-Quads: blank nodes named by RDFC-1.0, lines in order."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    data = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(line + b"\n" for line in data.split(b"\n") if line))


def write_dumps(dataset: Dataset) -> Iterator[tuple[Dump, bytes]]:
    """Write the dataset: with its named graphs, and its current facts alone."""
    whole, current = Words("全データ", "All data"), Words("現在の事実", "Current facts")
    quads = serialise(dataset, ".nq")
    yield _dump("data/dataset.nq.gz", "application/n-quads", whole, gzip.compress(quads, mtime=0))
    yield _dump("data/dataset.trig", "application/trig", whole, serialise(dataset, ".trig"))
    yield _dump("data/current.ttl", "text/turtle", current, serialise(dataset, ".ttl"))
    yield _dump(
        "data/current.jsonld", "application/ld+json", current, serialise(dataset, ".jsonld")
    )


def write_revision(dataset: Dataset, names: PlanNames, folder: str) -> Iterator[tuple[Dump, bytes]]:
    """Write one revision, which never changes once it is published."""
    store = ox.Store()
    for graph in (names.facts, names.source, names.derived):
        store.extend(dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    title = Words(f"版 {names.revision}", f"Revision {names.revision}")
    quads = canonical_lines(store)
    path = f"{folder}/revision.nq.gz"
    yield _dump(path, "application/n-quads", title, gzip.compress(quads, mtime=0))


def _dump(path: str, media: str, title: Words, data: bytes) -> tuple[Dump, bytes]:
    return Dump(path, media, title, len(data), hashlib.sha256(data).hexdigest()), data


def write_checksums(files: Mapping[str, str]) -> bytes:
    """Write digests in the form that ``sha256sum -c`` checks."""
    return "".join(f"{files[path]}  {path}\n" for path in sorted(files)).encode()
