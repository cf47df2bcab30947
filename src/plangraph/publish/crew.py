"""
Several processes at work on one site: those of this machine, or those that somebody else lends.

Here they are forked, where it is safe, so that each has the laid-out dataset without a copy; where
a process cannot be forked, or has threads that would not come along, the same work is done in one.
To processes elsewhere the site is sent, and laid out there once.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from plangraph.errors import OutputError
from plangraph.store.children import end_with_parent

if TYPE_CHECKING:
    from plangraph.publish.site import Site

Files = Iterable[tuple[str, bytes]]
"""Files of a site, as paths and bytes."""

Share = Callable[[Callable[[int, "Site"], Files], Sequence[int], "Site"], Iterator[Files]]
"""Has work done on numbers by other processes, to which a site is sent, in the numbers' order."""

Job = TypeVar("Job")
Result = TypeVar("Result")

MOST: Final = 8
"""Processes beyond which the disk, not the processor, sets the pace."""

THREADS: Final = Path("/proc/self/task")

_turn: Final = Lock()
"""Held by the thread that makes files: what is laid out grows while it is asked."""

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
    # One that lived on would keep the folder aside locked, and nobody would clear it away.
    end_with_parent()
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


def make_files(number: int, site: "Site") -> Files:
    """Make the files of one task of a site, in a process to which the site was sent."""
    with _turn, keep_garbage():
        return list(site.tasks[number]())
