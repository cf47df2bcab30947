"""Each edit of a plan is one change, of the right kind, and nothing else."""

import random
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.assemble import assemble
from plangraph.compare import Change, ChangeKind, find_changes
from plangraph.compare.extraction import take_snapshot
from plangraph.compare.matching import match
from plangraph.compare.snapshot import Snapshot
from plangraph.compare.wording import ledger_row
from plangraph.names import CITY_BASE, PlanNames
from plangraph.read import read_text
from plangraph.read.registers import LedgerEntry
from plangraph.store import Dataset
from tests.compare.edits import EDITS
from tests.compare.revising import TINY, Edit, assemble_text, begin, lend, set_cell, tell

MIRRORED = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.MERGED: ChangeKind.SPLIT,
    ChangeKind.SPLIT: ChangeKind.MERGED,
}
"""Kinds that turn into another one when the revisions are exchanged; the rest stay."""


@lru_cache(maxsize=2)
def snapshot(one: Dataset) -> Snapshot:
    """Read what a plan says once for both directions, and the plan before for many edits."""
    return take_snapshot(one, one.revisions[-1], as_printed=True)


def changes(old: Dataset, new: Dataset) -> tuple[Change, ...]:
    """Compare without the impact, which takes longer."""
    return find_changes(match(snapshot(old), snapshot(new)))


def assert_mirrored(forth: tuple[Change, ...], back: tuple[Change, ...]) -> None:
    """Assert that one comparison says the reverse of the other."""
    turned = sorted(
        (str(MIRRORED.get(one.kind, one.kind)), one.element, one.after or "", one.before or "")
        for one in back
    )
    said = sorted((str(one.kind), one.element, one.before or "", one.after or "") for one in forth)
    assert said == turned
    assert sorted((one.certain, one.score or 0) for one in forth) == sorted(
        (one.certain, one.score or 0) for one in back
    )


def test_every_kind_of_change_has_an_edit() -> None:
    """A kind that no edit makes is a kind nobody has seen; the made plan states no values."""
    assert {edit.told[0] for edit in EDITS} == set(ChangeKind) - {ChangeKind.VALUE}
    assert {edit.told[1] for edit in EDITS} == {
        "goal", "measure", "initiative", "project", "organization", "indicator",
    }  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=[edit.name for edit in EDITS])
def test_an_edit_is_one_change_and_its_reverse_the_mirrored_one(
    edit: Edit, before: Dataset
) -> None:
    draft = begin()
    edit.apply(draft)
    after = assemble_text(str(draft))
    forth = changes(before, after)

    assert tell(forth) == [edit.told]
    assert_mirrored(forth, changes(after, before))


@given(chosen=st.lists(st.sampled_from(EDITS), min_size=2, max_size=14, unique=True))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_edits_together_are_each_one_change(chosen: list[Edit], before: Dataset) -> None:
    """Edits that touch the same rows are not made together."""
    draft, told, touched = begin(), [], set[str]()
    for edit in chosen:
        if not touched & edit.touches:
            touched |= edit.touches
            edit.apply(draft)
            told.append(edit.told)
    after = assemble_text(str(draft))
    forth = changes(before, after)

    assert tell(forth) == sorted(told)
    assert_mirrored(forth, changes(after, before))


def test_a_plan_does_not_differ_from_itself(before: Dataset) -> None:
    assert changes(before, before) == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_is_no_change(seed: int, before: Dataset) -> None:
    """Rows of one table change places; every line shifts when one is put on top."""
    draft = begin()
    for header in [origin for origin, text in draft.lines if origin and "事業名" in text]:
        rows = list(draft.table_lines(header))[1:]
        texts = [draft[line] for line in rows]
        random.Random(seed).shuffle(texts)
        for line, text in zip(rows, texts, strict=True):
            draft[line] = text
    draft.lines[:0] = [(None, ""), (None, "")]

    assert changes(before, assemble_text(str(draft))) == ()


@pytest.mark.parametrize("form", ["cp932", "utf-8-sig"])
def test_another_encoding_is_no_change(form: str, before: Dataset) -> None:
    data = str(begin()).replace("\n", "\r\n").encode(form)
    names = PlanNames(CITY_BASE, "unregistered/again", "again")

    assert changes(before, assemble(read_text(data, "again.txt"), names)) == ()


