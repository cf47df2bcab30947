"""
Work shared among the workers of a Dask cluster, in the order in which it is wanted.

The only module that imports Dask. A worker that dies costs its tasks some time: another does them.
Workers read plans where they lie, so they see the same folders as whoever asks; what they make they
send, and write nothing.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from warnings import catch_warnings, filterwarnings

from plangraph.errors import PlanGraphError, StoreError, UsageError
from plangraph.layout import PACKAGE, ontology_folder, queries_folder, shapes_folder

if TYPE_CHECKING:
    from distributed import Client as Client
    from distributed import Future

LOCAL: Final = "local"
"""Stands for a cluster of processes on this machine, which ends with the command."""
SAMPLING: Final = "distributed.worker.profile.enabled"
"""Whether workers look all the time what they are at, which costs more than to judge plans."""

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
        from dask import config
        from distributed import Client, LocalCluster
    except ImportError as error:
        remedy = "Run: pip install 'plangraph[cluster]'"
        raise UsageError("--scheduler", "Dask is not installed", remedy) from error
    if scheduler == LOCAL:
        with (
            config.set({SAMPLING: False}),
            LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",
                silence_logs=50,
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
    own = digest_program()
    # A worker that is lost just now answers with an error, and will be begun anew with the same.
    found = client.run(digest_program, on_error="return").values()
    if any(theirs != own for theirs in found if isinstance(theirs, str)):
        remedy = "Install the same version everywhere"
        raise StoreError(scheduler, "its workers run another version of plangraph", remedy)


def digest_program() -> str:
    """Digest all that the program is made of: templates and questions, too."""
    told = sha256()
    for room in (PACKAGE, ontology_folder(), shapes_folder(), queries_folder()):
        for path in sorted(room.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                told.update(sha256(path.read_bytes()).digest())
    return told.hexdigest()


def spread(
    work: Callable[..., Result],
    items: Iterable[Item],
    client: "Client",
    *shared: object,
    where: str = "",
) -> Iterator[Result]:
    """
    Do work on items, on whatever worker is free, and give what comes of it in the items' order.

    What is ``shared`` is handed to the work behind each item; it goes to each worker once. The
    first items are handed out at once, the others as results are taken. Errors that are about no
    single item name the place as ``where``.

    Raises:
        StoreError: Workers died over the same item again and again, or the cluster went away.
    """
    waiting = iter(items)
    # A task and no scattered data: what a worker that dies had is then made again.
    with catch_warnings():
        # A large site takes its time to get there, and there is nothing to be done about it.
        filterwarnings("ignore", "Sending large graph")
        held = [client.submit(pickle.loads, pickle.dumps(one), pure=False) for one in shared]
    running: deque[tuple[Item, Future[bytes]]] = deque()

    def hand_out() -> None:
        number = AHEAD * max(1, len(client.scheduler_info()["workers"]))
        for item in islice(waiting, max(0, number - len(running))):
            future = client.submit(_do, work, item, *held, pure=False, retries=RETRIES)
            running.append((item, future))

    hand_out()
    return _collect(running, hand_out, where)


def _do(work: Callable[..., object], item: object, *shared: object) -> bytes:
    """Give what comes of it as one piece: Dask would send each of many small ones for itself."""
    return pickle.dumps(work(item, *shared))


def _collect(
    running: "deque[tuple[Item, Future[bytes]]]", hand_out: Callable[[], None], where: str
) -> Iterator[Any]:
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    while running:
        item, future = running.popleft()
        try:
            result = pickle.loads(future.result())
        except KilledWorker as error:
            remedy = "Give the workers more memory, or look into their logs"
            raise StoreError(where or str(item), "every worker that had it died", remedy) from error
        except (FutureCancelledError, OSError) as error:
            if isinstance(error, PlanGraphError):
                raise
            remedy = "See whether the scheduler runs, then do it again"
            raise StoreError("--scheduler", "the cluster went away", remedy) from error
        yield result
        hand_out()


def find_absolute(source: str) -> str:
    """Name a plan so that a worker, who stands in another folder, finds it."""
    path = Path(source)
    return str(path.resolve()) if path.exists() else source
