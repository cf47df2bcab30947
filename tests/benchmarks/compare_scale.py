"""
Measure load, check, ask, compare and publish over made plans, beside what others take.

Every figure is that of a whole process, start-up included: seconds, seconds of processor with all
its children, and the most memory of the largest process. A yardstick that is not installed, or
would take minutes, is left out and says so. ``SIZE=1741`` adds a size; ``--write`` puts the table
into .github/BENCHMARKS.md.
"""

import compileall
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from plangraph.check.shapes import read_shapes
from plangraph.cli.batch import FEW_STRETCHES
from plangraph.layout import queries_folder, shapes_folder
from plangraph.opening import load
from plangraph.opening.judging import count_processors
from plangraph.store import to_rdflib
from plangraph.store.disk import read_content
from tests.benchmarks.generator.writing import Order, write_dataset, write_folders

SCRIPTS: Final = Path(sys.executable).parent
ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / ".github/BENCHMARKS.md"
SIZES: Final = (1, 10, 100)
QUESTION: Final = "responsibility/busiest-departments"
SLOW: Final = 10
"""Plans up to which yardsticks that take seconds for each are run."""
TALLEST: Final = 100
"""Plans up to which yardsticks are run that hold all of them in memory."""
PEER: Final = "shacl"
"""The fastest SHACL engine on PyPI, as far as known; nothing here needs it."""
PACKAGES: Final = ("pyoxigraph", "oxigraph", "rdflib", "pyshacl", PEER)
OURS: Final = "plangraph"
ENVIRONMENT: Final = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""Whatever is installed is compiled, and so is what is measured here."""
LAUNCHER: Final = """
import os, resource, subprocess, sys, time
begin = time.perf_counter()
code = subprocess.call(sys.argv[2:])
seconds = time.perf_counter() - begin
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    print(seconds, spent.ru_utime + spent.ru_stime, spent.ru_maxrss, file=file)
sys.exit(code)
"""
"""A process counts as its own the memory of the one that began it, so a small one begins it."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: for how many plans, what was done, by whom, and what it took."""

    plans: int
    task: str
    by: str
    seconds: float
    processor: float
    megabytes: float


def run(plans: int, task: str, by: str, command: Iterable[object]) -> Run:
    """Run a program to its end and take its figures."""
    with tempfile.NamedTemporaryFile() as figures, tempfile.TemporaryFile() as errors:
        words = [sys.executable, "-S", "-c", LAUNCHER, figures.name, *map(str, command)]
        done = subprocess.run(
            words,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=ROOT,
            env=ENVIRONMENT,
            check=False,
        )
        if done.returncode not in (0, 1):
            errors.seek(0)
            sys.exit(f"{task} by {by}: {errors.read().decode()[-500:]}")
        seconds, processor, kilobytes = map(float, Path(figures.name).read_text().split())
    return Run(plans, task, by, seconds, processor, kilobytes / 1024)


def measure(plans: int, home: Path) -> Iterator[Run]:
    """Measure everything for one size."""
    ours = [sys.executable, "-m", "plangraph"]
    stick = [sys.executable, "-m", "tests.benchmarks.yardsticks"]
    order = Order(1, plans)
    folders = write_folders(order, home / "folders")
    old, new = home / "old.nq", home / "new.nq"
    write_dataset(order, old, jobs=2)
    write_dataset(Order(1, plans, edited=0.01 if plans >= 100 else 1 / plans), new, jobs=2)
    yield run(plans, "load", OURS, [*ours, "load", old, "--store", home / "store"])
    program = SCRIPTS / "oxigraph"
    if program.exists():
        command = [program, "load", "--location", home / "oxigraph", "--file", old]
        yield run(plans, "load", "oxigraph load", command)
    yield run(plans, "load", "pyoxigraph", [*stick, "load-pyoxigraph", old, home / "pyoxigraph"])
    if plans <= TALLEST:
        yield run(plans, "load", "rdflib", [*stick, "load-rdflib", old])
    check = [*ours, "check", "--format", "json", "--no-cache"]
    yield run(plans, "check", OURS, [*check, old])
    if plans <= SLOW or has_peer():
        data, shapes = lay_out(folders, home)
        if has_peer():
            jobs = count_processors() if plans > FEW_STRETCHES else 1
            yield run(plans, "check", PEER, [*stick, "check-shacl", jobs, shapes, *data])
        if plans <= SLOW:
            yield run(plans, "check", "pyshacl", [*stick, "check-pyshacl", shapes, *data])
    yield run(plans, "read and check", OURS, [*check, *folders])
    query = queries_folder() / f"{QUESTION}.rq"
    content = read_content(home / "store")
    data_folder = home / "store" / content.data
    asked = [*ours, "ask", QUESTION, home / "store", "--format", "csv"]
    yield run(plans, "ask", OURS, asked)
    alone = [*stick, "ask-pyoxigraph", data_folder, query, content.current]
    yield run(plans, "ask", "pyoxigraph", alone)
    if plans <= TALLEST:
        yield run(plans, "ask", "rdflib", [*stick, "ask-rdflib", old, query, content.current])
    yield run(plans, "compare", OURS, [*ours, "compare", old, new, "--format", "json"])
    yield run(plans, "compare", "reading both", [*stick, "compare-reading", old, new])
    if plans <= TALLEST:
        yield run(plans, "compare", "sets of quads", [*stick, "compare-pyoxigraph", old, new])
    if plans <= SLOW:
        site = [*ours, "publish", *folders, home / "site", "--allow-findings"]
        yield run(plans, "publish", OURS, site)


