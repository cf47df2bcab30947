"""
Damaged copies of the shipped document, each with one fault and what must be said of it.

A fault function changes a draft and returns the line of the damaged copy that the finding must
name, with the rules that must name it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from tests.damage.draft import COLUMNS, Draft

ROW: Final = 16
"""A row of the first table that no rule of this list complains about."""

Hit: TypeAlias = tuple[int, tuple[str, ...]]
Change: TypeAlias = Callable[[Draft], Hit]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its name, how it is made, and the findings that cannot outlive it."""

    name: str
    change: Change
    lost: dict[tuple[str, int], str] = field(default_factory=dict)


FAULTS: list[Fault] = []


def add(name: str, change: Change, lost: dict[tuple[str, int], str] | None = None) -> None:
    """Add a fault to the list; ``lost`` gives the reason for each finding that it removes."""
    FAULTS.append(Fault(name, change, lost or {}))


def say(*rules: str, line: int = ROW) -> Hit:
    """Expect rules at a line."""
    return line, rules


def fault(name: str, **lost: str) -> Callable[[Change], Change]:
    """Register a function as a fault; ``lost`` maps ``KPI_01_22`` to the reason for its loss."""
    keys = {}
    for key, why in lost.items():
        rule, number, line = key.split("_")
        keys[f"{rule}-{number}", int(line)] = why

    def register(change: Change) -> Change:
        add(name, change, keys)
        return change

    return register


def dropping(column: str) -> Change:
    """Make the change that takes a cell out with its tab."""

    def change(draft: Draft) -> Hit:
        draft.drop_cell(ROW, column)
        return say("SRC-01")

    return change


def setting(column: str, text: str, *rules: str, line: int = ROW) -> Change:
    """Make the change that puts other text into a cell."""

    def change(draft: Draft) -> Hit:
        draft.set_cell(line, column, text)
        return say(*rules, line=line)

    return change


def swapping(one: str, other: str) -> Change:
    """Make the change that exchanges two cells of a row."""

    def change(draft: Draft) -> Hit:
        draft.swap_cells(ROW, one, other)
        return say("SRC-01")

    return change


EMPTIED = {
    "mark": ("REF-01", "CEL-01"),
    "name": ("CEL-01",),
    "number": ("ID-01", "CEL-01"),
    "department": ("OWN-01", "CEL-01"),
    "budget-item": ("BUD-01",),
    "summary": ("CEL-01",),
    "indicator": ("KPI-10",),
    "unit": ("KPI-10",),
}
for _column in COLUMNS:
    add(f"dropped-{_column}", dropping(_column))
    add(f"emptied-{_column}", setting(_column, "", *EMPTIED[_column]))

for _one, _other in (
    ("department", "budget-item"),
    ("name", "number"),
    ("indicator", "unit"),
    ("mark", "number"),
    ("budget-item", "summary"),
    ("department", "summary"),
):
    add(f"swapped-{_one}-and-{_other}", swapping(_one, _other))

