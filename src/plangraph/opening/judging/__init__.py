"""
Plans by the thousand: each judged for itself, so that many processes or machines may share them.

A task names a plan, an order says how plans are to be judged, and a judgement is what came of it:
all are small values that go from one process to another. What was judged before is remembered.
"""

import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from plangraph.errors import PlanGraphError
from plangraph.names import PlanNames
from plangraph.opening.judging.files import Files, digest_lines, look
from plangraph.opening.judging.memory import Memory, digest_rules
from plangraph.opening.judging.seen import Seen
from plangraph.opening.judging.stretches import LARGE, Stretch, find_stretches, may_hold_stretches
from plangraph.store.disk import MARKER, read_content

__all__ = [
    "Judgement",
    "Order",
    "Task",
    "count_processors",
    "judge",
    "judge_all",
    "list_tasks",
    "make_order",
    "open_memory",
    "recall",
]


DEFECT: Final = "This is a defect; report it with the command that you ran"


@dataclass(frozen=True, slots=True)
class Order:
    """
    How plans are to be judged: by which rules and registers, as of which day.

    ``rules`` is a digest of them and of the program, ``lending`` of what is read beside each plan;
    ``memory`` is where judgements are kept, or None.
    """

    profile: str
    engine: str
    today: date
    registers: Path | None
    links: tuple[Path, ...]
    rules: str
    memory: Path | None
    lending: str = ""

    @property
    def lent(self) -> list[str]:
        """What is read beside each plan."""
        places = [*([self.registers] if self.registers is not None else []), *self.links]
        return [str(place) for place in places]

    @property
    def said(self) -> str:
        """All of it that a judgement depends on, but for the day."""
        return "\n".join((self.profile, self.engine, self.rules, *self.lent, self.lending))


@dataclass(frozen=True, slots=True)
class Task:
    """
    A plan to judge: where it lies, and its name or stretch of lines where several lie there.

    ``mark`` says how the source looked before it was read, ``content`` is the digest of what is
    judged, where they are known.
    """

    source: str
    names: PlanNames | None = None
    stretch: Stretch | None = None
    mark: str = field(default="", compare=False)
    content: str = field(default="", compare=False)

    @property
    def said(self) -> str:
        """What a judgement depends on beside the order; nothing, where that is not known."""
        if self.stretch is not None or not self.content:
            return self.content
        return f"{self.names}\n{self.content}"


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
    order = Order(profile, engine, today or date.today(), registers, links, rules, memory)
    return replace(order, lending=look(order.lent).digest()) if memory and order.lent else order


@lru_cache(maxsize=1)
def open_memory(order: Order) -> Memory | None:
    """Open what was found under an order; nothing, where what is lent cannot be read."""
    if order.memory is None or (order.lent and not order.lending):
        return None
    return Memory(order.memory, order.said, order.today)


def list_tasks(source: str, seen: Seen | None = None) -> Iterator[Task]:
    """
    List what there is to judge at a place: a store folder may hold many plans, each for itself.

    Where a large file was ``seen`` and looks the same, it is not opened.

    Raises:
        StoreError: The store folder is damaged.
    """
    if os.path.isfile(os.path.join(source, MARKER)):
        content = read_content(Path(source))
        newest = {(names.base, names.code): names for names in content.plans}
        for names in newest.values():
            yield Task(source, names)
    elif source.lower().endswith(".nq") and may_hold_stretches(path := Path(source)):
        # To look up a smaller file takes longer than to read it.
        large = seen is not None and path.stat().st_size >= LARGE
        mark = look([source]).mark if large else ""
        known = seen.find_stretches(source, mark) if seen is not None and mark else []
        parts = known or [(stretch, "") for stretch in find_stretches(path)]
        if len(parts) > 1:
            yield from (Task(source, None, part, mark, content) for part, content in parts)
        else:
            yield Task(source)
    else:
        yield Task(source)


def recall(task: Task, order: Order) -> Judgement | None:
    """Tell what was found when the same was judged before, where it is known what it holds."""
    memory = open_memory(order) if task.content else None
    told = None if memory is None else memory.recall(task.said)
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


def judge(task: Task, order: Order) -> Judgement:
    """Judge a plan unless what it holds is known, and remember what is found."""
    collecting = gc.isenabled()
    # What a plan is read into goes all at once; to look through it meanwhile finds nothing.
    gc.disable()
    try:
        if task.stretch is None:
            return _judge_files(task, order)
        lines = task.stretch.read(Path(task.source))
        if order.memory is not None:
            # What is judged is what was digested, whatever becomes of the file.
            task = replace(task, content=digest_lines(lines))
        return recall(task, order) or _judge_anew(task, order, lines)
    except PlanGraphError as error:
        return Judgement(task, failed=(type(error), error.where, error.what, error.remedy))
    except Exception as error:
        what = f"unexpected {type(error).__name__}: {error}"
        return Judgement(task, failed=(PlanGraphError, task.source, what, DEFECT))
    finally:
        if collecting:
            gc.enable()


def _judge_files(task: Task, order: Order) -> Judgement:
    if order.memory is None:
        return _judge_anew(task, order)
    files = look([task.source])
    task = replace(task, mark=files.mark, content=files.digest())
    return recall(task, order) or _judge_anew(task, order, files=files)


def _judge_anew(
    task: Task, order: Order, lines: bytes | None = None, files: Files | None = None
) -> Judgement:
    # What judges is large, and what is remembered needs none of it.
    from plangraph.opening.judging.anew import judge_anew

    told, dated, alone = judge_anew(task, order, lines)
    if lines is not None and not alone:
        # What was found may depend on all of the file.
        task = replace(task, content="")
    if files is not None and not files.are_unchanged(task.content):
        task = replace(task, mark="", content="")
    memory = open_memory(order) if task.content else None
    if memory is not None and look(order.lent).digest() == order.lending:
        memory.keep(task.said, told, dated=dated)
    return Judgement(task, told.lines, told.open)
