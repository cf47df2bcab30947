"""A file is written whole or not at all, and what a killed process had begun does not stay."""

import subprocess
import sys
from pathlib import Path

import pytest

from plangraph.errors import OutputError
from plangraph.store.files import BEGUN, replace_file, write_file

BEGIN = """
import sys, time
from pathlib import Path
from plangraph.errors import OutputError
from plangraph.store.files import replace_file

with replace_file(Path(sys.argv[1])) as file:
    file.write(b"half")
    print(flush=True)
    time.sleep(60)
"""


def begin_file(path: Path) -> "subprocess.Popen[bytes]":
    """Begin a file in a process of its own, which then does not end."""
    process = subprocess.Popen([sys.executable, "-c", BEGIN, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_what_a_killed_process_had_begun_is_removed_by_the_next_that_writes_there(
    tmp_path: Path,
) -> None:
    """What a living one is writing stays, and so does what only looks like it."""
    folder = tmp_path / "out"
    folder.mkdir()
    out, other = folder / "found.jsonl", folder / ".found.jsonl.4711"
    write_file(out, b"old")
    other.touch()
    process = begin_file(out)
    write_file(out, b"new")
    assert len(list(folder.iterdir())) == 3
    process.kill()
    process.communicate()
    assert out.read_bytes() == b"new"

    write_file(folder / "another", b"")
    assert {one.name for one in folder.iterdir()} == {out.name, other.name, "another"}


def write_and_fail(out: Path) -> None:
    with replace_file(out) as file:
        file.write(b"half")
        raise OutputError(out, "a fault", "None")


def test_a_file_that_fails_midway_leaves_the_former(tmp_path: Path) -> None:
    out = tmp_path / "graph.nq"
    write_file(out, b"old")

    with pytest.raises(OutputError):
        write_and_fail(out)

    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("fault", [BlockingIOError, OSError])
def test_a_file_whose_lock_cannot_be_had_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[OSError]
) -> None:
    """Another may be about to remove it, or the disk may know no locks."""
    refused: list[int] = []

    def refuse_once(handle: int) -> None:
        if not refused:
            refused.append(handle)
            raise fault

    monkeypatch.setattr("plangraph.store.files.take_lock", refuse_once)
    write_file(tmp_path / "a", b"whole")

    assert refused
    assert (tmp_path / "a").read_bytes() == b"whole"


def test_a_link_under_a_name_of_ours_is_left_alone(tmp_path: Path) -> None:
    letters = tmp_path / "letters.txt"
    letters.write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"{BEGUN}1").symlink_to(letters)

    write_file(tmp_path / "out" / "a", b"")
    assert letters.read_text() == "mine"
    assert (tmp_path / "out" / f"{BEGUN}1").is_symlink()
