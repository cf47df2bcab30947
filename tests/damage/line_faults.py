"""Faults of whole rows, headers, headings and lines; each function's name says what it does."""

from collections.abc import Callable
from typing import Final

from tests.damage.draft import Draft
from tests.damage.fault import ROW, Change, Fault, Hit, Lost, say

LINE_FAULTS: Final[list[Fault]] = []


def line_fault(lost: Lost | None = None) -> Callable[[Change], Change]:
    """Add a function to the list of faults."""

    def add(change: Change) -> Change:
        LINE_FAULTS.append(Fault(change.__name__.replace("_", "-"), change, lost or {}))
        return change

    return add


@line_fault()
def no_indicator_and_no_unit(draft: Draft) -> Hit:
    draft.set_cell(ROW, "indicator", "")
    draft.set_cell(ROW, "unit", "")
    return say("KPI-01")


@line_fault()
def name_differs_between_rows(draft: Draft) -> Hit:
    draft.set_cell(36, "name", "中小企業支援融資事楽")
    return say("ID-02", line=36)


@line_fault()
def department_differs_between_rows(draft: Draft) -> Hit:
    draft.set_cell(36, "department", "農林振興課")
    return say("ID-03", line=36)


@line_fault()
def unit_differs_between_rows(draft: Draft) -> Hit:
    draft.set_cell(36, "unit", "人")
    return say("ID-03", line=36)


@line_fault()
def row_moved_to_another_measure(draft: Draft) -> Hit:
    draft.move(21, after=31)
    return say("REF-01", line=draft.place(21))


@line_fault()
def rows_merged_cell_by_cell(draft: Draft) -> Hit:
    pairs = zip(draft.cells(16), draft.cells(17), strict=True)
    draft[16] = "\t".join(f"{one} {other}" for one, other in pairs)
    draft.delete(17)
    return say("MRG-01", "ID-05")


@line_fault()
def rows_joined_in_one_line(draft: Draft) -> Hit:
    draft[16] = f"{draft[16]}\t{draft[17]}"
    draft.delete(17)
    return say("SRC-01")


@line_fault()
def row_twice(draft: Draft) -> Hit:
    return say("SRC-01", line=draft.insert_after(ROW, draft[ROW]))


@line_fault()
def header_titles_swapped(draft: Draft) -> Hit:
    draft.swap_cells(11, "department", "budget-item")
    return say("SRC-01", line=11)


@line_fault()
def header_missing(draft: Draft) -> Hit:
    draft.delete(30)
    return say("SRC-01", line=30)


@line_fault()
def header_title_unknown(draft: Draft) -> Hit:
    draft.set_cell(30, "department", "あれこれ")
    return say("SRC-01", line=30)


@line_fault()
def row_broken_in_summary(draft: Draft) -> Hit:
    draft[ROW] = (
        draft[ROW].replace("経済を活性化", "経済を活性化").replace("促進し、", "促進し、\n")
    )
    head, _, tail = draft[ROW].partition("\n")
    draft[ROW] = head
    draft.insert_after(ROW, tail)
    return say("SRC-01")


@line_fault()
def row_broken_at_tab(draft: Draft) -> Hit:
    cells = draft.cells(ROW)
    draft[ROW] = "\t".join(cells[:5])
    draft.insert_after(ROW, "\t".join(cells[5:]))
    return say("SRC-01")


@line_fault()
def extra_cell(draft: Draft) -> Hit:
    draft[ROW] += "\t余分"
    return say("SRC-01")


@line_fault({("NAM-02", 16): "a line without tabs states no project"})
def spaces_for_tabs(draft: Draft) -> Hit:
    draft[ROW] = draft[ROW].replace("\t", "  ")
    return say("SRC-01")


@line_fault()
def one_space_for_a_tab(draft: Draft) -> Hit:
    draft[ROW] = draft[ROW].replace("\t422-8", " 422-8")
    return say("SRC-01")


@line_fault()
def prose_between_rows(draft: Draft) -> Hit:
    return say("SRC-01", line=draft.insert_after(ROW, "※ 金額は別に示す。"))


@line_fault()
def measure_number_twice(draft: Draft) -> Hit:
    draft[26] = draft[26].replace("2.", "1.")
    return say("REF-02", line=26)


@line_fault()
def measure_number_skipped(draft: Draft) -> Hit:
    draft[26] = draft[26].replace("2.", "3.")
    return say("REF-02", line=26)


@line_fault()
def initiative_number_skipped(draft: Draft) -> Hit:
    draft[9] = draft[9].replace("④", "⑤")
    return say("REF-02", line=9)


@line_fault()
def initiative_number_twice(draft: Draft) -> Hit:
    draft[9] = draft[9].replace("④", "③")
    return say("REF-02", line=9)


@line_fault()
def goal_title_differs(draft: Draft) -> Hit:
    draft[24] = draft[24].replace("しごとづくり", "しごと作り")
    return say("REF-02", line=24)


@line_fault()
def goal_target_differs(draft: Draft) -> Hit:
    draft[24] = draft[24].replace("所得額", "所得")
    return say("REF-02", line=24)


@line_fault()
def initiative_without_project(draft: Draft) -> Hit:
    draft[9] += " ⑤ 事業承継の支援"
    return say("HIE-01", line=9)


@line_fault()
def table_without_rows(draft: Draft) -> Hit:
    for text in ("", "3. 港の活用【KPI：入港隻数】", "", "主な取り組み ① 港の改修", "", draft[114]):
        draft.lines.append((None, text))
    return say("HIE-01", line=len(draft.lines) - 2)


@line_fault({("KPI-09", 127): "the cut takes the indicator"})
def cut_off_within_the_last_row(draft: Draft) -> Hit:
    draft[127] = draft[127][: draft[127].index("コロナウイルス")]
    return say("SRC-01", line=127)


@line_fault()
def goal_heading_spoilt(draft: Draft) -> Hit:
    draft[84] = draft[84].replace("基本目標Ⅲ", "基本目標")
    return say("SRC-01", line=84)
