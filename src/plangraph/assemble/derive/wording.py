"""
Remarks on the wording: misspellings, forms of characters, headers, marks of the page.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import CELL_TEXT, Builder, number
from plangraph.assemble.derive.drift import find_drift
from plangraph.assemble.derive.forms import remark_forms
from plangraph.assemble.derive.noting import Remarks, columns_with
from plangraph.assemble.derive.phrasing import find_broken_phrases, find_counted_persons
from plangraph.assemble.derive.projects import core
from plangraph.assemble.derive.proofreading import (
    Slip,
    find_dotted_variants,
    find_homophones,
    find_particles,
    find_script_variants,
)
from plangraph.plan import Column, LineKind
from plangraph.read.folding import clean
from plangraph.read.headings import CORNER
from plangraph.read.registers import GazetteerEntry

DELIBERATE: Final = frozenset("小中大高上下東西南北新旧前後男女内外一二三四五六七八九十0123456789")
"""Letters that tell two names apart on purpose, as 小学校 and 中学校."""
LONG_ENOUGH: Final = 8
READABLE: Final = 2_000
"""Letters up to which a cell is proofread; of a longer one TXT-04 speaks."""
AREA: Final = re.compile(r"([市県国区町村都府道]内)([一-龥]{2})")
HEADINGS: Final = (LineKind.GOAL_HEADING, LineKind.MEASURE_HEADING, LineKind.INITIATIVES)
PROOFREAD: Final = (Column.NAME, Column.BUDGET, Column.SUMMARY, Column.INDICATOR)


def derive_wording(builder: Builder, gazetteer: Sequence[GazetteerEntry]) -> None:
    """State every remark on the wording, once a text, with the lines on which it stands."""
    if gazetteer:
        revision = ox.NamedNode(builder.names.facts)
        builder.derive(revision, "plan:namesCompared", number(len(gazetteer)))
    remarks = Remarks(builder)
    _remark_misspellings(builder, gazetteer, remarks)
    _remark_near_spellings(builder, remarks)
    _remark_drift(builder, remarks)
    _remark_slips(builder, remarks)
    remark_forms(builder, remarks)
    _remark_headers(builder, remarks)
    _remark_areas(builder, remarks)
    _remark_page_marks(builder, remarks)


def _remark_misspellings(
    builder: Builder, gazetteer: Sequence[GazetteerEntry], remarks: Remarks
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
                    columns = columns_with(row, wrong, entry.name)
                for column in columns:
                    remarks.add("misspelling", line, column, wrong, entry.name)


def _remark_near_spellings(builder: Builder, remarks: Remarks) -> None:
    """Two long labels, or a project's name and its item's, that differ in one letter."""
    plan = builder.plan
    labels: dict[str, list[int]] = {}
    for row in plan.rows:
        if row.indicator.label:
            labels.setdefault(row.indicator.label, []).append(row.line)
    for one, other in pairs_with_a_slip(list(labels)):
        for line in (*labels[one], *labels[other]):
            printed = f"{one}／{other}"
            remarks.add("near-spelling", line, Column.INDICATOR, printed, "")
    for row in plan.rows:
        for entry in row.budget.entries:
            if differ_by_a_slip(core(row.name), core(entry.name)):
                printed = f"{row.name}／{entry.name}"
                remarks.add("near-spelling", row.line, Column.NAME, printed, "")


def pairs_with_a_slip(labels: Sequence[str]) -> list[tuple[str, str]]:
    """
    Give the pairs of labels that differ by a slip, in the order of the labels.

    Of two that differ in one letter either the first halves or the second ones are the same, and
    so on down to that letter: thus no label is held against all others.

    >>> pairs_with_a_slip(["市立私立保育所への就職者", "来場者数", "市内私立保育所への就職者"])
    [('市立私立保育所への就職者', '市内私立保育所への就職者')]
    """
    lengths: dict[int, list[int]] = {}
    for place, label in enumerate(labels):
        lengths.setdefault(len(label), []).append(place)
    found = {
        pair
        for length, places in lengths.items()
        if length >= LONG_ENOUGH
        for pair in _apart_in_one(labels, places, 0, length)
        if differ_by_a_slip(labels[pair[0]], labels[pair[1]])
    }
    return [(labels[one], labels[other]) for one, other in sorted(found)]


def _apart_in_one(
    labels: Sequence[str], places: Sequence[int], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Give the pairs that differ in one letter of a stretch; outside it all of them agree."""
    if end - start == 1:
        yield from combinations(places, 2)
        return
    middle = (start + end) // 2
    for kept, left in (
        (slice(start, middle), (middle, end)),
        (slice(middle, end), (start, middle)),
    ):
        alike: dict[str, list[int]] = {}
        for place in places:
            alike.setdefault(labels[place][kept], []).append(place)
        for group in alike.values():
            if len(group) > 1:
                yield from _apart_in_one(labels, group, *left)


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


