"""Where plans begin and end in a large file is found by looking at a few lines of each."""

import random
from pathlib import Path

import pytest

from plangraph.opening.judging.stretches import find_stretches

BASE = "https://example.org/id/"


def write_plan(number: int, lines: int) -> bytes:
    """Write as many lines of a plan, the last of them in the graph that all plans share."""
    root = f"{BASE}{number:04}/"
    graphs = [root + name for name in ("decisions", "links", "revision-1", "revision-1/source")]
    own = [f'<{root}thing> <urn:p> "a <b> . {one}" <{graphs[one % 4]}> .\n' for one in range(lines)]
    shared = [f"<urn:x{one}> <urn:p> <urn:y> <{BASE}current> .\n" for one in range(3)]
    named = f"<{root}thing> <urn:p> <urn:y> <{BASE}current> .\n"
    return "".join([*own, *shared, named]).encode()


@pytest.mark.parametrize("seed", range(20))
def test_each_stretch_is_a_plan_whatever_its_length(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    plans = [write_plan(number, chance.choice((1, 9, 200, 5000))) for number in range(12)]
    file = tmp_path / "all.nq"
    file.write_bytes(b"".join(plans))

    found = find_stretches(file)

    assert [one.read(file) for one in found] == plans
    assert [one.root for one in found] == [f"{BASE}{number:04}/" for number in range(12)]


def test_a_plan_whose_name_begins_like_the_one_before_is_another(tmp_path: Path) -> None:
    things = (
        f"<{BASE}1/more/thing-{one}> <urn:p> <urn:y> <{BASE}current> .\n" for one in range(2000)
    )
    own = f"<{BASE}1/more/thing> <urn:p> <urn:y> <{BASE}1/more/revision-1> .\n"
    plans = [write_plan(1, 20).replace(b"/0001/", b"/1/"), "".join([own, *things]).encode()]
    file = tmp_path / "all.nq"
    file.write_bytes(b"".join(plans))

    assert [one.read(file) for one in find_stretches(file)] == plans


def test_plans_that_come_again_are_not_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "all.nq"
    file.write_bytes(b"".join(write_plan(number % 2, 3000) for number in range(3)))

    assert find_stretches(file) == []


def test_a_file_without_plans_is_not_divided(tmp_path: Path) -> None:
    file = tmp_path / "all.nq"
    file.write_bytes(b"<urn:a> <urn:b> <urn:c> .\n" * 1000)

    assert find_stretches(file) == []


def test_a_file_that_cannot_be_opened_is_left_to_whoever_opens_the_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.nq"
    file.write_bytes(write_plan(1, 9) + write_plan(2, 9))
    assert len(find_stretches(file)) == 2

    def refuse(*_given: object) -> object:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert find_stretches(file) == []
