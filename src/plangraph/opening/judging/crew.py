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

FAR: Final = 1 << 14
"""Tasks that are looked at before the first is back: what is known is recalled in its turn."""

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
    running: deque[tuple[_Try, Future[Judgement] | None]] = deque()
    # Processes begin when the first is needed: what is remembered needs none.
    with _hire(jobs) as pool:
        free = AHEAD * jobs

        def hand_out() -> None:
            nonlocal free
            while free > 0 and len(running) < FAR:
                one = again.popleft() if again else next(waiting, None)
                if one is None:
                    return
                if one.task.content:
                    running.append((one, None))
                    continue
                again.appendleft(one)
                running.append((one, pool.submit(judge, one.task, order)))
                again.popleft()
                free -= 1

        try:
            hand_out()
            while running:
                one, future = running[0]
                judgement = recall(one.task, order) if future is None else None
                if judgement is None:
                    if future is None:
                        # It was known a moment ago.
                        future = pool.submit(judge, one.task, order)
                        running[0], free = (one, future), free - 1
                    judgement = future.result()
                running.popleft()
                free += future is not None
                yield judgement
                hand_out()
        except BrokenProcessPool:
            for one, future in running:
                if future is not None:
                    one.count += not future.done() or future.exception() is not None
            return deque([*(one for one, _future in running), *again])
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return deque()


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
