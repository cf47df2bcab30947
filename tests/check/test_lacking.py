"""A table without a column for something says it once, and not for each of its projects."""

from collections import Counter
from pathlib import Path

import pytest

import plangraph

ROWS = 12
COLUMNS = {
    "担当課": ("OWN-01", "乙課"),
    "KPI": ("KPI-01", "件数"),
    "予算額（円）": ("BUD-01", "1000"),
    "基本目標": ("REF-01", "1 しごと"),
}


def fired(tmp_path: Path, columns: dict[str, str], rows: int = ROWS) -> Counter[str]:
    """Give how often each of the rules speaks of a table of these columns."""
    lines = [",".join(["事業番号", "事業名", *columns])]
    lines += [f"{i}-1,第{i}事業,{','.join(columns.values())}" for i in range(1, rows + 1)]
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = plangraph.load(path).check()
    asked = {rule for rule, _ in COLUMNS.values()}
    return Counter(one.rule for one in report.findings if one.rule in asked)


@pytest.mark.parametrize("lacking", COLUMNS)
def test_a_table_without_the_column_says_it_once(tmp_path: Path, lacking: str) -> None:
    cells = {name: cell for name, (_, cell) in COLUMNS.items()}
    blank = {**cells, lacking: ""}
    rule = COLUMNS[lacking][0]

    assert fired(tmp_path, {k: v for k, v in cells.items() if k != lacking}) == {rule: 1}
    assert fired(tmp_path, blank) == {rule: ROWS}
    assert fired(tmp_path, cells) == {}


def test_the_finding_counts_the_projects_and_names_the_header(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("一覧表,\n事業番号,事業名\n1-1,甲事業\n1-2,乙事業\n", encoding="utf-8")
    found = {one.rule: one for one in plangraph.load(path).check().findings}

    assert found["KPI-01"].lines == (2,)
    assert "2件" in found["KPI-01"].message.ja
    assert "2 of its projects" in found["KPI-01"].message.en
