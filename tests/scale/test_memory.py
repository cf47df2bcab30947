"""What was judged before is known by what it holds; what looks as it did is not even read."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from plangraph.cli import batch, main
from plangraph.opening import load
from plangraph.opening.judging import Order, Task, judge, judge_all, list_tasks, make_order
from plangraph.opening.judging import known as knowing
from plangraph.opening.judging.files import look
from plangraph.opening.judging.known import look_up, remember
from plangraph.opening.judging.lines import read_plan
from plangraph.opening.judging.seen import Seen
from plangraph.opening.judging.stretches import find_stretches
from plangraph.store import write_rdf
from tests.benchmarks.generator.plans import make_plan

NUMBER = 5
DAY = date(2026, 4, 1)
ALWAYS = -(10**18)
"""Nanoseconds: whatever is written counts as settled at once."""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("plans")
    for number in range(NUMBER):
        plan = make_plan(11, number).write(folder)
        write_rdf(load(plan).dataset, folder / f"{number}.nq")
    return [(folder / f"{number}.nq").read_bytes() for number in range(NUMBER)]


@pytest.fixture
def together(lines: Sequence[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give one file of all plans, which is taken for a large one."""
    monkeypatch.setattr("plangraph.opening.judging.anew.LARGE", 0)
    monkeypatch.setattr("plangraph.opening.judging.LARGE", 0)
    file = tmp_path / "all.nq"
    file.write_bytes(b"".join(lines))
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_plan(11, 0).write(tmp_path)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plangraph.opening.judging.files.SETTLED", ALWAYS)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/plangraph/check"


def order(memory: Path | None, registers: Path | None = None) -> Order:
    return make_order("council", "compiled", registers, today=DAY, memory=memory)


def check(*words: str | Path, output: Path) -> bytes:
    main(["check", *map(str, words), "--jobs", "1", "-o", str(output)])
    return output.read_bytes()


def list_kept(memory: Path, room: str) -> dict[Path, int]:
    return {one: one.stat().st_mtime_ns for one in (memory / room).rglob("*") if one.is_file()}


def touch(file: Path) -> None:
    os.utime(file, (1, 1))


def refuse(*_given: object, **_named: object) -> Any:
    raise AssertionError("this is not to be done")


def change(lines: list[bytes]) -> None:
    lines[2] = b"".join(
        line for line in lines[2].splitlines(keepends=True) if b"ns#responsible>" not in line
    )


def change_in_place(lines: list[bytes]) -> None:
    lines[2] = lines[2].replace("課".encode(), "科".encode(), 1)


def remove(lines: list[bytes]) -> None:
    del lines[2]


def add(lines: list[bytes]) -> None:
    code = lines[0].split(b"/revision-")[0].rsplit(b"/", 1)[1]
    lines.insert(2, lines[0].replace(code, b"999999"))


def swap(lines: list[bytes]) -> None:
    lines[1], lines[3] = lines[3], lines[1]


