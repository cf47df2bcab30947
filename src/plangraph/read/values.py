"""
What a value cell says: a number with its unit, nothing, or words of a known form.

Only what is certainly one number becomes a number. What is not known never becomes nought.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from plangraph.plan import Period, Value
from plangraph.read.folding import clean, compare_form, fold_width
from plangraph.read.periods import take_period

DASHED: Final = re.compile(r"[-－―—ー‐–−…‥・.*＊/／\s　]*|n/?a", re.IGNORECASE)
NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
ONE: Final = re.compile(
    rf"(?P<sign>[△▲\-−－+＋])?[ 　]*(?P<number>{NUMBER})[ 　]*"
    r"(?P<unit>[^\d\s△▲,，.．～~〜].{0,9})?"
)
TWO: Final = re.compile(
    rf"(?:{NUMBER})[^\d,.]{{0,6}}[ 　]*(?:～|~|〜|から)[ 　]*(?:{NUMBER})[^\d,.]{{0,6}}"
)
DATES: Final = re.compile(r"月.{0,2}|年度?末?")
COMPARED: Final = re.compile(
    r"以上|以下|未満|超|以内|より[も]?(?:高|低|多|少)|を(?:上|下)回|程度|前後|約|およそ|概ね|おおむね"
    r"|最大|最小|最低|上限|下限|少なくとも|[≧≦≥≤<>＜＞]|(?:増|減|減少|増加|向上|低下|維持|改善|継続増|縮小|拡大)$|^(?:増|減|維持)|前年"
)
MILESTONE: Final = re.compile(
    r"(?<!未)(?:策定|改[定訂]|実施|完了|完成|終了|整備|開[設業始催]|導入|検討|着[手工]|取得|公表|公開|制定|設[置立計]|継続"
    r"|推進|運[用営]|供用|調査|構築|作成|決定|締結|達成|拡充|試行|準備|工事|見直し|廃止|移行|稼働|事業化)"
    r"(?:済み?|予定|中|開始|準備|着手)?$"
)
NOUGHT: Final = re.compile(
    r"(?:ゼロ|零|0)(?P<unit>[%人名件回社校戸台本冊点日円]|か所|箇所|団体|世帯|時間)?"
)
NOT_YET: Final = re.compile(r"(?:調査|集計|確認|精査|算定)中$")
NOTED: Final = re.compile(
    r"[ 　]*(?:[※*＊][0-9]{0,2}|[(（](?:(?:速報|暫定|推計|概算|実績|確定)値?|単年度?)[)）])$"
)
"""A mark or word behind a number that leaves it a number."""

BRACKETED: Final = re.compile(r"[（(]([^()（）]*)[)）]\s*$")
LABELLED: Final = re.compile(r"^(?P<period>.{2,14}?)[:：](?P<rest>.+)$", re.DOTALL)
LED: Final = re.compile(
    r"^(?=\D|\d+年)(?P<period>\S{2,14}?(?:累計)?)"
    r"(?:末?までに|時点で?|(?<=計)|[ 　]+)[ 　]*(?P<rest>[△▲\-−－]?\d.*)$"
)
"""A time before the value: R6～R9累計500人."""

UNIT_SIGNS: Final = re.compile(r"[。:：;；=＝※*]|[0-9]|[をにへはがの]|する$|[(（].*[値込定]")
DIRECTIONS: Final = {
    "increase": re.compile(
        "(?:増|増加|増やす|上昇|上げる|向上|拡大|高い(?:ほど良い)?|多い(?:ほど良い)?|プラス|[↑↗⇧]"
        "|up|increase|increasing|higher|higherisbetter|biggerisbetter|high)"
    ),
    "decrease": re.compile(
        "(?:減|減少|減らす|低下|下げる|削減|抑制|縮小|低い(?:ほど良い)?|少ない(?:ほど良い)?|マイナス"
        "|[↓↘⇩]|down|decrease|decreasing|lower|lowerisbetter|smallerisbetter|low)"
    ),
    "maintain": re.compile("(?:維持|現状維持|横ばい|[→⇨=]|maintain|stable|hold|same)"),
}
"""What cells of a column of directions say, folded for comparing."""

MOST: Final = 60
"""Digits up to which a run of them is still taken as one number."""

MONEY: Final = {
    "円": Decimal(1),
    "千円": Decimal(1000),
    "万円": Decimal(10_000),
    "十万円": Decimal(100_000),
    "百万円": Decimal(1_000_000),
    "千万円": Decimal(10_000_000),
    "億円": Decimal(100_000_000),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says, and the time that it names itself, if any."""

    value: Value | None
    period: Period | None
    cumulative: bool


