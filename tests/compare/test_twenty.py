"""Two made revisions of twenty changes at once, reorganizations among them."""

from typing import Final

import pytest

from plangraph.compare import compare
from plangraph.store import Dataset
from tests.compare.edits import EDITS
from tests.compare.revising import Edit, assemble_text, begin, tell

APART: Final = {
    "first": ("department-merged-into-another", "project-listed-under-a-second-initiative"),
    "second": ("departments-merged", "department-split", "initiative-moved"),
}
"""Edits that the one revision leaves to the other."""


def choose(left_out: tuple[str, ...]) -> list[Edit]:
    """Choose twenty edits that touch different rows."""
    chosen: list[Edit] = []
    touched: set[str] = set()
    for edit in EDITS:
        if edit.name not in left_out and not touched & edit.touches:
            chosen.append(edit)
            touched |= edit.touches
    return chosen[-20:]


@pytest.mark.parametrize("revision", APART)
def test_each_of_twenty_changes_is_told_once_and_nothing_else(
    revision: str, before: Dataset
) -> None:
    edits, draft = choose(APART[revision]), begin()
    for edit in edits:
        edit.apply(draft)
    found = compare(before, assemble_text(str(draft)))

    assert len(edits) == 20
    assert any(edit.told[1] == "organization" for edit in edits)
    assert tell(found.changes) == sorted(edit.told for edit in edits)
    assert found.impact
