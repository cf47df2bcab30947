"""Curated links change the answers about supports, and nothing else that was answered."""

from pathlib import Path
from shutil import copytree

import pyoxigraph as ox

from plangraph.ask import list_queries
from plangraph.names import term
from plangraph.network import measure_plan, read_structure
from plangraph.opening import LoadedPlan, load

SUPPORT = "\n<indicator-36> <https://w3id.org/plangraph/ns#supports> <indicator-49> .\n"
"""The indicator 就職者数 of a project supports that of its measure, 支援による就職者数."""


def changed_answers(one: LoadedPlan, other: LoadedPlan) -> set[str]:
    """Name the questions outside links/ and history/ to which two plans answer differently."""
    thing = one.dataset.revisions[-1].thing("project", "442-1")
    changed = set()
    for query in list_queries():
        if query.path.parent.name in ("history", "links"):
            continue
        named = {parameter.name for parameter in query.header.parameters}
        given = {"thing": thing} if "thing" in named else {}
        if one.ask(query.name, **given).rows != other.ask(query.name, **given).rows:
            changed.add(query.name)
    return changed


def test_the_shipped_links_change_no_answer(
    shipped: LoadedPlan, root: Path, tmp_path: Path
) -> None:
    """Classifications and translations stay apart from what the plan says."""
    folder = copytree(root / "data/iizuka", tmp_path / "plan")
    (folder / "links.ttl").unlink()
    assert changed_answers(shipped, load(folder)) == set()


def test_an_asserted_support_changes_the_answer_about_supports_alone(
    shipped: LoadedPlan, root: Path, tmp_path: Path
) -> None:
    """A person's link turns suggested into asserted, and its measure's finding falls silent."""
    folder = copytree(root / "data/iizuka", tmp_path / "plan")
    with (folder / "links.ttl").open("a", encoding="utf-8") as file:
        file.write(SUPPORT)
    linked = load(folder)
    assert changed_answers(shipped, linked) == {"coverage/measure-indicators-without-support"}
    rows = linked.ask("coverage/measure-indicators-without-support").values
    assert rows[0][1:4] == ("支援による就職者数", "asserted", "就職者数")
    (found,) = [one for one in measure_plan(linked.dataset).measured if one.name == "lineage"]
    depths = {row[1]: row[2:] for row in found.rows}
    assert depths["支援による就職者数"] == (1, 1)
    assert depths["特定健診受診率"] == (0, 0)


def test_every_link_says_who_why_and_how_surely(shipped: LoadedPlan) -> None:
    """And what it says stands in the graph beside it."""
    store, graph = shipped.dataset.store, ox.NamedNode(shipped.dataset.revisions[-1].links)
    kind, link = ox.NamedNode(term("rdf:type")), ox.NamedNode(term("plan:Link"))
    told = set()
    for quad in store.quads_for_pattern(None, kind, link, graph):
        said = {
            q.predicate.value: q.object for q in store.quads_for_pattern(quad.subject, None, None)
        }
        for name in ("plan:confidence", "plan:linkStanding", "plan:decidedBy", "plan:decidedOn"):
            assert term(name) in said
        assert str(said[term("plan:why")]).strip()
        subject, predicate, value = (
            said[term(f"rdf:{name}")] for name in ("subject", "predicate", "object")
        )
        assert isinstance(subject, ox.NamedNode)
        assert isinstance(predicate, ox.NamedNode)
        assert list(store.quads_for_pattern(subject, predicate, value, graph))
        told.add((subject.value, predicate.value))
    joined = ("plan:supports", "plan:contributesTo", "dcterms:spatial", "skos:closeMatch")
    for name in joined:
        for quad in store.quads_for_pattern(None, ox.NamedNode(term(name)), None, graph):
            assert isinstance(quad.subject, ox.NamedNode)
            assert (quad.subject.value, term(name)) in told


def test_everything_with_a_printed_name_has_an_english_one(shipped: LoadedPlan) -> None:
    """Each is marked as a translation of ours; none stands where the printed names stand."""
    rows = shipped.ask("links/curated", standing="unofficial-translation").values
    printed = shipped.dataset.store.query(
        f"SELECT DISTINCT ?thing WHERE {{ ?thing <{term('skos:prefLabel')}> ?name }}",
        default_graph=ox.NamedNode(shipped.dataset.current),
    )
    english = {
        quad.object.language
        for quad in shipped.dataset.store.quads_for_pattern(
            None, ox.NamedNode(term("skos:prefLabel")), None
        )
        if isinstance(quad.object, ox.Literal)
    }

    assert isinstance(printed, ox.QuerySolutions)
    assert len(rows) == len(list(printed)) == 288
    assert english == {"ja"}
    assert all(str(row[3]).isascii() for row in rows)


def test_names_are_english_where_asked_for(shipped: LoadedPlan) -> None:
    structure = read_structure(shipped.dataset, language="en")

    assert all(part.label.isascii() for part in structure.parts.values())
    assert all(part.label.isascii() for part in structure.departments.values())
