"""What value cells, years and money say; what is unknown is never a number."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.read.periods import read_period
from plangraph.read.values import is_blank, money_unit, read_value, read_yen


@pytest.mark.parametrize(
    ("printed", "number", "unit"),
    [
        ("1,234", "1234", ""),
        ("１，２３４人", "1234", "人"),
        ("85.3％", "85.3", "%"),
        ("△3", "-3", ""),
        ("▲3.0%", "-3.0", "%"),
        ("-3", "-3", ""),
        ("ゼロ", "0", ""),
        ("０件", "0", "件"),
        ("100件/年", "100", "件/年"),
        ("85.3％（R1）", "85.3", "%"),
        ("R1：85.3％", "85.3", "%"),
        ("100件（累計）", "100", "件"),
        ("R6～R9累計500人", "500", "人"),
        ("令和9年度までに100件", "100", "件"),
    ],
)
def test_one_number_is_read_with_its_unit(printed: str, number: str, unit: str) -> None:
    value = read_value(printed).value

    assert value is not None
    assert (value.kind, value.number, value.unit) == ("number", Decimal(number), unit)


@pytest.mark.parametrize("printed", ["", "-", "－", "―", "…", "　", "n/a"])
def test_a_dash_is_no_value(printed: str) -> None:
    assert is_blank(printed)
    assert read_value(printed).value is None


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("策定", "milestone"),
        ("計画策定済み", "milestone"),
        ("全国平均以上", "comparison"),
        ("100人以上", "comparison"),
        ("約100人", "comparison"),
        ("維持", "comparison"),
        ("10～15％", "range"),
        ("36（1）", "text"),
        ("3/5", "text"),
        ("1-2", "text"),
        ("7:30", "text"),
        ("2024-05-01", "text"),
        ("12,34", "text"),
        ("30人\n40人", "text"),
        ("未定", "text"),
        ("なし", "text"),
        ("4月", "text"),
        ("5.0E3", "text"),
    ],
)
def test_words_stay_words_of_a_kind(printed: str, kind: str) -> None:
    value = read_value(printed).value

    assert value is not None
    assert (value.kind, value.number, value.printed) == (kind, None, printed)


@pytest.mark.parametrize(
    ("printed", "kind", "start", "end"),
    [
        ("R7", "fiscal", 2025, 2025),
        ("令和7年度", "fiscal", 2025, 2025),
        ("令和元年度", "fiscal", 2019, 2019),
        ("H31", "fiscal", 2019, 2019),
        ("2027年度", "fiscal", 2027, 2027),
        ("2027年", "calendar", 2027, 2027),
        ("R6～R9", "fiscal", 2024, 2027),
        ("R6-9", "fiscal", 2024, 2027),
        ("2024～27年度", "fiscal", 2024, 2027),
        ("平成30年度～令和4年度", "fiscal", 2018, 2022),
        ("令和８年３月末", "fiscal", 2025, 2025),
        ("R6.4.1", "fiscal", 2024, 2024),
        ("目標値（R9）", "fiscal", 2027, 2027),
    ],
)
def test_years_are_read_as_offices_write_them(
    printed: str, kind: str, start: int, end: int
) -> None:
    period = read_period(printed)

    assert period is not None
    assert (period.kind, period.start, period.end) == (kind, start, end)


@pytest.mark.parametrize("printed", ["指標1", "KPI2", "12345", "R", "第3位", "S字カーブ", ""])
def test_what_is_no_year_gives_none(printed: str) -> None:
    assert read_period(printed) is None


def test_money_is_yen_only_where_its_unit_is_told() -> None:
    assert read_yen(Decimal("2.5"), money_unit("事業費（百万円）")) == 2_500_000
    assert read_yen(Decimal(3), money_unit("（単位：千円）")) == 3000
    assert read_yen(Decimal(3), money_unit("事業費")) is None


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_reading_and_none_becomes_nought(printed: str) -> None:
    """A value of nought needs a nought in the cell."""
    read_period(printed)
    value = read_value(printed).value

    if value is not None and value.number == 0:
        assert any(sign in value.printed for sign in "0０ゼ零") or any(
            char.isdecimal() and int(char) == 0 for char in value.printed
        )
