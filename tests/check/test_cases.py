"""Each rule in shapes/ accepts its ``passes-*`` cases and reports its ``fails-*`` cases."""

from pathlib import Path

import pytest

from plangraph.check import load_registry
from plangraph.check.results import Result
from tests.check.little_plan import (
    CASES,
    change,
    change_by_case,
    constraints,
    judge_case,
    judge_passes,
)

CONSTRAINTS = list(constraints())
RULES = sorted({constraint.partition(".")[0] for constraint in CONSTRAINTS})
PASSING = sorted(CASES.glob("*/passes-*.ru"))
FAILING = sorted(CASES.glob("*/fails-*.ru"))


def name_case(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


def results(case: Path) -> tuple[Result, ...]:
    return judge_case(case)


def test_there_are_rules() -> None:
    """A glob that finds nothing must not pass for a suite that is green."""
    assert len(RULES) == 70
    assert len(PASSING) >= len(RULES)
    assert len(FAILING) >= len(CONSTRAINTS)


def test_every_case_belongs_to_a_live_rule() -> None:
    assert {folder.name for folder in CASES.iterdir()} == set(RULES)


def test_every_live_rule_is_in_the_registry_and_every_registered_one_is_live() -> None:
    registry = load_registry()
    registered = {
        f"{rule.id}.{part}" if part else rule.id
        for rule in registry.rules.values()
        for part in list(rule.parts) or [""]
    }

    assert registered == set(CONSTRAINTS)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_passing_and_a_failing_case(rule: str) -> None:
    """A rule nobody has seen fail may be a rule that cannot."""
    kinds = {path.name.split("-")[0] for path in (CASES / rule).iterdir()}

    assert kinds == {"passes", "fails"}


def test_the_little_plan_has_no_finding() -> None:
    assert judge_passes("") == ()


@pytest.mark.parametrize("case", PASSING, ids=name_case)
def test_a_passing_case_has_no_finding(case: Path) -> None:
    assert results(case) == ()


@pytest.mark.parametrize("case", FAILING, ids=name_case)
def test_a_failing_case_fires_its_rule_and_no_other(case: Path) -> None:
    fired = {result.constraint.partition(".")[0] for result in results(case)}

    assert fired == {case.parent.name}


@pytest.mark.parametrize("case", [*PASSING, *FAILING], ids=name_case)
def test_a_case_changes_the_little_plan(case: Path) -> None:
    """An update whose triples are misspelt would prove nothing."""
    assert set(change_by_case(case)) != set(change())


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_without_its_shape_a_constraint_stays_silent(constraint: str) -> None:
    """Each constraint has a case of its own that no other constraint would catch."""
    rule = constraint.partition(".")[0]
    cases = [
        case
        for case in FAILING
        if case.parent.name == rule
        and {result.constraint for result in results(case)} == {constraint}
    ]
    assert cases

    assert judge_passes(cases[0].read_text(encoding="utf-8"), constraint) == ()
