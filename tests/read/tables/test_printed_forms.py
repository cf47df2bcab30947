"""
Forms in which values, years and money are printed, against readings worked out by hand.

The lists beside this file were written down from how offices print, not from what the reader does.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.read.periods import read_period
from plangraph.read.tables import read_table
from plangraph.read.values import read_value

HERE = Path(__file__).parent
FULL = str.maketrans("0123456789,.%", "０１２３４５６７８９，．％")


def forms(name: str) -> list[dict[str, str]]:
    """Give the lines of a list."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


VALUES, YEARS, MONEY = (forms(f"printed_{name}.csv") for name in ("forms", "years", "money"))


def test_the_lists_are_long_enough_to_prove_something() -> None:
    assert (len(VALUES), len(YEARS), len(MONEY)) >= (260, 70, 20)


@pytest.mark.parametrize("form", VALUES, ids=lambda form: form["printed"] or "blank")
def test_a_value_is_read_as_printed(form: dict[str, str]) -> None:
    reading = read_value(form["printed"])
    value, period = reading.value, reading.period

    assert {
        "kind": value.kind if value else "",
        "number": str(value.number) if value and value.number is not None else "",
        "unit": value.unit if value else "",
        "first": str(period.start) if period else "",
        "last": str(period.end) if period else "",
        "counting": period.kind if period else "",
        "cumulative": "yes" if reading.cumulative else "",
    } == {name: text for name, text in form.items() if name != "printed"}


@pytest.mark.parametrize("form", YEARS, ids=lambda form: form["printed"])
def test_a_year_is_read_as_printed(form: dict[str, str]) -> None:
    period = read_period(form["printed"])

    found = (period.kind, str(period.start), str(period.end)) if period else ("", "", "")
    assert found == (form["counting"], form["first"], form["last"])


@pytest.mark.parametrize("form", MONEY, ids=lambda form: f"{form['header']} {form['cell']}")
def test_money_is_read_with_its_phase_year_and_source(form: dict[str, str]) -> None:
    """What is blank is no amount, and without a unit there is none in yen."""
    header = f"基本目標,施策,事業番号,事業名,担当課,{form['header']}"
    row = f'1 まち,1-1 みち,101-1,橋の点検事業,土木課,"{form["cell"]}"'
    other = "1 まち,1-1 みち,101-2,道の清掃事業,環境課,100"
    plan = read_table(f"{header}\n{row}\n{other}\n".encode(), "plan.csv").plan
    project, _ = plan.rows

    found = [
        (
            "" if one.yen is None else str(one.yen),
            one.phase,
            str(one.period.end) if one.period else "",
            one.source,
        )
        for one in project.amounts
    ]

    wanted = (form["yen"], form["phase"], form["year"], form["source"])
    assert found == ([wanted] if any(wanted) else [])


NUMBERS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(Decimal.normalize)
UNITS = st.sampled_from(["", "人", "件", "%", "千円", "か所", "本/日", "ha"])
SIGNS = st.sampled_from(["△", "▲", "-", "－", "−"])
TIMES = st.sampled_from(
    [
        ("{}", None, False),
        ("{}（R6）", 2024, False),
        ("R6：{}", 2024, False),
        ("{}（累計）", None, True),
        ("累計{}", None, True),
        ("R6～R9累計{}", 2027, True),
        ("{}（令和5年度実績）", 2023, False),
    ]
)


@given(NUMBERS, UNITS, SIGNS, TIMES, st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_number_comes_through_its_dress(
    number: Decimal,
    unit: str,
    sign: str,
    time: tuple[str, int | None, bool],
    commas: bool,
    full: bool,
) -> None:
    """Signs, commas, widths, units and times around it change nothing of the number."""
    frame, year, cumulative = time
    bare = f"{abs(number):,f}" if commas else f"{abs(number):f}"
    printed = (sign if number < 0 else "") + bare + unit
    printed = frame.format(printed.translate(FULL) if full else printed)

    reading = read_value(printed)

    assert reading.value is not None
    assert (reading.value.number, reading.value.unit) == (number, unit)
    assert reading.cumulative is cumulative
    assert (reading.period.end if reading.period else None) == year


@given(st.sampled_from(VALUES), st.text(alphabet=" 　\n\t", max_size=3))
@settings(max_examples=200, deadline=None)
def test_white_space_around_a_cell_says_nothing(form: dict[str, str], space: str) -> None:
    here, there = read_value(form["printed"]), read_value(space + form["printed"] + space)

    assert (here.value and here.value.number) == (there.value and there.value.number)


@given(st.sampled_from([form for form in VALUES if not form["number"]]), UNITS)
@settings(max_examples=200, deadline=None)
def test_what_is_no_number_never_becomes_nought(form: dict[str, str], unit: str) -> None:
    for printed in (form["printed"] + unit, unit + form["printed"]):
        value = read_value(printed).value
        assert value is None or value.number != 0
