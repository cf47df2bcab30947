"""
Remarks on the wording: misspellings, forms of characters, headers, marks of the page.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from plangraph.assemble.builder import CELL_TEXT, Builder, japanese, node, plain
from plangraph.assemble.derive.drift import find_drift
from plangraph.assemble.derive.projects import core
from plangraph.assemble.roles import aspect
from plangraph.plan import Column, LineKind, Row
from plangraph.read.folding import SPACE, clean
from plangraph.read.registers import GazetteerEntry

LATIN_NUMERAL: Final = re.compile(r"[IVXivxＩＶＸ]+")
FULL_WIDTH: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]")
WIDTHS: Final = (
    (re.compile(r"[()]"), re.compile(r"[（）]")),
    (FULL_WIDTH, re.compile(r"[0-9A-Za-z%]")),
)
"""Pairs of characters that one cell should not hold in both widths."""
DELIBERATE: Final = frozenset("小中大高上下東西南北新旧前後男女内外一二三四五六七八九十0123456789")
"""Letters that tell two names apart on purpose, as 小学校 and 中学校."""
LONG_ENOUGH: Final = 8
BEFORE_SECTION: Final = re.compile(r"[ \u3000]*[(（]")
WORDS_IN_ASCII: Final = re.compile(r"[A-Za-z0-9] [A-Za-z0-9]")
NAMES: Final = (Column.NAME, Column.DEPARTMENT)


def derive_wording(builder: Builder, gazetteer: Sequence[GazetteerEntry]) -> None:
    """State every remark on the wording, once a text, with the lines on which it stands."""
    remarks = _Remarks(builder)
    _remark_misspellings(builder, gazetteer, remarks)
    _remark_near_spellings(builder, remarks)
    _remark_drift(builder, remarks)
    _remark_forms(builder, remarks)
    _remark_headers(builder, remarks)
    for line in builder.plan.lines:
        if line.kind is LineKind.PAGE_MARK:
            remarks.add("page-mark", line.number, None, clean(line.printed), "")


class _Remarks:
    """Remarks by kind and text; one that stands on several lines is one remark."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.keys: dict[tuple[str, str], str] = {}

    def add(
        self, kind: str, line: int, column: Column | None, printed: str, suggested: str
    ) -> None:
        builder = self.builder
        new = (kind, printed) not in self.keys
        if new:
            key = f"{kind}.{line}.{column.value if column else 'line'}"
            same = sum(other.startswith(key) for other in self.keys.values())
            self.keys[kind, printed] = f"{key}.{same + 1}" if same else key
        thing = builder.thing("remark", self.keys[kind, printed])
        builder.derive(thing, "rdf:type", node("plan:TextRemark"))
        builder.derive(thing, "plan:remarkKind", node(f"remark:{kind}"))
        builder.derive(thing, "plan:printedText", plain(printed))
        builder.derive(thing, "prov:wasQuotedFrom", builder.line(line))
        if new:
            builder.derive(thing, "plan:line", builder.line_number(line))
        if column is not None:
            builder.derive(thing, "plan:aspect", aspect(column))
        if suggested:
            builder.derive(thing, "plan:suggestedName", japanese(suggested))


def _remark_misspellings(
    builder: Builder, gazetteer: Sequence[GazetteerEntry], remarks: _Remarks
) -> None:
    """A form that the gazetteer calls wrong, unless it stands inside the right one."""
    texts = builder.plan.line_texts()
    rows = {line: row for row in builder.plan.rows for line in (row.line, *row.continued)}
    for entry in gazetteer:
        for wrong in entry.misspelt:
            for line, text in texts.items():
                if wrong not in text.replace(entry.name, ""):
                    continue
                row = rows.get(line)
                columns: list[Column | None] = [None]
                if row is not None:
                    columns = _columns_with(row, wrong, entry.name)
                for column in columns:
                    remarks.add("misspelling", line, column, wrong, entry.name)


