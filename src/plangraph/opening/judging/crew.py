"""
Many plans, several processes: in the order of the tasks, in memory that does not grow with them.
"""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final

from plangraph.errors import StoreError
from plangraph.opening.judging import Judgement, Order, Task, judge, recall
from plangraph.store.children import end_with_parent

AHEAD: Final = 8
"""Tasks for each process that are handed out before the first is back."""

TRIES: Final = 2
"""How often a task is tried among others whose process was ended, before it is tried alone."""


def judge_by_several(tasks: Iterable[Task], order: Order, jobs: int) -> Iterator[Judgement]:
    """Judge plans by several processes, and tell of each in its turn."""
    waiting = (_Try(task) for task in tasks)
    lost: deque[_Try] = deque()
    while True:
        lost = yield from _judge_until_broken(waiting, lost, order, jobs)
        if not lost:
            return
        while lost and lost[0].count >= TRIES:
            yield _judge_alone(lost.popleft().task, order)


@dataclass(slots=True)
class _Try:
    task: Task
    count: int = 0


def _judge_until_broken(
    waiting: Iterator[_Try], again: deque[_Try], order: Order, jobs: int
) -> Generator[Judgement, None, deque[_Try]]:
    """Judge until all is done, or a process was ended; give what was then at work."""
    running: deque[tuple[_Try, Future[Judgement]]] = deque()
    # Processes begin when the first is needed: what is remembered needs none.
    with _hire(jobs) as pool:

        def hand_out(number: int) -> None:
            for _ in range(number):
                one = again.popleft() if again else next(waiting, None)
                if one is None:
                    return
                again.appendleft(one)
                known = recall(one.task, order)
                running.append(
                    (one, _done(known) if known else pool.submit(judge, one.task, order))
                )
                again.popleft()

        try:
            hand_out(AHEAD * jobs)
            while running:
                judgement = running[0][1].result()
                running.popleft()
                yield judgement
                hand_out(1)
        except BrokenProcessPool:
            for one, future in running:
                one.count += not future.done() or future.exception() is not None
            return deque([*(one for one, _future in running), *again])
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return deque()


def _done(judgement: Judgement) -> Future[Judgement]:
    future: Future[Judgement] = Future()
    future.set_result(judgement)
    return future


def _judge_alone(task: Task, order: Order) -> Judgement:
    with _hire(1) as pool:
        try:
            return pool.submit(judge, task, order).result()
        except BrokenProcessPool:
            what = "the process that judged it was ended from outside"
            return Judgement(
                task, failed=(StoreError, task.source, what, "Free some memory and check again")
            )


def _hire(jobs: int) -> ProcessPoolExecutor:
    # Nothing is inherited, so no thread or open store of the caller can do harm.
    return ProcessPoolExecutor(jobs, get_context("spawn"), end_with_parent)
