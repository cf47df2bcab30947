"""An answer in each of its formats: aligned, exact, and harmless to the program that opens it."""

import csv
import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from plangraph.ask import Answer, Query, list_queries
from plangraph.ask.answer import run_query
from plangraph.ask.formats import WRITERS
from plangraph.ask.header import Header
from plangraph.errors import QueryError
from plangraph.opening import LoadedPlan
from plangraph.write.workbook import NUMBER, Sheet, guard_text, write_workbook

XSD = "http://www.w3.org/2001/XMLSchema#"
DANGEROUS = [
    "=1+1",
    "+1",
    "@SUM(A1)",
    "-1+1",
    "-",
    "-cmd",
    "'=1",
    "=HYPERLINK('x')",
    "\t=1",
    "\r=1",
]


def make_answer(*cells: ox.Literal | ox.NamedNode | None) -> Answer:
    """Make an answer of one column."""
    header = Header(
        summary={"ja": "表", "en": "Table"}, columns={"cell": {"ja": "欄", "en": "Cell"}}
    )
    return Answer(Query(Path("own.rq"), header, ""), ("cell",), tuple((cell,) for cell in cells))


def write_text(answer: Answer, form: str, language: str = "ja") -> str:
    """Write in a format that is text."""
    written = answer.write(form, language)
    assert isinstance(written, str)
    return written


