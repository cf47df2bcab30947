"""Where plans begin and end in a large file is found by looking at a few lines of each."""

import random
from dataclasses import replace
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


@pytest.mark.parametrize("seed", range(20))
def test_what_lay_where_before_does_not_change_what_is_found(tmp_path: Path, seed: int) -> None:
    """Plans grew, shrank, came, went and changed places since."""
    chance = random.Random(seed)
    lengths = {number: chance.choice((1, 9, 200, 5000)) for number in range(12)}
    file = tmp_path / "all.nq"
    file.write_bytes(b"".join(write_plan(*one) for one in lengths.items()))
    former = find_stretches(file)
    lengths.update({chance.randrange(14): chance.choice((2, 30, 4000)) for _ in range(3)})
    del lengths[chance.choice([*lengths])]
    order = chance.sample([*lengths], len(lengths)) if seed % 2 else sorted(lengths)
    file.write_bytes(b"".join(write_plan(number, lengths[number]) for number in order))

    assert find_stretches(file, former) == find_stretches(file)
    assert len(find_stretches(file)) == len(lengths)


@pytest.mark.parametrize("shift", [-300, -1, 1, 40, 300, 10**6])
def test_ends_that_were_remembered_wrongly_are_searched_for(tmp_path: Path, shift: int) -> None:
    file = tmp_path / "all.nq"
    file.write_bytes(b"".join(write_plan(number, 3000) for number in range(3)))
    found = find_stretches(file)

    assert find_stretches(file, [replace(one, end=one.end + shift) for one in found]) == found


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
