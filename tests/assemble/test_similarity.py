"""Labels are likened as a person who read the shipped plan likened them."""

import pytest

from plangraph.assemble.similarity import reworded, supporting

SUPPORTED = [
    ("就職者数", "支援による就職者数"),
    ("製品化件数", "新規製品化・いづかブランド化件数"),
    ("誘致企業数", "企業誘致数"),
    ("移住者数", "支援を利用した移住者数"),
    ("観光客入込客数", "観光入込客数の増加"),
    ("小学校標準学力検査NRTの正答率全国比を超えた小学校数", "全国標準学力検査NRT"),
]
UNSUPPORTED = [
    ("支援企業数", "企業誘致数"),
    ("新規進出企業数", "企業誘致数"),
    ("支援企業数", "支援による創業数"),
    ("筑前茜染製品開発数", "新規製品化・いづかブランド化件数"),
    ("利用者数（乗車人員）", "支援を利用した移住者数"),
    ("受診実人数", "特定健診受診率"),
]


@pytest.mark.parametrize(("lower", "upper"), SUPPORTED)
def test_a_narrower_indicator_supports(lower: str, upper: str) -> None:
    """The lower indicator names a part or a form of the upper one."""
    assert supporting(lower, upper) is not None


@pytest.mark.parametrize(("lower", "upper"), UNSUPPORTED)
def test_words_in_common_are_not_enough(lower: str, upper: str) -> None:
    """False alarms are faults, too."""
    assert supporting(lower, upper) is None


def test_the_same_in_other_words_is_told_from_the_same() -> None:
    """Equal and reworded are two answers, with a score."""
    equal, other = reworded("出生数", "出生数"), reworded("人口の社会増減数", "社会増減数")
    assert equal is not None
    assert other is not None
    assert (equal.method, equal.score) == ("equal", 1.0)
    assert other.method == "letters"
    assert 0.7 <= other.score < 1


def test_one_word_for_another_is_another_indicator() -> None:
    """But for one that sounds alike, and for persons by another name."""
    assert reworded("新規就農者数", "新規就業者数") is None
    assert reworded("老年人口", "年少人口") is None
    assert reworded("特定検診受診率", "特定健診受診率") is not None
    assert reworded("宿泊客数", "宿泊者数") is not None
