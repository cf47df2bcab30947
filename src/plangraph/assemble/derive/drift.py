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
PARTICLE: Final = "[をにのとやがはもで]"
WORD: Final = re.compile(rf"{STEM}(?![ぁ-ん])")
WORD_BEFORE_PARTICLE: Final = re.compile(rf"{STEM}(?={PARTICLE})")
"""Followed by other kana it is a verb, which has kana of its own right: 受け付ける, but 受付."""
FORM: Final = re.compile(
    rf"(?=(([一-龥])[{KANA}]?([一-龥])"
    rf"(?:[{KANA}](?![ぁ-ん])|[{KANA}](?={PARTICLE})|(?![ぁ-ん])|(?={PARTICLE}))))"
)
"""A word in any form, at whatever letter it begins, as words may share letters."""


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
    found: dict[str, dict[str, list[int]]] = {bare: defaultdict(list) for bare in words}
    for line, text in lines:
        ends: dict[str, int] = {}
        for match in FORM.finditer(text):
            bare = match[2] + match[3]
            if bare in found and match.start() >= ends.get(bare, 0):
                ends[bare] = match.end(1)
                found[bare][match[1]].append(line)
    drifts = (_of(bare, forms) for bare, forms in found.items())
    return [drift for drift in drifts if drift is not None]


def _of(bare: str, found: dict[str, list[int]]) -> Drift | None:
    counts = Counter({written: len(places) for written, places in found.items()})
    if len(found) < 2 or not any(written.startswith(bare) for written in found):
        return None
    usual = max(found, key=lambda written: (counts[written], len(written)))
    others = [written for written in found if written != usual]
    places = sorted({line for written in others for line in found[written]})
    return Drift(usual, tuple(others), tuple(places))
