"""
Several processes at work on one site, where the machine has them and it is safe.

They are forked, so that each has the laid-out dataset without a copy; where a process cannot be
forked, or has threads that would not come along, the same work is done in one.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, TypeVar

from plangraph.errors import OutputError

Job = TypeVar("Job")
Result = TypeVar("Result")

MOST: Final = 8
"""Processes beyond which the disk, not the processor, sets the pace."""

THREADS: Final = Path("/proc/self/task")

_work: list[Callable[[Any], Any]] = []
"""What a forked process does with a job; it came along with the fork."""


def count_workers() -> int:
    """Tell how many processes may work: one where forking is impossible or unsafe."""
    if sys.platform != "linux" or not THREADS.is_dir() or len(list(THREADS.iterdir())) > 1:
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


@contextmanager
def set_to_work(
    work: Callable[[Job], Result], jobs: Sequence[Job], workers: int
) -> Iterator[Iterator[Result]]:
    """
    Have jobs done while the caller does something else, and give the results in no order.

    Raises:
        OutputError: A process was ended from outside.
    """
    if workers < 2:
        yield map(work, jobs)
        return
    with ProcessPoolExecutor(workers, get_context("fork"), _begin, (work,)) as pool:
        try:
            yield _collect([pool.submit(_do, job) for job in jobs])
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


@contextmanager
def keep_garbage() -> Iterator[None]:
    """Look for no garbage: what is laid out stays, and each look would go through all of it."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def _begin(work: Callable[[Any], Any]) -> None:
    # Ctrl+C reaches the parent, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # To look for garbage in what came along would only copy its pages.
    gc.disable()
    _work[:] = [work]


def _do(job: Any) -> Any:
    return _work[0](job)


def _collect(futures: Sequence[Future[Any]]) -> Iterator[Any]:
    try:
        for future in as_completed(futures):
            yield future.result()
    except BrokenProcessPool as error:
        what = "a process that wrote pages was ended from outside"
        raise OutputError("publish", what, "Free some memory and publish again") from error
