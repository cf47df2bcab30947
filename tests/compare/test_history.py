"""A plan folder holds several revisions, and the question on their history compares any two."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from plangraph.ask import find_query
from plangraph.compare import compare
from plangraph.errors import FolderError, QueryError
from plangraph.opening import load
from tests.compare.revising import PLANS, tell

REVISED = PLANS / "revised"

EXPECTED = [
    ("moved", "夜市開催事業", "Ⅰ-1-①", "Ⅰ-1-②"),
    ("department-changed", "出店支援事業", "商業観光課", "建設課"),
    ("unit-changed", "出店支援事業", "店", "件"),
    ("renumbered", "空き家活用出店事業", "新規", "120-2"),
    ("budget-changed", "工業団地整備事業", "他2事業、工業団地整備費", "工業団地整備費【政策】"),
    ("indicator-changed", "工業団地整備事業", "進出企業数", "立地企業数"),
    ("removed", "担い手育成事業", "担い手育成事業", ""),
    ("renamed", "移動図書館事業", "移動図書舘事業", "移動図書館事業"),
    ("added", "防災無線整備事業", "", "防災無線整備事業"),
    ("renamed", "収納課", "税務課", "収納課"),
]
"""Worked out by hand from the two documents, in the order of the plan; units come last."""


def test_the_answer_is_what_was_worked_out_by_hand() -> None:
    assert list(load(REVISED).ask("history/changes").values) == EXPECTED


def test_the_answer_backwards_exchanges_the_sides() -> None:
    rows = load(REVISED).ask("history/changes", old="2", new="1").values
    turned = {"added": "removed", "removed": "added"}

    assert sorted(map(str, ((row[0], row[3], row[2]) for row in rows))) == sorted(
        map(str, ((turned.get(kind, kind), was, now) for kind, _, was, now in EXPECTED))
    )


def test_a_revision_does_not_differ_from_itself() -> None:
    assert load(REVISED).ask("history/changes", old="2", new="2").rows == ()


# rdflib warns of what its own parser uses.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_gives_the_same_answer() -> None:
    store = load(REVISED, history=True).dataset.store
    graphs = rdflib.Dataset()
    graphs.parse(data=ox.serialize(store, format=ox.RdfFormat.N_QUADS), format="nquads")
    rows = graphs.query(find_query("history/changes").sparql)

    assert [tuple(str(cell) for cell in row) for row in rows if isinstance(row, tuple)] == EXPECTED


def test_each_revision_keeps_its_graphs_and_the_current_facts_are_the_newest_ones() -> None:
    whole, newest = load(REVISED, history=True), load(REVISED)

    assert [names.revision for names in whole.dataset.revisions] == ["1", "2"]
    assert whole.dataset.current == newest.dataset.current
    assert len(whole.graph) == len(newest.graph)
    for names in whole.dataset.revisions:
        for graph in (names.facts, names.source, names.derived):
            assert whole.dataset.store.contains_named_graph(ox.NamedNode(graph))


def test_an_earlier_revision_is_opened_by_its_name_or_its_folder() -> None:
    by_name, by_folder = load(REVISED, revision="1"), load(REVISED / "revisions/1")

    assert by_name.dataset.revisions[-1].revision == "1"
    assert set(by_name.dataset.store) == set(by_folder.dataset.store)


def test_a_revision_that_is_not_there_is_told() -> None:
    with pytest.raises(FolderError, match="no folder revisions/3"):
        load(REVISED, revision="3")
    with pytest.raises(FolderError, match="no folder"):
        load(REVISED, revision="../1")


def test_a_bare_file_has_no_history(tmp_path: Path) -> None:
    file = tmp_path / "source.txt"
    file.write_bytes((REVISED / "revisions/1/source.txt").read_bytes())

    assert load(file).ask("history/changes").rows == ()
    with pytest.raises(QueryError):
        load(file).ask("history/changes", older="1")


def test_the_comparison_of_both_agrees_with_the_question() -> None:
    """The ledger knows every renamed thing, so nothing is a guess but what a person added."""
    found = compare(load(REVISED, revision="1").dataset, load(REVISED).dataset)

    assert all(change.certain for change in found.changes)
    assert [(kind, label) for kind, _, label, _, _ in tell(found.changes)] == sorted(
        (kind, label) for kind, label, _, _ in EXPECTED
    )