add("emptied-name-in-first-row", setting("name", "", "SRC-01", line=12))
add("emptied-name-beside-placeholder", setting("name", "", "SRC-01", "CEL-01", line=22))
NAME = "海外展開支援補助事業"
add("misspelt-department", setting("department", "国際政索課", "NAM-04"))
add("old-form-in-department", setting("department", "國際政策課", "NAM-04"))
add("wrong-mark", setting("mark", "⑨", "REF-01"))
add("letter-for-mark", setting("mark", "a", "REF-01"))
add("duplicated-number", setting("number", "422-9", "ID-02"))
add("number-without-part", setting("number", "422", "ID-01"))
add("number-with-letter", setting("number", "422-O8", "ID-01"))
add("second-number", setting("number", "422-8 422-99", "ID-05"))
add("placeholder-for-number", setting("number", "新規", "ID-01"))
add("unknown-tag", setting("budget-item", "海外展開支援事業費【裁量】", "BUD-04"))
add("open-budget", setting("budget-item", "海外展開支援事業費【政策】他3事業", "BUD-02"))
add("item-of-another-project", setting("budget-item", "海外販路開拓事業費【政策】", "BUD-05"))
add("two-tags-for-one-item", setting("budget-item", "海外販路開拓事業費【義務】", "BUD-03"))
add("joint-without-lead", setting("department", "国際政策課 農林振興課", "OWN-02"))
add("group-for-department", setting("department", "各支所市民窓口課", "OWN-04"))
add("two-indicators", setting("indicator", "補助金交付決定件数、相談件数", "KPI-05"))
add("indicator-of-another-project", setting("indicator", "融資相談件数", "KPI-11"))
add("unit-changed-for-shared-indicator", setting("unit", "件", "KPI-07", line=100))
add("unit-against-noun", setting("unit", "件", "KPI-06", line=14))
add("mojibake-latin", setting("name", NAME.encode().decode("latin-1"), "TXT-04"))
add("mojibake-cp932", setting("name", NAME.encode().decode("cp932", "replace"), "TXT-04"))
add("replacement-character", setting("name", "海外展開支援補助�業", "TXT-04"))
add("script-in-name", setting("name", "<script>alert(1)</script>事業", "TXT-04"))
add("braces-in-name", setting("name", "海外展開{label}補助事業", "TXT-04"))
add("backslash-in-name", setting("name", "海外\\u展開\\支援補助事業", "TXT-04"))
add("control-character", setting("name", "海外展開\x07支援補助事業", "TXT-04"))
add("next-line-in-summary", setting("summary", "海外での\x85展開を補助", "TXT-04"))
add("line-separator-in-summary", setting("summary", "海外での\u2028展開を補助", "TXT-04"))
add("vertical-tab-in-summary", setting("summary", "海外での\x0b展開を補助", "TXT-04"))
add("huge-summary", setting("summary", "展開" * 33_000, "TXT-04"))
add("huge-name", setting("name", "展開" * 33_000 + "事業", "TXT-04"))
SILENT = "KPI-10 speaks of this row, so that KPI-01 is silent"
add("unit-without-indicator", setting("unit", "件", "KPI-10", line=22), {("KPI-01", 22): SILENT})
add(
    "indicator-without-unit",
    setting("indicator", "応募件数", "KPI-10", line=22),
    {("KPI-01", 22): "the row has an indicator now"},
)


@fault("no-indicator-and-no-unit")
def _(draft: Draft) -> Hit:
    draft.set_cell(ROW, "indicator", "")
    draft.set_cell(ROW, "unit", "")
    return say("KPI-01")


@fault("name-differs-between-rows")
def _(draft: Draft) -> Hit:
    draft.set_cell(36, "name", "中小企業支援融資事楽")
    return say("ID-02", line=36)


@fault("department-differs-between-rows")
def _(draft: Draft) -> Hit:
    draft.set_cell(36, "department", "農林振興課")
    return say("ID-03", line=36)


@fault("unit-differs-between-rows")
def _(draft: Draft) -> Hit:
    draft.set_cell(36, "unit", "人")
    return say("ID-03", line=36)


@fault("row-moved-to-another-measure")
def _(draft: Draft) -> Hit:
    draft.move(21, after=31)
    return say("REF-01", line=draft.place(21))


@fault("rows-merged-cell-by-cell")
def _(draft: Draft) -> Hit:
    pairs = zip(draft.cells(16), draft.cells(17), strict=True)
    draft[16] = "\t".join(f"{one} {other}" for one, other in pairs)
    draft.delete(17)
    return say("MRG-01", "ID-05")


@fault("rows-joined-in-one-line")
def _(draft: Draft) -> Hit:
    draft[16] = f"{draft[16]}\t{draft[17]}"
    draft.delete(17)
    return say("SRC-01")


