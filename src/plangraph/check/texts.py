"""
Texts as a report shows them: safe and short, in one of both languages, one by one or as a list.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from plangraph.check.facts import is_literal, read_literal, read_value

LONGEST: Final = 100
"""Characters of one printed text that a message shows."""

MOST: Final = 8
"""Things that a message lists one by one."""

UNSEEN: Final = (*range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F))
VISIBLE: Final = {code: 0x2400 + code for code in range(0x20)} | dict.fromkeys(UNSEEN, 0xFFFD)
"""Controls as the pictures that stand for them, so that no text can steer a terminal."""


def readable(text: str) -> str:
    """
    Give text that is safe and short enough to show.

    >>> readable("a\\x07b")
    'a␇b'
    """
    # Most is plain, and that is soon seen.
    shown = text if text.isprintable() else text.translate(VISIBLE)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


def say_percent(share: str) -> str:
    """
    Give a share as people say it.

    >>> say_percent("0.625"), say_percent("0.667"), say_percent("1")
    ('62.5%', '66.7%', '100%')
    """
    return f"{100 * float(share):.1f}".removesuffix(".0") + "%"


def list_texts(texts: Sequence[str], language: str) -> str:
    """
    Join texts as a list, and say how many it leaves out.

    >>> list_texts(["a", "b"], "en")
    'a, b'
    """
    shown, left = texts[:MOST], len(texts) - MOST
    if language == "en":
        return ", ".join(shown) + (f" and {left} more" if left > 0 else "")
    return "、".join(shown) + (f" ほか{left}件" if left > 0 else "")


def read_texts(nodes: Iterable[str], language: str) -> list[str]:
    """
    Give the texts of literals in order, those of another language only if there are no others.

    >>> read_texts(['"b"', '"a"@en', '"c"@ja'], "en")
    ['a', 'b']
    """
    found = [node for node in nodes if is_literal(node)]
    if len(found) > 1:
        found = [one for one in found if _language(one) in ("", language)] or found
    return sorted(map(read_value, found))


def _language(literal: str) -> str:
    return read_literal(literal)[2].partition("--")[0]
