"""Plans by the thousand are judged each for itself, in order, and not twice without need."""

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from multiprocessing import active_children
from pathlib import Path
from shutil import copy

import pyoxigraph as ox
import pytest

from plangraph.check.formats import describe
from plangraph.cli import main
from plangraph.opening import load
from plangraph.opening.judging import (
    Judgement,
    Order,
    Task,
    judge,
    judge_all,
    list_tasks,
    make_order,
)
from plangraph.opening.judging.lines import read_plan
from plangraph.store import write_rdf
from tests.benchmarks.generator.plans import make_plan

NUMBER = 5
DAY = date(2026, 4, 1)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("plans")
    return [make_plan(11, number).write(folder) for number in range(NUMBER)]


@pytest.fixture(scope="module")
def written(plans: Sequence[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("written")
    made = [folder / f"{plan.name}.nq" for plan in plans]
    for plan, file in zip(plans, made, strict=True):
        write_rdf(load(plan).dataset, file)
    return made


@pytest.fixture
def copies(written: Sequence[Path], tmp_path: Path) -> list[Path]:
    """Give plans that a test may change, each as one RDF file."""
    return [Path(copy(file, tmp_path)) for file in written]


def order(memory: Path | None = None, day: date = DAY) -> Order:
    return make_order("council", "compiled", today=day, memory=memory)


def tasks(plans: Sequence[Path]) -> list[Task]:
    return [task for plan in plans for task in list_tasks(str(plan))]


def judge_many(plans: Sequence[Path], memory: Path | None = None, jobs: int = 1) -> list[Judgement]:
    return list(judge_all(tasks(plans), order(memory), jobs))


def test_a_line_says_what_check_says_of_the_plan_alone(plans: Sequence[Path]) -> None:
    found = [json.loads(one.lines) for one in judge_many(plans)]

    assert found == [describe(load(plan).check(today=DAY)) for plan in plans]


def test_processes_give_the_same_lines_in_the_same_order(plans: Sequence[Path]) -> None:
    assert judge_many(plans, jobs=2) == judge_many(plans)


def test_what_is_remembered_is_not_judged_again(
    copies: Sequence[Path], tmp_path: Path, worked: list[str]
) -> None:
    first = judge_many(copies, tmp_path / "memory")
    assert len(worked) == NUMBER

    assert judge_many(copies, tmp_path / "memory") == first
    assert len(worked) == NUMBER


def test_only_the_plan_that_changed_is_judged_again(
    copies: Sequence[Path], tmp_path: Path, worked: list[str]
) -> None:
    first = judge_many(copies, tmp_path / "memory")
    lines = copies[2].read_bytes().splitlines(keepends=True)
    copies[2].write_bytes(b"".join(line for line in lines if b"ns#responsible>" not in line))
    worked.clear()
    again = judge_many(copies, tmp_path / "memory")

    assert worked == [copies[2].stem]
    assert [one == other for one, other in zip(first, again, strict=True)].count(False) == 1
    assert judge(Task(str(copies[2])), order()) == again[2]


def test_a_file_written_anew_with_the_same_content_is_not_judged_again(
    copies: Sequence[Path], tmp_path: Path, worked: list[str]
) -> None:
    judge_many(copies[:1], tmp_path / "memory")
    copies[0].write_bytes(copies[0].read_bytes())
    os.utime(copies[0], (1, 1))
    judge_many(copies[:1], tmp_path / "memory")

    assert len(worked) == 1


@pytest.mark.parametrize("harm", [b"", b"{}\n", b"not json\n\n", None])
def test_a_damaged_memory_is_no_memory(
    copies: Sequence[Path], tmp_path: Path, harm: bytes | None
) -> None:
    memory = tmp_path / "memory"
    (first,) = judge_many(copies[:1], memory)
    (kept,) = (path for path in memory.rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-9] if harm is None else harm)

    assert judge_many(copies[:1], memory) == [first]


def test_another_order_is_judged_anew(
    copies: Sequence[Path], tmp_path: Path, worked: list[str]
) -> None:
    judge(Task(str(copies[0])), order(tmp_path / "memory"))
    draft = make_order("draft", "compiled", today=DAY, memory=tmp_path / "memory")
    found = judge(Task(str(copies[0])), draft)

    assert json.loads(found.lines)["profile"] == "draft"
    assert len(worked) == 2


def test_decisions_are_judged_anew_on_another_day(tmp_path: Path, worked: list[str]) -> None:
    plan = make_plan(11, 0).write(tmp_path)
    (plan / "decisions.csv").write_text(
        "rule,focus,file,line,column,printed,verdict,value,by,on,until,why\n"
        "KPI-02,,,1,,,accept,,課長,2026-01-01,2026-04-01,試行\n",
        encoding="utf-8",
    )
    task, memory = Task(str(plan)), tmp_path / "memory"
    first, same, later = (
        next(judge_all([task], order(memory, day), 1)) for day in (DAY, DAY, date(2026, 4, 2))
    )

    assert first == same != later
    assert len(worked) == 2


def test_where_nothing_can_be_kept_plans_are_judged_all_the_same(
    copies: Sequence[Path], tmp_path: Path
) -> None:
    (tmp_path / "memory").write_text("a file stands in its place")

    assert judge_many(copies[:1], tmp_path / "memory") == judge_many(copies[:1])


def test_a_plan_that_cannot_be_read_keeps_no_other_from_being_judged(
    plans: Sequence[Path], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "wrong.nq").write_text("this is no RDF")
    named = [str(plans[0]), str(tmp_path / "wrong.nq"), str(plans[1]), str(tmp_path / "gone.txt")]

    assert main(["check", *named, "--no-cache", "--lang", "en"]) == 3
    out, err = capsysbinary.readouterr()
    assert out == b"".join(one.lines for one in judge_many(plans[:2]))
    assert err.count(b"plangraph: ") == 2


def test_the_exit_code_is_that_of_the_gravest_finding(
    plans: Sequence[Path], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    named = [str(plan) for plan in plans[:2]]

    assert main(["check", *named, "--no-cache", "--fail-on", "info"]) == 1
    grave = any((one.open or {})["violation"] for one in judge_many(plans[:2]))
    assert main(["check", *named, "--no-cache"]) == grave


def test_all_plans_of_a_dataset_are_judged(
    copies: Sequence[Path], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    together = tmp_path / "all.nq"
    together.write_bytes(b"".join(copy.read_bytes() for copy in copies[:3]))
    main(["load", *map(str, copies[:3]), "--store", str(tmp_path / "store")])
    capsysbinary.readouterr()
    found = []
    for place in (together, tmp_path / "store"):
        main(["check", str(place), "--no-cache"])
        found.append(sorted(capsysbinary.readouterr().out.splitlines(keepends=True)))

    expected = sorted(one.lines for one in judge_many(copies[:3]))
    assert found == [expected, expected]


def test_several_plans_have_no_text_report(
    copies: Sequence[Path], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    together = tmp_path / "all.nq"
    together.write_bytes(b"".join(copy.read_bytes() for copy in copies[:2]))

    assert main(["check", str(together), "--format", "text"]) == 2


def test_a_file_holds_all_lines_or_is_not_there(
    plans: Sequence[Path], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    output = tmp_path / "found.jsonl"
    main(["check", *map(str, plans[:2]), "--no-cache", "-o", str(output)])

    assert output.read_bytes() == b"".join(one.lines for one in judge_many(plans[:2]))
    assert list(tmp_path.iterdir()) == [output]
    main(["check", *map(str, plans[:2]), "--no-cache", "-o", str(tmp_path / "no" / "a.jsonl")])
    assert capsysbinary.readouterr().out == output.read_bytes()


def test_a_process_that_was_ended_is_replaced(
    plans: Sequence[Path],
) -> None:
    """The plan at which a process is ended once is tried again, and no other is lost."""
    judgements = judge_all(tasks(plans), order(), 2)
    found = [next(judgements)]
    active_children()[0].kill()
    found += list(judgements)

    assert found == judge_many(plans)


def test_memory_does_not_grow_with_the_plans(plans: Sequence[Path]) -> None:
    """Tasks are taken as they are needed, however many there are."""
    taken = count()

    def endless() -> Iterator[Task]:
        while True:
            next(taken)
            yield Task(str(plans[0]))

    judgements = judge_all(endless(), order(), 2)
    for _ in range(3):
        next(judgements)
    del judgements

    assert next(taken) < 30


@pytest.fixture
def together(copies: Sequence[Path], tmp_path: Path) -> Path:
    """Give one file of all plans."""
    file = tmp_path / "all.nq"
    file.write_bytes(b"".join(copy.read_bytes() for copy in copies))
    return file


def test_a_large_file_is_taken_plan_by_plan(together: Path, copies: Sequence[Path]) -> None:
    assert [one.stretch is not None for one in tasks([together])] == [True] * NUMBER
    found, expected = judge_many([together]), judge_many(copies)

    assert [one.lines for one in found] == [one.lines for one in expected]


def test_each_stretch_begins_and_ends_with_a_plan(together: Path, copies: Sequence[Path]) -> None:
    stretches = [task.stretch for task in tasks([together])]

    assert [one and one.read(together) for one in stretches] == [
        copy.read_bytes() for copy in copies
    ]


def test_of_a_large_file_the_plan_that_changed_is_judged_again(
    together: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = judge_many([together], tmp_path / "memory")
    lines = together.read_bytes().splitlines(keepends=True)
    code = first[2].task.stretch.root.encode() if first[2].task.stretch else b""
    gone = next(n for n, line in enumerate(lines) if code in line and b"ns#responsible>" in line)
    together.write_bytes(b"".join(lines[:gone] + lines[gone + 1 :]))
    read: list[bytes] = []

    def note(data: bytes, kind: ox.RdfFormat) -> object:
        read.append(data)
        return read_plan(data, kind)

    monkeypatch.setattr("plangraph.opening.judging.anew.read_plan", note)
    again = judge_many([together], tmp_path / "memory")

    assert len(read) == 1
    assert [one.lines for one in again[:2]] == [one.lines for one in first[:2]]


def test_plans_that_are_mixed_in_a_large_file_are_never_judged_apart(
    together: Path, copies: Sequence[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line for copy in copies for line in copy.read_bytes().splitlines(keepends=True)]
    together.write_bytes(b"".join(sorted(lines)[::-1]))
    assert [one.stretch for one in tasks([together])] == [None]
    stray = lines[0].replace(copies[0].stem.encode(), b"999999")
    together.write_bytes(b"".join([*lines[:100], stray, *lines[100:]]))
    kept = judge_many([together])
    monkeypatch.setattr("plangraph.opening.judging.anew.LARGE", 0)

    # What is too large to be held whole is an error; what is not is judged as the store holds it.
    assert [one.error is None for one in judge_many([together])].count(False) == 1
    assert [one.lines for one in kept] == [one.lines for one in judge_many(copies)]


def test_a_statement_outside_any_graph_is_not_taken_for_one_in_a_graph(copies: list[Path]) -> None:
    data = copies[0].read_bytes()
    assert read_plan(data) is not None
    line = next(line for line in data.splitlines() if line.endswith(b"/decisions> ."))
    graph = line[line.rfind(b" <") :]

    assert read_plan(data + b"<urn:a> <urn:b>" + graph + b"\n") is None
    assert read_plan(data + b"<urn:a> <urn:b> <urn:c> <urn:other> .\n") is None
