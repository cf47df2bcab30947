"""Several processes write the same site as one, and the end of one of them is no riddle."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plangraph.errors import OutputError
from plangraph.publish.crew import set_to_work

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")

PUBLISH = """
import sys
from pathlib import Path
from tests.conftest import TODAY
from plangraph.opening import load
from plangraph.publish import merge, publish

plan = load("tests/plans/tiny")
report = plan.check(profile="publish", today=TODAY)
publish(merge([plan.dataset]), [report], Path(sys.argv[1]), workers=2)
"""
BREAK = """
import os
from plangraph.errors import OutputError
from plangraph.publish.crew import set_to_work

def work(number):
    if number == 3:
        os.kill(os.getpid(), 9)
    return number

try:
    with set_to_work(work, range(5), 2) as results:
        list(results)
except OutputError as error:
    print(error)
"""
END = """
import os, time
from plangraph.publish.crew import set_to_work

def work(number):
    if number == 3:
        os.kill(os.getppid(), 9)
    time.sleep(60 if number > 2 else 0)

with set_to_work(work, range(5), 2) as results:
    list(results)
"""
COLLIDE = """
from plangraph.errors import OutputError
from plangraph.publish.crew import set_to_work

def work(number):
    raise OutputError("here", "a fault", "None")

try:
    with set_to_work(work, range(5), 2) as results:
        list(results)
except OutputError as error:
    print(error)
"""


def run(root: Path, script: str, *arguments: str) -> str:
    """Run a script in a process without threads, which alone may be forked safely."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_processes_write_the_same_bytes(root: Path, little_site: Path, tmp_path: Path) -> None:
    run(root, PUBLISH, str(tmp_path / "site"))

    for name in ("data/SHA256SUMS", "plangraph-site.json"):
        assert (tmp_path / "site" / name).read_bytes() == (little_site / name).read_bytes()


def test_a_killed_process_is_an_error_in_a_line(root: Path) -> None:
    assert "ended from outside. Free some memory" in run(root, BREAK)


def test_processes_end_with_the_one_that_began_them(root: Path) -> None:
    """While one lives, it holds standard output, and would keep the folder aside locked."""
    command = [sys.executable, "-c", END]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False, timeout=50)
    assert done.returncode == -signal.SIGKILL


def test_the_fault_of_a_process_is_told_as_it_is(root: Path) -> None:
    assert run(root, COLLIDE) == "here: a fault. None.\n"


def test_one_process_does_the_work_as_results_are_asked_for() -> None:
    done: list[int] = []
    with set_to_work(done.append, [1, 2], 1) as results:
        assert done == []
        list(results)

    assert done == [1, 2]
    with pytest.raises(OutputError), set_to_work(fail, [1], 1) as failing:
        list(failing)


def fail(number: int) -> None:
    raise OutputError("here", f"fault {number}", "None")
