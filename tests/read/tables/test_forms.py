"""Forms of one project each (事務事業評価シート) give the projects that a person reads in them."""

import csv
import io
import tomllib
from functools import cache

import pytest

from plangraph.assemble import assemble
from plangraph.errors import SourceError
from plangraph.names import PlanNames
from plangraph.plan import Plan, Row
from plangraph.read.folding import clean
from plangraph.read.tables import read_mapping, read_table, suggest_mapping
from tests.read.tables.books import Rows, make_book
from tests.read.tables.sheets import LAYOUTS, Truth, lay_out, make_truth, write_book, write_text

FORM: Rows = [
    ["令和６年度 事務事業評価シート"],
    ["事務事業名", None, "甲事業", None, None, "事業番号", "101"],
    ["担当課", None, "乙課", None, None, "係", "庶務係"],
    ["政策", None, "1 安心のまち"],
    ["施策", None, "1-2 子育て"],
    ["事業概要", None, "甲を行う。"],
    [],
    ["指標名", None, "単位", "区分", "R5", "R6"],
    ["利用者数", None, "人", "目標", 100, 110],
    [None, None, None, "実績", 98, None],
]
LIST: Rows = [
    ["事業番号", "事務事業名", "担当課", "事業概要"],
    ["101", "甲事業", "乙課", "甲を行う。"],
]
TRUTHS = [make_truth(seed) for seed in range(3)]


def read(data: bytes, file: str = "book.xlsx") -> Plan:
    """Read a document."""
    return read_table(data, file).plan


@cache
def filled(layout: str) -> bytes:
    """Give a workbook with a form for each project."""
    return write_book([lay_out(layout, truth) for truth in TRUTHS])


def values(row: Row) -> list[tuple[str, str, str, dict[tuple[str, int], str]]]:
    """Give the indicators of a row: name, unit, stage, and values by kind and year."""
    return [
        (
            use.use.label,
            use.use.unit,
            use.stage,
            {
                (one.kind, one.period.end): one.value.printed
                for one in use.observations
                if one.period is not None
            },
        )
        for use in row.further
    ]