def cut_off(lines: list[bytes]) -> None:
    lines[-1] = lines[-1][: lines[-1].rindex(b"\n", 0, len(lines[-1]) // 2) + 1]


@pytest.mark.usefixtures("settled", "memory")
@pytest.mark.parametrize(
    ("edit", "judged"),
    [(change, 1), (change_in_place, 1), (remove, 0), (add, 1), (swap, 0), (cut_off, 0)],
)
def test_an_edited_file_gives_what_a_run_without_memory_gives(
    edit: Callable[[list[bytes]], None],
    judged: int,
    together: Path,
    lines: Sequence[bytes],
    worked: list[str],
    tmp_path: Path,
) -> None:
    check(together, output=tmp_path / "first.jsonl")
    edited = list(lines)
    edit(edited)
    together.write_bytes(b"".join(edited))
    worked.clear()

    found = check(together, output=tmp_path / "found.jsonl")
    assert len(worked) == judged
    assert check(together, "--no-cache", output=tmp_path / "fresh.jsonl") == found
    assert found.count(b"\n") >= NUMBER - 1
    worked.clear()
    assert check(together, output=tmp_path / "again.jsonl") == found
    assert worked == []


@pytest.mark.usefixtures("settled", "memory")
def test_a_file_that_looks_as_it_did_is_not_opened(
    together: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(together, output=tmp_path / "first.jsonl")
    monkeypatch.setattr("plangraph.opening.judging.find_stretches", refuse)
    monkeypatch.setattr("plangraph.opening.judging.known.digest_stretch", refuse)

    assert check(together, output=tmp_path / "again.jsonl") == first


@pytest.mark.usefixtures("settled")
def test_of_a_file_that_was_only_touched_nothing_found_is_written_anew(
    together: Path, tmp_path: Path, memory: Path, worked: list[str]
) -> None:
    first = check(together, output=tmp_path / "first.jsonl")
    told, seen = list_kept(memory, "told"), list_kept(memory, "seen")
    worked.clear()
    touch(together)

    assert check(together, output=tmp_path / "again.jsonl") == first
    assert worked == []
    assert list_kept(memory, "told") == told
    assert list_kept(memory, "seen") != seen


@pytest.mark.usefixtures("settled")
def test_what_was_found_of_a_plan_as_it_was_goes_when_it_changes(
    together: Path, lines: Sequence[bytes], tmp_path: Path, memory: Path
) -> None:
    check(together, output=tmp_path / "first.jsonl")
    told = list_kept(memory, "told")
    edited = list(lines)
    change(edited)
    together.write_bytes(b"".join(edited))
    check(together, output=tmp_path / "again.jsonl")

    kept = list_kept(memory, "told")
    assert len(kept) == len(told) == NUMBER
    assert len(kept.keys() & told.keys()) == NUMBER - 1


def test_what_was_written_just_now_is_read_again(
    together: Path, folder: Path, tmp_path: Path, memory: Path
) -> None:
    """Within the grain of its clock a file may change and look the same."""
    assert look([str(together)]).mark == ""
    check(together, output=tmp_path / "first.jsonl")
    check(folder, folder, output=tmp_path / "second.jsonl")

    assert list_kept(memory, "seen") == {}


@pytest.mark.skipif(sys.platform == "win32", reason="its clock of changes is another")
@pytest.mark.usefixtures("settled", "memory")
def test_a_change_shows_though_size_and_time_are_put_back(
    together: Path, tmp_path: Path, worked: list[str]
) -> None:
    check(together, output=tmp_path / "first.jsonl")
    looked = together.stat()
    worked.clear()
    together.write_bytes(together.read_bytes().replace("課".encode(), "科".encode(), 1))
    os.utime(together, ns=(looked.st_atime_ns, looked.st_mtime_ns))
    check(together, output=tmp_path / "again.jsonl")

    assert len(worked) == 1


@pytest.mark.usefixtures("settled")
def test_a_file_that_changes_while_it_is_judged_is_not_taken_for_what_it_was(
    together: Path, tmp_path: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = together.read_bytes()

    def read_and_change(data: bytes, kind: ox.RdfFormat) -> object:
        # Every plan is judged as it was read; the file is another by then.
        together.write_bytes(lines.replace("課".encode(), "科".encode(), 1))
        return read_plan(data, kind)

    monkeypatch.setattr("plangraph.opening.judging.anew.read_plan", read_and_change)
    check(together, output=tmp_path / "first.jsonl")
    assert list_kept(memory, "seen") == {}
    monkeypatch.undo()
    monkeypatch.setattr("plangraph.opening.judging.LARGE", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    found = check(together, output=tmp_path / "again.jsonl")
    assert check(together, "--no-cache", output=tmp_path / "fresh.jsonl") == found


@pytest.mark.parametrize("quick", [True, False], ids=["settled", "just written"])
def test_a_folder_that_changes_while_it_is_judged_is_not_remembered(
    folder: Path, memory: Path, monkeypatch: pytest.MonkeyPatch, *, quick: bool
) -> None:
    if quick:
        monkeypatch.setattr("plangraph.opening.judging.files.SETTLED", ALWAYS)

    def open_and_change(source: str, **given: Any) -> object:
        opened = load(source, **given)
        (folder / "codes.csv").write_bytes((folder / "codes.csv").read_bytes() + b"\n")
        return opened

    monkeypatch.setattr("plangraph.opening.judging.anew.load", open_and_change)
    done = judge(Task(str(folder)), order(memory))

    assert done.error is None
    assert done.task.content == ""
    assert list_kept(memory, "told") == {}


@pytest.mark.usefixtures("settled")
def test_stretches_that_do_not_make_up_the_file_are_not_kept(together: Path, memory: Path) -> None:
    mark = look([str(together)]).mark
    tasks = [Task(str(together), None, one, mark, "it") for one in find_stretches(together)]
    for some in (tasks[1:], tasks[:-1], [*tasks[:2], *tasks[3:]]):
        Seen(memory).keep(some)
        assert Seen(memory).find_stretches(str(together), mark) == []
    Seen(memory).keep(tasks)

    assert len(Seen(memory).find_stretches(str(together), mark)) == NUMBER


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("harm", [b"", b"{}", b"no sum\n{}"])
def test_what_is_damaged_was_not_seen(
    together: Path, tmp_path: Path, memory: Path, worked: list[str], harm: bytes
) -> None:
    first = check(together, output=tmp_path / "first.jsonl")
    (kept,) = list_kept(memory, "seen")
    kept.write_bytes(harm)
    worked.clear()

    assert check(together, output=tmp_path / "again.jsonl") == first
    assert worked == []


@pytest.mark.usefixtures("memory")
def test_what_an_older_layout_left_is_no_harm(together: Path, tmp_path: Path, memory: Path) -> None:
    for name in ("told", "seen", "00/" + "0" * 64):
        (memory / name).parent.mkdir(parents=True, exist_ok=True)
        (memory / name).write_text("a file stands in its place")

    found = check(together, output=tmp_path / "found.jsonl")
    assert check(together, "--no-cache", output=tmp_path / "fresh.jsonl") == found


@pytest.fixture
def hired(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note how many processes are to judge, and begin none."""
    asked: list[int] = []

    def note(tasks: Sequence[Task], order: Order, jobs: int) -> Iterator[object]:
        asked.append(jobs)
        return judge_all(tasks, order, 1)

    monkeypatch.setattr(batch, "judge_all", note)
    monkeypatch.setattr(batch, "count_processors", lambda: 2)
    monkeypatch.setattr(batch, "FEW_STRETCHES", 1)
    return asked


@pytest.mark.usefixtures("settled", "memory")
def test_processes_are_hired_for_what_is_not_known(
    together: Path, lines: Sequence[bytes], tmp_path: Path, hired: list[int]
) -> None:
    words = ["check", str(together), "-o", str(tmp_path / "found.jsonl")]
    main(words)
    main(words)
    edited = list(lines)
    change(edited)
    together.write_bytes(b"".join(edited))
    main(words)
    together.write_bytes(b"".join(one.replace("課".encode(), "科".encode(), 2) for one in lines))
    main(words)

    assert hired == [2, 1, 1, 2]


@pytest.mark.usefixtures("settled")
def test_once_many_are_not_known_no_more_is_read_to_find_out(
    together: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowing, "count_processors", lambda: 1)
    read: list[object] = []

    def note(_source: str, stretch: object, _buffer: bytearray) -> str:
        read.append(stretch)
        return "unknown"

    monkeypatch.setattr("plangraph.opening.judging.known.digest_stretch", note)
    tasks, unknown = look_up(list(list_tasks(str(together))), order(memory), Seen(memory), 1)

    assert (len(read), unknown, len(tasks)) == (2, NUMBER, NUMBER)


def test_processes_get_what_is_not_known_and_the_rest_is_told_in_its_turn(
    together: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = list(judge_all(list_tasks(str(together)), order(None), 1))
    for task in list(list_tasks(str(together)))[:3]:
        judge(task, order(memory))
    tasks, unknown = look_up(list(list_tasks(str(together))), order(memory), Seen(memory), 60)
    assert unknown == 2
    told = list(list_kept(memory, "told"))
    # One of those that were known is gone when it is its turn.
    told[0].unlink()
    monkeypatch.setattr("plangraph.opening.judging.crew.AHEAD", 1)

    assert list(judge_all(tasks, order(memory), 2)) == plain


@pytest.mark.usefixtures("settled")
def test_a_revision_that_is_named_by_its_folder_stands_on_what_lies_beside_all_revisions(
    folder: Path, memory: Path, worked: list[str]
) -> None:
    (revision,) = (folder / "revisions").iterdir()
    first = judge(Task(str(revision)), order(memory))
    judge(Task(str(revision)), order(memory))
    assert first.error is None
    assert len(worked) == 1
    (folder / "plan.toml").write_bytes((folder / "plan.toml").read_bytes() + b"\n")
    judge(Task(str(revision)), order(memory))

    assert len(worked) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_folder_is_looked_at_through_links_and_not_in_rings(
    folder: Path, memory: Path, tmp_path: Path, worked: list[str]
) -> None:
    shutil.move(folder / "revisions", tmp_path / "elsewhere")
    (folder / "revisions").symlink_to(tmp_path / "elsewhere")
    (folder / "ring").symlink_to(folder)
    judge(Task(str(folder)), order(memory))
    judge(Task(str(folder)), order(memory))
    assert len(worked) == 1
    (text,) = (tmp_path / "elsewhere").rglob("*.txt")
    text.write_bytes(text.read_bytes() + b"\n")
    judge(Task(str(folder)), order(memory))

    assert len(worked) == 2


def test_what_is_lent_is_a_part_of_the_order(
    folder: Path, memory: Path, tmp_path: Path, worked: list[str]
) -> None:
    (text,) = (folder / "revisions").rglob("*.txt")
    bare = Path(shutil.copy(text, tmp_path / "bare.txt"))
    for _ in range(2):
        assert judge(Task(str(bare)), order(memory, folder)).error is None
    assert len(worked) == 1
    (folder / "codes.csv").write_bytes((folder / "codes.csv").read_bytes() + b"\n")
    judge(Task(str(bare)), order(memory, folder))

    assert len(worked) == 2


def test_what_is_lent_changes_nothing_of_a_large_file(
    together: Path, folder: Path, tmp_path: Path
) -> None:
    plain = check(together, "--no-cache", output=tmp_path / "plain.jsonl")
    words = ["--no-cache", "--registers", str(folder)]

    assert check(together, *words, output=tmp_path / "lent.jsonl") == plain


def test_a_large_file_takes_no_more_links(
    together: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["check", str(together), "--no-cache", "--links", str(folder / "links.ttl")]

    assert main([*words, "--jobs", "1", "--lang", "en"]) == 2
    assert capsys.readouterr().err.count("a dataset takes no more links") == NUMBER


def test_a_plan_that_is_judged_with_all_of_its_file_is_not_known_by_its_lines(
    lines: Sequence[bytes], tmp_path: Path, memory: Path, worked: list[str]
) -> None:
    file = tmp_path / "small.nq"
    odd = lines[1].splitlines(keepends=True)
    code = lines[1].split(b"/revision-")[0].rsplit(b"/", 1)[1]
    odd.insert(len(odd) // 3, odd[0].replace(code, b"999999"))
    file.write_bytes(lines[0] + b"".join(odd))
    for _ in range(2):
        done = list(judge_all(list_tasks(str(file)), order(memory), 1))
        assert [one.error for one in done] == [None, None]

    assert worked.count("small") == 2
    assert len(list_kept(memory, "told")) == 1


@pytest.mark.usefixtures("settled")
def test_a_plan_that_cannot_be_judged_is_judged_again_and_keeps_no_other_from_being_known(
    together: Path, lines: Sequence[bytes], memory: Path, worked: list[str]
) -> None:
    odd = lines[1].splitlines(keepends=True)
    code = lines[1].split(b"/revision-")[0].rsplit(b"/", 1)[1]
    odd.insert(len(odd) // 3, odd[0].replace(code, b"999999"))
    edited = [lines[0], b"".join(odd), *lines[2:]]
    together.write_bytes(b"".join(edited))
    seen, done = Seen(memory), []
    for known in (0, NUMBER - 1):
        tasks, unknown = look_up(list(list_tasks(str(together), seen)), order(memory), seen, NUMBER)
        done = list(judge_all(tasks, order(memory), 1))
        remember([one.task for one in done], order(memory), seen)
        assert unknown == NUMBER - known
    assert [one.error is None for one in done].count(False) == 1
