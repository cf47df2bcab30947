"""
A plan as the workbook that offices pass on: the projects, the levels, the choices, and how to use.
"""

from collections.abc import Sequence
from typing import Final

from plangraph.read.tables import circulated_columns as columns
from plangraph.write.table import PlanTable
from plangraph.write.workbook import Choice, Form, Sheet, Value, write_workbook

PROJECTS: Final = "事業一覧"
LEVELS: Final = "施策体系"
CHOICES: Final = "選択肢"
GUIDE: Final = "使い方"
ALWAYS: Final = frozenset(
    (columns.IDENTIFIER, columns.GOAL, columns.MEASURE, columns.MARKED, columns.INITIATIVE)
)
SPARE: Final = 200
"""Rows below the last project that have the choices, too."""

QUESTION: Final = "選択肢にない言葉です。このまま入れてよければ「はい」を選んでください。"
SEVERAL: Final = "二つ以上あるときは「、」で区切って続けて書きます。"
NOTES: Final = (
    (
        "この表",
        "一行が、一つの事業を一か所に置いたものです。同じ事業が二か所にあれば二行になります。",
    ),
    (
        "直し方",
        "セルを書き換えて保存してください。行の並べ替え、しぼり込み、列の移動をしても構いません。",
    ),
    (
        "消さない列",
        "「識別子」の列は隠してあります。"
        "どの事業の行かを見分ける列なので、消したり書き換えたりしないでください。",
    ),
    (
        "事業を足す",
        "表のすぐ下の行に書きます。"
        "識別子は空けておいてください。行を写して使うときは、事業名と番号をともに直してください。",
    ),
    ("事業をやめる", "行ごと削除してください。"),
    (
        "置き場所",
        "取り組み、施策、基本目標のうち、書いてあるいちばん下の段階に置かれます。"
        "移すときは三つの欄をそろえて直してください。",
    ),
    ("担当課", f"◎を付けた課が主担当、かっこの中は係です。{SEVERAL}"),
    (
        "予算と区分",
        "予算1の区分が区分1です。"
        "三つ目が要るときは見出しに「予算3」「区分3」と書いた列を足してください。",
    ),
    ("空の欄", "空の欄は「書かれていない」と読みます。ゼロのときは 0 と書いてください。"),
    ("列を足す", "知らない見出しの列も捨てずに残りますが、計画の値としては読みません。"),
    (
        "段階を直す",
        "基本目標、施策、取り組みの名前は「施策体系」の表で直します。番号は変えないでください。"
        "新しいものは、上の段階も書いた行を下に足します。"
        "番号と名前の間は全角で一字空けます（例「1-2　子育ての支援」）。",
    ),
    (
        "選択肢を足す",
        "「選択肢」の表にある言葉を選べます。ない言葉も、確かめの問いに「はい」と答えれば書けます。",
    ),
    (
        "点検する",
        "保存したあと plangraph compare 計画のフォルダー この表 -"
        "-registers 計画のフォルダー と打つと、どこを直したかが分かります。",
    ),
)


def write_book(table: PlanTable) -> bytes:
    """Write the table as a workbook whose cells can be chosen, with notes for who fills it in."""
    names = [name for name in table.header if name in table.choices]
    longest = max((len(table.choices[name]) for name in names), default=0)
    listed: list[list[Value]] = [
        [_at(table.choices[name], place) for name in names] for place in range(longest)
    ]
    choices = {
        table.header.index(name): Choice(
            CHOICES,
            place,
            len(table.choices[name]),
            SEVERAL if name == columns.DEPARTMENT else "",
        )
        for place, name in enumerate(names)
    }
    kept = [
        place
        for place, name in enumerate(table.header)
        if name in ALWAYS or any(row[place] for row in table.levels)
    ]
    levels = [[row[place] for place in kept] for row in table.levels]
    header = [table.header[place] for place in kept]
    hidden = frozenset({table.header.index(columns.IDENTIFIER)})
    apart = frozenset({header.index(columns.IDENTIFIER)})
    return write_workbook(
        [
            Sheet(PROJECTS, table.header, table.placements, Form(hidden, choices, SPARE, QUESTION)),
            Sheet(LEVELS, header, levels, Form(apart)),
            Sheet(CHOICES, names, listed),
            Sheet(GUIDE, ("こと", "説明"), NOTES),
        ]
    )


def _at(words: Sequence[str], place: int) -> str | None:
    return words[place] if place < len(words) else None
