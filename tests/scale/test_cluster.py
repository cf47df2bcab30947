"""Workers of a cluster give what one process gives, even where one of them is killed midway."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plangraph.cli import main
from plangraph.errors import StoreError
from plangraph.opening.cluster import join_cluster, spread
from plangraph.store.disk import open_store
from tests.benchmarks.generator.writing import Order, write_folders
from tests.conftest import TODAY

PLANS = 6


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    home = tmp_path_factory.mktemp("plans")
    return [str(folder) for folder in write_folders(Order(8, PLANS, rate=0.05), home)]


@pytest.fixture(scope="module")
def cluster(require: Callable[[str], None]) -> Iterator[Any]:
    """Begin two real worker processes."""
    require("dask")
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as begun:
        yield begun


def test_plans_assembled_by_workers_make_the_same_store(
    cluster: Any, folders: list[str], tmp_path: Path
) -> None:
    few = folders[:4]
    address = ["--scheduler", cluster.scheduler_address]
    assert main(["load", *few, "--store", str(tmp_path / "shared"), *address]) == 0
    assert main(["load", *few, "--store", str(tmp_path / "alone")]) == 0
    shared, alone = open_store(tmp_path / "shared"), open_store(tmp_path / "alone")
    assert set(shared.store) == set(alone.store)
    assert shared.revisions == alone.revisions


def test_an_error_of_a_plan_comes_back_as_it_is(cluster: Any, tmp_path: Path) -> None:
    with join_cluster(cluster.scheduler_address, 1) as client:
        assert list(spread(str.upper, ["a", "b"], client)) == ["A", "B"]
        with pytest.raises(StoreError, match="here: this"):
            list(spread(_fail, ["x"], client))


def _fail(_item: str) -> str:
    raise StoreError("here", "this", "That")


def test_no_scheduler_is_an_error_in_one_line(
    require: Callable[[str], None],
    folders: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require("dask")
    monkeypatch.setattr("plangraph.opening.cluster.SECONDS", 1)
    few = folders[:2]
    assert main(["check", *few, "--scheduler", "tcp://127.0.0.1:1", "--lang", "en"]) == 3
    told = capsys.readouterr().err
    assert "is no scheduler that answers" in told
    assert told.count("\n") == 1
    assert main(["check", few[0], "--scheduler", "local"]) == 2


def test_without_dask_the_command_says_what_to_install(folders: list[str]) -> None:
    """A module that is None cannot be imported, as one that is not there."""
    code = (
        "import sys; sys.modules['distributed'] = None; from plangraph.cli import main; "
        f"sys.exit(main(['check', *{folders[:2]!r}, '--scheduler', 'local', '--lang', 'en']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Run: pip install 'plangraph[cluster]'" in done.stderr


def test_a_worker_killed_midway_changes_nothing(
    cluster: Any, folders: list[str], tmp_path: Path
) -> None:
    """It is killed while plans are being judged."""
    alone, shared = tmp_path / "alone.jsonl", tmp_path / "shared.jsonl"
    assert main(["check", *folders, "--no-cache", "--jobs", "1", "-o", str(alone)]) in (0, 1)
    with killing(cluster, "_do"):
        address = ["--scheduler", cluster.scheduler_address]
        assert main(["check", *folders, "--no-cache", *address, "-o", str(shared)]) in (0, 1)
    assert shared.read_bytes() == alone.read_bytes()
    assert shared.read_bytes().count(b"\n") == PLANS


def test_only_what_is_not_known_is_sent_to_workers(
    cluster: Any, folders: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    plans = [shutil.copytree(folder, tmp_path / Path(folder).name) for folder in folders[:4]]
    sent: list[object] = []

    def note(work: Callable[..., Any], items: Iterable[Any], client: Any) -> Iterator[Any]:
        kept = list(items)
        sent.extend(kept)
        return spread(work, kept, client)

    monkeypatch.setattr("plangraph.opening.cluster.spread", note)
    words = [*map(str, plans), "-o", str(tmp_path / "found.jsonl")]
    assert main(["check", *words, "--scheduler", cluster.scheduler_address]) in (0, 1)
    assert len(sent) == 4
    (plans[2] / "codes.csv").write_bytes((plans[2] / "codes.csv").read_bytes() + b"\n")
    assert main(["check", *words, "--scheduler", cluster.scheduler_address]) in (0, 1)
    shared = (tmp_path / "found.jsonl").read_bytes()

    assert len(sent) == 5
    assert main(["check", *words, "--no-cache", "--jobs", "1"]) in (0, 1)
    assert (tmp_path / "found.jsonl").read_bytes() == shared


def test_a_worker_killed_while_pages_are_made_changes_no_byte_of_the_site(
    cluster: Any, root: Path, little_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is killed when the site was sent to a worker, and pages are still to come."""
    monkeypatch.setattr("plangraph.cli.publish.date", Day)
    shared = tmp_path / "site"
    words = ["publish", str(root / "tests/plans/tiny"), str(shared), "--allow-findings"]
    with killing(cluster, "loads"):
        assert main([*words, "--scheduler", cluster.scheduler_address]) == 0
    names = list_files(shared)
    assert names == list_files(little_site)
    assert all((little_site / name).read_bytes() == (shared / name).read_bytes() for name in names)


class Day(date):
    """The day on which the site was written that is compared."""

    @classmethod
    def today(cls) -> date:  # type: ignore[override] # a plain date, as it goes to the workers
        """Give that day."""
        return TODAY


def list_files(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


@contextmanager
def killing(cluster: Any, what: str) -> Iterator[None]:
    """Kill a worker once something that is called so is at work or done."""
    killed: list[int] = []
    killer = threading.Thread(target=_kill_midway, args=(cluster, what, killed))
    killer.start()
    yield
    killer.join()
    assert killed


def _kill_midway(cluster: Any, what: str, killed: list[int]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        tasks = list(cluster.scheduler.tasks.values())
        begun = [task for task in tasks if task.state in ("processing", "memory")]
        if any(task.key.startswith(what) for task in begun):
            killed.append(cluster.workers[min(cluster.workers)].pid)
            os.kill(killed[0], signal.SIGKILL)
            return
        time.sleep(0.01)