def has_peer() -> bool:
    """Tell whether the peer is installed."""
    return find_spec(PEER) is not None


def lay_out(folders: Sequence[Path], home: Path) -> tuple[list[Path], Path]:
    """Write the judged graph of each plan as N-Triples, and the shapes as Turtle."""
    shapes = home / "shapes.ttl"
    to_rdflib(read_shapes(shapes_folder())).serialize(shapes, format="turtle", encoding="utf-8")
    written = []
    for folder in folders:
        dataset = load(folder).dataset
        file = home / f"{folder.name}.nt"
        triples = (quad.triple for quad in dataset.judged_quads(dataset.revisions[-1]))
        ox.serialize(triples, str(file), format=ox.RdfFormat.N_TRIPLES)
        written.append(file)
    return written, shapes


def list_lines(runs: Sequence[Run]) -> Iterator[str]:
    """
    Write the table; growth is processor time by plans, against the next smaller size.

    What one waits depends on who else is at work on the machine; what is spent, much less.
    """
    yield "| plans | task | by | time [s] | processor [s] | memory [MB] | ours is … × | growth |"
    yield "|---:|---|---|---:|---:|---:|---:|---:|"
    for one in runs:
        own = next(
            other.processor
            for other in runs
            if (other.plans, other.task, other.by) == (one.plans, one.task, OURS)
        )
        before = [
            other
            for other in runs
            if (other.task, other.by) == (one.task, one.by) and other.plans < one.plans
        ]
        ratio = "" if one.by == OURS else f"{own / max(one.processor, 0.01):.2f}"
        growth = ""
        if before:
            last = before[-1]
            growth = f"{one.processor / last.processor:.1f} for {one.plans / last.plans:.0f}"
        yield (
            f"| {one.plans} | {one.task} | {one.by} | {one.seconds:.2f} | {one.processor:.2f} | "
            f"{one.megabytes:.0f} | {ratio} | {growth} |"
        )


def describe_machine() -> str:
    """Name the machine and the versions."""
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} is not installed")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = f"{platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB"
    return f"{system}; Python {platform.python_version()}, {', '.join(found)}"


def main() -> int:
    """Measure all sizes, and print the table."""
    sizes: tuple[int, ...] = SIZES
    if os.environ.get("SIZE"):
        sizes = (*SIZES, int(os.environ["SIZE"]))
    sizes = tuple(int(word) for word in sys.argv[1:] if word.isdecimal()) or sizes
    runs: list[Run] = []
    compileall.compile_dir(ROOT / "src", quiet=1)
    for plans in sizes:
        home = Path(tempfile.mkdtemp(prefix="plangraph-bench-"))
        try:
            for one in measure(plans, home):
                runs.append(one)
                print(
                    f"{one.plans:>6} {one.task:<14} {one.by:<14} {one.seconds:8.2f} s", flush=True
                )
        finally:
            shutil.rmtree(home, ignore_errors=True)
        if "--write" in sys.argv:
            write_page(runs)
    table = "\n".join(list_lines(runs))
    print(f"\n{describe_machine()}\n\n{table}")
    return 0


def write_page(runs: Sequence[Run]) -> None:
    """Write what was measured so far into the page."""
    table = "\n".join(list_lines(runs))
    head = PAGE.read_text(encoding="utf-8").partition("\n## Measured\n")[0]
    said = f"{head}\n## Measured\n\n{describe_machine()}.\n\n{table}\n"
    PAGE.write_text(said, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
