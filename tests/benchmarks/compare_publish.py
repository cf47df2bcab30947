"""
Measure publication: a whole site beside what rdflib takes to write the RDF files of that site.

Both run in one process after the other, on the same machine and the same files. Of rdflib only
``serialize`` is counted, not the reading that would come before; of many things it writes a sample,
spread over all, and the figure is scaled. Sizes are things: ``compare_publish.py 1000 10000``.
"""

import gzip
import math
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import rdflib

from plangraph.check import Profile, Report
from plangraph.publish import publish
from plangraph.store import Dataset, read_rdf
from tests.benchmarks.generator.writing import Order, write_dataset

SIZES: Final = (1_000, 10_000)
THINGS: Final = 1_150
"""Things of one made plan, about."""

SAMPLE: Final = 400
LIMIT: Final = 20.0
FORMS: Final = ((".ttl", "turtle"), (".nt", "nt"), (".jsonld", "json-ld"))
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


def write_by_rdflib(site: Path, out: Path) -> tuple[int, float]:
    """Write the RDF files of a site once more; give how many things, and the seconds for all."""
    files = sorted(site.rglob("*.nt"))
    step = max(1, math.ceil(len(files) / SAMPLE))
    taken = 0.0
    for file in files[::step]:
        graph = rdflib.Graph()
        graph.parse(file, format="nt")
        for ending, form in FORMS:
            begin = time.process_time()
            graph.serialize(out / f"thing{ending}", format=form, encoding="utf-8")
            taken += time.process_time() - begin
    taken *= len(files) / len(files[::step])
    whole = rdflib.Dataset()
    whole.parse(data=gzip.decompress((site / DUMPS[-1][0]).read_bytes()), format="nquads")
    current = rdflib.Graph()
    current.parse(site / DUMPS[0][0])
    for name, form in DUMPS:
        begin = time.process_time()
        graph = whole if form in ("trig", "nquads") else current
        graph.serialize(out / Path(name).name, format=form, encoding="utf-8")
        taken += time.process_time() - begin
    return len(files), taken


def measure(size: int) -> tuple[int, float, float, float]:
    """Give the things of a site, its seconds, its seconds of processor, and those of rdflib."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dataset = make_dataset(size, folder)
        before, begin = take_cpu(), time.perf_counter()
        publish(dataset, judge_nothing(dataset), folder / "site")
        waited, spent = time.perf_counter() - begin, take_cpu() - before
        things, theirs = write_by_rdflib(folder / "site", folder)
    return things, waited, spent, theirs


def main() -> int:
    """Measure each size, and exit with 1 where the last is not fast enough."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print("publish beside rdflib: seconds waited, seconds of processor (all processes)")
    ratio = math.inf
    for size in sizes:
        things, waited, spent, theirs = measure(size)
        ratio = theirs / waited
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{things:>8} things  publish {waited:7.2f} s ({spent:7.2f} s; "
            f"{spent / things * 1000:5.2f} ms a thing)  rdflib {theirs:8.2f} s "
            f"({theirs / things * 1000:5.2f} ms a thing)  times as fast {ratio:5.1f} "
            f"(by processor {theirs / spent:5.1f}; limit {LIMIT:.0f})  peak {peak:5.0f} MB"
        )
    return 0 if ratio >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
