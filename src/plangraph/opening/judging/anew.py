"""
A plan judged: opened, checked, and what is found written as lines of JSON.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from plangraph.check import Report, check, check_graph
from plangraph.check.facts import Facts
from plangraph.check.formats import describe
from plangraph.errors import StoreError, UsageError
from plangraph.layout import read_file
from plangraph.names import PlanNames
from plangraph.opening.judging import Order, Task
from plangraph.opening.judging.lines import PLAIN, read_plan
from plangraph.opening.judging.memory import Told
from plangraph.opening.judging.stretches import LARGE, Stretch
from plangraph.opening.loading import load
from plangraph.store import FORMATS


def judge_anew(task: Task, order: Order, lines: bytes | None = None) -> tuple[Told, bool, bool]:
    """
    Give what is found, whether it depends on the day, and whether on these lines alone.

    ``lines`` are those of the task's stretch.

    Raises:
        PlanGraphError: The plan cannot be opened or judged.
    """
    written: list[str] = []
    found: dict[str, int] = {}
    dated = False
    read = _read_lines(task, order, lines)
    for report in _judge_loaded(task, order) if read is None else [_judge_read(read, order)]:
        written.append(json.dumps(describe(report), ensure_ascii=False) + "\n")
        for severity, count in report.counts.items():
            found[severity.value] = found.get(severity.value, 0) + count
        dated = dated or report.dated
    told = Told("".join(written).encode("utf-8", "backslashreplace"), found)
    return told, dated, read is not None


def _read_lines(task: Task, order: Order, lines: bytes | None) -> tuple[PlanNames, Facts] | None:
    """Read RDF of one plan by its lines; nothing, where it is to be loaded."""
    path, stretch = Path(task.source), task.stretch
    if stretch is not None and order.links:
        remedy = "Give the plan folder or the source file"
        raise UsageError("--links", "a dataset takes no more links", remedy)
    kind = FORMATS.get(path.suffix.lower())
    if kind is None or not path.is_file() or order.links:
        return None
    large = path.stat().st_size >= LARGE
    found = None
    if kind in PLAIN or not large:
        if lines is None:
            lines = stretch.read(path) if stretch else read_file(path)
        found = read_plan(lines, kind)
    if found is None and stretch is not None and large:
        raise _describe_mixture(path, stretch)
    return found


def _judge_read(read: tuple[PlanNames, Facts], order: Order) -> Report:
    names, facts = read
    return check_graph(facts, names, order.profile, order.today, engine=order.engine, tables=False)


def _judge_loaded(task: Task, order: Order) -> Iterator[Report]:
    path, stretch, profile, day = Path(task.source), task.stretch, order.profile, order.today
    dataset = load(task.source, registers=order.registers, links=order.links).dataset
    chosen = dataset.newest() if task.names is None else (task.names,)
    if stretch is not None:
        chosen = tuple(names for names in chosen if names.root == stretch.root)
        if not chosen:
            raise _describe_mixture(path, stretch)
    for names in chosen:
        yield check(dataset, profile, day, engine=order.engine, names=names, tables=False)


def _describe_mixture(path: Path, stretch: Stretch) -> StoreError:
    what = f"the lines from byte {stretch.begin} are not those of one plan"
    return StoreError(path, what, "Load the file into a store, and check that")