def test_a_number_given_to_another_project_merges_nothing(before: Dataset) -> None:
    draft = begin()
    set_cell("水質監視事業", "number", "422-1")(draft)

    assert tell(changes(before, assemble_text(str(draft)))) == [
        ("renumbered", "project", "水質監視事業", "422-2", "422-1")
    ]


def test_a_number_used_again_for_something_else_is_no_new_name(before: Dataset) -> None:
    draft = begin()
    line = next(origin for origin, text in draft.lines if origin and "\t422-2\t" in text)
    draft[line] = "④\t花いっぱい運動支援事業\t422-2\t建設局\t花いっぱい運動費\t苗を配る。\t苗数\t本"

    assert tell(changes(before, assemble_text(str(draft)))) == [
        ("added", "project", "花いっぱい運動支援事業", None, "花いっぱい運動支援事業（422-2）"),
        ("removed", "project", "水質監視事業", "水質監視事業（422-2）", None),
    ]


def test_an_initiative_put_in_between_renumbers_no_other(before: Dataset) -> None:
    draft = begin()
    for line, text in list(draft.lines):
        if line and "① 活動の支援 ② 地区の自治" in text:
            draft[line] = "主な取り組み ① 活動の支援 ② 人材の発掘 ③ 地区の自治"
        if line and text.startswith("②") and ("\t512-" in text):
            draft[line] = text.replace("②", "③", 1)

    assert tell(changes(before, assemble_text(str(draft)))) == [
        ("added", "initiative", "人材の発掘", None, "Ⅳ-1-② 人材の発掘")
    ]


def test_an_initiative_under_another_number_is_renumbered_once(before: Dataset) -> None:
    """The rows beneath it keep their mark, and are not said to have moved."""
    draft = begin()
    for line, text in list(draft.lines):
        if line and "③ 開かれた市政" in text:
            draft[line] = text.replace("③ 開かれた", "⑤ 開かれた")

    assert tell(changes(before, assemble_text(str(draft)))) == [
        ("renumbered", "initiative", "開かれた市政", "Ⅳ-2-③", "Ⅳ-2-⑤")
    ]


def test_only_likeness_is_a_guess_and_says_how_alike(before: Dataset) -> None:
    draft = begin()
    set_cell("街路樹再生事業", "number", "424-9")(draft)
    set_cell("間伐推進事業", "name", "間伐促進事業")(draft)
    found = {one.label: one for one in changes(before, assemble_text(str(draft)))}

    assert (found["街路樹再生事業"].certain, found["間伐促進事業"].certain) == (False, True)
    assert 0.5 < (found["街路樹再生事業"].score or 0) <= 1
    assert found["間伐促進事業"].score is None


def test_places_name_file_line_and_column_of_both_documents(before: Dataset) -> None:
    draft = begin()
    set_cell("間伐推進事業", "unit", "か所")(draft)
    draft.lines.insert(0, (None, ""))
    (change,) = changes(before, assemble_text(str(draft)))

    assert [(one.revision, one.file, one.line, one.column) for one in change.source] == [
        ("old", "source.txt", 14, "単位"),
        ("new", "source.txt", 15, "単位"),
    ]


def test_the_ledger_makes_a_guess_certain() -> None:
    """The line that the report proposes is the one that confirms it."""
    source = (TINY / "revisions/1/source.txt").read_text(encoding="utf-8")
    renamed = source.replace("商業観光課", "商工観光振興課").replace("\t130-2\t", "\t130-7\t")
    registers = lend()
    old, new = (assemble_text(text, registers) for text in (source, renamed))
    guesses = changes(old, new)
    rows = [ledger_row(one).split(",") for one in guesses]
    entries = [LedgerEntry(900 + i, r[0], r[1], r[2], r[3], *r[4:8]) for i, r in enumerate(rows)]
    lent = replace(registers, ledger=(*registers.ledger, *entries))
    old, new = (assemble_text(text, lent) for text in (source, renamed))

    assert [(str(one.kind), one.certain) for one in guesses] == [
        ("renumbered", False),
        ("renamed", False),
    ]
    assert [(one.label, one.certain) for one in changes(old, new)] == [
        ("工業団地整備事業", True),
        ("商工観光振興課", True),
    ]
