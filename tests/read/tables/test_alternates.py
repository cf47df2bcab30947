"""Columns of indicators that share one set of values name one indicator a row, not two."""

import pytest

from plangraph.plan import Plan
from plangraph.read.tables import read_table

Uses = list[tuple[str, str, str, list[str]]]


def read(text: str) -> Plan:
    """Read a table from text."""
    return read_table(text.encode(), "table.csv").plan


def uses(plan: Plan) -> list[Uses]:
    """Give of each row its indicators: name, unit, stage, values."""
    return [
        [
            (one.use.label, one.use.unit, one.stage, [o.value.printed for o in one.observations])
            for one in row.further
        ]
        for row in plan.rows
    ]


def test_a_row_that_names_one_of_two_has_its_values() -> None:
    plan = read(
        "事業名,担当課,成果指標,活動指標,単位,R5目標,R5実績\n"
        "甲事業,乙課,満足度,,％,1,2\n丙事業,乙課,,開催数,回,3,4\n,,利用率,,％,5,\n"
    )

    assert uses(plan) == [
        [("満足度", "％", "outcome", ["1", "2"])],
        [("開催数", "回", "output", ["3", "4"]), ("利用率", "％", "outcome", ["5"])],
    ]
    assert plan.notes == ()


def test_two_columns_of_one_name_are_alternatives_too() -> None:
    plan = read("事業名,担当課,指標,指標,単位,目標値\n甲,乙課,満足度,,％,1\n丙,乙課,,件数,件,2\n")

    assert uses(plan) == [
        [("満足度", "％", "not-stated", ["1"])],
        [("件数", "件", "not-stated", ["2"])],
    ]


@pytest.mark.parametrize("other", ["参考指標", "補助指標", "関連指標"])
def test_the_values_are_those_of_the_main_indicator(other: str) -> None:
    plan = read(
        f"事業名,担当課,指標,{other},単位,目標値\n甲,乙課,満足度,件数,％,1\n丙,乙課,,数,件,2\n"
    )

    assert uses(plan) == [
        [("満足度", "％", "not-stated", ["1"]), ("件数", "", "not-stated", [])],
        [("数", "件", "not-stated", ["2"])],
    ]
    assert plan.notes == ()


def test_an_indicator_beside_the_main_one_keeps_values_of_its_own() -> None:
    plan = read(
        "事業名,担当課,指標,単位,目標値,参考指標,単位,目標値\n甲,乙課,満足度,％,1,件数,件,2\n"
    )

    assert uses(plan) == [
        [("満足度", "％", "not-stated", ["1"]), ("件数", "件", "not-stated", ["2"])]
    ]


def test_two_that_say_the_same_are_one_and_what_describes_it_is_none() -> None:
    same = read("事業名,担当課,指標,成果指標,目標値\n甲,乙課,満足度,満足度,1\n")
    told = read("事業名,担当課,指標名,指標内容,目標値\n甲,乙課,満足度,よいと答えた人,1\n")

    assert uses(same) == [[("満足度", "", "outcome", ["1"])]]
    assert uses(told) == [[("満足度", "", "not-stated", ["1"])]]


def test_where_a_row_names_both_it_is_said_that_the_values_may_be_of_either() -> None:
    plan = read(
        "事業名,担当課,活動指標,成果指標,目標値\n甲,乙課,開催数,満足度,1\n丙,乙課,,利用率,2\n"
    )

    assert uses(plan) == [
        [("開催数", "", "output", []), ("満足度", "", "outcome", ["1"])],
        [("利用率", "", "outcome", ["2"])],
    ]
    assert [(note.kind, note.line, note.printed) for note in plan.notes] == [
        ("ambiguous-indicator", 2, "活動指標, 成果指標 (1)")
    ]


def test_heads_that_say_the_kind_of_a_value_share_nothing() -> None:
    plan = read(
        "事業名,担当課,活動指標,成果指標,活動目標値,成果目標値\n甲,乙課,開催数,満足度,1,2\n"
    )

    assert uses(plan) == [[("開催数", "", "output", ["1"]), ("満足度", "", "outcome", ["2"])]]
    assert plan.notes == ()
