"""
Tables as notebooks show them: plain HTML, everything from outside escaped.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

MOST: Final = 200
"""Rows that a notebook shows before it says how many more there are."""


def write_html_table(
    columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]], caption: str = ""
) -> str:
    """
    Write rows under Japanese and English titles.

    >>> write_html_table([("課", "department")], [("<総務課>",)])[:62]
    '<table><thead><tr><th>課<br><small>department</small></th></tr>'
    """
    head = "".join(f"<th>{escape(ja)}{_small(en, ja)}</th>" for ja, en in columns)
    shown = list(rows)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>"
        for row in shown[:MOST]
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    more = len(shown) - MOST
    rest = f"<p>ほか {more} 行 and {more} more rows</p>" if more > 0 else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _small(english: str, japanese: str) -> str:
    return f"<br><small>{escape(english)}</small>" if english and english != japanese else ""


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))
