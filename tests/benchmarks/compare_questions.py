"""
Measure how each question of the library grows: its time over n cities, over 2n, and the ratio.

A question that reads twice as much may take twice as long; what takes more is marked. Beside each
stands the time of the engine alone for the same query text.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from plangraph.ask import Query, list_queries
from plangraph.ask.answer import run_query
from plangraph.ask.parameters import bind_values
from plangraph.store import Dataset
from plangraph.store.disk import load_store, open_store
from tests.benchmarks.generator.writing import Order, write_dataset

LIMIT: Final = 2.4
"""Ratio from which growth is marked, with some room for noise."""
LEAST: Final = 0.02
"""Seconds below which a ratio says nothing."""
HEADER: Final = ("question", "rows", "n [s]", "2n [s]", "growth", "engine [s]", "ours/engine")


def take_time(work: Callable[[], int], rounds: int) -> tuple[float, int]:
    """Give the least time of processor of some rounds, and what the work gave."""
    least, given = float("inf"), 0
    for _ in range(rounds):
        begin = time.process_time()
        given = work()
        least = min(least, time.process_time() - begin)
    return least, given


def measure(
    query: Query, stores: tuple[Dataset, Dataset], rounds: int
) -> tuple[int, tuple[float, ...]]:
    """Measure one question over the small store and the large one."""
    values = {one.name: one.default for one in query.header.parameters}
    small, _ = take_time(lambda: len(run_query(stores[0], query, values).rows), rounds)
    large, rows = take_time(lambda: len(run_query(stores[1], query, values).rows), rounds)
    text = bind_values(query.sparql, query.header.parameters, values)
    graph = ox.NamedNode(stores[1].current)

    def ask_engine() -> int:
        found = stores[1].store.query(text, default_graph=graph)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return len([tuple(row[name] for name in names) for row in found])

    alone, _ = take_time(ask_engine, rounds)
    return rows, (small, large, large / small, alone, large / alone)


def main() -> int:
    """Print a line for each question, and exit with 1 where one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="begin of the names of questions")
    given = parser.parse_args()
    print(f"{HEADER[0]:<45}" + "".join(f"{title:>13}" for title in HEADER[1:]))
    steep = 0
    with tempfile.TemporaryDirectory() as name:
        opened = []
        for cities in (given.cities, 2 * given.cities):
            file = Path(name) / f"{cities}.nq"
            write_dataset(Order(1, cities), file, jobs=2)
            load_store(Path(name) / str(cities), [file], [])
            opened.append(open_store(Path(name) / str(cities)))
        for query in list_queries():
            if not query.name.startswith(given.only):
                continue
            rows, times = measure(query, (opened[0], opened[1]), given.rounds)
            marked = times[2] > LIMIT and times[1] > LEAST
            steep += marked
            cells = "".join(f"{one:>13.3f}" for one in times)
            print(f"{query.name:<45}{rows:>13}{cells}{'  <-- steep' if marked else ''}", flush=True)
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
