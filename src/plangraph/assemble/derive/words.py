"""
The words of a Japanese text, as the dictionary of Sudachi tells them apart.

The only module that knows the analyser; the dictionary comes with the package, no network is asked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from sudachipy import Dictionary, MorphemeList, SplitMode

SENTENCE: Final = re.compile(r"[^。\r\n]{1,4000}。?")
"""The analyser takes some 16,000 letters at once; a sentence of 4,000 is none."""
NOUN_LIKE: Final = frozenset({"名詞", "接尾辞"})
TELLING: Final = frozenset({"名詞", "動詞", "形状詞", "形容詞"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word: how it is written, its dictionary form and that form's reading, and its kind."""

    written: str
    form: str
    reading: str
    kind: str
    use: str

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun, or a suffix that ends one."""
        return self.kind in NOUN_LIKE

    @property
    def tells(self) -> bool:
        """Whether it carries a meaning of its own, rather than joining others."""
        return self.kind in TELLING and self.use != "非自立可能" and len(self.written) > 1


@cache
def _analyser() -> Callable[[str], MorphemeList]:
    split: Callable[[str], MorphemeList] = (
        Dictionary(dict="small").tokenizer(mode=SplitMode.C).tokenize
    )
    return split


@cache
def read_aloud(form: str) -> str:
    """
    Give the reading of a word or a name in katakana.

    >>> read_aloud("政策"), read_aloud("制作") == read_aloud("政策")
    ('セイサク', True)
    """
    return "".join(part.reading_form() for part in _analyser()(form))


def split_words(text: str) -> tuple[Word, ...]:
    """
    Split a text into words.

    >>> [word.written for word in split_words("家庭で保育を行う")]
    ['家庭', 'で', '保育', 'を', '行う']
    """
    found = []
    for part in _analyser()(text):
        kind, use = part.part_of_speech()[:2]
        form = part.dictionary_form()
        found.append(Word(part.surface(), form, read_aloud(form), kind, use))
    return tuple(found)


def split_sentences(text: str) -> list[str]:
    """
    Split a text into sentences, each with its full stop; one without end is cut.

    >>> split_sentences("育てる。支える")
    ['育てる。', '支える']
    >>> [len(part) for part in split_sentences("あ" * 9_000)]
    [4000, 4000, 1000]
    """
    return SENTENCE.findall(text)
