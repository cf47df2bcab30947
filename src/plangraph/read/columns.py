"""
Columns by their header: the words that offices use for each, white space and widths aside.
"""

from typing import Final

from plangraph.plan import Cell, Column
from plangraph.read.folding import compare_form

SYNONYMS: Final[dict[Column, tuple[str, ...]]] = {
    Column.MARK: (
        "推進する取り組み",
        "推進する取組",
        "主な取り組み",
        "主な取組",
        "取り組み",
        "取組",
        "推進する取組み",
    ),
    Column.NAME: ("事業名", "事務事業名", "事務事業", "事業", "取組名", "事業名称", "具体的な事業"),
    Column.NUMBER: (
        "事務事業番号",
        "事業番号",
        "番号",
        "事務事業no",
        "事務事業コード",
        "no",
        "no.",
    ),
    Column.DEPARTMENT: (
        "担当課",
        "担当課名",
        "担当部署",
        "担当",
        "所管課",
        "所管",
        "部課名",
        "主管課",
        "担当課室",
    ),
    Column.BUDGET: (
        "予算(中事業)",
        "予算",
        "予算事業",
        "予算事業名",
        "中事業",
        "予算中事業",
        "予算項目",
    ),
    Column.SUMMARY: ("事業概要", "概要", "事業内容", "内容", "取組内容", "事業の概要"),
    Column.INDICATOR: (
        "kpi",
        "指標",
        "成果指標",
        "指標名",
        "活動指標",
        "重要業績評価指標",
        "重要業績評価指標(kpi)",
    ),
    Column.UNIT: ("単位", "指標単位", "kpi単位"),
}
STANDARD: Final = tuple(Column)
"""The order of columns that is tried where a table has no header and no other table has one."""

WORDS: Final = {compare_form(word): column for column, words in SYNONYMS.items() for word in words}
FEWEST: Final = 3
"""Known headers that a line needs to be the header of a table, the name among them."""


def read_header(cells: list[str]) -> tuple[Cell, ...] | None:
    """
    Take cells as the header of a table, or give None where they are none.

    A column that stands twice is placed once; its second header stays without a column.
    """
    placed: list[Cell] = []
    seen: set[Column] = set()
    for printed in cells:
        column = WORDS.get(compare_form(printed))
        if column in seen:
            column = None
        if column is not None:
            seen.add(column)
        placed.append(Cell(column, printed))
    if len(seen) < FEWEST or Column.NAME not in seen:
        return None
    return tuple(placed)
