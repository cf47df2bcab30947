"""Blocks of a form (事務事業評価シート) say their kind, unit and years in more than one place."""

import tomllib

import pytest

from plangraph.plan import Plan
from plangraph.read.tables import read_mapping, read_table, suggest_mapping
from tests.read.tables.books import Rows, make_book

HEAD: Rows = [
    ["令和６年度 事務事業評価シート"],
    ["事務事業名", None, "甲事業"],
    ["担当課", None, "乙課"],
    ["施策", None, "1-2 子育て"],
    ["事業概要", None, "甲を行う。"],
    [],
]
SOURCES: Rows = [["国庫支出金", None, 1, 2], ["その他", None, 3, 4], ["一般財源", None, 5, 6]]


def read(rows: Rows, head: Rows = HEAD) -> Plan:
    """Read a form that goes on with some rows."""
    return read_table(make_book([*head, *rows]), "book.xlsx").plan


def sums(plan: Plan) -> list[tuple[str, int, int]]:
    """Give the sums of the project that have a year and a unit: source, year, yen."""
    return [
        (one.source, one.period.end, int(one.yen))
        for one in plan.rows[0].amounts
        if one.period is not None and one.yen is not None
    ]


@pytest.mark.parametrize(
    ("title", "total"), [("事業費（千円）", "合計"), ("区分（千円）", "決算額計"), ("", "計（Ａ）")]
)
def test_the_row_below_sources_is_their_sum_in_the_unit_of_the_heading(
    title: str, total: str
) -> None:
    over: Rows = [] if title else [["【事業費（千円）】"]]
    rows: Rows = [*over, [title, None, "R4決算", "R5決算"], *SOURCES, [total, None, 9, 12]]
    plan = read(rows)

    assert sums(plan) == [
        ("国庫支出金", 2022, 1_000),
        ("国庫支出金", 2023, 2_000),
        ("その他", 2022, 3_000),
        ("その他", 2023, 4_000),
        ("一般財源", 2022, 5_000),
        ("一般財源", 2023, 6_000),
        ("", 2022, 9_000),
        ("", 2023, 12_000),
    ]
    assert plan.notes == ()
    assert "# money" not in suggest_mapping(read_table(make_book([*HEAD, *rows]), "book.xlsx"))


def test_a_row_that_adds_more_than_the_sources_or_says_their_sum_again_is_kept_and_named() -> None:
    head: Rows = [["事業費（千円）", None, "R4決算", "R5決算"]]
    total: Rows = [["合計", None, 10, 13]]
    more: Rows = [["人件費", None, 1, 1]]
    said: Rows = [["事業費", None, 9, 12]]
    for rows in ([*head, *SOURCES, *more, *total], [*head, *said, *SOURCES, *total]):
        plan = read(rows)

        assert len([source for source, _, _ in sums(plan) if not source]) == 2
        assert 10_000 not in [yen for _, _, yen in sums(plan)]
        assert [note.printed for note in plan.notes][-2:] == [
            "合計 / R4決算: 10",
            "合計 / R5決算: 13",
        ]


def test_who_filled_in_a_form_and_how_to_call_them_is_no_office_and_no_indicator() -> None:
    people: Rows = [
        ["担当者", None, "山田花子", "内線番号", 2345],
        ["作成者（職・氏名）", None, "係長 山田花子", "評価者：山田太郎"],
        ["指標名", "単位", "R4実績", "R5実績"],
        ["件数", "件", 1, 2],
        ["記入者", "山田花子", None, "内線2345"],
        ["担当者名", "山田花子", "電話：", 123456],
    ]
    plan = read(people, [*HEAD[:2], ["担当課", None, "乙課", "担当課長", "山田次郎"], *HEAD[3:5]])
    (row,) = plan.rows
    kept = {cell.printed: cell.header for cell in row.cells if not (cell.column or cell.part)}

    assert [(unit.division, unit.name, unit.section) for unit in row.units] == [("", "乙課", None)]
    assert [use.use.label for use in row.further] == ["件数"]
    assert kept["山田花子"] == "担当者名"
    assert kept["山田太郎"] == "評価者：山田太郎"
    assert kept["山田次郎"] == "担当課長"
    assert kept["2345"] == "内線番号"
    assert plan.notes == ()


def values(plan: Plan) -> list[tuple[str, int | None, str]]:
    """Give the values of the indicators: kind, year, as printed."""
    return [
        (one.kind, one.period.end if one.period is not None else None, one.value.printed)
        for use in plan.rows[0].further
        for one in use.observations
    ]


DATED: Rows = [
    ["指標名", "単位", "区分", "昨年度", "当該年度", "次年度"],
    ["件数", "件", "目標", 1, 2, 3],
    ["", "", "実績", 4, 5, None],
    [],
    ["事業費（千円）", None, None, "前年度決算", "本年度予算", "翌年度見込"],
    ["一般財源", None, None, 6, 7, 8],
]