def _remark_drift(builder: Builder, remarks: Remarks) -> None:
    """A word whose kana are left out in some rows; headings keep to the words of the layout."""
    rows = {row.line: row for row in builder.plan.rows}
    texts = [
        (line, "\n".join(clean(row.printed(column)) for column in Column))
        for line, row in rows.items()
    ]
    for drift in find_drift(texts):
        for line in drift.lines:
            for written in drift.others:
                for column in columns_with(rows[line], written, drift.usual):
                    if column is not None:
                        printed = "／".join(drift.others)
                        remarks.add("kana", line, column, printed, drift.usual)


def _remark_slips(builder: Builder, remarks: Remarks) -> None:
    """What a proofreader would mark, in the rows and in the titles above them."""
    plan = builder.plan
    rows = {row.line: row for row in plan.rows}
    texts = [(row.line, clean(row.printed(column))) for row in plan.rows for column in PROOFREAD]
    texts += [
        (heading.line, measure.title) for measure in plan.measures for heading in measure.headings
    ]
    texts += [(initiative.line, initiative.title) for initiative in plan.initiatives]
    texts = [(line, text) for line, text in texts if len(text) <= READABLE]
    labels = [(row.line, use.label) for row in plan.rows for use in row.uses if use.label]
    slips = {
        "script": [
            *find_script_variants(texts),
            *find_dotted_variants(texts),
            *find_counted_persons(labels, texts),
        ],
        "homophone": find_homophones(texts),
        "particle": [*find_particles(texts), *find_broken_phrases(texts)],
    }
    for kind, found in slips.items():
        for slip in sorted(dict.fromkeys(found), key=_place):
            row = rows.get(slip.line)
            columns: list[Column | None] = [None]
            if row is not None:
                columns = columns_with(row, slip.written, slip.meant)
            for column in columns:
                remarks.add(kind, slip.line, column, slip.written, slip.meant)


def _place(slip: Slip) -> tuple[int, str]:
    return slip.line, slip.written


def _remark_areas(builder: Builder, remarks: Remarks) -> None:
    """An indicator of 市内企業 beside a summary of 県内企業."""
    for row in builder.plan.rows:
        summary = AREA.findall(row.summary)
        for label in (use.label for use in row.uses if use.label):
            for area, what in AREA.findall(label):
                others = [other for other, same in summary if same == what]
                if others and area not in others:
                    printed = f"{area}{what}／{others[0]}{what}"
                    for column in (Column.INDICATOR, Column.SUMMARY):
                        remarks.add("areas", row.line, column, printed, "")


def _remark_page_marks(builder: Builder, remarks: Remarks) -> None:
    """A mark of the page alone on its line, and one inside a heading or a cell."""
    plan = builder.plan
    texts = plan.line_texts()
    for line in plan.lines:
        if line.kind is LineKind.PAGE_MARK:
            remarks.add("page-mark", line.number, None, clean(line.printed), "")
        elif line.kind in HEADINGS:
            for mark in CORNER.findall(texts[line.number]):
                remarks.add("page-mark", line.number, None, mark, "")
    for row in plan.rows:
        for column in Column:
            for mark in CORNER.findall(clean(row.printed(column))):
                remarks.add("page-mark", row.line, column, mark, "")


def _remark_headers(builder: Builder, remarks: Remarks) -> None:
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
