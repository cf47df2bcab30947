"""
Indicators: the KPI and unit cells of a row, the lists in the headings.
"""

import re
from typing import Final

from plangraph.plan import AbsenceKind, IndicatorUse
from plangraph.read.folding import CIRCLED, SPACE, clean, fold_width, join_broken

GLOSS: Final = re.compile(r"【([^【】]*)】")
BETWEEN: Final = re.compile(r"[、，,／;；\r\n]|(?<!\d)/(?!\d)")
QUANTITY: Final = re.compile(
    r"(?:数|件|率|割合|比率|比|額|量|度|時間|人口|累計|値|指数|ポイント|平均|%|名|人|回|社|者|面積"
    r"|延長|距離|売上高?|残高|生産高|漁獲高|順位|得点|寿命|年齢|所得|収入)"
    r"(?:[(（][^()（）]*[)）])?$"
)
PEOPLE: Final = re.compile(r"[^\d０-９](?:名|人|社|者)$")
TWO_QUANTITIES: Final = re.compile(
    r"(?:数|率|額|量)・[^・]+(?:数|率|額|量)$|(化|者|所)・[^・]+\1(?:の?割合|件数|人数|数|率|額)$"
)
"""Two quantities joined, or one ending of two words that are counted together."""
BLANK: Final = frozenset({"", "-", "－", "―", "—", "ー", "‐", "−"})
NONE: Final = frozenset({"なし", "無し", "設定なし", "該当なし", "ー(設定なし)"})


def names_a_quantity(label: str) -> bool:
    """Tell whether a label ends as quantities do: 数, 率, 割合, 額, …"""
    return bool(QUANTITY.search(fold_width(clean(label))))


def names_who_is_counted(label: str) -> bool:
    """
    Tell whether a label names people or firms, and not how many of them there are.

    >>> names_who_is_counted("保育所への就職者"), names_who_is_counted("就職者数")
    (True, False)
    """
    return bool(PEOPLE.search(fold_width(clean(label))))


def joins_two(label: str) -> bool:
    """
    Tell whether a label names two quantities at once.

    >>> [joins_two(label) for label in ("製品化・商品化件数", "出生数・死亡数", "相談・支援数")]
    [True, True, False]
    """
    return bool(TWO_QUANTITIES.search(fold_width(clean(label))))


def read_use(printed: str, unit: str) -> IndicatorUse:
    """
    Read the KPI cell and the unit cell of a row.

    >>> read_use("補助採択事業者の 商談成約数", "件").label
    '補助採択事業者の商談成約数'
    >>> read_use("申請数 【新規入居企業数】", "件").gloss
    '新規入居企業数'
    """
    text = clean(printed)
    measured = clean(unit)
    stated = "" if measured in BLANK or measured in NONE else measured
    if text in BLANK or text in NONE:
        kind = AbsenceKind.NONE if text in NONE else AbsenceKind.NOT_STATED
        return IndicatorUse("", stated, "", text, several=False, absence=kind)
    glosses = [join_broken(match) for match in GLOSS.findall(text)]
    bare = clean(GLOSS.sub(" ", text))
    label = join_broken(bare) or join_broken(text)
    several = _holds_several(bare) or any(names_a_quantity(gloss) for gloss in glosses)
    return IndicatorUse(label, stated, "、".join(glosses), text, several, None)


def _holds_several(text: str) -> bool:
    pieces = [piece for piece in (clean(piece) for piece in BETWEEN.split(text)) if piece]
    if len(pieces) > 1 and all(names_a_quantity(piece) for piece in pieces):
        return True
    if joins_two(text):
        return True
    words = [word for word in SPACE.split(text) if word]
    if len(words) > 1 and all(names_a_quantity(word) for word in words):
        return True
    return sum(char in CIRCLED for char in text) > 1


def read_list(printed: str) -> tuple[str, ...]:
    """
    Read the KPI list of a measure, in which white space and 、 separate.

    >>> read_list("企業誘致数 支援による創業数")
    ('企業誘致数', '支援による創業数')
    """
    return _distinct(_split(printed, "、，,／;；"))


def read_targets(printed: str) -> tuple[str, ...]:
    """
    Read the targets of a goal, which ``・`` separates, too.

    >>> read_targets("年少人口・出生数")
    ('年少人口', '出生数')
    """
    return _distinct(_split(printed, "、，,／;；・"))


def _split(text: str, separators: str) -> list[str]:
    pieces = [""]
    depth = 0
    for char in text:
        depth += (char in "(（「『") - (char in ")）」』")
        if depth <= 0 and (char in separators or char.isspace()):
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece for piece in (clean(piece) for piece in pieces) if piece]


def _distinct(items: list[str]) -> tuple[str, ...]:
    return tuple(item for item in dict.fromkeys(items) if item not in BLANK)
