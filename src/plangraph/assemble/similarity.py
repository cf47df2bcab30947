"""
How alike two labels are, and by which sign; for suggesting, never for merging.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from plangraph.read.folding import compare_form

ALIKE: Final = 0.7
"""Share of letters in common from which two labels count as the same in other words."""
SAME: Final = 0.9
"""Share from which one word put for another is a slip of the pen in a long label."""
PERSONS: Final = "者客人員"
KANJI: Final = re.compile("[一-龥々]")
SHORTEST: Final = 4
SHORTEST_THREAD: Final = 5
PUNCTUATION: Final = str.maketrans("", "", "・、，,。「」『』()[]【】/")


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    A sign that two labels belong together.

    ``score`` is the Sørensen–Dice coefficient of the letters, from 0 to 1, whatever their order;
    ``method`` names the sign: equal, letters, contained, thread or block.
    """

    method: str
    score: float


def letters(label: str) -> str:
    """
    Fold a label to the letters that are compared.

    >>> letters("「家読」実施 児童数")
    '家読実施児童数'
    """
    return compare_form(label).replace("取り組み", "取組").translate(PUNCTUATION)


def dice(one: str, other: str) -> float:
    """
    Give the Sørensen–Dice coefficient of two bags of letters.

    >>> dice("企業誘致数", "誘致企業数")
    1.0
    """
    common = sum((Counter(one) & Counter(other)).values())
    total = len(one) + len(other)
    return 2 * common / total if total else 0.0


def reworded(one: str, other: str) -> Likeness | None:
    """
    Tell whether two labels say the same, in equal or in other words; None where they do not.

    >>> reworded("新規就農者数", "新規就業者数"), reworded("年少人口", "老年人口")
    (None, None)
    """
    first, second = letters(one), letters(other)
    score = dice(first, second)
    if first == second:
        return Likeness("equal", 1.0)
    if score < ALIKE or (score < SAME and _puts_another_word(first, second)):
        return None
    return Likeness("letters", score)


def _puts_another_word(one: str, other: str) -> bool:
    """Tell whether each label has a kanji instead of the other's, and they are no misspelling."""
    first, second = Counter(one), Counter(other)
    for left in (first - second, second - first):
        if not any(KANJI.match(letter) and letter not in PERSONS for letter in left):
            return False
    # The analyser is loaded only where a reading decides.
    from plangraph.assemble.derive.words import read_aloud

    return read_aloud(one) != read_aloud(other)


def supporting(lower: str, upper: str) -> Likeness | None:
    """
    Tell whether one label may name a part or a narrower form of what another names.

    Beside rewording count: the shorter wholly at the end of the longer or as a block of it, its
    letters in order within the longer, a common block of most of the shorter.
    """
    found = reworded(lower, upper)
    if found is not None:
        return found
    short, long = sorted((letters(lower), letters(upper)), key=len)
    score = dice(short, long)
    if len(short) >= SHORTEST and long.endswith(short):
        return Likeness("contained", score)
    if len(short) >= SHORTEST_THREAD and _is_thread(short, long):
        return Likeness("thread", score)
    if len(short) >= SHORTEST_THREAD and _common_block(short, long) >= ALIKE * len(short):
        return Likeness("block", score)
    return None


def _is_thread(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def _common_block(one: str, other: str) -> int:
    best = 0
    before = [0] * (len(other) + 1)
    for letter in one:
        row = [0] * (len(other) + 1)
        for index, opposite in enumerate(other):
            if letter == opposite:
                row[index + 1] = before[index] + 1
                best = max(best, row[index + 1])
        before = row
    return best