@pytest.mark.parametrize(
    ("title", "asked", "head"),
    [
        ("令和５年度 事務事業評価シート", "備考", ""),
        ("事務事業評価シート", "対象年度", ""),
        ("令和６年度 事務事業評価シート", "備考", "本年度（R5）予算"),
    ],
)
def test_years_counted_from_that_of_the_form_are_years(title: str, asked: str, head: str) -> None:
    field: Rows = [[asked, "令和5年度" if asked == "対象年度" else "なし"]]
    rows: Rows = [
        [head if head and cell == "本年度予算" else cell for cell in row] for row in DATED
    ]
    book = make_book([[title], *HEAD[1:], *field, *rows])
    reading = read_table(book, "book.xlsx")
    mapping = read_mapping(tomllib.loads(suggest_mapping(reading))["table"], "revision.toml")

    assert values(reading.plan) == [
        ("target", 2022, "1"),
        ("target", 2023, "2"),
        ("target", 2024, "3"),
        ("actual", 2022, "4"),
        ("actual", 2023, "5"),
    ]
    assert [one.phase for one in reading.plan.rows[0].amounts] == ["settled", "initial", "initial"]
    assert sums(reading.plan) == [
        ("一般財源", 2022, 6_000),
        ("一般財源", 2023, 7_000),
        ("一般財源", 2024, 8_000),
    ]
    assert read_table(book, "book.xlsx", mapping).plan == reading.plan


@pytest.mark.parametrize("title", ["", "令和６年度（令和５年度実施分）"])
def test_years_counted_from_none_or_two_are_kept_and_named(title: str) -> None:
    plan = read(DATED, [[f"{title}事務事業評価シート"], *HEAD[1:]])

    assert (values(plan), sums(plan)) == ([], [])
    assert {note.printed for note in plan.notes} >= {"目標: 1", "実績: 5", "一般財源: 6"}


@pytest.mark.parametrize(
    "rows",
    [
        [["【実績】"], ["指標名", "単位", "R4", "R5"], ["件数", "件", 1, 2]],
        [["２ 指標の実績値"], ["指標名", "単位", "R4", "R5"], ["件数", "件", 1, 2]],
        [["実績値", "", "R4", "R5"], ["件数", "件", 1, 2]],
        [["指標名（実績値）", "単位", "R4", "R5"], ["件数", "件", 1, 2]],
        [["指標名", "単位", "R4", "R5"], ["件数（実績）", "件", 1, 2]],
        [["成果指標", "件数", "単位", "件"], ["実績値", "R4", 1, "R5", 2]],
    ],
)
def test_values_under_a_year_are_of_the_kind_that_title_head_row_or_label_state(rows: Rows) -> None:
    plan = read(rows)

    assert [use.use.label for use in plan.rows[0].further] == ["件数"]
    assert values(plan) == [("actual", 2022, "1"), ("actual", 2023, "2")]


@pytest.mark.parametrize(
    "rows",
    [
        [["指標名", "単位", "区分", "R5"], ["件数", "件", "目標", 1], ["", "", "実績", 2]],
        [["成果指標", "件数", "単位", "件"], ["", "R5"], ["目標値", 1], ["実績値", 2]],
        [["指標名", "R5", "R6"], ["件数 目標", 1], ["件数 実績", 2]],
    ],
)
def test_target_and_actual_under_one_year_are_told_apart(rows: Rows) -> None:
    plan = read(rows)

    assert [use.use.label for use in plan.rows[0].further] == ["件数"]
    assert values(plan) == [("target", 2023, "1"), ("actual", 2023, "2")]


def test_values_of_which_nothing_or_two_things_say_the_kind_are_kept_and_named() -> None:
    rows: Rows = [["指標名", "単位", "R4", "R5"], ["件数", "件", 1, 2]]
    title: Rows = [["目標値と実績値"]]
    apart: Rows = [["指標名", "目標値", "単位", "R4", "R5"], ["件数", 9, "件", 1, 2]]
    for given in (rows, [*title, *rows], apart):
        plan = read(given)

        assert values(plan) == []
        assert {note.printed for note in plan.notes} >= {"件数 / R4: 1", "件数 / R5: 2"}


def test_sums_under_a_year_are_settled_where_the_heading_says_so() -> None:
    plan = read([["決算額（千円）", "R4", "R5"], ["国庫支出金", 1, 2], ["計", 1, 2]])

    assert [(one.phase, one.source) for one in plan.rows[0].amounts] == [
        ("settled", "国庫支出金"),
        ("settled", "国庫支出金"),
        ("settled", ""),
        ("settled", ""),
    ]
    assert sums(read([["事業費", "R5", "2千円"]])) == [("", 2023, 2_000)]


def test_a_suggestion_for_years_counted_over_other_heads_reads_the_same() -> None:
    rows: Rows = [
        ["", "前年度決算額", "", "本年度予算額", ""],
        ["", "事業費", "うち一般財源", "事業費", "うち一般財源"],
        ["千円", 10, 9, 12, 11],
    ]
    book = make_book([*HEAD, *rows])
    reading = read_table(book, "book.xlsx")
    mapping = read_mapping(tomllib.loads(suggest_mapping(reading))["table"], "revision.toml")

    found = [one.period and one.period.end for one in reading.plan.rows[0].amounts]
    assert found == [2023, 2023, 2024, 2024]
    assert read_table(book, "book.xlsx", mapping).plan == reading.plan
