"""
Many plans in a store or a file of N-Quads: a digest of each, and those that one wants to see.

Two collections of plans are told apart by the digests, so that only plans that differ are opened.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox

from plangraph.errors import StoreError, name_reason
from plangraph.names import PlanNames, name_revision, order_revisions, term
from plangraph.store import (
    Dataset,
    describe_damage,
    recognise,
)
from plangraph.store.parts import newest_revisions, take_plan

WRAP: Final = (1 << 64) - 1
MARK: Final = b"/revision-"
REVISION: Final = re.compile(rb"/revision-[^<>/#]+")
VERSION: Final = f" <{term('plan:version')}> ".encode()


class Holdings(Protocol):
    """Plans that lie together, told apart by the root of their things."""

    @property
    def plans(self) -> Mapping[str, PlanNames]:
        """The newest revision of each plan, by its root."""
        ...

    def digest(self, root: str) -> int:
        """Give the same number for plans that say the same, whatever revision they call it."""
        ...

    def take(self, roots: Collection[str]) -> Iterator[Dataset]:
        """Open some of the plans, by their roots in order, each as a dataset of its own."""
        ...


def list_digested(names: PlanNames) -> tuple[str, ...]:
    """List the graphs that count when plans are compared: not the source, where they are read."""
    return (names.facts, names.derived, names.decisions, names.links)


def hash_statement(statement: bytes, own: bytes) -> int:
    """
    Hash a statement of a plan, with the name of its revision left out.

    What the revision says of itself, and which version it is, counts for nothing. The hash is
    Python's, whose key changes with each run: fast, and fit to compare within one run.
    """
    if MARK in statement:
        if statement.startswith(own):
            return 0
        statement = REVISION.sub(MARK, statement)
    return 0 if VERSION in statement else hash(statement)


@dataclass(frozen=True, slots=True)
class StoreHoldings:
    """Plans in a dataset that is open."""

    dataset: Dataset

    @property
    def plans(self) -> Mapping[str, PlanNames]:
        """The newest revision of each plan, by its root."""
        return {one.root: one for one in newest_revisions(self.dataset.revisions)}

    def digest(self, root: str) -> int:
        """Give the same number for plans that say the same, whatever revision they call it."""
        total, own = 0, _name_own(root)
        for graph in map(ox.NamedNode, list_digested(self.plans[root])):
            if not self.dataset.store.contains_named_graph(graph):
                continue
            said = BytesIO()
            self.dataset.store.dump(said, format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
            for line in said.getvalue().splitlines():
                total += hash_statement(line.removesuffix(b" ."), own)
        return total & WRAP

    def take(self, roots: Collection[str]) -> Iterator[Dataset]:
        """Open some of the plans, each as a dataset of its own."""
        for root, names in sorted(self.plans.items()):
            if root in roots:
                yield take_plan(self.dataset, names)


@dataclass(slots=True)
class FileHoldings:
    """
    Plans in a file of N-Quads, which is read line by line and never held whole.

    Raises:
        StoreError: The file cannot be read.
    """

    path: Path
    plans: Mapping[str, PlanNames] = field(init=False)
    sums: dict[bytes, int] = field(init=False)

    def __post_init__(self) -> None:
        sums: dict[bytes, int] = {}
        owns: dict[bytes, bytes] = {}
        for statement, graph in map(_cut, _read_lines(self.path)):
            if graph not in owns:
                owns[graph] = _name_own(_find_root(graph))
                sums[graph] = 0
            if owns[graph]:
                sums[graph] += hash_statement(statement, owns[graph])
        found = (name_revision(graph[1:-1].decode("utf-8", "replace")) for graph in sums)
        names = order_revisions(one for one in found if one is not None)
        self.plans = {one.root: one for one in newest_revisions(names)}
        self.sums = sums

    def digest(self, root: str) -> int:
        """Give the same number for plans that say the same, whatever revision they call it."""
        graphs = (f"<{graph}>".encode() for graph in list_digested(self.plans[root]))
        return sum(self.sums.get(graph, 0) for graph in graphs) & WRAP

    def take(self, roots: Collection[str]) -> Iterator[Dataset]:
        """Open some of the plans, each as a dataset of its own."""
        wanted = [self.plans[root] for root in self.plans if root in roots]
        if not wanted:
            return
        things = tuple(f"<{one.root}".encode() for one in wanted)
        graphs = (*things, f"<{wanted[0].current}>".encode())
        others = f"<{wanted[0].base}".encode()
        lines = [
            line
            for line in _read_lines(self.path)
            if (line.startswith(things) or not line.startswith(others))
            and _cut(line)[1].startswith(graphs)
        ]
        store = ox.Store()
        try:
            store.load(b"".join(lines), format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise describe_damage(self.path, error) from error
        yield from StoreHoldings(recognise(store, self.path)).take(roots)


def _read_lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise StoreError(path, name_reason(error), "Check the path and its permissions") from error


def _cut(line: bytes) -> tuple[bytes, bytes]:
    """Cut a line of N-Quads into the statement and its graph, empty where none is."""
    body = line.rstrip()[:-1].rstrip()
    cut = body.rfind(b" <")
    return (body[:cut], body[cut + 1 :]) if body.endswith(b">") else (body, b"")


def _find_root(graph: bytes) -> str:
    """Give the root of the plan to which a graph belongs; empty for a source, or what is none."""
    name = graph[1:-1].decode("utf-8", "replace")
    for ending in ("/decisions", "/links"):
        if name.endswith(ending):
            return name.removesuffix(ending) + "/"
    root, mark, rest = name.rpartition("/revision-")
    return root + "/" if mark and rest.partition("/")[2] in ("", "derived") else ""


def _name_own(root: str) -> bytes:
    return f"<{root}revision-".encode() if root else b""
