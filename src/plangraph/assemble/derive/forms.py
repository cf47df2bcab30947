"""
Forms of characters: widths, spaces, brackets, numerals and marks unlike the others.
"""

import re
import unicodedata
from collections import defaultdict
from typing import Final

from plangraph.assemble.builder import Builder
from plangraph.assemble.derive.cells import is_garbled
from plangraph.assemble.derive.habits import FULL_BRACKETS, HALF_BRACKETS, remark_habits
from plangraph.assemble.derive.noting import Remarks
from plangraph.plan import Column, Row
from plangraph.read.folding import BLANKS, CIRCLED, ROMAN, SPACE, clean, compare_form, unquote
from plangraph.read.indicators import GLOSS

LATIN_NUMERAL: Final = re.compile(r"[IVXivxＩＶＸ]+")
FULL_WIDTH: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]")
HALF_KANA: Final = re.compile("[\uff66-\uff9f]+")
RADICAL: Final = re.compile("[\u2e80-\u2fdf]")
"""Parts of characters as a dictionary lists them: a PDF gives them out for the characters."""
WIDTHS: Final = (
    (HALF_BRACKETS, FULL_BRACKETS),
    (FULL_WIDTH, re.compile(r"[0-9A-Za-z%]")),
)
"""Pairs of characters that one cell should not hold in both widths."""
BEFORE_SECTION: Final = re.compile(rf"[{BLANKS}]*[(（]")
WORDS_IN_ASCII: Final = re.compile(r"[A-Za-z0-9] [A-Za-z0-9]")
JAPANESE: Final = "ぁ-んァ-ヶー一-龥々"
SPACE_IN_PROSE: Final = re.compile(
    rf"[{JAPANESE}]{{1,6}}(?<=[{JAPANESE}])[{BLANKS}\r\n]+[{JAPANESE}0-9]{{1,6}}"
)
NAMES: Final = (Column.NAME, Column.DEPARTMENT, Column.INDICATOR)


def remark_forms(builder: Builder, remarks: Remarks) -> None:
    """State where characters are not of the form that they have elsewhere."""
    _remark_numerals(builder, remarks)
    for row in builder.plan.rows:
        _remark_spaces(row, remarks)
        _remark_marks(builder, row, remarks)
        for column in Column:
            printed = row.printed(column)
            text = clean(printed)
            if is_garbled(text):
                # TXT-04 speaks of the cell; its letters say nothing more.
                continue
            if unquote(printed) != printed:
                remarks.add("quoted", row.line, column, text, "")
            mixed = any(one.search(text) and two.search(text) for one, two in WIDTHS)
            if mixed and column is not Column.NUMBER:
                remarks.add("mixed-width", row.line, column, text, "")
            for kana in HALF_KANA.findall(text):
                wide = unicodedata.normalize("NFKC", kana)
                remarks.add("half-width-kana", row.line, column, kana, wide)
            for radical in RADICAL.findall(text):
                whole = unicodedata.normalize("NFKC", radical)
                remarks.add("radical", row.line, column, radical, whole if whole != radical else "")
    _remark_widths(builder, remarks)
    remark_habits(builder)


def _remark_widths(builder: Builder, remarks: Remarks) -> None:
    """A name or a unit in letters of another width than in most rows; ％ among %."""
    forms: dict[tuple[Column, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in builder.plan.rows:
        names = [
            *((Column.DEPARTMENT, unit.name) for unit in row.units),
            *((Column.BUDGET, entry.name) for entry in row.budget.entries),
            *((Column.INDICATOR, use.label) for use in row.uses),
            *((Column.UNIT, use.unit) for use in row.uses),
        ]
        for column, name in names:
            if name and not HALF_KANA.search(name) and not RADICAL.search(name):
                forms[column, compare_form(name)][SPACE.sub("", name)].append(row.line)
    for (column, _), found in forms.items():
        usual = max(found, key=lambda name: len(found[name]))
        for name, lines in found.items():
            for line in lines if name != usual else []:
                remarks.add("script", line, column, name, usual)


def _remark_numerals(builder: Builder, remarks: Remarks) -> None:
    """The numeral of a goal's heading that is of another kind than most of them."""
    forms: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for goal in builder.plan.goals:
        for heading in goal.headings:
            text = heading.pieces[1]
            forms[_numeral_kind(text)].append((heading.line, text))
    if len(forms) < 2:
        return
    usual = max(forms, key=lambda kind: (kind != "latin", len(forms[kind])))
    for kind, found in forms.items():
        for line, text in found if kind != usual else []:
            remarks.add("latin-numeral" if kind == "latin" else "numeral", line, None, text, "")


def _numeral_kind(text: str) -> str:
    if LATIN_NUMERAL.fullmatch(text):
        return "latin"
    if text in ROMAN:
        return "roman" if text <= "Ⅻ" else "small-roman"
    return "digits" if text.isdecimal() else "other"


def _remark_spaces(row: Row, remarks: Remarks) -> None:
    for column in NAMES:
        text = clean(row.printed(column))
        if _has_stray_space(row, column, text):
            remarks.add("stray-space", row.line, column, text, SPACE.sub("", text))
    for match in SPACE_IN_PROSE.finditer(clean(row.printed(Column.SUMMARY))):
        remarks.add("space-in-prose", row.line, Column.SUMMARY, match[0], "")


def _has_stray_space(row: Row, column: Column, text: str) -> bool:
    """A space between the letters of one name; a space between two names or a bracket is none."""
    if column is Column.DEPARTMENT:
        return any(SPACE.search(_without_section(unit.printed)) for unit in row.units)
    if column is Column.INDICATOR:
        if row.indicator.several and not GLOSS.search(text):
            return False
        text = clean(GLOSS.sub("", text))
    return bool(SPACE.search(text)) and not WORDS_IN_ASCII.search(text)


def _without_section(printed: str) -> str:
    return BEFORE_SECTION.split(printed, maxsplit=1)[0]


def _remark_marks(builder: Builder, row: Row, remarks: Remarks) -> None:
    """A mark that was found in the list of initiatives, and is printed otherwise there."""
    for mark, index in row.marks:
        listed = builder.plan.initiatives[index].mark if index is not None else ""
        if listed in CIRCLED and mark not in CIRCLED:
            remarks.add("mark", row.line, Column.MARK, mark, listed)