def told(
    truth: Truth, *, bracketed: bool
) -> list[tuple[str, str, str, dict[tuple[str, int], str]]]:
    """Give the same of what was filled in."""
    return [
        (
            f"{one.name}（{one.unit}）" if bracketed else one.name,
            one.unit,
            one.stage,
            {key: text for key, text in one.values.items() if text != "－"},
        )
        for one in truth.gauges
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_a_project_says_what_was_filled_in(layout: str) -> None:
    plan = read(filled(layout))

    assert len(plan.rows) == len(plan.projects) == len(TRUTHS)
    for row, truth in zip(plan.rows, TRUTHS, strict=True):
        assert (row.name, row.numbers.full) == (truth.name, (truth.number,))
        assert [(one.division, one.name, one.section) for one in row.units] == [
            (truth.division, truth.department, truth.section)
        ]
        assert row.under is not None
        measure = plan.measures[row.under[1]]
        assert (measure.code, measure.title) == truth.measure
        assert measure.goal is not None
        assert (plan.goals[measure.goal].code, plan.goals[measure.goal].title) == truth.goal
        assert row.summary == truth.summary
        assert values(row) == told(truth, bracketed=layout == "plain")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sums_are_read_with_their_year_source_and_unit(layout: str) -> None:
    plan = read(filled(layout))

    for row, truth in zip(plan.rows, TRUTHS, strict=True):
        sums = {
            (one.source, one.period.end): one.yen for one in row.amounts if one.period is not None
        }
        assert len(row.amounts) == len(truth.money)
        assert sums == {(source, year): yen for (_, source, year), yen in truth.money.items()}
        phases = {
            (one.phase, one.period.end) for one in row.amounts if one.period and not one.source
        }
        assert phases == {(phase, year) for phase, source, year in truth.money if not source}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_value_is_where_its_address_says(layout: str) -> None:
    sheets = [lay_out(layout, truth) for truth in TRUTHS]
    plan = read(filled(layout))

    for row, sheet in zip(plan.rows, sheets, strict=True):
        found = plan.document.find_sheet(row.line)
        assert found is not None
        cells = {
            f"{chr(64 + column)}{line}": (found[1].first + line - 1, str(value))
            for (line, column), value in sheet.cells.items()
        }
        observed = [one for use in row.further for one in use.observations]
        for address, line, printed in [
            *((one.address, one.line, one.value.printed) for one in observed),
            *((one.address, one.line, one.printed) for one in row.amounts),
            *((use.address, use.line, use.use.printed) for use in row.further),
            *((one.address, one.line, one.printed) for one in row.cells if one.printed),
        ]:
            assert cells[address][0] == line
            assert cells[address][1].endswith(printed)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_form_may_be_alone_in_a_text(layout: str) -> None:
    """Without merged cells it says the same, but for what only they hold together."""
    truth = TRUTHS[1]
    plan = read(write_text(lay_out(layout, truth)), "sheet.csv")

    assert [row.name for row in plan.rows] == [truth.name]
    assert [one[3] for one in values(plan.rows[0])] == [
        one[3] for one in told(truth, bracketed=False)
    ]
    assert len(plan.rows[0].amounts) == len(truth.money)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_cell_of_a_form_is_in_the_source_graph(layout: str) -> None:
    sheet = lay_out(layout, TRUTHS[0])
    names = PlanNames("https://example.org/", "999997", "1")
    for data, file in ((write_book([sheet]), "book.xlsx"), (write_text(sheet), "sheet.csv")):
        store = assemble(read(data, file), names).store
        texts = "\x00".join(
            str(getattr(quad.object, "value", ""))
            for quad in store
            if str(getattr(quad.graph_name, "value", "")) == names.source
        )

        for value in sheet.cells.values():
            assert clean(str(value)) in texts


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_suggestion_for_forms_read_back_gives_the_same_plan(layout: str) -> None:
    data = filled(layout)
    reading = read_table(data, "book.xlsx")
    suggested = suggest_mapping(reading)
    mapping = read_mapping(tomllib.loads(suggested)["table"], "revision.toml")

    assert "form = true" in suggested
    assert 'part = "name"}  # 「' in suggested
    assert read_table(data, "book.xlsx", mapping).plan == reading.plan


def stated(rows: Rows, *merged: str) -> list[tuple[str, str, dict[str, list[str]]]]:
    """Give the indicators below the head of a form: name, stage, and texts by kind."""
    row = read(make_book([*FORM[:6], [], *rows], merged=merged)).rows[0]
    return [
        (name, stage, {kind: [text for (one, _), text in found.items() if one == kind]
                       for kind in dict.fromkeys(kind for kind, _ in found)})
        for name, _, stage, found in values(row)
    ]  # fmt: skip


def test_blocks_side_by_side_are_told_apart() -> None:
    rows: Rows = [
        ["活動指標", None, "R4", "R5", None, "成果指標", None, "R4", "R5"],
        ["開催数", "目標", 1, 2, None, "満足度", "目標", 3, 4],
        [None, "実績", 5, 6, None, None, "実績", 7, 8],
    ]

    assert stated(rows) == [
        ("開催数", "output", {"target": ["1", "2"], "actual": ["5", "6"]}),
        ("満足度", "outcome", {"target": ["3", "4"], "actual": ["7", "8"]}),
    ]


def test_of_two_indicators_named_above_a_block_is_of_the_one_over_it() -> None:
    named: Rows = [["成果指標1", "利用者数", "単位", "人", "成果指標2", "満足度", "単位", "％"]]
    beside: Rows = [
        ["年度", "R4", "R5", None, "年度", "R4", "R5"],
        ["目標", 1, 2, None, "目標", 3, 4],
    ]

    assert stated([*named, *beside]) == [
        ("利用者数", "outcome", {"target": ["1", "2"]}),
        ("満足度", "outcome", {"target": ["3", "4"]}),
    ]
    assert stated([*named, ["年度", "R4", "R5"], ["目標", 1, 2]]) == [
        ("利用者数", "outcome", {}),
        ("満足度", "outcome", {}),
    ]


def test_numbers_that_no_head_tells_apart_are_named_and_not_taken() -> None:
    plan = read(make_book([*FORM[:6], [], ["実績", 1, 2, 3]]))

    assert plan.rows[0].further == ()
    assert [(note.kind, note.printed) for note in plan.notes] == [
        ("unknown-column", f"実績: {number}") for number in (1, 2, 3)
    ]


def test_sources_beside_a_sum_share_its_unit_and_it_is_said() -> None:
    rows: Rows = [["年度", "事業費（千円）", "国", "市債"], ["R4", 60, 40, 20], ["R5", 7, 3, 4]]
    plan = read(make_book([*FORM[:6], [], *rows]))

    assert [(int(one.yen or 0), one.source) for one in plan.rows[0].amounts if one.period] == [
        (60_000, ""),
        (40_000, "国"),
        (20_000, "市債"),
        (7_000, ""),
        (3_000, "国"),
        (4_000, "市債"),
    ]
    assert [(note.kind, note.printed) for note in plan.notes] == [
        ("assumed-money-unit", "千円: 国 (4)")
    ]


def test_letters_by_which_formulas_call_values_are_no_part_of_the_label() -> None:
    rows: Rows = [
        ["成果指標", "満足度", "単位", "％"],
        [None, "R4", "R5"],
        ["目標値 A", 1, 2],
        ["実績値（B）", 4, None],
        ["達成率 B/A", "400%", None],
    ]

    assert stated(rows) == [("満足度", "outcome", {"target": ["1", "2"], "actual": ["4"]})]


def test_an_indicator_may_be_asked_label_by_label() -> None:
    rows: Rows = [
        ["指標", "名称", "開催数"],
        [None, "単位", "回"],
        [None, "目標値", 10],
        [None, "目標年度", "R9"],
    ]

    assert stated(rows, "A8:A11") == [("開催数", "not-stated", {"target": ["10"]})]


def test_the_aim_is_the_description_and_three_units_in_a_cell_are_one() -> None:
    rows: Rows = [
        ["事務事業名", "甲事業", None, "担当部署", "健康福祉部 子育て課 推進係"],
        ["基本目標", "1 安心"],
        ["施策", "1-2 子育て"],
        ["事業の目的", "対象", "就学前の子"],
        [None, "意図", "孤立を防ぐ"],
    ]
    row = read(make_book(rows, merged=["A4:A5"])).rows[0]

    assert row.summary == "孤立を防ぐ"
    assert [(one.division, one.name, one.section) for one in row.units] == [
        ("健康福祉部", "子育て課", "推進係")
    ]


def test_what_no_label_asks_for_is_kept_and_named() -> None:
    rows: Rows = [*FORM, [], ["所見", None, "よい"], ["合言葉", None, "山と川"]]
    plan = read(make_book(rows))

    assert [(note.kind, note.printed) for note in plan.notes] == [
        ("stray-text", "合言葉"),
        ("stray-text", "山と川"),
    ]
    loose = {cell.printed for cell in plan.rows[0].cells if not (cell.column or cell.part)}
    assert {"合言葉", "山と川", "よい"} <= loose


def test_a_value_of_no_kind_and_one_of_no_indicator_are_not_guessed() -> None:
    rows: Rows = [
        *FORM[:7],
        [None, "R5", "R6"],
        ["目標", 1, 2],
        ["謎の数", 3, 4],
    ]
    plan = read(make_book(rows))

    assert plan.rows[0].further == ()
    assert [(note.kind, note.printed) for note in plan.notes] == [
        ("value-without-indicator", "目標 / R5: 1"),
        ("value-without-indicator", "目標 / R6: 2"),
        ("stray-text", "謎の数"),
        ("unknown-column", "謎の数 / R5: 3"),
        ("unknown-column", "謎の数 / R6: 4"),
    ]


def test_a_mapping_says_what_a_label_of_a_form_asks_for() -> None:
    rows: Rows = [
        ["活動の名", "甲事業"],
        ["やる課", "乙課"],
        [],
        ["指標名", "単位", "", "R5", "R6"],
        ["件数", "件", "めざす数", 1, 2],
        ["", "", "できた数", 3, 4],
    ]
    said = {
        "form": True,
        "columns": {"活動の名": "name", "やる課": "department", "めざす数": "target",
                    "できた数": {"part": "actual"}},
    }  # fmt: skip
    with pytest.raises(SourceError):
        read(make_book(rows[:3]))
    mapping = read_mapping(said, "revision.toml")
    row = read_table(make_book(rows), "book.xlsx", mapping).plan.rows[0]

    assert (row.name, row.units[0].name) == ("甲事業", "乙課")
    targets, actuals = {2023: "1", 2024: "2"}, {2023: "3", 2024: "4"}
    stated = {("target", year): text for year, text in targets.items()}
    stated |= {("actual", year): text for year, text in actuals.items()}
    assert values(row) == [("件数", "件", "not-stated", stated)]


def test_forms_below_one_another_are_projects_of_their_own() -> None:
    other: Rows = [
        ["丙事業" if cell == "甲事業" else "102" if cell == "101" else cell for cell in row]
        for row in FORM
    ]
    plan = read(make_book([*FORM, [], [], *other]))

    assert [(row.name, row.numbers.full) for row in plan.rows] == [
        ("甲事業", ("101",)),
        ("丙事業", ("102",)),
    ]
    assert [len(use.observations) for row in plan.rows for use in row.further] == [3, 3]


def test_a_form_whose_projects_cannot_be_told_apart_is_refused() -> None:
    rows: Rows = [*FORM[:6], ["事務事業名", None, "丙事業"]]

    with pytest.raises(SourceError, match="names several projects at once"):
        read(make_book(rows))


def test_forms_that_nobody_filled_in_are_unread_sheets_beside_others() -> None:
    blank: Rows = [
        [cell if cell not in ("甲事業", "101", "乙課", "庶務係") else None for cell in row]
        for row in FORM
    ]
    plan = read(make_book(FORM, blank))

    assert [row.name for row in plan.rows] == ["甲事業"]
    assert [(note.kind, note.printed) for note in plan.notes] == [("unread-sheet", "Sheet2")]


def test_sheets_said_to_be_forms_that_name_no_project_are_refused() -> None:
    mapping = read_mapping({"form": True}, "revision.toml")

    with pytest.raises(SourceError, match="none names its project"):
        read_table(make_book(LIST[:1]), "book.xlsx", mapping)


def test_forms_beside_a_list_stay_unread_sheets_and_keep_their_lines() -> None:
    plan = read(make_book(LIST, FORM))

    assert [row.name for row in plan.rows] == ["甲事業"]
    assert [(note.kind, note.printed) for note in plan.notes] == [("unread-sheet", "Sheet2")]
    assert sum("利用者数" in line.printed for line in plan.lines) == 1


@pytest.mark.parametrize("more", [0, 1, 5])
def test_a_list_under_headings_with_their_labels_is_no_form(more: int) -> None:
    listed: Rows = [LIST[0], *([LIST[1]] * (more + 1))]
    rows: Rows = [["政策", "1 安心"], ["施策", "1-2 子育て"], ["担当部", "丁部"], *listed]
    reading = read_table(make_book(rows), "book.xlsx")

    assert not reading.forms
    assert {row.name for row in reading.plan.rows} == {"甲事業"}


def test_damage_to_a_form_breaks_nothing() -> None:
    """Each line left out, and each cell written over, is read or refused with a reason."""
    text = write_text(lay_out("plain", TRUTHS[1])).decode()
    rows = list(csv.reader(io.StringIO(text)))
    for place in range(0, len(rows), 2):
        for changed in ([], [""] * len(rows[place]), ["目標", "R5", "事務事業名"], ["－"] * 9):
            stream = io.StringIO()
            csv.writer(stream).writerows([*rows[:place], changed, *rows[place + 1 :]])
            try:
                plan = read(stream.getvalue().encode(), "sheet.csv")
            except SourceError:
                continue
            assert plan.lines
