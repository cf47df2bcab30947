"""
Numbers and departments: what stands in these two cells of a row.
"""

import re
from typing import Final

from plangraph.plan import Numbers, Unit
from plangraph.read.folding import (
    BLANKS,
    DASHES,
    SPACE,
    clean,
    compare_form,
    fold_width,
    join_broken,
)

NUMBER: Final = re.compile(r"\d{3}-\d+")
PARTIAL: Final = re.compile(r"(\d{3})-(?:新規|新|未定)")
PLACEHOLDERS: Final = ("新規", "新", "未定", "調整中")
BETWEEN_NUMBERS: Final = re.compile(rf"[{BLANKS}\t\r\n、，,／/;；・]+")

UNIT_ENDINGS: Final = (
    "課|室|係|局|部|署|所|センター|館|班|場|園|校|本部|事務局|委員会|支所|グループ|チーム"
    "|担当|院|窓口|会|隊|団"
)
UNIT_END: Final = re.compile(rf"(?:{UNIT_ENDINGS})$")
BETWEEN_UNITS: Final = re.compile(r"[、，,／/;；]")
MARKUP: Final = re.compile("[<>]")
SECTION: Final = re.compile(r"^(.*?)[(（]([^()（）]*)[)）]$")
LEAD_WORDS: Final = frozenset({"主", "主管", "主担当", "幹事", "とりまとめ"})
LEAD_SIGNS: Final = ("◎",)


def read_numbers(printed: str) -> Numbers:
    """
    Read a number cell.

    >>> read_numbers("４２５－５").full, read_numbers("341-新規").codes
    (('425-5',), ('341',))
    """
    folded = DASHES.sub("-", fold_width(clean(printed)))
    full: list[str] = []
    codes: list[str] = []
    undecided = False
    for piece in BETWEEN_NUMBERS.split(folded):
        partial = PARTIAL.fullmatch(piece)
        if NUMBER.fullmatch(piece):
            code = piece[:3]
            if piece not in full:
                full.append(piece)
        elif partial:
            code = partial[1]
            undecided = True
        else:
            undecided = undecided or piece in PLACEHOLDERS
            continue
        if code not in codes:
            codes.append(code)
    return Numbers(clean(printed), tuple(full), tuple(codes), undecided)


def split_units(printed: str) -> list[str]:
    """
    Split a department cell into units as printed.

    A space ends a unit only after a word that units end in; after ``・``, and before a bracket, it
    is a line break inside a name.

    >>> split_units("総務課 文化課"), split_units("農産品振興・ 移住応援課")
    (['総務課', '文化課'], ['農産品振興・ 移住応援課'])
    """
    units: list[str] = []
    # Markup is no list of departments: its slashes and brackets are left alone.
    parts = [printed] if MARKUP.search(printed) else BETWEEN_UNITS.split(printed)
    for part in parts:
        current = ""
        for piece in (piece for piece in SPACE.split(part) if piece):
            if current and not _continues(current, piece):
                units.append(current)
                current = ""
            current = f"{current} {piece}" if current else piece
        if current:
            units.append(current)
    return units


def _continues(left: str, right: str) -> bool:
    if right[0] in "(（・" or left.endswith("・"):
        return True
    if left[-1] in ")）":
        return False
    return not UNIT_END.search(left)


def read_units(printed: str) -> tuple[Unit, ...]:
    """
    Read a department cell; a unit that stands twice counts once.

    >>> [(unit.name, unit.section) for unit in read_units("政策室 (広報)")]
    [('政策室', '広報')]
    """
    units: list[Unit] = []
    for piece in split_units(printed):
        name, section, lead = _take_apart(piece)
        if not name:
            continue
        unit = Unit(name, section, _kind(name), lead, piece)
        if all((unit.name, unit.section) != (other.name, other.section) for other in units):
            units.append(unit)
    return tuple(units)


def _take_apart(piece: str) -> tuple[str, str | None, bool]:
    text = clean(piece)
    lead = text.startswith(LEAD_SIGNS)
    text = clean(text.lstrip("".join(LEAD_SIGNS)))
    section = None
    match = SECTION.match(text)
    if match:
        inside = join_broken(match[2])
        text = match[1]
        if inside in LEAD_WORDS:
            lead = True
        elif inside:
            section = inside
    return join_broken(text), section, lead


def _kind(name: str) -> str:
    if name.startswith("各"):
        return "group"
    return "office" if name.endswith("室") else "department"


def looks_like_unit(printed: str) -> bool:
    """Tell whether a cell could be a department cell: every unit in it ends as units do."""
    units = read_units(printed)
    return bool(units) and all(
        UNIT_END.search(unit.name) and len(compare_form(unit.name)) <= 30 for unit in units
    )


def looks_like_number(printed: str) -> bool:
    """Tell whether a cell could be a number cell: nothing in it but numbers and placeholders."""
    folded = DASHES.sub("-", fold_width(clean(printed)))
    pieces = BETWEEN_NUMBERS.split(folded)
    return all(
        NUMBER.fullmatch(piece) or PARTIAL.fullmatch(piece) or piece in PLACEHOLDERS
        for piece in pieces
    )
