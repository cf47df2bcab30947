"""Tables in many layouts give the plan that a person reads in them."""

import pytest

from plangraph.errors import FolderError, SourceError
from plangraph.plan import Plan
from plangraph.read.tables import read_mapping, read_table, read_words, suggest_mapping
from tests.read.tables.books import Rows, make_book

SIMPLE = "事業番号,事業名,担当課,指標,単位,R5実績,R9目標\n1,甲事業,乙課,件数,件,3,5\n"


def read(text: str, encoding: str = "utf-8") -> Plan:
    """Read a table from text."""
    return read_table(text.encode(encoding), "table.csv").plan


def values(plan: Plan) -> list[tuple[str, str, int | None, str]]:
    """Give indicator, kind, year and text of every value."""
    return [
        (use.use.label, one.kind, one.period.end if one.period else None, one.value.printed)
        for row in plan.rows
        for use in row.further
        for one in use.observations
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encoding_and_separator_make_no_difference(encoding: str, separator: str) -> None:
    plan = read(SIMPLE.replace(",", separator), encoding)

    assert values(plan) == [("件数", "actual", 2023, "3"), ("件数", "target", 2027, "5")]
    assert plan.rows[0].numbers.full == ("1",)


def test_the_order_of_columns_makes_no_difference() -> None:
    head, row = (line.split(",") for line in SIMPLE.strip().split("\n"))
    turned = ",".join(head[::-1]) + "\n" + ",".join(row[::-1]) + "\n"

    assert sorted(values(read(turned))) == sorted(values(read(SIMPLE)))


def test_a_quoted_cell_may_hold_line_ends() -> None:
    """The line of a row is its first physical one."""
    plan = read('事業名,担当課,事業概要\n"甲\n事業",乙課,"一\n二\n三"\n丙事業,丁課,四\n')

    assert [(row.line, row.continued, row.name) for row in plan.rows] == [
        (2, (3, 4, 5), "甲事業"),
        (6, (), "丙事業"),
    ]
    assert plan.rows[0].summary == "一\n二\n三"


def test_the_apostrophe_against_formulas_is_taken_off() -> None:
    assert read("事業名,担当課,備考\n甲事業,乙課,'=1+1\n").rows[0].cells[2].printed == "=1+1"


def test_the_header_may_stand_below_other_rows_and_over_two() -> None:
    plan = read(
        "令和6年度 事業一覧,,,,\n（単位：千円）,,,,\n,,指標1,,事業費\n"
        '事業名,担当課,名称,R9目標,R6予算\n甲事業,乙課,件数,5,"1,200"\n'
    )

    assert values(plan) == [("件数", "target", 2027, "5")]
    assert [(str(one.yen), one.phase) for one in plan.rows[0].amounts] == [("1200000", "initial")]


def test_groups_without_numbers_are_told_apart_by_their_place() -> None:
    plan = read(
        "事業名,担当課,指標名,単位,目標値,実績値,指標名,単位,目標値,実績値\n"
        "甲事業,乙課,一数,件,1,2,二数,人,3,4\n"
    )

    assert [(label, kind, text) for label, kind, _, text in values(plan)] == [
        ("一数", "target", "1"),
        ("一数", "actual", "2"),
        ("二数", "target", "3"),
        ("二数", "actual", "4"),
    ]
    assert [use.use.unit for use in plan.rows[0].further] == ["件", "人"]


def test_output_and_outcome_are_told_apart_by_their_headers() -> None:
    plan = read(
        "番号,事業名,活動指標名,活動指標単位,活動指標当初計画値,活動指標実績値,成果指標名,成果指標目標値,成果指標実績値\n"
        "1-7,甲事業,回数,回,5,4,参加者数,364人,521人\n"
    )

    assert [(use.use.label, use.stage) for use in plan.rows[0].further] == [
        ("回数", "output"),
        ("参加者数", "outcome"),
    ]
    assert [text for *_, text in values(plan)] == ["5", "4", "364人", "521人"]


def test_blocks_of_years_give_one_indicator_many_values() -> None:
    rows: Rows = [
        ["", "", "令和5年度", "", "", "令和6年度", "", ""],
        [
            "事業名",
            "担当課",
            "指標1名",
            "指標1目標",
            "指標1実績",
            "指標1名",
            "指標1目標",
            "指標1実績",
        ],
        ["甲事業", "乙課", "件数", 1, 2, "件数", 3, "－"],
    ]
    plan = read_table(make_book(rows, merged=["C1:E1", "F1:H1"]), "book.xlsx").plan

    assert len(plan.rows[0].further) == 1
    assert values(plan) == [
        ("件数", "target", 2023, "1"),
        ("件数", "actual", 2023, "2"),
        ("件数", "target", 2024, "3"),
    ]
    assert [one.address for one in plan.rows[0].further[0].observations] == ["D3", "E3", "G3"]


def test_merged_cells_are_carried_down_and_it_is_said() -> None:
    rows: Rows = [
        ["基本目標", "施策", "事業名", "担当課", "指標", "目標値"],
        ["1 産業", "1-1 育成", "甲事業", "乙課", "件数", 5],
        [None, None, None, None, "人数", 6],
        [None, "1-2 誘致", "丙事業", "丁課", "社数", 7],
    ]
    merged = ["A2:A4", "B2:B3", "C2:C3", "D2:D3"]
    plan = read_table(make_book(rows, merged=merged, hidden=[4]), "book.xlsx").plan

    assert [(row.name, row.under) for row in plan.rows] == [
        ("甲事業", ("measure", 0)),
        ("丙事業", ("measure", 1)),
    ]
    assert [use.use.label for use in plan.rows[0].further] == ["件数", "人数"]
    assert {note.kind for note in plan.notes} == {"carried-down", "hidden-row"}


def test_levels_may_be_two_or_five_and_codes_stand_in_cells_of_their_own() -> None:
    two = read("施策,事業名,担当課\n1 産業,甲事業,乙課\n")
    five = read(
        "政策コード,政策,基本施策,施策,基本事業,事業名,担当課\n"
        "A1,産業,1 育成,11 支援,111 起業,甲事業,乙課\n"
    )

    assert two.rows[0].under == ("measure", 0)
    assert (five.goals[0].code, five.goals[0].title) == ("A1", "産業")
    assert five.rows[0].under == ("initiative", 1)
    assert five.initiatives[1].above == ("initiative", 0)
    assert five.initiatives[0].measure == 0


def test_headings_between_the_rows_hold_for_those_below() -> None:
    plan = read(
        "事業名,担当課,指標\n基本目標1 産業,,\n施策1-1 育成,,\n甲事業,乙課,件数\n"
        "施策1-2 誘致,,\n丙事業,丁課,社数\n"
    )

    assert [(measure.code, measure.title, measure.goal) for measure in plan.measures] == [
        ("1-1", "育成", 0),
        ("1-2", "誘致", 0),
    ]
    assert [row.under for row in plan.rows] == [("measure", 0), ("measure", 1)]


def test_a_second_listing_is_the_same_project() -> None:
    plan = read(
        "施策,事業番号,事業名,担当課\n1 産業,7,甲事業,乙課\n"
        "2 福祉,7,甲事業（再掲）,\n2 福祉,,丙事業,乙課\n"
        "3 教育,,丙事業【再掲】,\n"
    )

    assert [project.rows for project in plan.projects] == [(0, 1), (2, 3)]


def test_numbers_with_a_bracket_are_numbers_and_those_that_count_rows_are_not() -> None:
    kept = read("No,事業名,担当課\n1,甲事業,乙課\n36（1）,丙事業,丁課\n")
    counted = read("No,事業名,担当課\n1,甲事業,乙課\n2,丙事業,丁課\n")

    assert [row.numbers.full for row in kept.rows] == [("1",), ("36(1)",)]
    assert [row.numbers.full for row in counted.rows] == [(), ()]
    assert [note.kind for note in counted.notes] == ["running-number"]


def test_totals_and_remarks_are_no_projects() -> None:
    plan = read("事業名,担当課,事業費（円）\n甲事業,乙課,5\n合計,,5\n※ 見込みです,,\n")

    assert [row.name for row in plan.rows] == ["甲事業"]
    assert [note.kind for note in plan.notes] == ["total-row", "stray-text"]


def test_rows_without_a_project_state_the_indicators_of_their_level() -> None:
    plan = read("基本目標,施策,指標,単位,基準値,目標値\n1 産業,1-1 育成,件数,件,3,5\n")

    assert plan.projects == ()
    assert plan.rows[0].under == ("measure", 0)
    assert [use.use.label for use in plan.rows[0].further] == ["件数"]


def test_leading_zeros_percentages_and_dates_are_written_as_they_are_seen() -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(
            make_book([["事業番号", "事業名", "指標", "目標値"], [7, "甲事業", "率", 0.853]])
        )
    )
    book.active["A2"].number_format = "000"
    book.active["D2"].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    plan = read_table(stream.getvalue(), "book.xlsx").plan

    assert plan.rows[0].numbers.full == ("007",)
    assert values(plan) == [("率", "target", None, "85.3%")]


