"""
The words that offices head their columns with: data that ship, and more that a plan folder adds.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from plangraph.errors import FolderError
from plangraph.read.decoding import decode
from plangraph.read.folding import compare_form
from plangraph.read.tables.parts import Part

SHIPPED: Final = "columns.csv"
BETWEEN: Final = "|"
OPTIONAL: Final = str.maketrans("", "", "・/／､、　 _")
"""Signs that a header may hold or not: 目的・内容 and 目的内容 are one word."""


@dataclass(frozen=True, slots=True)
class Words:
    """What each word over a column says; words are folded for comparing."""

    parts: Mapping[str, Part]

    def find(self, word: str) -> Part | None:
        """Give the part that a word names."""
        return self.parts.get(fold_word(word))


@lru_cache(maxsize=16384)
def fold_word(word: str) -> str:
    """
    Fold a header for comparing: widths, white space, marks between words, bullets before them.

    >>> fold_word("目 的・内 容"), fold_word("■事務事業名")
    ('目的内容', '事務事業名')
    """
    folded = compare_form(word)
    bare = folded.translate(OPTIONAL).strip("■□●○◎◆◇▼▽★☆【】[]<>〈〉「」:：※*")
    return bare or folded


def read_words(data: bytes = b"", where: str = SHIPPED) -> Words:
    """
    Read the words that ship, and those of a ``columns.csv`` that a plan folder adds.

    A word that the folder gives another part takes that part.

    >>> read_words("part,words\\nname,活動の名\\n".encode()).find("活動の名").value
    'name'

    Raises:
        FolderError: A line of the folder's file has no known part.
    """
    shipped = _shipped()
    if not data:
        return shipped
    return Words({**shipped.parts, **_read(data, where)})


@cache
def _shipped() -> Words:
    data = files("plangraph.read").joinpath(SHIPPED).read_bytes()
    return Words(_read(data, SHIPPED))


def _read(data: bytes, where: str) -> dict[str, Part]:
    text = "".join(line + "\n" for line, _ in decode(data, where).lines)
    parts: dict[str, Part] = {}
    known_parts = {part.value for part in Part}
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
            name, words = (row.get("part") or "").strip(), row.get("words") or ""
            if name not in known_parts:
                known = ", ".join(sorted(known_parts))
                raise FolderError(f"{where}:{number}", f"no part {name!r}", f"Use one of {known}")
            for word in words.split(BETWEEN):
                if word.strip():
                    parts.setdefault(fold_word(word), Part(name))
    except csv.Error as error:
        raise FolderError(where, f"no table of words: {error}", "Write part,words") from error
    return parts
