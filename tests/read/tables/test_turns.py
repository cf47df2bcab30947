"""Rows that take turns between targets and actuals, and rows of units, are read as such."""

import tomllib

import pytest

from plangraph.read.tables import read_mapping, read_table, suggest_mapping
from tests.read.tables.books import Rows, make_book
from tests.read.tables.test_messy_tables import amounts
from tests.read.tables.test_tables import read, values

TURNS: Rows = [
    ["事業名", "担当課", "KPI", "単位", "区分", "R5", "R6", "R7"],
    ["甲事業", "乙課", "利用者数", "人", "目標", 10, 20, 30],
    [None, None, None, None, "実績", 9, "－", None],
    [None, None, None, None, "達成率", "90%", None, None],
    ["丙事業", "丁課", "開催数", "回", "目標", 1, 2, 3],
    [None, None, None, None, "実績", 0, 2, None],
    [None, None, None, None, "達成率", "0%", "100%", None],
]
SAID = [
    ("利用者数", "target", 2023, "10"),
    ("利用者数", "target", 2024, "20"),
    ("利用者数", "target", 2025, "30"),
    ("利用者数", "actual", 2023, "9"),
    ("開催数", "target", 2023, "1"),
    ("開催数", "target", 2024, "2"),
    ("開催数", "target", 2025, "3"),
    ("開催数", "actual", 2023, "0"),
    ("開催数", "actual", 2024, "2"),
]


@pytest.mark.parametrize(
    "merged", [(), tuple(f"{c}{r}:{c}{r + 2}" for c in "ABCD" for r in (2, 5))]
)
def test_targets_and_actuals_on_rows_of_their_own_are_of_one_indicator(
    merged: tuple[str, ...],
) -> None:
    plan = read_table(make_book(TURNS, merged=merged), "book.xlsx").plan

    assert [row.name for row in plan.rows] == ["甲事業", "丙事業"]
    assert values(plan) == SAID
    assert [len(row.further) for row in plan.rows] == [1, 1]
    assert plan.problems == ()


def test_a_text_that_repeats_its_cells_on_each_row_says_the_same() -> None:
    plan = read(
        "No,事業名,担当課,KPI,単位,,令和5年度,令和6年度\n"
        "1,甲事業,乙課,利用者数,人,目標値,10,20\n"
        "1,甲事業,乙課,利用者数,人,実績値,9,\n"
        "2,丙事業,丁課,開催数,回,目標値,1,2\n"
        "2,丙事業,丁課,開催数,回,実績値,0,2\n"
    )

    assert [project.name for project in plan.projects] == ["甲事業", "丙事業"]
    assert values(plan) == [one for one in SAID if one[2] != 2025]


def test_indicators_of_a_level_take_turns_too_and_a_merged_value_counts_once() -> None:
    rows: Rows = [
        ["基本目標", "数値目標", "基準値", "項目", "R5", "R6"],
        ["1 しごと", "雇用者数（人）", "5人", "目標", 10, 20],
        [None, None, None, "実績", 9, None],
        ["2 ひと", "転入者数（人）", "6人", "目標", 1, 2],
        [None, None, None, "実績", 0, None],
    ]
    merged = [f"{c}{r}:{c}{r + 1}" for c in "ABC" for r in (2, 4)]
    plan = read_table(make_book(rows, merged=merged), "book.xlsx").plan

    assert [kind for _, kind, _, _ in values(plan)] == [
        "baseline",
        "target",
        "target",
        "actual",
    ] * 2
    assert [goal.targets for goal in plan.goals] == [("雇用者数（人）",), ("転入者数（人）",)]


def test_budgets_and_accounts_may_take_turns() -> None:
    plan = read(
        "（単位：千円）,,,,\n"
        "事業名,担当課,区分,R5,R6\n甲事業,乙課,予算額,5,6\n,,決算額,4,\n丙事業,丁課,予算額,7,8\n"
    )

    assert [row.name for row in plan.rows] == ["甲事業", "丙事業"]
    assert amounts(plan) == [
        ("", 2023, "", "5000"),
        ("", 2024, "", "6000"),
        ("settled", 2023, "", "4000"),
        ("", 2023, "", "7000"),
        ("", 2024, "", "8000"),
    ]


def test_a_column_of_other_words_makes_no_values_of_years() -> None:
    plan = read(
        "事業名,担当課,KPI,区分,R5,R6\n甲事業,乙課,件数,新規,1,2\n丙事業,乙課,人数,継続,3,4\n"
    )

    assert values(plan) == []
    assert [note.kind for note in plan.notes] == ["unknown-column", "unknown-column"]


def test_a_suggestion_for_rows_that_take_turns_reads_back_as_the_same_plan() -> None:
    data = make_book(TURNS)
    reading = read_table(data, "book.xlsx")
    said = tomllib.loads(suggest_mapping(reading))["table"]
    again = read_table(data, "book.xlsx", read_mapping(said, "revision.toml"))

    assert said["columns"]["E"]["part"] == "value-kind"
    assert again.plan.rows == reading.plan.rows


@pytest.mark.parametrize("units", ["（千円）,（人）,(人),（％）", "千円,人,人,%"])
def test_a_row_of_units_below_the_header_is_no_project(units: str) -> None:
    plan = read(
        f"番号,事業名,担当課,指標名,R6決算,R6目標,R6実績,達成率\n,,,,{units}\n"
        "7,甲事業,乙課,利用者,5,10,9,90\n"
    )

    assert [row.name for row in plan.rows] == ["甲事業"]
    assert amounts(plan) == [("settled", 2024, "", "5000")]
    assert values(plan) == [("利用者", "target", 2024, "10"), ("利用者", "actual", 2024, "9")]
    assert plan.rows[0].further[0].use.unit == "人"


def test_a_first_row_with_nothing_but_its_unit_is_kept_as_a_row() -> None:
    plan = read("KPI,単位,R6目標,担当課\n,人,,\n件数,件,5,乙課\n")

    assert [row.line for row in plan.rows] == [2, 3]


def test_the_year_of_values_is_the_one_that_changes_from_row_to_row() -> None:
    plan = read(
        "事業年度,事業番号,事業名,指標,年度,目標値,実績値\n"
        "2024,7,甲事業,件数,2022,5,4\n2024,7,甲事業,件数,2023,6,5\n"
    )

    assert [year for _, _, year, _ in values(plan)] == [2022, 2022, 2023, 2023]


def test_a_blank_line_above_the_header_of_a_text_is_no_part_of_it() -> None:
    plan = read('"一覧表",,\n"",,\n"基本目標","事業名","担当課"\n"1 目標","甲事業","乙課"\n')

    assert [row.name for row in plan.rows] == ["甲事業"]