def test_a_workbook_under_another_name_is_read_and_it_is_said() -> None:
    book = make_book([["事業名", "担当課", "指標"], ["甲事業", "乙課", "件数"]])
    plan = read_table(book, "table.csv").plan

    assert [row.name for row in plan.rows] == ["甲事業"]
    assert [problem.kind for problem in plan.problems] == ["not-what-its-name-says"]


def test_a_formula_without_a_result_is_named_with_its_cell() -> None:
    book = make_book([["事業名", "担当課", "目標値"], ["甲事業", "乙課", "=1+1"]])
    plan = read_table(book, "book.xlsx").plan

    assert [(one.kind, one.line, one.printed) for one in plan.problems] == [
        ("formula-without-value", 2, "C2")
    ]


def test_a_suggestion_read_back_gives_the_same_plan() -> None:
    import tomllib

    data = (
        "基本目標,施策,事業番号,事業名,担当課,指標1,,,ふしぎな列\n"
        ",,,,,名称,R5実績,R9目標,\n1 産業,1-1 育成,1,甲事業,乙課,件数（件）,3,5,謎\n"
    ).encode()
    reading = read_table(data, "table.csv")
    suggested = suggest_mapping(reading)
    mapping = read_mapping(tomllib.loads(suggested)["table"], "revision.toml")

    assert read_table(data, "table.csv", mapping).plan == reading.plan
    assert '# I = "other"  # ふしぎな列 (例: 謎)' in suggested


