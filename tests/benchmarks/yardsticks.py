"""
What others take for the same work, each a program of its own: ``yardsticks.py NAME ARGUMENT...``.
"""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from multiprocessing import Pool
from pathlib import Path
from typing import Final


def load_by_rdflib(file: str) -> None:
    """Read N-Quads into rdflib."""
    import rdflib

    rdflib.Dataset().parse(file, format="nquads")


def load_by_pyoxigraph(file: str, folder: str) -> None:
    """Load N-Quads to disk by the engine's own bulk loader."""
    import pyoxigraph as ox

    ox.Store(folder).bulk_load(path=file)


def check_by_pyshacl(shapes: str, *files: str) -> None:
    """Judge graphs one by one; the shapes are read once."""
    import pyshacl
    import rdflib

    rules = rdflib.Graph().parse(shapes)
    for file in files:
        pyshacl.validate(rdflib.Graph().parse(file), shacl_graph=rules)


def check_by_shacl(jobs: str, shapes: str, *files: str) -> None:
    """Judge graphs one by one by a SHACL engine in Rust, by some processes; count what it finds."""
    number = int(jobs)
    shares = [(shapes, files[one::number]) for one in range(number)]
    if number == 1:
        print(_count_by_shacl(*shares[0]))
    else:
        with Pool(number) as pool:
            print(sum(pool.starmap(_count_by_shacl, shares)))


def _count_by_shacl(shapes: str, files: Sequence[str]) -> int:
    # It is no dependency; whoever installs it gets its figures.
    rules = import_module("shacl").Shapes.from_file(shapes)
    return sum(len(rules.validate_file(file).results) for file in files)


def ask_by_pyoxigraph(data: str, query: str, graph: str) -> None:
    """Answer a query from a store on disk, and write the rows as CSV."""
    import pyoxigraph as ox

    found = ox.Store.read_only(data).query(
        Path(query).read_text(encoding="utf-8"), default_graph=ox.NamedNode(graph)
    )
    assert isinstance(found, ox.QuerySolutions)
    sys.stdout.buffer.write(found.serialize(format=ox.QueryResultsFormat.CSV) or b"")


def ask_by_rdflib(file: str, query: str, graph: str) -> None:
    """Answer a query from N-Quads that are read first."""
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(file, format="nquads")
    found = dataset.graph(graph).query(Path(query).read_text(encoding="utf-8"))
    sys.stdout.buffer.write(found.serialize(format="csv") or b"")


def compare_by_pyoxigraph(old: str, new: str) -> None:
    """Tell two files apart as sets of quads."""
    import pyoxigraph as ox

    before = set(ox.parse(path=old, format=ox.RdfFormat.N_QUADS))
    after = set(ox.parse(path=new, format=ox.RdfFormat.N_QUADS))
    print(len(before - after), len(after - before))


def read_both(old: str, new: str) -> None:
    """Only parse two files."""
    import pyoxigraph as ox

    for file in (old, new):
        print(sum(1 for _ in ox.parse(path=file, format=ox.RdfFormat.N_QUADS)))


YARDSTICKS: Final[dict[str, Callable[..., None]]] = {
    "load-rdflib": load_by_rdflib,
    "load-pyoxigraph": load_by_pyoxigraph,
    "check-pyshacl": check_by_pyshacl,
    "check-shacl": check_by_shacl,
    "ask-pyoxigraph": ask_by_pyoxigraph,
    "ask-rdflib": ask_by_rdflib,
    "compare-pyoxigraph": compare_by_pyoxigraph,
    "compare-reading": read_both,
}

if __name__ == "__main__":
    YARDSTICKS[sys.argv[1]](*sys.argv[2:])
