"""The table that goes round the offices comes back as the same plan, and an edit as that edit."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest

from plangraph.compare import compare
from plangraph.opening import LoadedPlan, load
from plangraph.read.tables.circulated_columns import FIXED, read_header
from plangraph.write.book import CHOICES, GUIDE, LEVELS, PROJECTS, write_book
from plangraph.write.table import PlanTable, make_table, write_csv

PLANS = ("data/iizuka", "data/kasumi", "data/minamo", "tests/plans/tiny")
FORMS: dict[str, Callable[[PlanTable], bytes]] = {"xlsx": write_book, "csv": write_csv}
OF_THE_DOCUMENT = {"line", "wasQuotedFrom", "cell", "columnHeader", "wasDerivedFrom"}
"""What a fact says of the document that it stands in, which another document cannot say."""

Fact = tuple[str, str, str]


def table_of(opened: LoadedPlan) -> PlanTable:
    assert opened.plan is not None
    assert opened.identity is not None
    return make_table(opened.plan, opened.identity)


def facts_of(opened: LoadedPlan) -> set[Fact]:
    """An amount is named by its cell, so what it says stands in for its name."""
    names = opened.dataset.revisions[-1]
    graph = ox.NamedNode(names.facts)
    about: dict[str, list[tuple[str, str]]] = {}
    for quad in opened.dataset.store.quads_for_pattern(None, None, None, graph):
        assert isinstance(quad.subject, ox.NamedNode)
        predicate = re.split("[#/]", quad.predicate.value)[-1]
        if predicate not in OF_THE_DOCUMENT and quad.subject.value != names.facts:
            about.setdefault(quad.subject.value, []).append((predicate, str(quad.object)))
    facts: set[Fact] = set()
    for subject, said in about.items():
        money = any(predicate == "amount" for predicate, _ in said)
        name = " ".join(map(str, sorted(said))) if money else subject
        facts.update((name, predicate, value) for predicate, value in said)
    return facts


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_comes_back_with_every_fact(
    root: Path, tmp_path: Path, plan: str, form: str
) -> None:
    original = load(root / plan)
    table = table_of(original)
    file = tmp_path / f"book.{form}"
    file.write_bytes(FORMS[form](table))

    again = load(file, registers=root / plan)

    assert len(facts_of(original)) > 300
    assert facts_of(again) == facts_of(original)
    assert again.plan is not None
    assert again.plan.problems == ()
    assert FORMS[form](table_of(again)) == FORMS[form](table) == file.read_bytes()


def book_of(opened: LoadedPlan, tmp_path: Path) -> tuple[Path, openpyxl.Workbook]:
    file = tmp_path / "book.xlsx"
    file.write_bytes(write_book(table_of(opened)))
    return file, openpyxl.load_workbook(file)


def column_of(book: openpyxl.Workbook, header: str) -> int:
    sheet = book[PROJECTS]
    return next(place for place, cell in enumerate(sheet[1], 1) if cell.value == header)


@pytest.mark.parametrize(
    ("header", "value", "aspect"),
    [
        ("事業名", "まったく別の名の事業", "name"),
        ("担当課", "文化課", "department"),
        ("単位1", "世帯", "unit"),
        ("事務事業番号", "999-9", "number"),
    ],
)
def test_one_cell_edited_is_one_change(
    root: Path, tmp_path: Path, shipped: LoadedPlan, header: str, value: str, aspect: str
) -> None:
    """A row whose project stands nowhere else, so that no other row says otherwise."""
    file, book = book_of(shipped, tmp_path)
    sheet = book[PROJECTS]
    keys = [sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)]
    row = next(place for place, key in enumerate(keys, 2) if key and keys.count(key) == 1)
    sheet.cell(row, column_of(book, header)).value = value
    book.save(file)

    edited = load(file, registers=root / "data/iizuka")
    changes = compare(shipped.dataset, edited.dataset).changes

    assert len(changes) == 1, (aspect, changes)


def test_nothing_edited_is_no_change_even_sorted_backwards(
    root: Path, tmp_path: Path, shipped: LoadedPlan
) -> None:
    """An office sorts the rows and moves them about; that says nothing of the plan."""
    file, book = book_of(shipped, tmp_path)
    sheet = book[PROJECTS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for place, cell in enumerate(row, start=1):
            sheet.cell(number, place).value = cell
    book.save(file)

    edited = load(file, registers=root / "data/iizuka")

    assert compare(shipped.dataset, edited.dataset).changes == ()


def test_a_copied_row_with_a_new_name_and_number_is_a_new_project(
    root: Path, tmp_path: Path, shipped: LoadedPlan
) -> None:
    file, book = book_of(shipped, tmp_path)
    sheet = book[PROJECTS]
    copied = [cell.value for cell in sheet[2]]
    copied[column_of(book, "事業名") - 1] = "写して作った事業"
    copied[column_of(book, "事務事業番号") - 1] = "998-1"
    sheet.append([None] * len(copied))
    for place, value in enumerate(copied, start=1):
        sheet.cell(78, place).value = value
    book.save(file)

    edited = load(file, registers=root / "data/iizuka")

    assert edited.plan is not None
    assert shipped.plan is not None
    assert len(edited.plan.projects) == len(shipped.plan.projects) + 1


def test_levels_that_contradict_each_other_are_named(
    root: Path, tmp_path: Path, shipped: LoadedPlan
) -> None:
    file, book = book_of(shipped, tmp_path)
    place = column_of(book, "施策")
    sheet = book[PROJECTS]
    sheet.cell(2, place).value = sheet.cell(77, place).value
    book.save(file)

    edited = load(file, registers=root / "data/iizuka")

    assert edited.plan is not None
    assert [(one.kind, one.line) for one in edited.plan.problems] == [("levels-disagree", 2)]


def test_the_workbook_has_choices_a_hidden_column_and_notes(
    tmp_path: Path, shipped: LoadedPlan
) -> None:
    _, book = book_of(shipped, tmp_path)
    sheet = book[PROJECTS]
    chosen = {str(rule.sqref)[0] for rule in sheet.data_validations.dataValidation}
    headers = {sheet[f"{letter}1"].value for letter in chosen}

    assert book.sheetnames == [PROJECTS, LEVELS, CHOICES, GUIDE]
    assert {"推進する取り組み", "担当課", "区分1", "単位1"} <= headers
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == "A2"
    assert all(re.search("[ぁ-ん]", str(row[1].value)) for row in book[GUIDE].iter_rows(min_row=2))


@pytest.mark.parametrize("form", FORMS)
def test_no_cell_is_a_formula_and_all_come_back(root: Path, tmp_path: Path, form: str) -> None:
    opened = load(root / "tests/plans/tiny")
    header, *rows = list(csv.reader(io.StringIO(write_csv(table_of(opened)).decode("utf-8-sig"))))
    summary = header.index("事業概要")
    hostile = ["=1+1", "'=1", "@SUM(A1)", "+1+1", "-2+3", "-5"]
    edited = [row for row in rows if row[0].startswith("project-")]
    for row, text in zip(edited, hostile, strict=False):
        row[summary] = text
    count = min(len(edited), len(hostile))
    table = PlanTable(
        tuple(header), tuple(map(tuple, rows[: -len(edited)])), tuple(map(tuple, edited))
    )
    file = tmp_path / f"book.{form}"
    file.write_bytes(FORMS[form](table))

    again = load(file)

    assert again.plan is not None
    assert [row.summary for row in again.plan.rows[:count]] == hostile[:count]
    if form == "xlsx":
        cells = [cell for row in openpyxl.load_workbook(file)[PROJECTS].iter_rows() for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)


def test_every_fixed_header_is_understood() -> None:
    assert all(read_header(name) is not None for name in FIXED)
