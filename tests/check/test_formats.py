"""A report reads well in a terminal, keeps its JSON contract, and is safe in a spreadsheet."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from wcwidth import wcswidth

from plangraph.check import Report, check_graph
from plangraph.check.formats import FORMATS
from plangraph.errors import UsageError
from plangraph.opening import LoadedPlan
from tests.check.little_plan import NAMES, change

SEVERAL = """
DELETE DATA { <project-102-1> plan:number <number-102-1> . <plan> plan:version "1" } ;
DELETE DATA { <responsibility-201-2.6> plan:responsibilityKind responsibility:lead } ;
INSERT DATA { <decision-1> a plan:Decision ; plan:verdict verdict:accept ; plan:rule rule:META-01 ;
  plan:focus <plan> }
"""
FORMULA = """
DELETE DATA { <project-102-1> skos:prefLabel "空き店舗活用事業"@ja ; plan:number <number-102-1> } ;
INSERT DATA { <project-102-1> skos:prefLabel "=1+1"@ja }
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return check_graph(change(SEVERAL), NAMES)


def text(report: Report, form: str, language: str = "ja") -> str:
    written = report.write(form, language)
    assert isinstance(written, str)
    return written


def test_the_workbook_prints_on_pages_as_wide_as_the_table(report: Report) -> None:
    """Columns for machines are hidden, wrapped text is shown whole."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
    for page in book:
        assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
        assert page.sheet_properties.pageSetUpPr.fitToPage
    page = book["指摘"]
    header = {cell.value: cell for cell in page[1]}
    assert page.column_dimensions[header["IRI"].column_letter].hidden
    assert not page.column_dimensions[header["指摘"].column_letter].hidden
    assert any(page.row_dimensions[number].height for number in range(2, page.max_row + 1))


def test_the_page_prints_each_department_on_its_sheets_and_their_numbers(report: Report) -> None:
    page = str(report.write("html", "ja"))
    departments = {one.label for found in report.findings for one in found.departments}

    assert 'counter(page) " / " counter(pages)' in page
    for name in departments:
        head = f'<tr class="on-paper"><th colspan="5"><span lang="ja">修正依頼票：{name}（'
        assert page.count(head) == 1


def test_a_plan_s_name_cannot_leave_the_string_in_which_it_is_printed(report: Report) -> None:
    named = replace(report, name='"} </style><script>\\課')

    printed = re.findall(
        r'@bottom-left { content: "([^\n]*)"; font', str(named.write("html", "ja"))
    )

    assert len(printed) == 1
    assert not set(printed[0]) & set('"<>{}')
    assert printed[0].endswith("課")


def test_text_groups_findings_by_department_after_those_of_the_whole_plan(report: Report) -> None:
    headings = [line for line in text(report, "text").split("\n") if line.startswith("■")]

    assert headings == [
        *("■ 修正依頼票：計画全体 (1)", "■ 修正依頼票：産業課 (2)", "■ 修正依頼票：保健課 (1)")
    ]


def test_a_joint_finding_stands_under_each_department_and_counts_once(report: Report) -> None:
    written = text(report, "text")

    assert written.count("OWN-02") == 2
    assert "違反 0件、警告 2件、参考 0件、承認済み 1件" in written


def test_text_says_the_severity_in_the_language_that_was_asked_for(report: Report) -> None:
    assert "  警告 ID-01 " in text(report, "text")
    assert "  warning   ID-01 " in text(report, "text", "en")
    assert "  承認 META-01 " in text(report, "text")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_rule_names_stand_one_beneath_the_other(report: Report, language: str) -> None:
    lines = [line for line in text(report, "text", language).split("\n") if line.startswith("  ")]
    columns = {wcswidth(re.split(r"[A-Z]+-\d\d", line)[0]) for line in lines}

    assert len(columns) == 1


def test_json_keeps_its_contract(report: Report) -> None:
    said = json.loads(text(report, "json"))

    assert list(said) == [
        "plan",
        "revision",
        "profile",
        "conforms",
        "rules",
        "counts",
        "findings",
    ]
    assert said["conforms"] is True
    assert said["rules"] == {"evaluated": report.evaluated, "fired": 3}
    assert said["counts"] == {"violation": 0, "warning": 2, "info": 0}
    assert [finding["status"] for finding in said["findings"]] == ["accepted", "open", "open"]
    assert list(said["findings"][1]) == [
        "rule",
        "severity",
        "status",
        "focus",
        "label",
        "path",
        "value",
        "message",
        "remedy",
        "source",
        "departments",
    ]
    assert said["findings"][1]["source"] == [
        {
            "file": "source.txt",
            "line": 7,
            "column": "事務事業番号",
            "sheet": None,
            "cell": None,
        }
    ]
    assert list(said["findings"][1]["departments"][0]) == ["iri", "label"]


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    again = check_graph(change(SEVERAL), NAMES)

    for form in FORMATS:
        assert report.write(form, "ja") == again.write(form, "ja")


def test_csv_has_a_row_a_finding(report: Report) -> None:
    rows = list(csv.reader(io.StringIO(text(report, "csv"))))

    assert len(rows) == 1 + len(report.findings)
    assert rows[0][0] == "規則"
    assert rows[2][8] == "7"


def test_csv_and_workbook_never_hold_a_formula() -> None:
    report = check_graph(change(FORMULA), NAMES)
    rows = list(csv.reader(io.StringIO(text(report, "csv"))))
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))

    assert rows[1][3] == "'=1+1"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def workbook(report: Report) -> bytes:
    written = report.write("xlsx", "ja")
    assert isinstance(written, bytes)
    return written


def test_a_workbook_has_a_summary_all_findings_and_a_sheet_a_department(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))

    assert book.sheetnames == ["概要", "指摘", "計画全体", "産業課", "保健課", "原典"]
    assert book["指摘"].max_row == 1 + len(report.findings)
    assert [cell.value for cell in book["概要"][2]][:4] == [
        "META-01",
        "計画の基本情報の不足",
        "違反",
        1,
    ]


def test_a_copy_of_the_source_shows_each_finding_in_its_cell(report: Report) -> None:
    """The number of line 7 is missing, so its cell has a comment and a colour; others have none."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(report)))["原典"]
    noted = [cell for row in sheet.iter_rows() for cell in row if cell.comment]

    assert [(sheet.cell(cell.row, 1).value, cell.value) for cell in noted] == [
        (7, "102-1"),
        (20, "保健課 産業課"),
    ]
    assert "ID-01 警告\n事業「空き店舗活用事業」（7行目）" in noted[0].comment.text
    assert {cell.fill.start_color.rgb for cell in noted} == {"00FFE699"}


def test_every_finding_of_the_shipped_plan_that_has_a_line_has_a_comment(
    shipped: LoadedPlan,
) -> None:
    found = shipped.check(today=date(2025, 6, 1))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(found)))["原典"]
    told = {
        (sheet.cell(cell.row, 1).value, line)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
        for line in cell.comment.text.split("\n")
    }

    for finding in found.findings:
        for line in finding.lines:
            assert (line, finding.message.ja) in told


def test_an_unknown_format_is_refused(report: Report) -> None:
    with pytest.raises(UsageError, match="not a format of reports"):
        report.write("pdf", "ja")
