"""The text layout becomes values that keep every line, every cell, and what could not be placed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.errors import SourceError
from plangraph.opening import LoadedPlan
from plangraph.plan import AbsenceKind, Column, LineKind, Plan
from plangraph.read import read_text
from plangraph.write.text import write_text
from tests.read.layouts import HEADER, LINES, ROWS, document, replaced


def read(data: bytes) -> Plan:
    """Read a document whose name does not matter."""
    return read_text(data, "plan.txt")


def kinds(plan: Plan) -> list[tuple[str, int]]:
    """Give the problems of a reading by kind and line."""
    return [(problem.kind, problem.line) for problem in plan.problems]


def test_the_shipped_plan_has_the_counts_that_a_person_counts(shipped: LoadedPlan) -> None:
    """Goals, measures, initiatives, rows and projects, as counted in the document by hand."""
    plan = shipped.plan
    assert plan is not None
    levels = (plan.goals, plan.measures, plan.initiatives, plan.rows, plan.projects)
    assert [len(level) for level in levels] == [3, 6, 19, 76, 75]
    assert sum(len(goal.targets) for goal in plan.goals) == 6
    assert sum(len(measure.indicators) for measure in plan.measures) == 13
    assert len({unit.name for row in plan.rows for unit in row.units}) == 25
    assert len({unit.section for row in plan.rows for unit in row.units if unit.section}) == 3
    assert len({number for project in plan.projects for number in project.numbers}) == 71
    assert plan.problems == ()


def test_every_line_has_one_kind(shipped: LoadedPlan) -> None:
    """The account is complete: as many lines as the document has, none of them stray."""
    plan = shipped.plan
    assert plan is not None
    assert [line.number for line in plan.lines] == list(range(1, 128))
    assert not [line for line in plan.lines if line.kind is LineKind.STRAY]


def test_columns_are_read_by_header() -> None:
    """Columns in another order, together with their header, give the same rows."""
    order = (3, 1, 0, 2, 7, 6, 5, 4)
    moved = [
        "\t".join(line.split("\t")[index] for index in order) if "\t" in line else line
        for line in LINES
    ]
    one, other = read(document()), read(document(*moved))
    assert [row.name for row in other.rows] == [row.name for row in one.rows]
    assert [row.units for row in other.rows] == [row.units for row in one.rows]
    assert [row.budget for row in other.rows] == [row.budget for row in one.rows]
    assert not other.problems


def test_a_header_may_be_worded_with_stray_spaces() -> None:
    """推進する 取り組み and 事務事業 番号 are the columns that they are without the space."""
    data = replaced(
        "推進する取り組み\t事業名\t事務事業番号", "推進する 取り組み\t事業名\t事務事業 番号"
    )
    assert read(data).tables[0].columns == tuple(Column)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_encodings_and_line_ends_are_harmless(encoding: str, end: str) -> None:
    """The same plan in another encoding is the same plan, and says in which it came."""
    text = document(end=end).decode()
    plan = read(text.encode(encoding))
    assert plan.rows == read(document()).rows
    assert plan.document.byte_order_mark == (encoding == "utf-8-sig")
    assert plan.document.encoding == ("cp932" if encoding == "cp932" else "utf-8")
    assert write_text(plan) == text.encode(encoding)


def test_decomposed_text_is_composed() -> None:
    """ぶ in two characters, as macOS writes it, is stored as one, and said."""
    plan = read(replaced("学びの場", "学ひ\u3099の場"))
    assert plan.initiatives[1].title == "学びの場"
    assert "nfd" in plan.document.traits


def test_line_separators_of_unicode_do_not_end_a_line() -> None:
    """U+0085 and U+2028 are characters of a cell."""
    plan = read(replaced("市内の橋", "市内の\u2028橋\u0085"))
    assert len(plan.rows) == 3
    assert plan.rows[0].summary.startswith("市内の\u2028橋\u0085")


def test_full_width_digits_make_the_same_number() -> None:
    """１０１－１ is 101-1; the printed form stays."""
    row = read(replaced("101-1", "１０１－１")).rows[0]
    assert row.numbers.full == ("101-1",)
    assert row.numbers.printed == "１０１－１"


def test_the_same_number_with_another_name_stays_two_projects() -> None:
    """Rows never merge because of a key alone."""
    plan = read(replaced("101-2", "101-1"))
    assert [project.numbers for project in plan.projects] == [("101-1",), ("101-1",), ()]


def test_the_same_number_and_name_is_one_project_with_two_rows() -> None:
    """A project may be placed under two initiatives."""
    again = ROWS[0].replace("①", "②", 1)
    plan = read(document(*LINES, again))
    assert [project.rows for project in plan.projects] == [(0, 3), (1,), (2,)]


def test_a_dropped_cell_shifts_nothing() -> None:
    """The cells that are there stay under their columns, and the row is reported."""
    plan = read(replaced("\t土木課\t", "\t"))
    row = plan.rows[0]
    assert kinds(plan) == [("too-few-cells", 8)]
    assert (row.numbers.full, row.units) == (("101-1",), ())
    assert row.indicator.label == "点検した橋の数"
    assert plan.problems[0].column is Column.DEPARTMENT


def test_swapped_cells_are_reported_and_read_crosswise() -> None:
    """Nothing is invented: no department is called 101-1."""
    plan = read(replaced("101-1\t土木課", "土木課\t101-1"))
    row = plan.rows[0]
    assert set(kinds(plan)) == {("wrong-kind", 8)}
    assert (row.numbers.full, [unit.name for unit in row.units]) == (("101-1",), ["土木課"])


def test_swapped_headers_are_reported_once() -> None:
    """Where a whole table is swapped, its header is named, not each row."""
    plan = read(replaced("事務事業番号\t担当課", "担当課\t事務事業番号"))
    assert set(kinds(plan)) == {("wrong-kind", 7)}
    assert [row.numbers.full for row in plan.rows] == [("101-1",), ("101-2",), ()]


def test_a_table_without_header_keeps_its_rows() -> None:
    """The rows are placed by what other tables or the layout say, and the gap is reported."""
    plan = read(document(*(line for line in LINES if line != HEADER)))
    assert [row.name for row in plan.rows] == ["橋の点検事業", "道の清掃事業", "図書の配本事業"]
    assert kinds(plan) == [("missing-header", 7)]


def test_an_unknown_mark_places_nothing() -> None:
    """⑨ is in no list, so the row hangs on no initiative."""
    row = read(replaced("②\t図書", "⑨\t図書")).rows[2]
    assert row.marks == (("⑨", None),)


def test_a_broken_row_is_put_together_and_said() -> None:
    """A line break inside a cell loses nothing, and the line it broke at is known."""
    plan = read(replaced("五年ごとに点検する", "五年ごとに\n点検する"))
    assert kinds(plan) == [("broken-row", 8)]
    assert plan.rows[0].continued == (9,)
    assert plan.rows[0].indicator.label == "点検した橋の数"


def test_prose_between_rows_is_reported_and_kept() -> None:
    """A line that is no row stays in the reading with its text."""
    plan = read(document(*LINES[:8], "ここに注を書く。", *LINES[8:]))
    assert kinds(plan) == [("stray-text", 9)]
    assert plan.lines[8].printed == "ここに注を書く。"
    assert len(plan.rows) == 3


def test_a_row_with_spaces_for_tabs_is_no_project_and_is_reported() -> None:
    """It starts like a project and is not one."""
    plan = read(document(*LINES, ROWS[1].replace("\t", " ")))
    assert kinds(plan) == [("stray-project", 11)]
    assert len(plan.projects) == 3


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t\n", b"PK\x03\x04rest", b"\x00\x01\x02", b"%PDF-1.7", b"hello\nworld"],
    ids=["empty", "blank", "zip", "binary", "pdf", "prose"],
)
def test_what_is_no_plan_is_refused(data: bytes) -> None:
    """A file that holds no plan is an error with a remedy, not an empty plan."""
    with pytest.raises(SourceError, match=r"plan\.txt: .+\. .+\."):
        read(data)


def test_absences_of_money_are_told_apart() -> None:
    """None, zero, not itemised and not stated are four statements, and an item is none of them."""
    printed = {
        "直接事業費なし（人件費のみ）": AbsenceKind.NONE,
        "【令和4年度は予算ゼロ】": AbsenceKind.ZERO,
        "関係予算多数": AbsenceKind.NOT_ITEMISED,
        "": AbsenceKind.NOT_STATED,
        "－": AbsenceKind.NOT_STATED,
        "橋の点検事業費 他1件": None,
    }
    for cell, kind in printed.items():
        budget = read(replaced("橋の点検事業費【義務】", cell)).rows[0].budget
        assert budget.absence is kind, cell


CELLS = st.text(st.characters(exclude_characters="\r\n\t", exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2), st.integers(0, 7), CELLS)
def test_any_cell_is_kept_and_written_back(row: int, column: int, text: str) -> None:
    """Whatever stands in a cell, the document comes back as it was, in NFC."""
    cells = ROWS[row].split("\t")
    cells[column] = text
    lines = list(LINES)
    lines[7 + row] = "\t".join(cells)
    data = document(*lines)
    assert write_text(read(data)) == unicodedata.normalize("NFC", data.decode()).encode()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*LINES, "①\t", "\t\t\t", "1.", "基本目標", "②"]), max_size=14))
def test_any_order_of_lines_is_read_without_loss(lines: list[str]) -> None:
    """Lines in any order give a plan that holds each of them, or a clear refusal."""
    data = document(*lines) if lines else b""
    try:
        plan = read(data)
    except SourceError:
        return
    assert write_text(plan) == data


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_refused_or_read(data: bytes) -> None:
    """No bytes raise anything but SourceError."""
    try:
        read(data)
    except SourceError:
        return


def test_spaces_of_a_word_processor_change_nothing() -> None:
    """No-break and thin spaces come in by copying; they part words as plain ones do."""
    plain = read(document())
    for space in "\u00a0\u2009\u202f\u3000":
        copied = read(document().decode().replace(" ", space).encode())
        assert copied.problems == plain.problems
        assert [item.title for item in copied.initiatives] == ["道と橋", "学びの場"]
        assert copied.goals[0].targets == plain.goals[0].targets
        assert copied.measures[0].indicators == plain.measures[0].indicators


def test_marks_spelt_out_still_list_initiatives() -> None:
    """A program that folds characters makes 1 of ①."""
    folded = document().decode().translate({0x2460: "1", 0x2461: "2"})
    plan = read(folded.encode())

    assert [(item.mark, item.title) for item in plan.initiatives] == [
        ("1", "道と橋"),
        ("2", "学びの場"),
    ]
    assert [row.marks for row in plan.rows] == [(("1", 0),), (("1", 0),), (("2", 1),)]
    assert write_text(plan) == folded.encode()


def test_the_quotes_of_a_spreadsheet_are_no_part_of_a_value() -> None:
    lines = [
        "\t".join(f'"{cell}"' for cell in line.split("\t")) if "\t" in line else line
        for line in LINES
    ]
    plan, plain = read(document(*lines)), read(document())

    assert [row.name for row in plan.rows] == [row.name for row in plain.rows]
    assert [row.numbers.full for row in plan.rows] == [row.numbers.full for row in plain.rows]
    assert write_text(plan) == document(*lines)


def test_two_projects_in_one_row_are_noticed_however_they_are_joined() -> None:
    """Merging two rows of a table puts a comma, a space or a line break between their cells."""
    for between in " 、／":
        cells = zip(ROWS[0].split("\t"), ROWS[1].split("\t"), strict=True)
        row = "\t".join(one if one == two else f"{one}{between}{two}" for one, two in cells)
        plan = read(document(*LINES[:7], row, ROWS[2]))
        assert {Column.NAME, Column.NUMBER} <= set(plan.rows[0].doubled), between


def test_none_in_the_unit_is_no_unit() -> None:
    plan = read(replaced("清掃参加者数\t人", "なし\tなし"))

    assert plan.rows[1].indicator.unit == ""
    assert plan.rows[1].indicator.absence is AbsenceKind.NONE


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (1, "{}（再掲）"),
        (1, "【再掲】{}"),
        (1, "再掲：{}"),
        (2, "{}(再掲)"),
        (0, "{}（再掲）"),
        (5, "（再掲）"),
    ],
)
def test_a_project_that_is_listed_again_is_one_project(column: int, told: str) -> None:
    """再掲 tells of the row; it is no part of the name, the number or the mark."""
    cells = ROWS[0].split("\t")
    cells[0] = "②"
    cells[column] = told.format(cells[column])
    plan = read(document(*LINES, "\t".join(cells)))

    assert plan.problems == ()
    assert plan.projects[0].name == "橋の点検事業"
    assert len(plan.projects) == len(ROWS)
    assert plan.rows[-1].relisted
    assert plan.rows[-1].marks == (("②", 1),)


def test_a_heading_that_goes_on_overleaf_is_one_heading() -> None:
    again = LINES[2].partition("【")[0] + "（続き）"
    lines = (
        *LINES[:8],
        "",
        "- 2 -",
        "",
        LINES[0].replace(" 数値", "（続き） 数値"),
        again,
        "",
        HEADER,
    )
    plan = read(document(*lines, *ROWS[1:]))

    assert plan.problems == ()
    assert [len(plan.goals), len(plan.measures), len(plan.projects)] == [1, 1, 3]
    assert {heading.title for heading in plan.goals[0].headings} == {"住みよいまち"}
    assert [line.kind for line in plan.lines if line.number == 10] == [LineKind.PAGE_MARK]
    assert write_text(plan) == document(*lines, *ROWS[1:])


@pytest.mark.parametrize(
    "heading",
    [
        "(1) 暮らしの基盤【KPI：点検率】",
        "施策1 暮らしの基盤【KPI：点検率】",
        "1. 暮らしの基盤［KPI：点検率］",
    ],
)
def test_a_measure_may_be_numbered_in_other_ways(heading: str) -> None:
    data = document(*LINES[:2], heading, *LINES[3:])
    plan = read(data)

    assert [(one.ordinal, one.title, one.indicators) for one in plan.measures] == [
        (1, "暮らしの基盤", ("点検率",))
    ]
    assert write_text(plan) == data


def test_a_line_that_holds_two_rows_gives_the_first_and_keeps_the_rest() -> None:
    """Nothing of the second row is taken for the first, however well it would fit there."""
    both = f"{ROWS[0]}\t{ROWS[1]}".replace("点検した橋の数", "点検")
    row = read(document(*LINES[:-3], both, ROWS[2])).rows[0]
    assert (row.name, row.indicator.label, row.indicator.unit) == ("橋の点検事業", "点検", "橋")
    assert [cell.column for cell in row.cells[8:]] == [None] * 8


@pytest.mark.parametrize("between", [(), ("", HEADER)])
def test_marks_that_begin_anew_tell_of_a_heading_that_was_lost(between: tuple[str, ...]) -> None:
    again = [row.replace("\t101-", "\t102-").replace("新規", "103-1") for row in ROWS]
    lines = (*LINES, *between, *again)
    assert kinds(read(document(*lines))) == [("marks-start-again", len(LINES) + len(between) + 1)]


def test_one_row_out_of_order_and_an_unsorted_table_are_no_lost_heading() -> None:
    moved = (*LINES[:-3], ROWS[0], ROWS[2], ROWS[1])
    unsorted = (*moved, ROWS[2].replace("新規", "103-1"), ROWS[0].replace("101-1", "101-3"))
    assert kinds(read(document(*moved))) == kinds(read(document(*unsorted))) == []


def test_a_ditto_mark_stays_in_its_column() -> None:
    plan = read(replaced("\t環境課", "\t〃"))
    assert [unit.name for unit in plan.rows[1].units] == ["〃"]
    assert plan.problems == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1. 暮らし", "【資料6】1. 暮らし"),
        ("清掃参加者数】", "清掃参加者数】 【資料6】"),
        ("基本目標", "【資料6】 基本目標"),
        ("満足度", "満足度【資料6】"),
        ("主な取り組み", "【資料6】主な取り組み"),
        ("② 学びの場", "② 学びの場 【資料6】"),
    ],
)
def test_a_mark_of_the_page_hides_no_heading(old: str, new: str) -> None:
    one, data = read(document()), replaced(old, new)
    other = read(data)
    for level in ("goals", "measures", "initiatives"):
        titles = [[each.title for each in getattr(plan, level)] for plan in (one, other)]
        assert titles[0] == titles[1]
    assert other.goals[0].targets == one.goals[0].targets
    assert other.measures[0].indicators == one.measures[0].indicators
    assert write_text(other) == data


def test_a_row_runs_on_over_the_foot_of_a_page() -> None:
    data = replaced("市内の橋を", "市内の\n【資料6】\n橋を")
    plan = read(data)
    assert len(plan.rows) == len(ROWS)
    assert plan.rows[0].indicator.label == "点検した橋の数"
    assert kinds(plan) == [("broken-row", 8)]
    assert write_text(plan) == data


def test_a_header_that_stands_twice_is_a_table_without_rows() -> None:
    plan = read(document(*LINES[:6], HEADER, *LINES[6:]))
    assert kinds(plan) == [("no-rows", 7)]
    assert [row.name for row in plan.rows] == [row.name for row in read(document()).rows]
