"""
One word written with and without its kana, as 取り組み, 取組み and 取組.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

KANA: Final = "きけぎげしじちりれみめびべいえせ"
"""Kana in which the stem of a verb ends; particles are none of them."""
STEM: Final = rf"([一-龥])([{KANA}])([一-龥])([{KANA}]?)"
PAIR: Final = re.compile(rf"(?=([一-龥])[{KANA}]?([一-龥]))")
PARTICLE: Final = "[をにのとやがはもで]"
WORD: Final = re.compile(rf"{STEM}(?![ぁ-ん])")
WORD_BEFORE_PARTICLE: Final = re.compile(rf"{STEM}(?={PARTICLE})")
"""Followed by other kana it is a verb, which has kana of its own right: 受け付ける, but 受付."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A word in its usual form, the other forms of it, and the lines on which these stand."""

    usual: str
    others: tuple[str, ...]
    lines: tuple[int, ...]


def find_drift(texts: Iterable[tuple[int, str]]) -> list[Drift]:
    """
    Find words whose kana are written here and left out there.

    >>> find_drift([(1, "取り組みを"), (2, "取り組みの数"), (3, "この取組を")])
    [Drift(usual='取り組み', others=('取組',), lines=(3,))]
    >>> find_drift([(1, "予約を受け付ける"), (2, "受付時間")])
    []
    """
    lines = list(texts)
    words: dict[str, None] = {}
    for _, text in lines:
        for pattern in (WORD, WORD_BEFORE_PARTICLE):
            words |= {match[1] + match[3]: None for match in pattern.finditer(text)}
    # Each word is looked for only where its two letters stand so.
    inside: dict[str, list[tuple[int, str]]] = {bare: [] for bare in words}
    for place in lines:
        for bare in {match[1] + match[2] for match in PAIR.finditer(place[1])} & inside.keys():
            inside[bare].append(place)
    found = (_of(bare, places) for bare, places in inside.items())
    return [drift for drift in found if drift is not None]


def _of(bare: str, lines: list[tuple[int, str]]) -> Drift | None:
    first, second = bare[0], bare[1]
    form = re.compile(
        rf"{first}[{KANA}]?{second}(?:[{KANA}](?![ぁ-ん])|[{KANA}](?={PARTICLE})|(?![ぁ-ん])"
        rf"|(?={PARTICLE}))"
    )
    found: dict[str, list[int]] = defaultdict(list)
    for line, text in lines:
        for match in form.finditer(text):
            found[match[0]].append(line)
    counts = Counter({written: len(places) for written, places in found.items()})
    if len(found) < 2 or not any(written.startswith(bare) for written in found):
        return None
    usual = max(found, key=lambda written: (counts[written], len(written)))
    others = [written for written in found if written != usual]
    places = sorted({line for written in others for line in found[written]})
    return Drift(usual, tuple(others), tuple(places))