@fault("row-twice")
def _(draft: Draft) -> Hit:
    return say("SRC-01", line=draft.insert_after(ROW, draft[ROW]))


@fault("header-titles-swapped")
def _(draft: Draft) -> Hit:
    draft.swap_cells(11, "department", "budget-item")
    return say("SRC-01", line=11)


@fault("header-missing")
def _(draft: Draft) -> Hit:
    draft.delete(30)
    return say("SRC-01", line=30)


@fault("header-title-unknown", OWN_05_26="no one knows the departments of this table now")
def _(draft: Draft) -> Hit:
    draft.set_cell(30, "department", "あれこれ")
    return say("SRC-01", line=30)


@fault("row-broken-in-summary")
def _(draft: Draft) -> Hit:
    draft[ROW] = (
        draft[ROW].replace("経済を活性化", "経済を活性化").replace("促進し、", "促進し、\n")
    )
    head, _, tail = draft[ROW].partition("\n")
    draft[ROW] = head
    draft.insert_after(ROW, tail)
    return say("SRC-01")


@fault("row-broken-at-tab")
def _(draft: Draft) -> Hit:
    cells = draft.cells(ROW)
    draft[ROW] = "\t".join(cells[:5])
    draft.insert_after(ROW, "\t".join(cells[5:]))
    return say("SRC-01")


@fault("extra-cell")
def _(draft: Draft) -> Hit:
    draft[ROW] += "\t余分"
    return say("SRC-01")


@fault("spaces-for-tabs")
def _(draft: Draft) -> Hit:
    draft[ROW] = draft[ROW].replace("\t", "  ")
    return say("SRC-01")


@fault("one-space-for-a-tab")
def _(draft: Draft) -> Hit:
    draft[ROW] = draft[ROW].replace("\t422-8", " 422-8")
    return say("SRC-01")


@fault("prose-between-rows")
def _(draft: Draft) -> Hit:
    return say("SRC-01", line=draft.insert_after(ROW, "※ 金額は別に示す。"))


@fault("measure-number-twice")
def _(draft: Draft) -> Hit:
    draft[26] = draft[26].replace("2.", "1.")
    return say("REF-02", line=26)


@fault("measure-number-skipped")
def _(draft: Draft) -> Hit:
    draft[26] = draft[26].replace("2.", "3.")
    return say("REF-02", line=26)


@fault("initiative-number-skipped")
def _(draft: Draft) -> Hit:
    draft[9] = draft[9].replace("④", "⑤")
    return say("REF-02", line=9)


@fault("initiative-number-twice")
def _(draft: Draft) -> Hit:
    draft[9] = draft[9].replace("④", "③")
    return say("REF-02", line=9)


@fault("goal-title-differs")
def _(draft: Draft) -> Hit:
    draft[24] = draft[24].replace("しごとづくり", "しごと作り")
    return say("REF-02", line=24)


@fault("goal-target-differs")
def _(draft: Draft) -> Hit:
    draft[24] = draft[24].replace("所得額", "所得")
    return say("REF-02", line=24)


@fault("initiative-without-project")
def _(draft: Draft) -> Hit:
    draft[9] += " ⑤ 事業承継の支援"
    return say("HIE-01", line=9)


@fault("table-without-rows")
def _(draft: Draft) -> Hit:
    for text in ("", "3. 港の活用【KPI：入港隻数】", "", "主な取り組み ① 港の改修", "", draft[114]):
        draft.lines.append((None, text))
    return say("HIE-01", line=len(draft.lines) - 2)


@fault("cut-off-within-the-last-row")
def _(draft: Draft) -> Hit:
    draft[127] = draft[127][: draft[127].index("コロナウイルス")]
    return say("SRC-01", line=127)


@fault("goal-heading-spoilt")
def _(draft: Draft) -> Hit:
    draft[84] = draft[84].replace("基本目標Ⅲ", "基本目標")
    return say("SRC-01", line=84)
