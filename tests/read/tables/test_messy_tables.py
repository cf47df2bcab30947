"""Tables as messy as offices make them give what a person reads in them."""

from plangraph.plan import Plan
from plangraph.read.tables import read_table
from tests.read.tables.books import Rows, make_book
from tests.read.tables.test_tables import read, values


def amounts(plan: Plan) -> list[tuple[str, int | None, str, str]]:
    """Give phase, year, source and yen of every amount."""
    return [
        (one.phase, one.period.end if one.period else None, one.source, str(one.yen))
        for row in plan.rows
        for one in row.amounts
    ]


def test_plans_between_sums_are_sums_and_a_source_without_a_name_is_one() -> None:
    plan = read(
        "（単位：千円）,,,,,,,,,\n"
        "事業名,担当課,R5決算,R6予算,R7計画,国庫支出金,その他,一般財源,指標,R7目標\n"
        "甲事業,乙課,1,2,3,4,5,6,件数,7\n"
    )

    assert amounts(plan) == [
        ("settled", 2023, "", "1000"),
        ("", 2024, "", "2000"),
        ("", 2025, "", "3000"),
        ("", None, "国庫支出金", "4000"),
        ("", None, "その他", "5000"),
        ("", None, "一般財源", "6000"),
    ]
    assert values(plan) == [("件数", "target", 2025, "7")]


def test_the_year_that_stands_above_dates_this_year_and_the_one_before() -> None:
    rows = "事業名,所属,本年度予算額（円）,前年度予算額（円）,比較\n甲事業,乙課,3,2,1\n"

    assert amounts(read("令和7年度当初予算,,,,\n" + rows)) == [
        ("", 2025, "", "3"),
        ("", 2024, "", "2"),
    ]
    assert amounts(read(rows)) == [("", None, "", "3")]


def test_a_year_ahead_of_that_of_the_row_is_counted_from_it() -> None:
    plan = read("事業番号,事業名,予算年度,当初予算（円）,翌年度要求額（円）\n7,甲事業,2023,1,2\n")

    assert amounts(plan) == [("initial", 2023, "", "1"), ("", 2024, "", "2")]


def test_division_department_and_section_stand_in_columns_of_their_own() -> None:
    plan = read("事業名,部,課,係\n甲事業,総務部,財政課,予算係\n丙事業,総務部,,\n")
    spaced = read("事業名,担当部署\n甲事業,教育委員会　学校教育課\n")
    foreign = read("Program,Agency,Bureau\nGrants,Ministry A,Office B\nLoans,Ministry A,Office C\n")

    assert [
        (unit.division, unit.name, unit.section) for row in plan.rows for unit in row.units
    ] == [
        ("総務部", "財政課", "予算係"),
        ("", "総務部", None),
    ]
    assert [(unit.division, unit.name) for unit in spaced.rows[0].units] == [
        ("教育委員会", "学校教育課")
    ]
    assert [(unit.division, unit.name) for row in foreign.rows for unit in row.units] == [
        ("Ministry A", "Office B"),
        ("Ministry A", "Office C"),
    ]


def test_a_column_of_directions_says_where_values_shall_go() -> None:
    plan = read(
        "事業名,担当課,指標1,目標の方向,R7目標,指標2,目標の方向,R7目標\n"
        "甲事業,乙課,件数,増加,1,事故数,↓,2\n丙事業,丁課,人数,？,3,,,\n"
    )

    assert [use.direction for row in plan.rows for use in row.further] == [
        "increase",
        "decrease",
        "",
    ]


def test_a_number_and_its_branch_in_two_columns_are_one() -> None:
    plan = read("番号,枝番,事業名,担当課\n1,1,甲事業,乙課\n1,2,丙事業,丁課\n")

    assert [row.numbers.full for row in plan.rows] == [("1-1",), ("1-2",)]


def test_totals_of_a_level_or_in_english_are_no_projects() -> None:
    plan = read(
        "施策コード,施策,事業名,R6予算（円）\n01,甲,乙事業,1\n01,施策計,,1\n,,Grand total,1\n"
    )

    assert [row.name for row in plan.rows] == ["乙事業"]
    assert [note.kind for note in plan.notes] == ["total-row", "total-row"]


def test_cells_merged_in_the_header_do_not_end_a_level_below() -> None:
    rows: Rows = [
        ["基本目標", "施策", "KPI", "目標値", None],
        [None, None, None, "年度", "値"],
        ["1 産業", "1-1 育成", "件数", "R6", 5],
        [None, None, "人数", "R6", 6],
    ]
    plan = read_table(make_book(rows, merged=["A1:A2", "B1:B2", "D1:E1"]), "book.xlsx").plan

    assert [row.under for row in plan.rows] == [("measure", 0), ("measure", 0)]
    assert plan.problems == ()


def test_codes_with_brackets_and_english_words_before_them_are_read() -> None:
    plan = read(
        "Strategic Goal,Objective,Program,Agency\n"
        "Goal 1: Growth,Objective 1.2 – Access,Grants,Office\n"
        "2 福祉,2-(1) 子ども,甲事業,乙課\n"
    )

    assert [(goal.code, goal.title) for goal in plan.goals] == [("1", "Growth"), ("2", "福祉")]
    assert [(one.code, one.ordinal, one.title) for one in plan.measures] == [
        ("1-2", 2, "Access"),
        ("2-(1)", 1, "子ども"),
    ]


def test_the_unit_of_the_first_sums_holds_for_the_others_and_it_is_said() -> None:
    plan = read("事業名,担当課,事業費（千円）,うち一般財源\n甲事業,乙課,2,1\n")
    apart = read("事業名,担当課,事業費（千円）,決算額,人件費（円）\n甲事業,乙課,2,1,3\n")

    assert [yen for *_, yen in amounts(plan)] == ["2000", "1000"]
    assert [note.kind for note in plan.notes] == ["assumed-money-unit"]
    assert [yen for *_, yen in amounts(apart)] == ["2000", "None", "3"]
    assert [note.kind for note in apart.notes] == ["unstated-money-unit"]
