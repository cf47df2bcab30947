"""Many plans at once: a line of JSON for each, as soon as it is its turn."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from plangraph.cli.check import SEVERITIES
from plangraph.cli.failures import CLEAN, FINDINGS, explain
from plangraph.cli.language import Language
from plangraph.cli.output import open_result, write_note
from plangraph.errors import OutputError
from plangraph.layout import cache_folder
from plangraph.opening.judging import (
    Judgement,
    Order,
    Task,
    count_processors,
    judge,
    judge_all,
    list_tasks,
    make_order,
    recall,
)
from plangraph.opening.judging.known import look_up, remember
from plangraph.opening.judging.seen import Seen

if TYPE_CHECKING:
    from plangraph.cli.check import Batch

FEW: Final = 8
FEW_STRETCHES: Final = 100
"""Plans up to which more processes would take longer to begin than to judge; lines cost less."""


def holds_several(plans: Sequence[str], *, remember: bool) -> bool:
    """Tell whether what is named holds several plans, where that shows without reading it."""
    _list_tasks.cache_clear()
    memory = _find_memory() if remember else None
    return len(plans) > 1 or any(len(_list_tasks(plan, memory)) > 1 for plan in plans)


@cache
def _list_tasks(plan: str, memory: Path | None) -> tuple[Task, ...]:
    return tuple(list_tasks(plan, None if memory is None else Seen(memory)))


def _find_memory() -> Path:
    return cache_folder() / "check"


def judge_batch(
    plans: Sequence[str], batch: "Batch", output: Path | None, language: Language
) -> int:
    """
    Judge plans, write what is found, and give the exit code over all.

    Raises:
        OutputError: What is found cannot be written.
    """
    memory = _find_memory() if batch.remember else None
    order = make_order(
        batch.profile, batch.engine, batch.registers, batch.links, date.today(), memory
    )
    tasks, failed = _list_all(plans, memory)
    worst = max((_tell(error, language) for error in failed), default=CLEAN)
    _list_tasks.cache_clear()
    few = FEW_STRETCHES if all(task.stretch is not None for task in tasks) else FEW
    seen = Seen(_find_memory())
    tasks, unknown = look_up(tasks, order, seen, few)
    number = batch.jobs or (count_processors() if unknown > few else 1)
    done: list[Task] = []
    with ExitStack() as stack:
        try:
            write = stack.enter_context(open_result(output))
        except OutputError as error:
            # Whoever waits for the findings gets them all the same.
            worst = max(worst, _tell(error, language))
            write = stack.enter_context(open_result())
        if batch.scheduler is None:
            judgements = judge_all(tasks, order, number)
        else:
            judgements = stack.enter_context(_share(tasks, order, batch.scheduler, number))
        for task, judgement in zip(tasks, _show_progress(judgements, len(tasks)), strict=True):
            done.append(replace(judgement.task, source=task.source))
            if judgement.error is not None:
                worst = max(worst, _tell(judgement.error, language))
            else:
                write(judgement.lines)
                worst = max(worst, FINDINGS if _fails(judgement, batch.fail_on) else CLEAN)
    remember(done, order, seen)
    return worst


@contextmanager
def _share(
    tasks: Sequence[Task], order: Order, scheduler: str, jobs: int
) -> Iterator[Iterator[Judgement]]:
    """Have plans judged by the workers of a cluster."""
    from plangraph.opening.cluster import find_absolute, join_cluster, spread

    with join_cluster(scheduler, jobs) as client:
        sent = (
            replace(task, source=find_absolute(task.source)) for task in tasks if not task.content
        )
        shared = spread(partial(judge, order=order), sent, client)
        yield (
            (recall(task, order) or judge(task, order)) if task.content else next(shared)
            for task in tasks
        )


def _tell(error: Exception, language: Language) -> int:
    """One plan that cannot be read does not keep the others from being judged."""
    line, code = explain(error, "check", language)
    write_note(line)
    return code


def _list_all(plans: Sequence[str], memory: Path | None) -> tuple[list[Task], list[Exception]]:
    tasks: list[Task] = []
    failed: list[Exception] = []
    for plan in plans:
        try:
            tasks.extend(_list_tasks(plan, memory))
        except Exception as error:
            failed.append(error)
    return tasks, failed


def _fails(judgement: Judgement, fail_on: str) -> bool:
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any((judgement.open or {}).get(name) for name in grave)


def _show_progress(judgements: Iterator[Judgement], number: int) -> Iterator[Judgement]:
    """Count on a terminal how far it is."""
    if not sys.stderr.isatty():
        yield from judgements
        return
    for done, judgement in enumerate(judgements, start=1):
        yield judgement
        click.echo(f"\r{done}/{number}", nl=False, err=True)
    click.echo("\r" + " " * 20 + "\r", nl=False, err=True)
