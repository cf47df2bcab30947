"""Nothing is lost: each cell that is not blank is in the graph; no file breaks the reader."""

import csv
import io
import unicodedata
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.assemble import assemble
from plangraph.errors import PlanGraphError
from plangraph.names import PlanNames
from plangraph.plan import Plan
from plangraph.read.folding import clean
from plangraph.read.tables import read_table
from plangraph.read.tables.grid import MOST_CELLS
from tests.read.tables.books import CLOSING, OPENING, make_book, replace_sheet

HEADERS = [
    "基本目標", "施策", "事業番号", "事業名", "担当課", "指標1", "単位", "R5実績", "R9目標",
    "指標2", "目標値", "予算（中事業）", "事業費（千円）", "決算額", "備考", "謎の列",
]  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(
        ["", "", "－", "1", "1-1 育成", "甲事業", "乙課", "件数（件）", "1,234", "△3", "R6", "策定",
         "合計", "甲事業（再掲）", "36（1）", "新規", "100人以上", "基本目標1 産業", "※ 注", "3\n4"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\x1c\x1d\x1e\x85"), max_size=12),
)  # fmt: skip
TABLES = st.lists(st.lists(CELLS, min_size=16, max_size=16), max_size=6)


def written(rows: list[list[str]]) -> bytes:
    """Write rows below the header as csv."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([HEADERS, *rows])
    return stream.getvalue().encode("utf-8")


def texts_of(plan: Plan) -> str:
    """Give every literal of the source graph in one text."""
    names = PlanNames("https://example.org/", "999997", "1")
    store = assemble(plan, names).store
    return "\x00".join(
        str(getattr(quad.object, "value", ""))
        for quad in store
        if str(getattr(quad.graph_name, "value", "")) == names.source
    )


@given(TABLES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_cell_is_in_the_source_graph(rows: list[list[str]]) -> None:
    plan = read_table(written(rows), "table.csv").plan
    texts = texts_of(plan)

    for row in csv.reader(io.StringIO(written(rows).decode("utf-8"))):
        for cell in row:
            bare = clean(unicodedata.normalize("NFC", cell))
            # A cell over several lines of a row that is no project is kept line by line.
            for piece in [bare] if bare in texts else bare.split("\n"):
                assert clean(piece.removeprefix("'")).replace('"', "") in texts.replace('"', "")


def refusal(data: bytes, file: str) -> str:
    """Read a file, and give the words with which it was refused, if it was."""
    try:
        read_table(data, file)
    except PlanGraphError as error:
        return str(error)
    return ""


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.tsv", "a.xlsx"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, file: str) -> None:
    assert "\n" not in refusal(data, file)


@given(st.integers(0, 3000), st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_a_workbook_with_one_byte_wrong_is_read_or_refused(place: int, byte: int) -> None:
    book = bytearray(make_book([["事業名", "担当課", "指標"], ["甲事業", "乙課", "件数"]]))
    book[place % len(book)] = byte

    assert "\n" not in refusal(bytes(book), "book.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    book = replace_sheet(b" " * 2**20 for _ in range(300))

    assert len(book) < 2**20
    with pytest.raises(PlanGraphError, match="more than the 256 read"):
        read_table(book, "book.xlsx")


def test_more_cells_than_are_read_are_refused_while_they_are_counted() -> None:
    row = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    book = replace_sheet((OPENING, row * 1001, CLOSING))

    with pytest.raises(PlanGraphError, match=f"more than {MOST_CELLS} cells"):
        read_table(book, "book.xlsx")


@pytest.mark.parametrize(
    ("inside", "behind", "what"),
    [
        (
            b"",
            b'<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>',
            "merged cells and links",
        ),
        (
            b"",
            b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
            "merged cells and links",
        ),
        (b'<row ht="15"/>' * 200_001, b"", "more than 200000 rows"),
        (b"<row>" + b"<c\n/>" * 1_000_001 + b"</row>", b"", f"more than {MOST_CELLS} cells"),
    ],
    ids=["merged", "linked", "rows", "cells"],
)
def test_what_would_grow_while_it_is_loaded_is_refused_before(
    inside: bytes, behind: bytes, what: str
) -> None:
    tail = b"</sheetData>" + behind + b"</worksheet>"

    with pytest.raises(PlanGraphError, match=what):
        read_table(replace_sheet((OPENING, inside, tail)), "book.xlsx")


def test_a_sheet_that_reaches_to_its_last_corner_is_read() -> None:
    """Rows and columns without cells cost nothing."""
    head = "".join(
        f'<c r="{place}" t="inlineStr"><is><t>{word}</t></is></c>'
        for place, word in (("A1", "事業名"), ("B1", "担当課"))
    )
    last = '<c r="A1048576" t="inlineStr"><is><t>甲事業</t></is></c><c r="XFD1048576"><v>1</v></c>'
    text = f'<row r="1">{head}</row><row r="1048576">{last}</row>'
    book = replace_sheet((OPENING, text.encode(), CLOSING))
    plan = read_table(book, "book.xlsx").plan

    assert [(row.line, row.name) for row in plan.rows] == [(1048576, "甲事業")]


def test_entities_in_a_workbook_are_refused() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    book = replace_sheet((entity, OPENING, CLOSING))

    with pytest.raises(PlanGraphError, match="XML entities"):
        read_table(book, "book.xlsx")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"a," * 10_000_000, "a line of more than"),
        (b"a,b\n" * 600_000, "more than 1000000 cells or 200000 rows"),
        (b"a" * (33 * 2**20), "larger than 32 MiB"),
        (b'a,"b\n' + b"c,d\n" * 300_000, "cannot be split into cells"),
    ],
    ids=["wide", "long", "large", "unclosed"],
)
def test_a_text_beyond_the_limits_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(PlanGraphError, match=what):
        read_table(data, "table.csv")


def test_a_zip_file_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "nothing")

    with pytest.raises(PlanGraphError, match="holds no sheets"):
        read_table(stream.getvalue(), "book.xlsx")
