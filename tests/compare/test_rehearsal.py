"""A reorganization is rehearsed on the document, and all that it touches is told."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.compare import Rehearsal, read_orders, rehearse, write_events
from plangraph.errors import FolderError
from plangraph.names import term
from plangraph.opening import load
from tests.compare.revising import TINY, tell

ORDERS = """on,kind,from,to
2027-04-01,rename,図書館,中央図書館
2027-04-01,merge,市民課|税務課,市民税務課
2027-04-01,split,企画課,企画課|まつり推進課
2027-04-01,move,政策推進室（広報）,総務課
2027-04-01,close,建設課,
"""
CELLS = {
    8: "企画課、まつり推進課",
    9: "企画課、まつり推進課、商業観光課",
    22: "",
    24: "企画課、まつり推進課",
    25: "総務課 (広報)",
    34: "中央図書館",
    35: "中央図書館",
    36: "教育総務課、企画課、まつり推進課",
    48: "市民税務課、各支所窓口課",
    49: "総務課 (広報)",
}
"""Department cells of the little plan after the orders, worked out by hand; no other changes."""

KINDS = ("project", "indicator", "iri", "query")


def run(text: str) -> Rehearsal:
    """Rehearse orders on the little plan."""
    opened = load(TINY)
    assert opened.plan is not None
    assert opened.identity is not None
    orders = read_orders(text.encode(), "reorganization.csv")
    return rehearse(opened.plan, opened.dataset, opened.registers, opened.identity, orders)


def test_the_document_differs_in_the_department_cells_and_nowhere_else() -> None:
    before = (TINY / "revisions/1/source.txt").read_text(encoding="utf-8").split("\n")
    after = run(ORDERS).document.decode().split("\n")

    assert len(before) == len(after)
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        cells = old.split("\t")
        if number in CELLS:
            cells[3] = CELLS[number]
        assert new.split("\t") == cells, number


def test_each_order_is_one_change_and_none_a_guess() -> None:
    found = run(ORDERS).comparison.changes

    assert tell(found) == sorted(
        [
            ("department-changed", "project", "工業団地整備事業", "建設課", None),
            ("merged", "organization", "市民税務課", "市民課、税務課", "市民税務課"),
            ("moved", "organization", "広報", "政策推進室（広報）", "総務課（広報）"),
            ("renamed", "organization", "中央図書館", "図書館", "中央図書館"),
            ("split", "organization", "企画課", "企画課", "企画課、まつり推進課"),
        ],
        key=str,
    )
    assert all(change.certain for change in found)


def test_it_tells_projects_indicators_iris_and_questions() -> None:
    touched = run(ORDERS).comparison.touched
    named = {kind: [one.label for one in touched if one.kind == kind] for kind in KINDS}

    assert named["project"] == [
        "水辺まつり開催事業",
        "花火大会開催事業",
        "工業団地整備事業",
        "市政情報発信事業",
        "読書推進事業",
        "移動図書舘事業",
        "学校支援事業",
        "窓口改善事業",
    ]
    assert named["indicator"] == [
        "水辺まつり来訪者数",
        "花火大会当日の来訪者数",
        "進出企業数",
        "HP閲覧回数",
        "図書貸出冊数",
        "巡回か所数",
        "支援依頼件数",
        "平均待ち時間",
    ]
    assert sorted(named["iri"]) == sorted(["市民課", "税務課", "広報", "図書館", "企画課"])
    assert "responsibility/departments-by-goal" in named["query"]
    assert next(one.lines for one in touched) == (8, 24)


def test_a_unit_that_is_renamed_or_moved_keeps_its_iri() -> None:
    gone = {one.label for one in run(ORDERS).comparison.impact if str(one.kind) == "iri-gone"}

    assert gone == {"市民課", "税務課", "建設課"}


def test_the_events_are_organization_ontology_and_the_same_bytes_each_time() -> None:
    one, other = run(ORDERS), run(ORDERS)
    events = {
        triple.subject
        for triple in one.events
        if triple.predicate.value == term("rdf:type")
        and triple.object == ox.NamedNode(term("org:ChangeEvent"))
    }

    assert len(events) == 5
    assert write_events(one) == write_events(other)
    assert b"organization-line" not in write_events(one)
    parsed = set(ox.parse(write_events(one), format=ox.RdfFormat.TURTLE))
    assert {quad.subject for quad in parsed} == events
    graph = ox.NamedNode(one.dataset.revisions[-1].root + "reorganization")
    assert one.dataset.store.contains_named_graph(graph)


def test_orders_are_carried_out_one_after_the_other() -> None:
    text = (
        "on,kind,from,to\n2027-04-01,rename,図書館,本の館\n2027-10-01,merge,本の館|農政課,知恵館\n"
    )
    document = run(text).document.decode()

    assert "本の館" not in document
    assert document.count("\t知恵館\t") == 3


def test_a_unit_that_the_plan_does_not_name_is_told() -> None:
    assert run("on,kind,from,to\n2027-04-01,rename,港湾課,みなと課\n").absent == ("港湾課",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no column on, kind, from, to"),
        ("on,kind,from,to\n", "no order in it"),
        ("on,kind,from,to\n2027-04-01,abolish,企画課,\n", ":2: unknown kind 'abolish'"),
        ("on,kind,from,to\n2027-04-01,rename,企画課,\n", ":2: 1 in from and 0 in to"),
        ("on,kind,from,to\n2027-04-01,merge,企画課,A課|B課\n", ":2: 1 in from and 2 in to"),
        ("on,kind,from,to\n2027-04-01,split,企画課,A課\n", ":2: 1 in from and 1 in to"),
        ("on,kind,from,to\n2027-04-01,move,企画課,A課\n", ":2: '企画課' is no section"),
        ("on,kind,from,to\n令和9年,rename,企画課,A課\n", ":2: '令和9年' is no date"),
        (
            "on,kind,from,to\n2027-04-01,rename,企画課 総務課,A課\n",
            ":2: '企画課 総務課' names several",
        ),
    ],
)
def test_a_bad_file_is_told_in_one_line_with_its_line(text: str, told: str) -> None:
    with pytest.raises(FolderError) as caught:
        read_orders(text.encode(), "reorganization.csv")

    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_from_excel_is_read(tmp_path: Path) -> None:
    for encoding in ("cp932", "utf-8-sig"):
        assert len(read_orders(ORDERS.replace("\n", "\r\n").encode(encoding), "x.csv")) == 5
