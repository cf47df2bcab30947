"""
What is killed midway leaves what was there, and the next run is right and clears away the rest.

``python -m tests.benchmarks.kills`` does it at 50 random moments; here are three that are known.
"""

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plangraph.cli import main
from plangraph.publish.folder import clear_up
from tests.benchmarks.generator.plans import make_plan
from tests.benchmarks.kills import CHECK, LOAD, PUBLISH, Work, kill, list_names

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are POSIX's")

PLANS = 2


def write_plans(at: Path, *, edited: bool = False) -> None:
    shutil.rmtree(at / "plans", ignore_errors=True)
    for number in range(PLANS):
        make_plan(3, number, edited=edited).write(at / "plans")


def kill_midway(work: Work, at: Path, has_begun: Callable[[Path], bool]) -> None:
    """Kill a command with all its processes as soon as it has begun something."""
    process = work.begin(at)
    end = time.monotonic() + 60
    while not has_begun(at):
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)
    assert kill(process, alone=False)
    assert has_begun(at)


def finish(work: Work, at: Path) -> str:
    """Do the work in this process, and say what is found then."""
    alone = ["--jobs", "1"] if work is CHECK else []
    assert main([*work.list_words(at), *alone]) in (0, 1)
    return work.find(at)


def has_new_data(at: Path) -> bool:
    return len(list(at.glob("store/data-*"))) > 1


def has_new_report(at: Path) -> bool:
    return any(at.glob(".plangraph-begun-*"))


def has_new_pages(at: Path) -> bool:
    return any(at.glob(".site.*/site/vocabulary"))


@pytest.mark.parametrize(
    ("work", "has_begun"), [(LOAD, has_new_data), (CHECK, has_new_report)], ids=["load", "check"]
)
def test_a_killed_run_leaves_what_was_there_and_the_next_is_right(
    work: Work,
    has_begun: Callable[[Path], bool],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at, undisturbed = tmp_path / "at", tmp_path / "undisturbed"
    monkeypatch.setenv("XDG_CACHE_HOME", str(at / "cache"))
    write_plans(at)
    old = finish(work, at)
    write_plans(at, edited=True)
    shutil.copytree(at, undisturbed)

    kill_midway(work, at, has_begun)
    assert work.find(at) == old
    assert finish(work, at) == finish(work, undisturbed) != old
    assert not has_begun(at)


def test_a_killed_publication_leaves_the_site_and_nothing_that_is_not_cleared_up(
    root: Path, little_site: Path, tmp_path: Path
) -> None:
    """With clearing up the next run begins; that it is right then, the 50 moments show."""
    shutil.copytree(root / "tests/plans/tiny", tmp_path / "plans" / "tiny")
    shutil.copytree(little_site, tmp_path / "site")
    names, old = list_names(tmp_path), PUBLISH.find(tmp_path)

    kill_midway(PUBLISH, tmp_path, has_new_pages)
    assert PUBLISH.find(tmp_path) == old
    clear_up(tmp_path / "site")
    assert PUBLISH.find(tmp_path) == old
    assert list_names(tmp_path) == names
