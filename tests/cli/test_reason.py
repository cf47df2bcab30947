"""``reason`` says what contradicts the vocabulary, and why, in words and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plangraph.names import PREFIXES
from tests.cli.running import Run

FACTS = """
<plan> a plan:Plan .
<revision-1> a plan:PlanRevision ; plan:revisionOf <plan> .
<goal-1> a plan:Goal , plan:Project ; plan:partOf <plan> .
<goal-2> a plan:Goal ; plan:partOf "the plan" .
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Write a plan with a goal that is a project, and one that is part of a text."""
    file = tmp_path / "broken.ttl"
    head = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
    file.write_text(f"BASE <https://example.org/1/>\n{head}{FACTS}", encoding="utf-8")
    return file


def test_rules_name_contradictions_and_words_of_the_wrong_kind(run: Run, broken: Path) -> None:
    code, out, _ = run("reason", broken, "--route", "rl", "--lang", "en")

    assert code == 1
    assert b"contradict the vocabulary: https://example.org/1/goal-1" in out
    assert b'to the text "the plan", where a thing is wanted' in out
    assert b"can neither count beyond one" in out


def test_a_contradiction_is_told_as_json(
    run: Run, broken: Path, require: Callable[[str], None]
) -> None:
    require("java")
    code, out, _ = run("reason", broken, "--format", "json", "--lang", "en")
    told = json.loads(out)

    assert code == 1
    assert told["consistent"] is False
    assert told["clashing"] == ["https://example.org/1/goal-1"]
    assert told["misused"] == ["https://example.org/1/goal-2"]
    assert set(told["blamed"]) == {"https://example.org/1/goal-1", "https://example.org/1/goal-2"}
    assert any("nothing is both" in one for one in told["blamed"]["https://example.org/1/goal-1"])
