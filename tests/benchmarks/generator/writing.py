"""
Made plans by the thousand: as plan folders, or as the RDF that the program makes of them.
"""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pyoxigraph as ox

from plangraph.opening import load
from plangraph.store import FORMATS, TRIPLES_ONLY, serialise
from tests.benchmarks.generator.plans import RATE, MadePlan, make_plan

AT_ONCE = 8
"""Plans that a process makes before it hands them over."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which plans to make; ``edited`` is the part of them that is the next revision."""

    seed: int
    plans: int
    rate: float = RATE
    large: bool = False
    edited: float = 0.0

    def make(self, number: int) -> MadePlan:
        """Make one of them; those that are edited are spread evenly."""
        edited = int((number + 1) * self.edited) > int(number * self.edited)
        return make_plan(self.seed, number, rate=self.rate, large=self.large, edited=edited)

    def __iter__(self) -> Iterator[MadePlan]:
        return map(self.make, range(self.plans))


def write_folders(order: Order, out: Path) -> list[Path]:
    """Write plan folders, each called by its code."""
    return [made.write(out) for made in order]


def write_dataset(order: Order, out: Path, jobs: int = 1) -> int:
    """
    Write all plans into one RDF file, and give the number of statements.

    Formats of triples hold the current facts alone, as ``assemble`` writes them.
    """
    ending = out.suffix
    line = ".nt" if ending in TRIPLES_ONLY else ".nq"
    count = 0
    with out.open("wb") as file:
        for data in _assemble_all(order, line, jobs):
            if ending == line:
                count += data.count(b"\n")
                file.write(data)
                continue
            # Turtle files may follow one another: a prefix that is declared again stays the same.
            quads = list(ox.parse(data, format=FORMATS[line]))
            count += len(quads)
            file.write(ox.serialize(quads, format=FORMATS[ending]) or b"")
    return count


def _assemble_all(order: Order, ending: str, jobs: int) -> Iterator[bytes]:
    work = partial(_assemble, order, ending)
    if jobs < 2:
        yield from map(work, range(order.plans))
        return
    # A forked process would inherit the threads of whoever called.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, range(order.plans), chunksize=AT_ONCE)


def _assemble(order: Order, ending: str, number: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        opened = load(order.make(number).write(Path(folder)))
    return serialise(opened.dataset, ending)
