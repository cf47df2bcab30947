"""
Ways of mending or folding text: for a label, for comparing, for numbers.

Folded forms are for comparing alone; what is stored keeps the characters of the source.
"""

import re
import unicodedata
from typing import Final

BLANKS: Final = " \u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff"
"""Characters of a regular expression's class that look like nothing, within a line or cell."""
SPACE: Final = re.compile(rf"[{BLANKS}\t\r\n]+")
AGAIN: Final = re.compile(
    rf"[{BLANKS}]*[（(【\[〔［]再掲[^（）()【】]{{0,8}}[）)】\]〕］][{BLANKS}]*"
    rf"|^再掲[:：{BLANKS}]+|[{BLANKS}]+再掲$|^再掲$"
)
"""The remark that a project is listed again, in brackets or apart."""
QUOTE: Final = '"'
ENDS: Final = re.compile(rf"^[{BLANKS}\t\r\n]+|[{BLANKS}\t\r\n]+$")
DASHES: Final = re.compile("[‐‑‒–—―−－ｰー]")
CIRCLED: Final = {
    **{chr(0x2460 + n): n + 1 for n in range(20)},
    **{chr(0x3251 + n): n + 21 for n in range(15)},
    **{chr(0x32B1 + n): n + 36 for n in range(15)},
}
"""Circled numbers ① to ㊿ and what they count."""

ROMAN: Final = {
    **{chr(0x2160 + n): n + 1 for n in range(12)},
    **{chr(0x2170 + n): n + 1 for n in range(12)},
}
ROMAN_LETTERS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
KANJI: Final = "〇一二三四五六七八九"


def clean(text: str) -> str:
    """
    Take the white space off both ends, ideographic and no-break spaces included.

    >>> clean("\\u3000育成\\u00a0")
    '育成'
    """
    return ENDS.sub("", text)


def unquote(printed: str) -> str:
    """
    Take off the quotes that a spreadsheet puts around a cell when it writes text.

    >>> unquote('"費用は""無料""、年1回"'), unquote('"家読"の啓発')
    ('費用は"無料"、年1回', '"家読"の啓発')
    """
    inside = printed[1:-1]
    quoted = len(printed) > 1 and printed[0] == printed[-1] == QUOTE
    if not quoted or QUOTE in inside.replace(QUOTE * 2, ""):
        return printed
    return inside.replace(QUOTE * 2, QUOTE)


def fold_width(text: str) -> str:
    """
    Fold full-width ASCII and half-width kana alone; ①, Ⅰ and ㎡ stay.

    >>> fold_width("％１①")
    '%1①'
    """
    return "".join(
        unicodedata.normalize("NFKC", char) if "\uff00" <= char <= "\uffef" else char
        for char in text
    )


def join_broken(text: str) -> str:
    """
    Take out the white space that a line break left inside Japanese text.

    Between two words in ASCII one space stays.

    >>> join_broken("補助採択事業者の 商談成約数"), join_broken("Web  site数")
    ('補助採択事業者の商談成約数', 'Web site数')
    """
    pieces = [piece for piece in SPACE.split(text) if piece]
    joined = ""
    for piece in pieces:
        apart = bool(joined) and joined[-1].isascii() and piece[0].isascii()
        joined += (" " if apart else "") + piece
    return joined


def compare_form(text: str) -> str:
    """
    Fold a label for comparing: NFKC, no white space, one kind of dash, lower case.

    >>> compare_form("ＩＣＴ 活用") == compare_form("ICT活用")
    True
    """
    folded = unicodedata.normalize("NFKC", text)
    return DASHES.sub("-", SPACE.sub("", folded)).casefold()


def circled(char: str) -> int | None:
    """Give the number in a circled number, or None."""
    return CIRCLED.get(char)


def numeral(text: str) -> tuple[int | None, str]:
    """
    Read the numeral of a goal: its value and the form in which people cite it.

    A Latin I is cited as Ⅰ, full-width digits as ASCII digits.

    >>> numeral("I"), numeral("Ⅳ"), numeral("２"), numeral("三"), numeral("?")
    ((1, 'Ⅰ'), (4, 'Ⅳ'), (2, '2'), (3, '三'), (None, '?'))
    """
    folded = fold_width(clean(text))
    if len(folded) == 1 and folded in ROMAN:
        return ROMAN[folded], chr(0x215F + ROMAN[folded])
    spelled = unicodedata.normalize("NFKC", folded).upper()
    if spelled in ROMAN_LETTERS:
        value = ROMAN_LETTERS.index(spelled) + 1
        return value, chr(0x215F + value)
    if spelled.isascii() and spelled.isdigit():
        return int(spelled), spelled
    if len(folded) == 1 and folded in CIRCLED:
        return CIRCLED[folded], folded
    return _kanji(folded), folded


def _kanji(text: str) -> int | None:
    if text == "十":
        return 10
    tens, mark, ones = text.rpartition("十")
    if not all(char in KANJI for char in tens + ones) or not (tens + ones):
        return None
    value = KANJI.index(ones) if len(ones) == 1 else 0
    if mark:
        value += 10 * (KANJI.index(tens) if len(tens) == 1 else 1)
    return value or None
