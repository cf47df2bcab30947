"""One fault in the shipped document gives one thing more to say, and nothing less."""

from pathlib import Path

import pytest

from tests.damage.draft import Draft
from tests.damage.fault import Fault
from tests.damage.faults import FAULTS
from tests.damage.judging import carry_over, count_original_places, count_places, open_copy

NAMES = [fault.name for fault in FAULTS]
CASES = [pytest.param(fault, False, id=f"{fault.name}-bare") for fault in FAULTS]
CASES += [pytest.param(fault, True, id=f"{fault.name}-registered") for fault in FAULTS[::8]]
"""Every fault in a bare file; an eighth of them, which costs as much time, beside registers."""


def test_there_are_many_faults() -> None:
    """A list that came out empty must not pass for a suite that is green."""
    assert len(FAULTS) >= 45
    assert len(set(NAMES)) == len(NAMES)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("original")


@pytest.mark.parametrize(("fault", "registered"), CASES)
def test_a_fault_is_found_and_hides_nothing(
    fault: Fault, registered: bool, home: Path, tmp_path: Path
) -> None:
    """Where a finding cannot outlive a fault, the fault says so and why."""
    draft = Draft.of_shipped()
    line, rules = fault.change(draft)
    original = count_original_places(home / f"{registered}", registered)
    before = carry_over(original, draft.places())
    after = count_places(open_copy(str(draft).encode(), tmp_path, registered=registered))

    assert rules
    assert {rule for rule in rules if after[rule, line] > before[rule, line]} == set(rules)
    moved = draft.places()
    excused = {(rule, moved[number]) for rule, number in fault.lost if number in moved}
    assert set(before - after) == excused
