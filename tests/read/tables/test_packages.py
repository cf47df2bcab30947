"""OpenDocument and binary workbooks are read as others are, and no small file fills the memory."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.errors import SourceError
from plangraph.plan import Plan
from plangraph.read.tables import binary_parts, read_table
from plangraph.read.tables.reading import read_grids
from tests.read.tables import packages
from tests.read.tables.books import Rows, make_book
from tests.read.tables.packages import make_ods, make_xlsb, ods_cell, ods_sheet, xlsb_row, xlsb_rows
from tests.read.tables.test_conservation import refusal

HEADER = ["事業番号", "事業名", "担当課", "指標名", "R6目標", "R6実績", "決算額（円）"]
ROWS: Rows = [
    HEADER,
    [7, "甲事業", "乙課", "件数", 5, 4.5, 1000],
    ["36（1）", "丙事業", "丁課", "人数", "1,234", None, 0],
]


def read(data: bytes, file: str) -> Plan:
    return read_table(data, file).plan


@pytest.mark.parametrize(
    ("data", "file"),
    [(make_ods(ods_sheet(ROWS)), "book.ods"), (make_xlsb(xlsb_rows(ROWS)), "book.xlsb")],
)
def test_every_kind_of_workbook_gives_the_same_rows(data: bytes, file: str) -> None:
    plan = read(data, file)

    assert plan.rows == read(make_book(ROWS), "book.xlsx").rows
    assert [project.numbers for project in plan.projects] == [("7",), ("36(1)",)]
    assert plan.problems == plan.notes == ()


def test_a_binary_workbook_tells_its_merged_cells() -> None:
    rows = xlsb_rows([*ROWS[:2], [None, None, None, "人数", 6, None, None]])
    merged = struct.pack("<I", 1), struct.pack("<4I", 1, 2, 1, 1)
    areas = packages.record(177, merged[0]) + packages.record(176, merged[1])
    grids = read_grids(make_xlsb(rows + packages.record(146) + areas), "book.xlsb")[1]

    assert [(one.top, one.bottom, one.left, one.right) for one in grids[0].spans] == [(2, 3, 1, 1)]


def test_an_open_document_tells_what_is_merged_hidden_remarked_and_a_share() -> None:
    remark = "<office:annotation><text:p>要確認</text:p></office:annotation>"
    cell = ods_cell("甲事業", ' table:number-rows-spanned="2"').replace(
        "<text", remark + "<text", 1
    )
    body = ods_sheet([HEADER], hidden=[]).replace(
        '<table:table-row table:number-rows-repeated="1048000">',
        f"<table:table-row>{ods_cell('07')}{cell}{ods_cell('乙課')}{ods_cell('率')}"
        f"{ods_cell('85.3%')}</table:table-row>"
        '<table:table-row table:visibility="collapse"><table:table-cell/>'
        f"<table:covered-table-cell/><table:table-cell/>{ods_cell('件数')}{ods_cell(5)}"
        '</table:table-row><table:table-row table:number-rows-repeated="1048000">',
        1,
    )
    plan = read(make_ods(body), "book.ods")
    values = [one.value.printed for use in plan.rows[0].further for one in use.observations]

    assert [row.name for row in plan.rows] == ["甲事業"]
    assert values == ["85.3%", "5"]
    assert {(note.kind, note.line, note.printed) for note in plan.notes} == {
        ("cell-comment", 2, "B2 要確認"),
        ("carried-down", 1, "事業名 (1)"),
        ("hidden-row", 3, ""),
    }


def test_paragraphs_spaces_and_signs_of_a_cell_are_its_text_and_a_drawing_is_not() -> None:
    inside = (
        "<text:p>甲<text:s text:c='2'/>乙</text:p><text:p>丙<text:tab/>丁</text:p>"
        "<draw:frame xmlns:draw='urn:x'><text:p>図</text:p></draw:frame>"
    )
    row = f"<table:table-row><table:table-cell office:value-type='string'>{inside}"
    row += "</table:table-cell></table:table-row>"
    grids = read_grids(make_ods(f"<table:table table:name='表'>{row}</table:table>"), "a.ods")[1]

    assert grids[0].rows[0].cells == {0: "甲  乙\n丙\t丁"}


FAR = '<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
WIDE = ' table:number-columns-repeated="16384"'


def sheet(body: str) -> str:
    return f'<table:table table:name="表">{body}</table:table>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (make_ods(sheet(FAR.format(rows=99999999, cell=ods_cell("x", WIDE)))), "more than 1000000"),
        (make_ods(sheet(FAR.format(rows=300000, cell=ods_cell("x")))), "more than 200000 rows"),
        (
            make_ods(
                sheet(
                    FAR.format(
                        rows=1, cell=ods_cell("§").replace("§", '<text:s text:c="9999999"/>')
                    )
                )
            ),
            "a cell of more than",
        ),
        (
            make_ods(
                sheet(
                    FAR.format(
                        rows=1, cell=ods_cell("x", ' table:number-columns-spanned="9999999"')
                    )
                )
            ),
            "merged cells",
        ),
        (make_ods(sheet(""), '<!DOCTYPE x [<!ENTITY a "aa">]>'), "defines XML entities"),
        (make_ods("<table:table>"), "no whole workbook"),
        (
            make_xlsb(xlsb_row(0, {0: "事業名"}) + xlsb_row(1048575, {16383: 1})),
            "a sheet of 1048576 rows and 16384 columns",
        ),
    ],
)
def test_what_would_grow_while_it_is_read_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        read_table(data, "book")


def test_records_without_end_are_refused_while_they_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(binary_parts, "MOST_RECORDS", 50)

    with pytest.raises(SourceError, match="more than 1000000 cells"):
        read_table(make_xlsb(packages.record(0, bytes(17)) * 60), "book.xlsb")


def test_blank_cells_that_repeat_to_the_end_of_every_row_cost_nothing() -> None:
    end = '<table:table-cell table:number-columns-repeated="16370"/></table:table-row>'
    body = ods_sheet(ROWS).replace("</table:table-row>", end)

    assert [row.name for row in read(make_ods(body), "book.ods").rows] == ["甲事業", "丙事業"]


def test_a_package_that_unpacks_too_far_is_refused_unopened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", packages.KIND)
        with archive.open("content.xml", "w") as part:
            for _ in range(130):
                part.write(bytes(1024 * 1024))

    assert "unpacked it is 130 MiB" in refusal(stream.getvalue(), "book.ods")


@given(st.sampled_from(("ods", "xlsb")), st.integers(0, 10_000), st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_a_damaged_package_is_read_or_refused(kind: str, place: int, byte: int) -> None:
    made = make_ods(ods_sheet(ROWS)) if kind == "ods" else make_xlsb(xlsb_rows(ROWS))
    data = bytearray(made)
    data[place % len(data)] = byte

    assert "\n" not in refusal(bytes(data), f"book.{kind}")
