"""
The kind of values that only have a year over them: 目標 or 実績 in a title, a head or a name.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from plangraph.read.tables.forms.spots import Spot
from plangraph.read.tables.headings import MONEY, NAMING, Heading
from plangraph.read.tables.parts import VALUES, Part
from plangraph.read.tables.words import Words, fold_word

KINDED: Final = re.compile(
    r"^(?P<name>.*?[^\s　])(?:[\s　]*[(（](?P<remark>[^()（）]+)[)）]|[\s　]+(?P<word>[^\s　]+))$",
    re.DOTALL,
)
"""A name with the kind of its values behind it: 利用者数（実績）."""

TITLED: Final = re.compile(r"(?P<word>(?:目標|実績)(?:数値|値))(?:の推移|の状況|一覧)?[】〕》]?$")


def split_kind(spot: Spot, words: Words) -> tuple[str, Part] | None:
    """Take a name and the kind behind it apart; 目標値（見込み） is no name."""
    match = KINDED.match(spot.text)
    part = words.find(match["remark"] or match["word"]) if match else None
    if match is None or part not in VALUES or part is None:
        return None
    known, word = words.find(match["name"]), fold_word(match["name"])
    named = known is Part.INDICATOR or (known is None and word not in NAMING)
    return (match["name"], part) if named else None


def name_with_kind(spot: Spot, head: Heading, words: Words) -> Spot:
    """Read a cell under a head for names that has the kind behind the name."""
    kinded = split_kind(spot, words) if head.part is Part.INDICATOR else None
    if kinded is None or spot.is_said:
        return spot
    name, _ = kinded
    heading = Heading(Part.INDICATOR, stage=head.stage, group=head.group, why="値の行の名")
    return replace(spot, heading=heading, inside=name, word=spot.text.removeprefix(name))


def find_kind(spots: Iterable[Spot], words: Words) -> Part | None:
    """Give the kind that titles and heads of a block state, if it is one."""
    found = {kind for spot in spots if (kind := _kind(spot, words)) is not None}
    return found.pop() if len(found) == 1 else None


def _kind(spot: Spot, words: Words) -> Part | None:
    if spot.inside:
        return None
    if spot.part in VALUES | MONEY:
        return spot.part
    kinded = split_kind(spot, words)
    if kinded is not None:
        return kinded[1]
    titled = (
        TITLED.search(spot.text) if spot.text.count("目標") + spot.text.count("実績") == 1 else None
    )
    return words.find(titled["word"]) if titled else None