def _remark_near_spellings(builder: Builder, remarks: _Remarks) -> None:
    """Two long labels, or a project's name and its item's, that differ in one letter."""
    plan = builder.plan
    labels: dict[str, list[int]] = {}
    for row in plan.rows:
        if row.indicator.label:
            labels.setdefault(row.indicator.label, []).append(row.line)
    for one, other in combinations(labels, 2):
        if differ_by_a_slip(one, other):
            for line in (*labels[one], *labels[other]):
                printed = f"{one}／{other}"
                remarks.add("near-spelling", line, Column.INDICATOR, printed, "")
    for row in plan.rows:
        for entry in row.budget.entries:
            if differ_by_a_slip(core(row.name), core(entry.name)):
                printed = f"{row.name}／{entry.name}"
                remarks.add("near-spelling", row.line, Column.NAME, printed, "")


def differ_by_a_slip(one: str, other: str) -> bool:
    """
    Tell whether two long labels of one length differ in one letter, and not on purpose.

    >>> differ_by_a_slip("市立私立保育所への就職者", "市内私立保育所への就職者")
    True
    >>> differ_by_a_slip("小学校特色ある活動", "中学校特色ある活動")
    False
    """
    if len(one) != len(other) or len(one) < LONG_ENOUGH:
        return False
    apart = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and not set(apart[0]) <= DELIBERATE


def _remark_drift(builder: Builder, remarks: _Remarks) -> None:
    """A word whose kana are left out in some rows; headings keep to the words of the layout."""
    rows = {row.line: row for row in builder.plan.rows}
    texts = [
        (line, "\n".join(clean(row.printed(column)) for column in Column))
        for line, row in rows.items()
    ]
    for drift in find_drift(texts):
        for line in drift.lines:
            for written in drift.others:
                for column in _columns_with(rows[line], written, drift.usual):
                    if column is not None:
                        printed = "／".join(drift.others)
                        remarks.add("kana", line, column, printed, drift.usual)


def _columns_with(row: Row, wrong: str, right: str) -> list[Column | None]:
    found = [column for column in Column if wrong in row.printed(column).replace(right, "")]
    return list(found) or [None]


def _remark_forms(builder: Builder, remarks: _Remarks) -> None:
    plan = builder.plan
    numerals = [
        (heading.line, heading.pieces[1]) for goal in plan.goals for heading in goal.headings
    ]
    if any(not LATIN_NUMERAL.fullmatch(text) for _, text in numerals):
        for line, text in numerals:
            if LATIN_NUMERAL.fullmatch(text):
                remarks.add("latin-numeral", line, None, text, "")
    for row in plan.rows:
        for column in NAMES:
            text = clean(row.printed(column))
            if _has_stray_space(row, column, text):
                remarks.add("stray-space", row.line, column, text, SPACE.sub("", text))
        for column in Column:
            text = clean(row.printed(column))
            mixed = any(one.search(text) and two.search(text) for one, two in WIDTHS)
            if mixed and column is not Column.NUMBER:
                remarks.add("mixed-width", row.line, column, text, "")


def _has_stray_space(row: Row, column: Column, text: str) -> bool:
    """A space between the letters of one name; a space between two names or a bracket is none."""
    if column is Column.NAME:
        return bool(SPACE.search(text)) and not WORDS_IN_ASCII.search(text)
    if column is Column.DEPARTMENT:
        return any(SPACE.search(_without_section(unit.printed)) for unit in row.units)
    return False


def _without_section(printed: str) -> str:
    return BEFORE_SECTION.split(printed, maxsplit=1)[0]


def _remark_headers(builder: Builder, remarks: _Remarks) -> None:
    """Say once a column where tables word its header in more than one way."""
    forms: dict[Column, dict[str, int]] = defaultdict(dict)
    for table in builder.plan.tables:
        for cell in table.header:
            if cell.column is not None:
                forms[cell.column].setdefault(cell.printed, table.line)
    for column, found in forms.items():
        if len(found) > 1 and column in CELL_TEXT:
            printed = "／".join(found)
            for line in found.values():
                remarks.add("header-wording", line, column, printed, "")
