"""Faults within one row: a cell dropped, emptied, exchanged or filled with something else."""

from typing import Final

from tests.damage.draft import COLUMNS, Draft
from tests.damage.fault import ROW, Change, Fault, Hit, Lost, say

CELL_FAULTS: Final[list[Fault]] = []


def add_cell_fault(name: str, change: Change, lost: Lost | None = None) -> None:
    """Add a fault to the list."""
    CELL_FAULTS.append(Fault(name, change, lost or {}))


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


def swapping(one: str, other: str, line: int = ROW) -> Change:
    """Make the change that exchanges two cells of a row."""

    def change(draft: Draft) -> Hit:
        draft.swap_cells(line, one, other)
        return say("SRC-01", line=line)

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
WITHOUT_ITEM: Final[Lost] = {("NAM-02", 16): "the item whose name was compared is gone"}
for _column in COLUMNS:
    _lost = WITHOUT_ITEM if _column == "budget-item" else None
    add_cell_fault(f"dropped-{_column}", dropping(_column), _lost)
    add_cell_fault(f"emptied-{_column}", setting(_column, "", *EMPTIED[_column]), _lost)

for _one, _other in (
    ("department", "budget-item"),
    ("name", "number"),
    ("indicator", "unit"),
    ("mark", "number"),
    ("budget-item", "summary"),
    ("department", "summary"),
    ("name", "indicator"),
    ("name", "budget-item"),
    ("name", "summary"),
    ("budget-item", "indicator"),
    ("summary", "indicator"),
):
    add_cell_fault(f"swapped-{_one}-and-{_other}", swapping(_one, _other))

add_cell_fault("emptied-name-in-first-row", setting("name", "", "SRC-01", line=12))
add_cell_fault("emptied-name-beside-placeholder", setting("name", "", "CEL-01", line=22))
add_cell_fault("swapped-untagged-budget-and-name", swapping("name", "budget-item", 18))
add_cell_fault("swapped-untagged-budget-and-summary", swapping("budget-item", "summary", 37))
NAME = "海外展開支援補助事業"
add_cell_fault("misspelt-department", setting("department", "国際政索課", "NAM-04"))
add_cell_fault("old-form-in-department", setting("department", "國際政策課", "NAM-04"))
add_cell_fault("wrong-mark", setting("mark", "⑨", "REF-01"))
add_cell_fault("letter-for-mark", setting("mark", "a", "REF-01"))
add_cell_fault("duplicated-number", setting("number", "422-9", "ID-02"))
add_cell_fault("number-without-part", setting("number", "422", "ID-01"))
add_cell_fault("number-with-letter", setting("number", "422-O8", "ID-01"))
add_cell_fault("second-number", setting("number", "422-8 422-99", "ID-05"))
add_cell_fault("placeholder-for-number", setting("number", "新規", "ID-01"))
add_cell_fault("unknown-tag", setting("budget-item", "海外展開支援事業費【裁量】", "BUD-04"))
add_cell_fault("open-budget", setting("budget-item", "海外展開支援事業費【政策】他3事業", "BUD-02"))
add_cell_fault(
    "item-of-another-project",
    setting("budget-item", "海外販路開拓事業費【政策】", "BUD-05"),
    WITHOUT_ITEM,
)
add_cell_fault(
    "two-tags-for-one-item",
    setting("budget-item", "海外販路開拓事業費【義務】", "BUD-03"),
    WITHOUT_ITEM,
)
add_cell_fault("joint-without-lead", setting("department", "国際政策課 農林振興課", "OWN-02"))
add_cell_fault("group-for-department", setting("department", "各支所市民窓口課", "OWN-04"))
add_cell_fault("two-indicators", setting("indicator", "補助金交付決定件数、相談件数", "KPI-05"))
add_cell_fault("indicator-of-another-project", setting("indicator", "融資相談件数", "KPI-11"))
add_cell_fault("unit-changed-for-shared-indicator", setting("unit", "件", "KPI-07", line=100))
add_cell_fault("unit-against-noun", setting("unit", "件", "KPI-06", line=14))
add_cell_fault("mojibake-latin", setting("name", NAME.encode().decode("latin-1"), "TXT-04"))
add_cell_fault(
    "mojibake-cp932", setting("name", NAME.encode().decode("cp932", "replace"), "TXT-04")
)
add_cell_fault("replacement-character", setting("name", "海外展開支援補助�業", "TXT-04"))
add_cell_fault("error-of-a-spreadsheet", setting("summary", "#REF!", "TXT-04"))
add_cell_fault("characters-lost-in-saving", setting("summary", "海外での??を補助", "TXT-04"))
add_cell_fault("mark-in-plain-digits", setting("mark", "(2)", "TXT-02"))
add_cell_fault("half-width-kana", setting("summary", "ｾﾐﾅｰと商談会で海外展開を補助", "TXT-02"))
add_cell_fault("quoted-by-a-spreadsheet", setting("summary", '"海外での展開を補助"', "TXT-02"))
add_cell_fault("particle-doubled", setting("summary", "海外での展開をを補助", "TXT-01"))
add_cell_fault("script-in-name", setting("name", "<script>alert(1)</script>事業", "TXT-04"))
add_cell_fault("braces-in-name", setting("name", "海外展開{label}補助事業", "TXT-04"))
add_cell_fault("backslash-in-name", setting("name", "海外\\u展開\\支援補助事業", "TXT-04"))
add_cell_fault("control-character", setting("name", "海外展開\x07支援補助事業", "TXT-04"))
add_cell_fault("next-line-in-summary", setting("summary", "海外での\x85展開を補助", "TXT-04"))
add_cell_fault(
    "line-separator-in-summary", setting("summary", "海外での\u2028展開を補助", "TXT-04")
)
add_cell_fault("vertical-tab-in-summary", setting("summary", "海外での\x0b展開を補助", "TXT-04"))
add_cell_fault("huge-summary", setting("summary", "展開" * 33_000, "TXT-04"))
add_cell_fault("huge-name", setting("name", "展開" * 33_000 + "事業", "TXT-04"))
SILENT = "KPI-10 speaks of this row, so that KPI-01 is silent"
add_cell_fault(
    "unit-without-indicator", setting("unit", "件", "KPI-10", line=22), {("KPI-01", 22): SILENT}
)
add_cell_fault(
    "indicator-without-unit",
    setting("indicator", "応募件数", "KPI-10", line=22),
    {("KPI-01", 22): "the row has an indicator now"},
)
