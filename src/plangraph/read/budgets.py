"""
The budget cell: items with their tags, remarks, and the six ways of naming no item.
"""

import re
from typing import Final

from plangraph.plan import AbsenceKind, Appropriation, Budget
from plangraph.read.folding import clean, fold_width, join_broken

OPEN: Final = re.compile(r"(?:ほか|他|外)\s*\d+\s*(?:事業|件|項目|費目|本|つ)?")
OPEN_AFTER: Final = re.compile(rf"^(.*[】費料金業)）])\s*({OPEN.pattern})$")
UNITEMISED: Final = re.compile(
    r"(?:関係|関連)?予算(?:項目)?(?:が)?(?:多数|複数|各種)|各種予算|多数"
)
NO_COST: Final = re.compile(
    r"(?:直接)?(?:事業費|予算|経費|費用)(?:は|の計上)?(?:なし|無し|無)|人件費のみ|ゼロ予算事業|予算措置なし"
)
ZERO: Final = re.compile(r"予算(?:額)?(?:は|が)?(?:ゼロ|0(?!\d)|零)|予算計上なし")
BLANK: Final = frozenset({"", "-", "－", "―", "—", "ー", "‐", "−"})
TAG: Final = re.compile(r"【([^【】]*)】")
ODD_TAG: Final = re.compile(
    r"^(.+?)((?:【[^【】]{0,6}|[\[［〔(（<＜〈](?:義務|政策)[\]］〕)）>＞〉]?|(?:義務|政策)】))$"
)
"""A tag not closed, not opened, or in other brackets: kept as printed, for a rule to name."""
TAG_LENGTH: Final = 6
"""Characters up to which a bracket behind an item's name is taken as a tag, not as a remark."""


def read_budget(printed: str) -> Budget:
    """
    Read a budget cell.

    >>> [entry.tag for entry in read_budget("子ども費【義務】他1事業").entries]
    ['義務']
    >>> read_budget("子ども費【義務】他1事業").open_remarks
    ('他1事業',)
    """
    text = clean(printed)
    if text in BLANK:
        return Budget(text, (), (), (), AbsenceKind.NOT_STATED)
    entries: list[Appropriation] = []
    open_remarks: list[str] = []
    remarks: list[str] = []
    absence: AbsenceKind | None = None
    for piece in _split(text):
        folded = fold_width(piece)
        bare = clean(TAG.sub(r" \1 ", folded))
        if OPEN.fullmatch(folded):
            open_remarks.append(piece)
        elif UNITEMISED.fullmatch(bare):
            open_remarks.append(piece)
            absence = absence or AbsenceKind.NOT_ITEMISED
        elif ZERO.search(bare) and not bare.endswith("費"):
            remarks.append(piece)
            absence = absence or AbsenceKind.ZERO
        elif NO_COST.search(bare):
            remarks.append(piece)
            absence = absence or AbsenceKind.NONE
        elif piece.startswith("【"):
            remarks.append(piece)
        else:
            found, notes = _read_item(piece)
            entries.extend(entry for entry in found if entry not in entries)
            remarks.extend(notes)
    if entries:
        absence = None
    elif absence is None:
        absence = AbsenceKind.NOT_ITEMISED if open_remarks else AbsenceKind.NOT_STATED
    return Budget(text, tuple(entries), tuple(open_remarks), tuple(remarks), absence)


def _read_item(piece: str) -> tuple[list[Appropriation], list[str]]:
    name = join_broken(TAG.split(piece, maxsplit=1)[0])
    tags: list[str] = []
    notes: list[str] = []
    odd = None if TAG.search(piece) else ODD_TAG.match(piece)
    if odd is not None:
        return [Appropriation(join_broken(odd[1]), odd[2], piece)], []
    for match in TAG.finditer(piece):
        inside = clean(match[1])
        if 0 < len(inside) <= TAG_LENGTH:
            tags.append(inside)
        else:
            notes.append(match[0])
    if not name:
        return [], [piece]
    if not tags:
        return [Appropriation(name, None, piece)], notes
    return [Appropriation(name, tag, piece) for tag in tags], notes


def _split(text: str) -> list[str]:
    """Split at 、 and white space outside brackets, behind a tag, and before an open remark."""
    pieces: list[str] = []
    current = ""
    depth = 0
    for char in text:
        if char in "【（(":
            depth += 1
        if char in "】）)":
            depth = max(0, depth - 1)
        if not depth and (char in "、，," or char.isspace()):
            pieces.append(current)
            current = ""
            continue
        if current.endswith("】") and char != "【":
            pieces.append(current)
            current = ""
        current += char
    pieces.append(current)
    split: list[str] = []
    for piece in (clean(piece) for piece in pieces):
        if not piece:
            continue
        match = OPEN_AFTER.match(fold_width(piece))
        if match:
            split.extend((piece[: len(match[1])], clean(piece[len(match[1]) :])))
        else:
            split.append(piece)
    return split
