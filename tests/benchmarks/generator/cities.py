"""
Cities that do not exist: their codes and names.
"""

from typing import Final

ALL: Final = 1741
"""As many as Japan has municipalities."""
PREFECTURES: Final = range(51, 98)
"""Numbers that no prefecture has, so that no code is a real city's."""
FIRST: Final = (
    "青白緑赤紺朝夕春夏秋冬東西南北上下奥本新高深清光若瑞雪"
    "霧風雲雨星月日花草竹松杉梅桜椿藤菊石鉄銀鏡鶴亀"
)
SECOND: Final = "川原野田島浜崎沢谷岡坂橋井池沼瀬江津浦海山林森里村町宮寺塚城倉門戸窪峰畑岩泉丘"


def make_code(number: int) -> str:
    """
    Give the code of a made city, check digit included.

    >>> make_code(0), make_code(1740)
    ('512010', '522384')
    """
    place = len(PREFECTURES)
    digits = f"{PREFECTURES[number % place]}{201 + number // place}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(6, 1, -1), strict=True))
    return f"{digits}{(11 - total % 11) % 10}"


def make_name(number: int) -> str:
    """
    Give the name of a made city, which says that it is made.

    >>> make_name(0)
    '架空青川市'
    """
    return f"架空{FIRST[number // len(SECOND)]}{SECOND[number % len(SECOND)]}市"
