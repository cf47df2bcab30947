"""What changes bring about: each kind has a case, and nothing is brought about by nothing."""

from collections.abc import Callable
from typing import Final

import pytest

from plangraph.ask import list_queries
from plangraph.compare import ImpactKind, compare
from plangraph.store import Dataset
from tests.compare.revising import TINY, assemble_text, begin, lend, set_cell
from tests.damage.draft import Draft

SOURCE: Final = TINY / "revisions/1/source.txt"
Told = tuple[str, str]


def build(*edits: Callable[[Draft], None]) -> Dataset:
    """Make the little plan with edits, its things registered."""
    draft = begin(SOURCE)
    for edit in edits:
        edit(draft)
    return assemble_text(str(draft), lend(), "999016")


@pytest.fixture(scope="module")
def plan() -> Dataset:
    """Give the little plan as it stands."""
    return build()


def replace(old: str, new: str) -> Callable[[Draft], None]:
    """Make the edit that replaces a text everywhere."""

    def apply(draft: Draft) -> None:
        draft.lines[:] = [(origin, text.replace(old, new)) for origin, text in draft.lines]

    return apply


CASES: Final = {
    ImpactKind.INITIATIVE_EMPTIED: (
        [set_cell("市政情報発信事業", "mark", "①")],
        {("情報の発信", "Ⅰ-2-③")},
    ),
    ImpactKind.OWNER_LOST: (
        [set_cell("工業団地整備事業", "department", "")],
        {("工業団地整備事業", "130-2")},
    ),
    ImpactKind.GOAL_GAINED: (
        [set_cell("出店支援事業", "department", "総務課")],
        {("総務課", "Ⅰ 水辺に人が集うまちづくり")},
    ),
    ImpactKind.GOAL_LOST: (
        [set_cell("工業団地整備事業", "department", "農政課")],
        {("建設課", "Ⅰ 水辺に人が集うまちづくり")},
    ),
    ImpactKind.SERIES_BROKEN: (
        [set_cell("英語教育推進事業", "indicator", "英語を好む児童の割合")],
        {("英語が好きな児童の割合", "英語教育推進事業")},
    ),
    ImpactKind.SUPPORT_LOST: (
        [set_cell("企業誘致事業", "indicator", "訪問件数")],
        {("企業誘致数", "Ⅰ-2 働く場づくり")},
    ),
    ImpactKind.IRI_GONE: (
        [set_cell("英語教育推進事業", "number", "220-9")],
        {("英語教育推進事業", "")},
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_each_kind_of_impact_has_a_case(kind: ImpactKind, plan: Dataset) -> None:
    edits, expected = CASES[kind]
    found = compare(plan, build(*edits)).impact

    assert {(one.label, one.about) for one in found if one.kind is kind} == expected


def test_all_kinds_are_tested() -> None:
    assert {*CASES, ImpactKind.ANSWER_CHANGED} == set(ImpactKind)


def test_answers_that_change_are_named_with_the_rows_that_came_and_went(plan: Dataset) -> None:
    """One unit becomes another: it leaves one group of a list and joins another."""
    found = compare(plan, build(_other_unit)).impact
    told = {one.label: (one.came, one.went) for one in found if one.element == "query"}

    assert told["indicators/units"] == (1, 1)
    assert set(told) <= {query.name for query in list_queries()}


def _other_unit(draft: Draft) -> None:
    set_cell("窓口改善事業", "unit", "秒")(draft)


def test_nothing_brings_nothing_about(plan: Dataset) -> None:
    found = compare(plan, plan)

    assert (found.changes, found.impact) == ((), ())


def test_a_unit_that_is_renamed_neither_gains_nor_loses_goals(plan: Dataset) -> None:
    found = compare(plan, build(replace("教育総務課", "学校教育課"))).impact

    assert not {one.kind for one in found} & {ImpactKind.GOAL_GAINED, ImpactKind.GOAL_LOST}


def test_bare_files_have_no_public_iris_to_lose() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    old, new = assemble_text(text), assemble_text(text.replace("130-2", "130-9"))

    assert ImpactKind.IRI_GONE not in {one.kind for one in compare(old, new).impact}


def test_a_unit_of_measurement_that_changes_breaks_the_series(plan: Dataset) -> None:
    found = compare(plan, build(_other_unit)).impact

    assert [one.label for one in found if one.kind is ImpactKind.SERIES_BROKEN] == ["平均待ち時間"]


def test_letters_of_another_width_are_no_other_answer() -> None:
    """A number in wide digits is printed otherwise, and says the same."""
    one, other = (
        assemble_text(SOURCE.read_text(encoding="utf-8").replace("130-2", number), lend(), "999016")
        for number in ("130-2", "１３０－２")
    )
    found = compare(one, other)

    assert (found.changes, found.impact) == ((), ())


def test_projects_do_not_move_with_a_list_of_initiatives_that_is_lost(plan: Dataset) -> None:
    """The initiatives are gone, which is told of each; their projects stand where they did."""

    def lose_a_list(draft: Draft) -> None:
        first = next(line for line in draft.lines if line[1].startswith("主な取り組み"))
        draft.lines.remove(first)

    found = compare(plan, build(lose_a_list)).changes

    assert {(one.kind.value, one.element) for one in found} == {("removed", "initiative")}
