"""
The questions about progress, over the made-up plans, answered alike from the cells themselves.

The expected rows are worked out from the workbook by the places of its cells, without the package.
"""

import csv
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
import rdflib

from plangraph.opening import LoadedPlan, load

Rows = list[tuple[str, ...]]
FIRST, LAST = 6, 13
GROUPS = ((8, 9, 10, 11, 12, 13), (14, 15, 16, 17, 18, 19))
"""Columns of each indicator: name, unit, baseline R5, target R9, actual R6, actual R7."""

BEGAN, DUE, YEARS = 2023, 2027, (2024, 2025)
DIRECTIONS = {"増加": "increase", "向上": "increase", "減少": "decrease", "維持": "maintain"}


@pytest.fixture(scope="module")
def kasumi(root: Path) -> LoadedPlan:
    """Open the made-up plan that lies in a workbook."""
    return load(root / "data" / "kasumi")


@pytest.fixture(scope="module")
def cells(root: Path) -> list[list[str]]:
    """Give the rows of projects as text; full-width digits are left as they are."""
    file = root / "data/kasumi/revisions/1/projects.xlsx"
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows = sheet.iter_rows(min_row=FIRST, max_row=LAST, values_only=True)
    return [["" if value is None else str(value) for value in row] for row in rows]


def number(text: str) -> Decimal | None:
    """Read a plain number, as Python reads digits of any width."""
    bare = text.replace(",", "").replace("△", "-").replace("ゼロ", "0").replace("%", "")
    bare = re.sub(r"（.*）", "", bare)
    return Decimal(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else None


def uses(cells: list[list[str]]) -> list[tuple[str, list[str], int]]:
    """Give project, cells and baseline year of every indicator."""
    found = []
    for row in cells:
        for group in GROUPS:
            values = [row[column] for column in group]
            if values[0]:
                began = 2022 if "R4" in values[2] else BEGAN
                found.append((row[4], values, began))
    return found


def reported(values: list[str]) -> list[tuple[int, str]]:
    """Give year and text of every actual value that is not blank."""
    pairs = zip(YEARS, values[4:6], strict=True)
    return [(year, text) for year, text in pairs if text not in ("", "－")]


def asked(plan: LoadedPlan, name: str) -> Rows:
    """Ask both engines; they must agree."""
    embedded = [
        tuple(str(cell.value) if isinstance(cell, ox.Literal) else "" for cell in row)
        for row in plan.ask(f"progress/{name}").rows
    ]
    text = (Path(__file__).parents[3] / f"queries/progress/{name}.rq").read_text(encoding="utf-8")
    found = plan.graph.query(text)
    rdflibs = [
        tuple("" if cell is None else str(cell) for cell in row)
        for row in found
        if isinstance(row, rdflib.query.ResultRow)
    ]
    assert rdflibs == embedded
    return embedded


def test_latest_values_are_those_of_the_last_column_that_is_filled(
    kasumi: LoadedPlan, cells: list[list[str]]
) -> None:
    expected = []
    for project, values, _ in uses(cells):
        for year, text in reported(values)[-1:]:
            expected.append((project, values[0], str(year), text, values[1]))

    found = [row[:4] for row in asked(kasumi, "latest-values")]

    assert found == [row[:4] for row in expected]
    assert len(found) == 11


def test_distance_is_the_target_less_the_latest_value(
    kasumi: LoadedPlan, cells: list[list[str]]
) -> None:
    expected: list[tuple[str, str, Decimal]] = []
    for project, values, _ in uses(cells):
        numbers = [value for _, text in reported(values) if (value := number(text)) is not None]
        target = number(values[3])
        if numbers and target is not None:
            expected.append((project, values[0], target - numbers[-1]))

    found = [(row[0], row[1], Decimal(row[6])) for row in asked(kasumi, "distance-to-target")]

    assert found == expected
    assert len(found) == 9


def test_standing_follows_the_straight_way_from_baseline_to_target(
    kasumi: LoadedPlan, cells: list[list[str]]
) -> None:
    expected = []
    for project, values, began in uses(cells):
        known = [
            (year, value) for year, text in reported(values) if (value := number(text)) is not None
        ]
        baseline, target = number(values[2]), number(values[3])
        if not known or target is None:
            continue
        year, value = known[-1]
        way = next((to for end, to in DIRECTIONS.items() if values[0].endswith(end)), "not-stated")
        expected.append((project, values[0], way, judge(way, baseline, target, value, began, year)))

    found = [(row[0], row[1], row[2], row[6]) for row in asked(kasumi, "on-track")]

    assert found == expected
    assert {row[3] for row in found} == {"reached", "on-track", "behind", "not-judged"}


def judge(
    way: str, baseline: Decimal | None, target: Decimal, value: Decimal, began: int, year: int
) -> str:
    """Judge one indicator by the fraction of the way that should lie behind it."""
    if way == "not-stated":
        return "not-judged"
    if way == "maintain":
        return "reached" if value == target else "behind"
    sign = 1 if way == "increase" else -1
    if sign * value >= sign * target:
        return "reached"
    if baseline is None:
        return "not-judged"
    expected = baseline + (target - baseline) * Decimal(year - began) / Decimal(DUE - began)
    return "on-track" if sign * value >= sign * expected else "behind"


def test_a_report_is_missing_where_the_newest_year_is_blank(
    kasumi: LoadedPlan, cells: list[list[str]]
) -> None:
    expected = []
    for project, values, _ in uses(cells):
        years = [year for year, _ in reported(values)]
        if values[3] and YEARS[-1] not in years:
            latest = str(years[-1]) if years else ""
            expected.append((project, values[0], str(YEARS[-1]), latest))

    assert asked(kasumi, "missing-reports") == expected
    assert len(expected) == 2


def test_the_plan_in_csv_gives_the_distances_of_its_lines(root: Path) -> None:
    """ゼロ, dashes, comparisons and totals over years give no distance."""
    plan = load(root / "data" / "minamo")
    path = root / "data/minamo/revisions/1/projects.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines) if row[0].startswith("M-")]
    expected = [
        (row[1], row[4], number(row[7]) - number(row[8]))  # type: ignore[operator]  # both are there
        for row in rows
        if number(row[7]) is not None and number(row[8]) is not None
    ]

    found = [(row[0], row[1], Decimal(row[6])) for row in asked(plan, "distance-to-target")]

    assert found == expected
    assert len(found) == 3


@pytest.mark.parametrize(
    "name", ["latest-values", "distance-to-target", "on-track", "missing-reports"]
)
def test_a_plan_without_values_answers_with_nothing(shipped: LoadedPlan, name: str) -> None:
    """The shipped plan states no value, and none is made up."""
    assert asked(shipped, name) == []
