"""
Units as headers name them: in brackets behind a word, or alone in a row below the header.
"""

import re
from typing import Final

from plangraph.read.folding import clean, fold_width
from plangraph.read.tables.words import fold_word

UNIT_IN_BRACKETS: Final = re.compile(
    r"[(\[【][ 　]*(?:単位[ 　]*[:：]?[ 　]*)?"
    r"(?P<unit>%|[^()\[\]【】0-9]{0,4}円|人|件|回|社|箇所|か所|校|戸|世帯|t|kwh|km|ha|㎡|時間|日|点|名|者|団体|店|本|台|ポイント)"
    r"[ 　]*[)\]】]",
    re.IGNORECASE,
)
UNITS: Final = frozenset(
    map(
        fold_word,
        (
            "%", "円", "千円", "万円", "百万円", "億円", "人", "名", "件", "回", "社", "箇所",
            "か所", "ヶ所", "カ所", "校", "戸", "世帯", "t", "トン", "kg", "kwh", "km", "m", "ha",
            "㎡", "m2", "㎥", "m3", "時間", "日", "点", "者", "団体", "店", "店舗", "本", "台",
            "ポイント", "冊", "組", "棟", "床", "基", "枚", "施設", "地区", "集落", "事業所",
            "経営体", "事業者", "t-co2", "人日", "人泊", "人回", "人/日", "人/年", "件/年",
            "回/年", "位", "倍", "歳", "分", "人(延べ)", "延べ人", "延人", "ヘクタール", "種類",
            "品目", "区画", "自治会",
        ),
    )
)  # fmt: skip
"""Units that may stand alone in a row below the header."""

UNIT_DRESS: Final = re.compile(r"^単位[ 　]*[:：]?[ 　]*")


def read_unit(printed: str) -> str:
    """
    Give the unit that a cell below the header names and nothing else; empty where it names none.

    >>> read_unit("（千円）"), read_unit("%"), read_unit("単位：人"), read_unit("担当")
    ('千円', '%', '人', '')
    """
    text = fold_width(clean(printed))
    bare = clean(UNIT_DRESS.sub("", text.strip("()[]【】<>〔〕 　")))
    return bare if fold_word(bare) in UNITS and text != "名" else ""