def read_csv(text: str, delimiter: str = ",") -> list[list[str]]:
    """Read what was written, rows without the header."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))[1:]


def read_workbook(answer: Answer) -> list[object]:
    """Read the first column of a workbook, without the header."""
    written = answer.write("xlsx")
    assert isinstance(written, bytes)
    page = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]
    return [row[0] for row in page.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_spreadsheet_is_a_formula(text: str) -> None:
    answer = make_answer(ox.Literal(text))
    cells = [
        read_csv(write_text(answer, "csv"))[0][0],
        read_csv(write_text(answer, "tsv"), "\t")[0][0],
        read_workbook(answer)[0],
    ]

    for cell in cells:
        assert isinstance(cell, str)
        assert cell[0] not in "=+@-\t\r"


@pytest.mark.parametrize(
    "text", ["-5", "-1,234.5", "-0.5e3", "△3", "計画", "a=b", "'quoted'", "・"]
)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    answer = make_answer(ox.Literal(text))

    assert read_csv(write_text(answer, "csv")) == [[text]]
    assert read_workbook(answer) == [text]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"])))
@settings(deadline=None)
def test_taking_one_apostrophe_off_gives_the_text_back(text: str) -> None:
    guarded = guard_text(text)
    bare = guarded.lstrip("'")
    escaped = guarded.startswith("'") and bare[:1] in ("=", "+", "@", "-") and bool(bare)

    assert (guarded[1:] if escaped else guarded) == text
    assert guarded[:1] not in ("=", "+", "@", "-") or NUMBER.fullmatch(guarded)


def test_control_characters_are_shown_and_do_nothing() -> None:
    answer = make_answer(ox.Literal("a\x1b[2J\x00\x07\x85\x7fb\u202ec"))

    for form in ("table", "csv", "tsv", "markdown"):
        text = write_text(answer, form)
        assert not any(ord(sign) < 32 and sign != "\n" for sign in text)
        assert "␛" in text
    assert "\u202e" not in write_text(answer, "table")
    assert "␛" in str(read_workbook(answer)[0])
    found = json.loads(write_text(answer, "json"))["results"]["bindings"][0]["cell"]["value"]
    assert found == "a\x1b[2J\x00\x07\x85\x7fb\u202ec"


def test_columns_of_a_table_begin_below_each_other(shipped: LoadedPlan) -> None:
    """East Asian letters take two places in a terminal, and numbers stand to the right."""
    lines = write_text(shipped.ask("responsibility/departments-by-goal"), "table").split("\n")
    starts = {wcswidth(line[: line.rindex("  ")]) for line in lines[:2]}
    ends = {wcswidth(line) for line in lines if line}

    assert len(starts) == 1
    assert len(ends) == 1
    assert lines[0].split() == ["担当課", "基本目標", "事業数"]


def test_titles_are_in_the_language_where_people_read_them() -> None:
    answer = make_answer(ox.Literal("x"))

    assert write_text(answer, "table", "en").startswith("Cell\n")
    assert write_text(answer, "markdown", "ja").startswith("| 欄 |\n| --- |\n")
    for form in ("csv", "tsv"):
        assert write_text(answer, form, "ja").startswith("cell\n")


def test_an_empty_answer_says_that_it_is_empty() -> None:
    assert write_text(make_answer(), "table", "ja").endswith("該当なし\n")
    assert write_text(make_answer(), "table", "en").endswith("None\n")
    assert write_text(make_answer(), "csv") == "cell\n"
    assert read_workbook(make_answer()) == []


def test_markup_is_text_in_markdown() -> None:
    text = write_text(make_answer(ox.Literal("a|b<script>\nc`*[x](y)")), "markdown")

    assert text.split("\n")[2] == r"| a\|b\<script\><br>c\`\*\[x\](y) |"


def test_json_is_the_sparql_results_format() -> None:
    answer = make_answer(
        ox.NamedNode("https://x/"),
        ox.Literal("計画", language="ja"),
        ox.Literal("plain"),
        ox.Literal("1.50", datatype=ox.NamedNode(f"{XSD}decimal")),
        None,
    )

    assert json.loads(write_text(answer, "json")) == {
        "head": {"vars": ["cell"]},
        "results": {
            "bindings": [
                {"cell": {"type": "uri", "value": "https://x/"}},
                {"cell": {"type": "literal", "value": "計画", "xml:lang": "ja"}},
                {"cell": {"type": "literal", "value": "plain"}},
                {"cell": {"type": "literal", "value": "1.50", "datatype": f"{XSD}decimal"}},
                {},
            ]
        },
    }


def test_python_values_have_the_types_of_their_literals() -> None:
    answer = make_answer(
        ox.Literal(3),
        ox.Literal("0.5", datatype=ox.NamedNode(f"{XSD}decimal")),
        ox.Literal(True),
        ox.Literal("2026-04-01", datatype=ox.NamedNode(f"{XSD}date")),
        ox.Literal("soon", datatype=ox.NamedNode(f"{XSD}date")),
        ox.NamedNode("https://x/"),
        None,
    )
    found = [row[0] for row in answer.values]

    assert found == [3, Decimal("0.5"), True, date(2026, 4, 1), "soon", "https://x/", None]


def test_ask_and_construct_have_answers_too(shipped: LoadedPlan) -> None:
    yes = run_query(shipped.dataset, Query(Path("own.rq"), Header(), "ASK { ?a ?b ?c }"), {})
    sparql = "CONSTRUCT { ?a a ?c } WHERE { ?a a ?c }"
    graph = run_query(shipped.dataset, Query(Path("own.rq"), Header(), sparql), {})

    assert json.loads(write_text(yes, "json")) == {"head": {}, "boolean": True}
    assert write_text(yes, "csv") == "answer\ntrue\n"
    assert graph.columns == ("subject", "predicate", "object")
    assert list(graph.rows) == sorted(graph.rows, key=lambda row: [str(cell) for cell in row])
    for form in WRITERS:
        assert yes.write(form)
        assert graph.write(form)


def test_shares_have_three_places_in_every_format(shipped: LoadedPlan) -> None:
    answer = shipped.ask("responsibility/concentration-by-measure")

    assert "0.500" in [row[2] for row in read_csv(write_text(answer, "csv"))]
    assert " 0.500 " in write_text(answer, "table")
    assert '"0.500"' in write_text(answer, "json")
    assert Decimal("0.5") in [row[2] for row in answer.values]


def test_every_question_can_be_written_in_every_format(shipped: LoadedPlan) -> None:
    for query in list_queries():
        answer = shipped.ask(query.name)
        for form in WRITERS:
            assert answer.write(form) == answer.write(form), (query.name, form)


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(QueryError, match="Use one of table, csv, tsv, json, markdown, xlsx"):
        make_answer().write("pdf")


def test_a_workbook_is_ready_to_filter_and_holds_no_clock() -> None:
    sheets = [
        Sheet("所見: [一覧]/2026", ("課", "数"), [("#N/A", -5), ("x" * 40_000, Decimal("0.50"))]),
        Sheet("所見: [一覧]/2026", ("課",), []),
        Sheet("", (), []),
    ]
    data = write_workbook(sheets)
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[0]

    assert data == write_workbook(sheets)
    assert book.sheetnames == ["所見_ _一覧__2026", "所見_ _一覧__2026 (2)", "Sheet"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page["A2"].data_type == "s"
    assert len(page["A3"].value) == 32_767
    assert page["B3"].number_format == "0.00"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
    assert openpyxl.load_workbook(io.BytesIO(write_workbook([]))).sheetnames == ["Sheet"]