def test_a_mapping_says_what_no_word_does() -> None:
    data = "活動の名,やる課,めざす値\n甲事業,乙課,5\n".encode()
    with pytest.raises(SourceError, match="no row names its columns"):
        read_table(data, "table.csv")
    said = {"header": 1, "columns": {"活動の名": "name", "B": "department", "めざす値": "other"}}
    plan = read_table(data, "table.csv", read_mapping(said, "revision.toml")).plan

    assert [(row.name, row.units[0].name) for row in plan.rows] == [("甲事業", "乙課")]


def test_a_folder_may_add_words_of_its_own() -> None:
    words = read_words("part,words\nname,活動の名\ndepartment,やる課\n".encode())
    plan = read_table("活動の名,やる課\n甲事業,乙課\n".encode(), "table.csv", None, words).plan

    assert [row.name for row in plan.rows] == ["甲事業"]


@pytest.mark.parametrize(
    "said",
    [
        [],
        {"colums": {}},
        {"header": "two"},
        {"money": "ドル"},
        {"year": "soon"},
        {"columns": {"A": "price"}},
        {"columns": {"A": {"part": "name", "colour": "red"}}},
    ],
)
def test_a_wrong_mapping_is_refused_in_one_line(said: object) -> None:
    with pytest.raises(FolderError) as caught:
        read_mapping(said, "revision.toml")

    assert "\n" not in str(caught.value)


def test_a_block_of_a_year_that_repeats_its_headers_follows_the_order_of_indicators() -> None:
    rows: Rows = [
        ["", "", "", "", "令和5年度", "", "", "", "令和6年度", "", "", ""],
        ["事業名", "担当課", "指標名", "指標名", *["目標", "実績"] * 4],
        ["甲事業", "乙課", "一数", "二数", 1, 2, 3, 4, 5, 6, 7, 8],
    ]
    plan = read_table(make_book(rows, merged=["E1:H1", "I1:L1"]), "book.xlsx").plan

    assert sorted(values(plan)) == [
        ("一数", "actual", 2023, "2"),
        ("一数", "actual", 2024, "6"),
        ("一数", "target", 2023, "1"),
        ("一数", "target", 2024, "5"),
        ("二数", "actual", 2023, "4"),
        ("二数", "actual", 2024, "8"),
        ("二数", "target", 2023, "3"),
        ("二数", "target", 2024, "7"),
    ]


