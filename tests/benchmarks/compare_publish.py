"""
Measure publication: a whole site beside what rdflib takes to write the RDF files of that site.

Both run in one process after the other, on the same machine and the same files, which they make as
bytes. Of rdflib only ``serialize`` is counted, not the reading that would come before; of many
things it makes a sample, spread over all, and the figure is scaled. Three figures of ours stand
beside it: those RDF files alone, as bytes out of statements that are read; the whole site with its
pages, pictures and answers, on the disk; and what it takes to create so many files of that size,
which no program can go below.
Sizes are things: ``compare_publish.py 1000 10000``.
"""

import gzip
import math
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import rdflib

from plangraph.check import Profile, Report
from plangraph.publish import publish
from plangraph.publish.crew import keep_garbage
from plangraph.publish.dumps import Dumps
from plangraph.publish.site import Site
from plangraph.store import Dataset, read_rdf
from tests.benchmarks.generator.writing import Order, write_dataset

SIZES: Final = (1_000,)
THINGS: Final = 1_150
"""Things of one made plan, about."""

SAMPLE: Final = 400
LIMIT: Final = 20.0
FORMS: Final = ("turtle", "nt", "json-ld")
DUMPS: Final = (
    ("data/current.ttl", "turtle"),
    ("data/current.jsonld", "json-ld"),
    ("data/dataset.trig", "trig"),
    ("data/dataset.nq.gz", "nquads"),
)


def take_cpu() -> float:
    """Give the seconds of processor that this process and those it ended have used."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def make_dataset(size: int, folder: Path) -> Dataset:
    """Make plans until there are about as many things as asked for."""
    file = folder / "plans.nq"
    write_dataset(Order(1, max(1, round(size / THINGS)), large=True), file)
    return read_rdf(file)


def judge_nothing(dataset: Dataset) -> list[Report]:
    """Stand in for the check, which is measured elsewhere."""
    return [
        Report(names, names.code, Profile.PUBLISH, 0, (), (), {}) for names in dataset.revisions
    ]


def write_by_rdflib(site: Path, places: Sequence[str]) -> float:
    """Make the RDF files of a site once more; give the seconds for all."""
    files = [site / f"{place}.nt" for place in sorted(places)]
    step = max(1, math.ceil(len(files) / SAMPLE))
    taken = 0.0
    for file in files[::step]:
        graph = rdflib.Graph()
        graph.parse(file, format="nt")
        for form in FORMS:
            begin = time.process_time()
            graph.serialize(format=form, encoding="utf-8")
            taken += time.process_time() - begin
    taken *= len(files) / len(files[::step])
    whole = rdflib.Dataset()
    whole.parse(data=gzip.decompress((site / DUMPS[-1][0]).read_bytes()), format="nquads")
    current = rdflib.Graph()
    current.parse(site / DUMPS[0][0])
    for name, form in DUMPS:
        begin = time.process_time()
        graph = whole if form in ("trig", "nquads") else current
        data = graph.serialize(format=form, encoding="utf-8")
        if name.endswith(".gz"):
            gzip.compress(data, 6)
        taken += time.process_time() - begin
    return taken


def write_alone(dataset: Dataset) -> tuple[list[str], float]:
    """Make the RDF files of a site alone; give the places of its things, and the seconds."""
    site = Site(dataset, judge_nothing(dataset))
    pages = site.pages
    things = site.things
    with keep_garbage():
        begin = time.process_time()
        for iri in things:
            for text in pages.forms.write(pages.describer.describe(iri)).values():
                text.encode()
        for _ in Dumps(dataset, site.terms).write():
            pass
        taken = time.process_time() - begin
    return [place for iri in things if (place := pages.views.places.path(iri))], taken


def create_files(site: Path, out: Path) -> float:
    """Create as many files of the same size; give the seconds."""
    sizes = {path.relative_to(site): path.stat().st_size for path in list_files(site)}
    for folder in {out / path.parent for path in sizes}:
        folder.mkdir(parents=True, exist_ok=True)
    begin = time.perf_counter()
    for path, size in sizes.items():
        (out / path).write_bytes(bytes(size))
    return time.perf_counter() - begin


def list_files(folder: Path) -> list[Path]:
    """List the files of a folder."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds: of the site, of its processors, of its RDF alone, of bare files, of rdflib."""

    things: int
    waited: float
    spent: float
    alone: float
    bare: float
    theirs: float


def measure(size: int) -> Figures:
    """Measure one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dataset = make_dataset(size, folder)
        before, begin = take_cpu(), time.perf_counter()
        publish(dataset, judge_nothing(dataset), folder / "site")
        waited, spent = time.perf_counter() - begin, take_cpu() - before
        bare = create_files(folder / "site", folder / "bare")
        places, alone = write_alone(dataset)
        theirs = write_by_rdflib(folder / "site", places)
    return Figures(len(places), waited, spent, alone, bare, theirs)


def main() -> int:
    """Measure each size, and tell the limit with it."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print("publish beside rdflib: seconds waited, seconds of processor (all processes)")
    for size in sizes:
        found = measure(size)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        theirs = found.theirs
        whole, alone = theirs / found.waited, theirs / found.alone
        each = found.spent / found.things * 1000
        print(
            f"{found.things:>8} things  publish {found.waited:7.2f} s ({found.spent:7.2f} s; "
            f"{each:5.2f} ms a thing)  bare files {found.bare:6.2f} s  "
            f"RDF alone {found.alone:6.2f} s  rdflib {theirs:8.2f} s "
            f"({theirs / found.things * 1000:5.2f} ms a thing)  peak {peak:5.0f} MB"
        )
        print(
            f"{'':>16}times as fast as rdflib: whole site {whole:5.1f} "
            f"(by processor {theirs / found.spent:5.1f}), RDF alone {alone:5.1f}; "
            f"the limit is {LIMIT:.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
