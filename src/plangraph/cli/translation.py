"""
Texts of errors in Japanese: ``errors.csv`` has a line for each English text with its places.

A place ``{reason}`` holds a text that is itself translated, ``{choices}`` and ``{names}`` a list,
and any other what is quoted as it stands. What a library says is quoted, too.
"""

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

REASON: Final = "reason"
JOINED: Final = {"choices": "、", "names": "」か「"}
"""What stands between the parts of a list."""

PLACE: Final = re.compile(r"\{([a-z]+)\}")
BETWEEN: Final = re.compile(r", (?:or |and )?| or | and ")
NUMBER: Final = re.compile(r"^\[Errno -?\d+\] ")
"""By which the system's reason begins where an error is quoted whole."""

QUOTED: Final = "次の理由でできませんでした: {}"

WHERES: Final = {
    "frame": "データフレーム (frame)",
    "rehearsal": "再編の試行 (rehearsal)",
    "sh:select": "制約の問い合わせ (sh:select)",
    "standard input": "標準入力",
    "standard output": "標準出力",
    "vocabulary": "語彙 (vocabulary)",
}
"""
Japanese of the words that stand where a file or an option would.

A word that might be a file's name keeps it.
"""


@dataclass(frozen=True, slots=True)
class Template:
    """A text in both languages, with the same places."""

    english: str
    japanese: str

    def fill(self, text: str) -> str | None:
        """
        Say an English text in Japanese; ``None`` where it is another.

        >>> Template("no year {year}", "「{year}」は年度として読めません").fill("no year 'R7x'")
        '「R7x」は年度として読めません'
        """
        found = _compile(self.english).fullmatch(text)
        if found is None:
            return None
        places = zip(PLACE.findall(self.english), found.groups(), strict=True)
        said = {name: _say(name, value) for name, value in places}
        return PLACE.sub(lambda place: said[place[1]], self.japanese)


def translate_what(what: str) -> str:
    """
    Say in Japanese what went wrong, or quote it behind a Japanese lead.

    >>> translate_what("no column since, until"), translate_what("clock is broken")
    ('列 since、until がありません', '次の理由でできませんでした: clock is broken')
    """
    return find_translation(what) or QUOTED.format(what)


def translate_remedy(remedy: str) -> str:
    """Say in Japanese what to do next."""
    return find_translation(remedy) or remedy


def translate_where(where: str) -> str:
    """Say in Japanese where it went wrong; files, commands and options keep their names."""
    return WHERES.get(where, where)


def find_translation(text: str) -> str | None:
    """Say a text in Japanese, by the most specific line that fits it."""
    said = (template.fill(text) for template in read_templates())
    return next((japanese for japanese in said if japanese is not None), None)


@cache
def read_templates() -> tuple[Template, ...]:
    """Read all texts, those with the most words of their own first."""
    # Only where something went wrong, since all else starts quicker without.
    from importlib.resources import files

    data = files("plangraph.cli").joinpath("errors.csv").read_text(encoding="utf-8")
    templates = (Template(*row) for row in list(csv.reader(io.StringIO(data)))[1:])
    return tuple(sorted(templates, key=lambda one: -len(PLACE.sub("", one.english))))


@cache
def _compile(english: str) -> re.Pattern[str]:
    # Every second piece is the name of a place.
    words = PLACE.split(english)[::2]
    return re.compile("(.*)".join(re.escape(piece) for piece in words), re.DOTALL)


def _say(name: str, value: str) -> str:
    if name == REASON:
        plain = NUMBER.sub("", value.strip())
        return find_translation(plain) or find_translation(plain.lower()) or value
    if name in JOINED:
        return JOINED[name].join(_unquote(one) for one in BETWEEN.split(value))
    return _unquote(value)


def _unquote(value: str) -> str:
    """Take off the quotation marks of English, since Japanese has its own."""
    inside = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if inside else value
