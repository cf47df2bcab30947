"""
Plans by the thousand: each judged for itself, so that many processes or machines may share them.

A task names a plan, an order says how plans are to be judged, and a judgement is what came of it:
all are small values that go from one process to another. What was judged before is remembered.
"""

import gc
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plangraph.errors import PlanGraphError, StoreError
from plangraph.layout import read_file
from plangraph.names import PlanNames
from plangraph.opening.judging.lines import PLAIN, read_plan
from plangraph.opening.judging.memory import Files, Memory, Told, digest_rules, look
from plangraph.opening.judging.stretches import LARGE, Stretch, find_stretches
from plangraph.opening.loading import load
from plangraph.store import FORMATS
from plangraph.store.disk import is_store, read_content

if TYPE_CHECKING:
    from plangraph.check import Report

__all__ = [
    "Judgement",
    "Order",
    "Task",
    "count_processors",
    "judge",
    "judge_all",
    "list_tasks",
    "make_order",
    "recall",
]


DEFECT: Final = "This is a defect; report it with the command that you ran"


@dataclass(frozen=True, slots=True)
class Order:
    """
    How plans are to be judged: by which rules and registers, as of which day.

    ``rules`` is a digest of them and of the program; ``memory`` is where judgements are kept, or
    None.
    """

    profile: str
    engine: str
    today: date
    registers: Path | None
    links: tuple[Path, ...]
    rules: str
    memory: Path | None

    @property
    def lent(self) -> list[Path]:
        """What is read beside each plan."""
        return [*([self.registers] if self.registers is not None else []), *self.links]

    @property
    def said(self) -> str:
        """All of it that a judgement depends on, but for the day."""
        return "\n".join((self.profile, self.engine, self.rules, *map(str, self.lent)))


@dataclass(frozen=True, slots=True)
class Task:
    """A plan to judge: where it lies, and its name or stretch of lines where several lie there."""

    source: str
    names: PlanNames | None = None
    stretch: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    What came of a task: a line of JSON for each plan, and how many findings are open.

    ``failed`` says in words why the task could not be done: kind, where, what, remedy.
    """

    task: Task
    lines: bytes = b""
    open: Mapping[str, int] | None = None
    failed: tuple[type[PlanGraphError], str, str, str] | None = None

    @property
    def error(self) -> PlanGraphError | None:
        """The error that kept the task from being done."""
        if self.failed is None:
            return None
        kind, where, what, remedy = self.failed
        return kind(where, what, remedy)


def make_order(
    profile: str,
    engine: str,
    registers: Path | None = None,
    links: tuple[Path, ...] = (),
    today: date | None = None,
    memory: Path | None = None,
) -> Order:
    """Say how plans are to be judged, by the rules that come with the package."""
    rules = "" if memory is None else digest_rules()
    return Order(profile, engine, today or date.today(), registers, links, rules, memory)


def list_tasks(source: str) -> Iterator[Task]:
    """
    List what there is to judge at a place: a store folder may hold many plans, each for itself.

    Raises:
        StoreError: The store folder is damaged.
    """
    path = Path(source)
    if is_store(path):
        newest = {(names.base, names.code): names for names in read_content(path).plans}
        for names in newest.values():
            yield Task(source, names)
    else:
        stretches = find_stretches(path)
        parts = stretches if len(stretches) > 1 else [None]
        yield from (Task(source, stretch=part) for part in parts)


def recall(task: Task, order: Order) -> Judgement | None:
    """Tell what was found when a plan was judged before, if nothing changed since."""
    if order.memory is None:
        return None
    memory, files = _remember(task, order)
    told = memory.recall(files, order.today)
    return None if told is None else Judgement(task, told.lines, told.open)


def count_processors() -> int:
    """Tell how many processes may work at once."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def judge_all(tasks: Iterable[Task], order: Order, jobs: int) -> Iterator[Judgement]:
    """Judge plans, by several processes where ``jobs`` says so, and tell of each in its turn."""
    if jobs > 1:
        # What starts processes is large, and one needs none of it.
        from plangraph.opening.judging.crew import judge_by_several

        yield from judge_by_several(tasks, order, jobs)
        return
    for task in tasks:
        yield recall(task, order) or judge(task, order)


def _remember(task: Task, order: Order) -> tuple[Memory, Files]:
    part = task.stretch.root if task.stretch is not None else task.names
    memory = Memory(order.memory or Path(), f"{task.source}\n{part}\n{order.said}")
    return memory, look([Path(task.source), *order.lent], task.stretch)


def judge(task: Task, order: Order) -> Judgement:
    """Judge a plan, and remember what is found."""
    collecting = gc.isenabled()
    # What a plan is read into goes all at once; to look through it meanwhile finds nothing.
    gc.disable()
    try:
        if order.memory is None:
            told, _dated = _judge_anew(task, order)
            return Judgement(task, told.lines, told.open)
        memory, files = _remember(task, order)
        told, dated = _judge_anew(task, order)
        memory.keep(told, files, order.today if dated else None)
        return Judgement(task, told.lines, told.open)
    except PlanGraphError as error:
        return Judgement(task, failed=(type(error), error.where, error.what, error.remedy))
    except Exception as error:
        what = f"unexpected {type(error).__name__}: {error}"
        return Judgement(task, failed=(PlanGraphError, task.source, what, DEFECT))
    finally:
        if collecting:
            gc.enable()


def _judge_anew(task: Task, order: Order) -> tuple[Told, bool]:
    """Give what is found, and whether it depends on the day."""
    from plangraph.check.formats import describe

    lines: list[str] = []
    found: dict[str, int] = {}
    dated = False
    for report in _report(task, order):
        lines.append(json.dumps(describe(report), ensure_ascii=False) + "\n")
        for severity, count in report.counts.items():
            found[severity.value] = found.get(severity.value, 0) + count
        dated = dated or report.dated
    return Told("".join(lines).encode("utf-8", "backslashreplace"), found), dated


def _report(task: Task, order: Order) -> "Iterator[Report]":
    from plangraph.check import check, check_graph

    path, profile, day, engine = Path(task.source), order.profile, order.today, order.engine
    kind, stretch = FORMATS.get(path.suffix.lower()), task.stretch
    if kind is not None and path.is_file() and not order.links:
        large = path.stat().st_size >= LARGE
        found = None
        if kind in PLAIN or not large:
            found = read_plan(stretch.read(path) if stretch else read_file(path), kind)
        if found is not None:
            names, facts = found
            yield check_graph(facts, names, profile, day, engine=engine, tables=False)
            return
        if stretch is not None and large:
            raise _describe_mixture(path, stretch)
    dataset = load(task.source, registers=order.registers, links=order.links).dataset
    chosen = dataset.newest() if task.names is None else (task.names,)
    if stretch is not None:
        chosen = tuple(names for names in chosen if names.root == stretch.root)
        if not chosen:
            raise _describe_mixture(path, stretch)
    for names in chosen:
        yield check(dataset, profile, day, engine=engine, names=names, tables=False)


def _describe_mixture(path: Path, stretch: Stretch) -> StoreError:
    what = f"the lines from byte {stretch.begin} are not those of one plan"
    return StoreError(path, what, "Load the file into a store, and check that")