def test_numbers_of_values_find_indicators_that_have_none() -> None:
    plan = read("事業名,担当課,指標名,指標名,R5目標1,R5目標2\n甲事業,乙課,一数,二数,1,2\n")

    assert values(plan) == [("一数", "target", 2023, "1"), ("二数", "target", 2023, "2")]


def test_a_year_in_a_cell_holds_for_the_columns_to_its_right() -> None:
    plan = read(
        "事業名,担当課,指標,年度,目標,実績,年度,目標,実績\n甲事業,乙課,件数,R5,1,2,R6,3,4\n"
    )

    assert values(plan) == [
        ("件数", "target", 2023, "1"),
        ("件数", "actual", 2023, "2"),
        ("件数", "target", 2024, "3"),
        ("件数", "actual", 2024, "4"),
    ]


def test_a_row_for_each_year_adds_values_to_one_indicator() -> None:
    plan = read(
        "事業番号,事業名,予算年度,指標,目標値,当初予算（円）\n"
        "7,甲事業,2023,件数,1,10\n7,甲事業,2024,件数,2,20\n"
    )

    assert len(plan.projects) == 1
    assert values(plan) == [("件数", "target", 2023, "1"), ("件数", "target", 2024, "2")]
    assert [one.period.end for row in plan.rows for one in row.amounts if one.period] == [
        2023,
        2024,
    ]


def test_every_sheet_with_a_header_is_read_and_rows_keep_their_own_numbers() -> None:
    head = ["事業名", "担当課", "指標"]
    book = make_book(
        [head, ["甲事業", "乙課", "件数"]], [["注意"]], [head, ["丙事業", "丁課", "人数"]]
    )
    plan = read_table(book, "book.xlsx").plan
    places = [
        (found[1].name, plan.document.row_number(row.line))
        for row in plan.rows
        if (found := plan.document.find_sheet(row.line))
    ]

    assert places == [("Sheet", 2), ("Sheet3", 2)]
    assert [note.kind for note in plan.notes] == ["unread-sheet"]


def test_a_header_that_stands_again_begins_another_table() -> None:
    plan = read(
        "事業名,担当課,指標\n甲事業,乙課,件数\n\n基本目標2 福祉,,\n"
        "担当課,事業名,指標\n丁課,丙事業,人数\n"
    )

    assert [(row.name, row.units[0].name) for row in plan.rows] == [
        ("甲事業", "乙課"),
        ("丙事業", "丁課"),
    ]
    assert len(plan.tables) == 2
    assert plan.rows[1].under == ("goal", 0)


def test_a_dot_between_two_departments_parts_them_and_one_inside_a_name_does_not() -> None:
    plan = read("事業名,担当課,指標\n甲事業,教育課・福祉課,\n丙事業,特産品振興・応援課,\n")

    assert [[unit.name for unit in row.units] for row in plan.rows] == [
        ["教育課", "福祉課"],
        ["特産品振興・応援課"],
    ]


def test_english_headers_are_read_too() -> None:
    plan = read(
        "Program,Department,Indicator,Unit,Baseline 2020,FY2025 Target\n"
        'Road safety,Public Works,Injuries,persons,"1,234",900\n'
    )

    assert [unit.name for unit in plan.rows[0].units] == ["Public Works"]
    assert values(plan) == [
        ("Injuries", "baseline", 2020, "1,234"),
        ("Injuries", "target", 2025, "900"),
    ]


def test_a_column_without_a_header_may_be_named_by_its_letter() -> None:
    said = {"columns": {"A": "number", "C": "number"}}
    data = ",事業名,番号\n7,甲事業,1\n8,丙事業,2\n".encode()
    plan = read_table(data, "table.csv", read_mapping(said, "revision.toml")).plan

    assert [row.numbers.full for row in plan.rows] == [("7",), ("8",)]