def is_blank(printed: str) -> bool:
    """
    Tell whether a cell says nothing: empty, or a dash.

    >>> is_blank("－"), is_blank("0"), is_blank("…")
    (True, False, True)
    """
    return bool(DASHED.fullmatch(clean(printed)))


@lru_cache(maxsize=16384)
def read_value(printed: str) -> Reading:
    """
    Read a value cell; what is blank has no value.

    >>> read_value("１，２３４人").value.number, read_value("△3.5％").value.number
    (Decimal('1234'), Decimal('-3.5'))
    >>> read_value("ゼロ").value.number, read_value("－").value
    (Decimal('0'), None)
    >>> [read_value(text).value.kind for text in ("全国平均以上", "策定", "10～15", "36（1）")]
    ['comparison', 'milestone', 'range', 'text']
    """
    text = clean(printed)
    if is_blank(text):
        return Reading(None, None, cumulative=False)
    folded = fold_width(text)
    period, cumulative, bare = _without_period(folded)
    nought = NOUGHT.fullmatch(bare)
    if nought:
        unit = nought["unit"] or ""
        return Reading(Value("number", Decimal(0), unit, text), period, cumulative)
    match = ONE.fullmatch(NOTED.sub("", bare))
    if match and _is_unit(match["unit"] or "", match["number"]):
        number = Decimal(match["number"].replace(",", ""))
        if match["sign"] and match["sign"] not in "+＋":
            number = -number
        unit = clean(match["unit"] or "")
        return Reading(Value("number", number, unit, text), period, cumulative)
    return Reading(Value(_kind(bare), None, "", text), period, cumulative)


def _without_period(text: str) -> tuple[Period | None, bool, str]:
    """Take off a time in brackets behind the value, or before a colon in front of it."""
    bracket = BRACKETED.search(text)
    if bracket and clean(text[: bracket.start()]):
        dated = take_period(bracket[1])
        if (dated.period is not None or dated.cumulative) and not _leftover(dated.rest):
            return dated.period, dated.cumulative, clean(text[: bracket.start()])
    labelled = LABELLED.match(text)
    if labelled:
        dated = take_period(labelled["period"])
        if (dated.period is not None or dated.cumulative) and not _leftover(dated.rest):
            return dated.period, dated.cumulative, clean(labelled["rest"])
    led = LED.match(text)
    if led:
        dated = take_period(led["period"])
        if (dated.period is not None or dated.cumulative) and not _leftover(dated.rest):
            return dated.period, dated.cumulative, clean(led["rest"])
    if text.startswith(("累計", "累積")):
        return None, True, clean(text[2:]).lstrip(":： ")
    return None, False, text


def _leftover(rest: str) -> bool:
    return bool(rest.replace("実績", "").replace("現在", "").replace("時点", "").replace("末", ""))


def _is_unit(text: str, number: str) -> bool:
    """A month is no unit, nor is a year that is meant by its number."""
    unit = clean(text)
    if DATES.fullmatch(unit) and (unit.startswith("月") or len(number) == 4):
        return False
    if len(number) > MOST:
        return False
    return not (UNIT_SIGNS.search(unit) or COMPARED.search(unit) or MILESTONE.search(unit)) and (
        unit[:1] not in ("(", "（")
    )


def _kind(text: str) -> str:
    if TWO.fullmatch(text):
        return "range"
    if COMPARED.search(text):
        return "comparison"
    if MILESTONE.search(text) and not NOT_YET.search(text):
        return "milestone"
    return "text"


def read_direction(printed: str) -> str:
    """
    Tell which way a column of directions says that values shall go; empty where it does not.

    >>> [read_direction(text) for text in ("増加", "↘", "現状維持", "？")]
    ['increase', 'decrease', 'maintain', '']
    """
    text = compare_form(printed)
    return next((name for name, words in DIRECTIONS.items() if words.fullmatch(text)), "")


def money_unit(text: str) -> str:
    """
    Find the unit of money that a text names; empty where it names none.

    >>> money_unit("決算額（千円）"), money_unit("（単位：百万円）"), money_unit("金額")
    ('千円', '百万円', '')
    """
    folded = fold_width(text).replace(" ", "").replace("　", "")
    found = [name for name in MONEY if re.search(rf"(?<![千百十万億]){name}", folded)]
    return max(found, key=len) if found else ""


def read_yen(number: Decimal, unit: str) -> Decimal | None:
    """
    Give a sum in yen, or None where its unit is no unit of money.

    >>> read_yen(Decimal("2.5"), "百万円")
    Decimal('2500000')
    """
    factor = MONEY.get(unit)
    if factor is None:
        return None
    yen = number * factor
    return (
        yen.quantize(Decimal(1)) if yen == yen.to_integral_value() and yen.adjusted() < 27 else yen
    )
