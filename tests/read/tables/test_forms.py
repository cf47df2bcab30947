"""A form of one project is no table: it is told from one, and nothing is made up of it."""

import pytest

from plangraph.errors import SourceError
from plangraph.read.tables import read_table
from tests.read.tables.books import Rows, make_book

FORM: Rows = [
    ["令和６年度 事務事業評価シート"],
    ["事務事業名", None, "甲事業", None, None, "事業番号", "101"],
    ["担当課", None, "乙課", None, None, "係", "庶務係"],
    ["政策", None, "1 安心のまち"],
    ["施策", None, "1-2 子育て"],
    ["事業概要", None, "甲を行う。"],
    [],
    ["指標名", None, "単位", "区分", "R5", "R6"],
    ["利用者数", None, "人", "目標", 100, 110],
    [None, None, None, "実績", 98, None],
]
LIST: Rows = [
    ["事業番号", "事務事業名", "担当課", "事業概要"],
    ["101", "甲事業", "乙課", "甲を行う。"],
]


def test_forms_alone_are_refused_and_it_is_said_what_to_give() -> None:
    with pytest.raises(SourceError, match=r"forms of one project each.*one row a project"):
        read_table(make_book(FORM, FORM), "book.xlsx")


def test_forms_beside_a_list_stay_unread_sheets_and_keep_their_lines() -> None:
    plan = read_table(make_book(LIST, FORM), "book.xlsx").plan

    assert [row.name for row in plan.rows] == ["甲事業"]
    assert [(note.kind, note.printed) for note in plan.notes] == [("unread-sheet", "Sheet2")]
    assert sum("利用者数" in line.printed for line in plan.lines) == 1


def test_a_list_under_headings_with_their_labels_is_no_form() -> None:
    rows: Rows = [["政策", "1 安心"], ["施策", "1-2 子育て"], ["担当部", "丁部"], *LIST]

    assert [row.name for row in read_table(make_book(rows), "book.xlsx").plan.rows] == ["甲事業"]
