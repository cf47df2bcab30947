"""
Measure what a user waits for: a cold check and a help page, each beside its yardstick.

The yardsticks run in turn with the commands, in the same minute, on the same machine and data:
``pyshacl`` over the judged graph and the same shapes, and a Python that does nothing.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from plangraph.check.shapes import read_shapes
from plangraph.layout import shapes_folder
from plangraph.opening import load
from plangraph.store import to_rdflib

SCRIPTS: Final = Path(sys.executable).parent
CHECKS: Final = 7
STARTS: Final = 25
CHECK_LIMIT: Final = 1.0
START_LIMIT: Final = 6.0


def take_times(commands: Sequence[Sequence[str]], rounds: int) -> list[list[float]]:
    """Run the commands in turn and give the seconds that each run of each took."""
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(rounds):
        for times, command in zip(taken, commands, strict=True):
            begin = time.perf_counter()
            subprocess.run(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
            times.append(time.perf_counter() - begin)
    return taken


def show(names: Sequence[str], taken: Sequence[Sequence[float]], limit: float) -> bool:
    """Print the figures of a command and its yardstick; tell whether the limit is kept."""
    for name, times in zip(names, taken, strict=True):
        least, middle = min(times) * 1000, statistics.median(times) * 1000
        print(f"{name:<28} min {least:8.1f} ms   median {middle:8.1f} ms   runs {len(times)}")
    ours, theirs = (statistics.median(times) for times in taken)
    least = min(taken[0]) / min(taken[1])
    print(f"{'ratio':<28} min {least:8.2f}      median {ours / theirs:8.2f}      limit {limit}\n")
    return ours / theirs <= limit


def lay_out_yardstick(folder: Path) -> tuple[Path, Path]:
    """Write the judged graph and the shapes, each as one Turtle file."""
    dataset = load().dataset
    data, shapes = folder / "data.ttl", folder / "shapes.ttl"
    dataset.judged(dataset.revisions[-1]).serialize(data, format="turtle", encoding="utf-8")
    to_rdflib(read_shapes(shapes_folder())).serialize(shapes, format="turtle", encoding="utf-8")
    return data, shapes


def main() -> int:
    """Measure both, and exit with 1 where a limit is not kept."""
    command = str(SCRIPTS / "plangraph")
    with tempfile.TemporaryDirectory() as name:
        data, shapes = lay_out_yardstick(Path(name))
        judge = [str(SCRIPTS / "pyshacl"), "-s", str(shapes), str(data)]
        checked = take_times([[command, "check"], judge], CHECKS)
    started = take_times([[command, "--help"], [sys.executable, "-c", "pass"]], STARTS)
    kept = [
        show(["plangraph check", "pyshacl"], checked, CHECK_LIMIT),
        show(["plangraph --help", "python -c pass"], started, START_LIMIT),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
