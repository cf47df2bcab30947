"""
Plans shared among the workers of a Dask cluster, in the order in which they are wanted.

The only module that imports Dask. A worker that dies costs its tasks some time: another does them.
Workers read plans where they lie, so they see the same folders as whoever asks.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from plangraph.errors import PlanGraphError, StoreError, UsageError
from plangraph.opening.judging.memory import digest_rules

if TYPE_CHECKING:
    from distributed import Client

LOCAL: Final = "local"
"""Stands for a cluster of processes on this machine, which ends with the command."""
AHEAD: Final = 4
"""Tasks for each worker that are handed out before the first is back."""
RETRIES: Final = 3
SECONDS: Final = 30

Item = TypeVar("Item")
Result = TypeVar("Result")


@contextmanager
def join_cluster(scheduler: str, jobs: int) -> Iterator["Client"]:
    """
    Join the cluster at an address, or begin one of local processes.

    Raises:
        UsageError: Dask is not installed.
        StoreError: Nobody answers at the address, or its workers run another plangraph.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        remedy = "Run: pip install 'plangraph[cluster]'"
        raise UsageError("--scheduler", "Dask is not installed", remedy) from error
    if scheduler == LOCAL:
        with (
            LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = Client(scheduler, timeout=SECONDS)
    except (OSError, ValueError) as error:
        what = " ".join(str(error).split()) or "no answer"
        remedy = "See whether the scheduler runs there"
        raise StoreError(scheduler, f"is no scheduler that answers: {what}", remedy) from error
    with client:
        _compare_programs(client, scheduler)
        yield client


def _compare_programs(client: "Client", scheduler: str) -> None:
    client.wait_for_workers(1, timeout=SECONDS)
    own = digest_rules()
    # A worker that is lost just now answers with an error, and will be begun anew with the same.
    found = client.run(digest_rules, on_error="return").values()
    if any(theirs != own for theirs in found if isinstance(theirs, str)):
        remedy = "Install the same version everywhere"
        raise StoreError(scheduler, "its workers run another version of plangraph", remedy)


def spread(
    work: Callable[[Item], Result], items: Iterable[Item], client: "Client"
) -> Iterator[Result]:
    """
    Do work on items, on whatever worker is free, and give what comes of it in the items' order.

    Raises:
        StoreError: Workers died over the same item again and again, or the cluster went away.
    """
    from distributed import Future
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    waiting = iter(items)
    running: deque[tuple[Item, Future]] = deque()
    while True:
        number = AHEAD * max(1, len(client.scheduler_info()["workers"]))
        while len(running) < number:
            try:
                item = next(waiting)
            except StopIteration:
                break
            running.append((item, client.submit(work, item, pure=False, retries=RETRIES)))
        if not running:
            return
        item, future = running.popleft()
        try:
            result: Result = future.result()
        except KilledWorker as error:
            remedy = "Give the workers more memory, or look into their logs"
            raise StoreError(str(item), "every worker that had it died", remedy) from error
        except (FutureCancelledError, OSError) as error:
            if isinstance(error, PlanGraphError):
                raise
            remedy = "See whether the scheduler runs, then do it again"
            raise StoreError("--scheduler", "the cluster went away", remedy) from error
        yield result


def find_absolute(source: str) -> str:
    """Name a plan so that a worker, who stands in another folder, finds it."""
    path = Path(source)
    return str(path.resolve()) if path.exists() else source
