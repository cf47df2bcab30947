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


@pytest.fixture(scope="module")
def minamo(root: Path) -> LoadedPlan:
    """Open the made-up plan that lies in a text, with values reported beside it."""
    return load(root / "data" / "minamo")


@pytest.fixture(scope="module")
def lines(root: Path) -> dict[str, list[str]]:
    """Give the lines of its projects by number."""
    path = root / "data/minamo/revisions/1/projects.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row[0]: row for row in csv.reader(file) if row[0].startswith("M-")}


@pytest.fixture(scope="module")
def reports(root: Path) -> list[list[str]]:
    """Give the lines of what was reported of years that had begun, and can be placed."""
    with (root / "data/minamo/values.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert [rows[place][4] for place in (3, 6, 9)] == ["－", "6100", "85"]
    assert [rows[place][1] for place in (10, 11, 12, 13)] == ["M-5", "M-2", "M-3", "M-1"]
    return [row for place, row in enumerate(rows) if place in (0, 1, 2, 4, 5, 7, 8)]


def test_distances_go_on_from_what_was_reported_beside_the_text(
    minamo: LoadedPlan, lines: dict[str, list[str]], reports: list[list[str]]
) -> None:
    """
    A total over years is approached by their sum; words and other units give no distance.

    湖面清掃事業 has 420 of 1,600 in R6, and 460 more were reported of R7; of 移動図書館事業 R6 is
    told twice, and the newest target of 遊歩道整備事業 is in kilometres.
    """
    said = {row[0]: Decimal(row[4]) for row in reports if row[3] in ("R6", "令和7年度")}
    swept = number(lines["M-2"][8])
    assert swept is not None
    expected = [
        ("湖面清掃事業", "参加者数", 1600 - swept - said["参加者数"], "summed"),
        ("空き家活用事業", "空き家の減少", Decimal(150 - 118), "single"),
        ("移動図書館事業", "貸出冊数", Decimal(4000 - 3020), "single"),
        ("移動図書館事業", "貸出冊数", 4000 - said["貸出冊数"], "single"),
        ("学習支援事業", "満足度", 75 - Decimal("71.5"), "single"),
    ]

    found = [
        (row[0], row[1], Decimal(row[6]), row[7]) for row in asked(minamo, "distance-to-target")
    ]

    assert found == expected


def test_standings_go_by_the_direction_that_a_column_says(minamo: LoadedPlan) -> None:
    """
    Worked out by hand: 880 of 1,600 after two of four years; 75 less 62.5 makes 3.125 a year.

    The reports of one year that disagree are judged each; a target in another unit, or against
    the direction, is not.
    """
    assert [(row[0], row[2], row[6]) for row in asked(minamo, "on-track")] == [
        ("遊歩道整備事業", "increase", "not-judged"),
        ("湖面清掃事業", "increase", "on-track"),
        ("空き家活用事業", "decrease", "not-judged"),
        ("移動図書館事業", "increase", "behind"),
        ("移動図書館事業", "increase", "behind"),
        ("学習支援事業", "increase", "on-track"),
    ]


def test_the_latest_value_may_be_one_that_was_reported(minamo: LoadedPlan) -> None:
    """A year that had not begun is not reported yet, whatever a line says."""
    found = {row[0]: row[2:4] for row in asked(minamo, "latest-values")}

    assert found["遊歩道整備事業"] == ("2025", "1,620m")
    assert found["湖上祭事業"] == ("2025", "5980")
    assert found["空き家活用事業"] == ("2024", "118")


def test_who_has_not_reported_the_newest_year_is_named(minamo: LoadedPlan) -> None:
    assert asked(minamo, "missing-reports") == [
        ("空き家活用事業", "空き家の減少", "2025", "2024"),
        ("移動図書館事業", "貸出冊数", "2025", "2024"),
    ]


HEADER = (
    "基本目標,施策,事業番号,事業名,担当課,指標名,単位,基準値（R5）,"
    "目標値（R6）,目標値（R9）,実績値（R6）,実績値（R7）"
)
STANDINGS = (
    # The way from 10 to 50 takes four years: 20 after one, 30 after two.
    ("橋の増加", "橋,10,,50,,30", "on-track", "20"),
    ("橋の増加", "橋,10,,50,,29.9", "behind", "20.1"),
    ("橋の増加", "橋,10,,50,,50", "reached", "0"),
    ("橋の増加", "橋,10,,50,,61", "reached", "-11"),
    ("橋の増加", "橋,10,,50,25,", "on-track", "25"),
    ("橋の増加", "橋,10,15,50,16,", "on-track", "34"),
    ("橋の増加", "橋,10,25,50,22,", "behind", "28"),
    ("橋の増加", "橋,△10,,30,,10", "on-track", "20"),
    ("橋の増加", "橋,,,50,,30", "not-judged", "20"),
    ("橋の増加", "橋,10,,50,,30件", "not-judged", ""),
    ("橋の増加", "橋,10,,5,,30", "not-judged", "-25"),
    ("橋の増加", "橋,10（R8）,,50,,30", "not-judged", "20"),
    ("橋の増加", "橋,10,,100（累計）,20,30", "on-track", "50"),
    ("橋の増加", "橋,10,,101（累計）,20,30", "behind", "51"),
    ("橋の増加", "橋,10,,50（累計）,20,30", "reached", "0"),
    ("橋の増加", "橋,10,,R7～R9累計90,20,30", "on-track", "60"),
    ("橋の増加", "橋,10,,R7～R9累計91,20,30", "behind", "61"),
    ("橋の増加", "橋,10,,100（累計）,,50（累計）", "on-track", "50"),
    ("橋の増加", "橋,10,,100（累計）,,49（累計）", "behind", "51"),
    ("橋の増加", "橋,10,,100,,50（累計）", "", ""),
    ("損傷の減少", "箇所,50,,10,,30", "on-track", "-20"),
    ("損傷の減少", "箇所,50,,10,,31", "behind", "-21"),
    ("損傷の減少", "箇所,50,,10,,ゼロ", "reached", "10"),
    ("損傷の減少", "箇所,50,,0,,0", "reached", "0"),
    ("損傷の減少", "箇所,50,45,10,44,", "on-track", "-34"),
    ("損傷の減少", "箇所,50,,10（累計）,4,3", "not-judged", "3"),
    ("水位の維持", "m,20,,20,,21", "reached", "-1"),
    ("水位の維持", "m,20,,20,,21.1", "behind", "-1.1"),
    ("水位の維持", "m,20,,20,,18.9", "behind", "1.1"),
    ("橋の数", "橋,10,,50,,50", "not-judged", "0"),
    ("橋の増加", "橋,10,,50以上,,60", "", ""),
    ("橋の増加", "橋,10,,50,,－", "", ""),
)


def test_standings_worked_out_by_hand(tmp_path: Path) -> None:
    """Each direction, with and without a baseline, with yearly targets, and with totals."""
    home = tmp_path / "revisions" / "1"
    home.mkdir(parents=True)
    (tmp_path / "plan.toml").write_text(
        'code = "999997"\nperiod = {start = 2024, end = 2027}\ncurrent = "1"\n', encoding="utf-8"
    )
    rows = [
        f"1 まち,1-1 みち,{100 + place}-1,事業{place:02},土木課,{label},{cells}"
        for place, (label, cells, _, _) in enumerate(STANDINGS)
    ]
    (home / "plan.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    plan = load(tmp_path)

    standings = {row[0]: row[6] for row in asked(plan, "on-track")}
    distances = {row[0]: row[6] for row in asked(plan, "distance-to-target")}

    for place, (label, cells, standing, distance) in enumerate(STANDINGS):
        name = f"事業{place:02}"
        said = (label, cells, standings.get(name, ""), distances.get(name, ""))
        assert said == (label, cells, standing, distance)


@pytest.mark.parametrize(
    "name", ["latest-values", "distance-to-target", "on-track", "missing-reports"]
)
def test_a_plan_without_values_answers_with_nothing(shipped: LoadedPlan, name: str) -> None:
    """The shipped plan states no value, and none is made up."""
    assert asked(shipped, name) == []
