"""Curated links change the answers about supports, and nothing else that was answered."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path
from shutil import copytree

import pyoxigraph as ox
import pytest

from plangraph.ask import list_queries
from plangraph.errors import PlanGraphError
from plangraph.names import term
from plangraph.network import read_structure
from plangraph.opening import LoadedPlan, load
from plangraph.store import write_rdf

PROPOSALS = Path("data/iizuka/proposals/supports.ttl")
ANSWERS = Path(__file__).parent / "answers-with-proposals.csv"
SUPPORTS = "coverage/measure-indicators-without-support"


@pytest.fixture(scope="module")
def linked(root: Path) -> LoadedPlan:
    """Open the shipped plan with the supports that are proposed."""
    return load(links=root / PROPOSALS)


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


def test_asserted_supports_change_the_answer_about_supports_alone(
    shipped: LoadedPlan, linked: LoadedPlan
) -> None:
    """A person's link turns suggested or absent into asserted, row by row as worked out by hand."""
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))[1:]
    answered = linked.ask(SUPPORTS).values

    assert changed_answers(shipped, linked) == {SUPPORTS}
    assert [[str(cell or "") for cell in row[:4]] for row in answered] == expected
    before = {row[1]: row[2] for row in shipped.ask(SUPPORTS).values}
    after = {str(row[1]): str(row[2]) for row in answered}
    assert set(before.values()) == {"suggested", "absent"}
    assert {name for name in after if after[name] != before[name]} == {
        name for name, standing in after.items() if standing == "asserted"
    }


def test_asserted_supports_silence_the_findings_of_their_measures_alone(
    shipped: LoadedPlan, linked: LoadedPlan
) -> None:
    """Each that falls silent is about a measure's indicator without support, and none comes."""
    one, other = (
        Counter((found.rule, found.focus, found.value) for found in plan.check().findings)
        for plan in (shipped, linked)
    )

    assert other - one == Counter()
    assert {rule for rule, *_ in one - other} == {"KPI-03"}
    asserted = {row[1] for row in linked.ask(SUPPORTS).values if row[2] == "asserted"}
    assert (one - other).total() == len(asserted) == 9


def test_asserted_supports_deepen_the_lineage(linked: LoadedPlan) -> None:
    depths = {row[1]: row[2:] for row in linked.measure()["lineage"].rows}

    assert depths["支援による就職者数"] == (1, 1)
    assert depths["新規製品化・いづかブランド化件数"] == (1, 3)
    assert depths["特定健診受診率"] == (0, 0)


def test_proposals_join_indicators_of_projects_to_those_of_their_measures(
    linked: LoadedPlan,
) -> None:
    """Each is printed under the measure that it supports, and says who, why and how surely."""
    structure = read_structure(linked.dataset)
    told = linked.ask("links/curated", standing="own-judgement").values
    joined = [(lower, upper) for upper, all_ in structure.supports.items() for lower in all_]

    assert len(told) == len(joined) == 14
    assert all(str(row[-1]) and row[4] in ("high", "medium", "low") for row in told)
    for lower, upper in joined:
        measures = [part.iri for part in structure.of_kind("measure")
                    if upper in structure.uses[part.iri]]  # fmt: skip
        projects = [part.iri for part in structure.of_kind("project")
                    if lower in structure.uses.get(part.iri, ())]  # fmt: skip
        assert len(measures) == 1
        assert {whole.iri for one in projects for whole in structure.above(one, "measure")} == {
            *measures
        }


def test_links_that_cannot_be_lent_are_refused(root: Path, tmp_path: Path) -> None:
    """A damaged or absent file is named; a dataset is whole already."""
    damaged, dataset = tmp_path / "damaged.ttl", tmp_path / "dataset.nq"
    damaged.write_text("<a> <b>", encoding="utf-8")
    write_rdf(load(root / "tests/plans/tiny").dataset, dataset)
    for links, what in ((damaged, "not valid Turtle"), (tmp_path / "absent.ttl", "no such file")):
        with pytest.raises(PlanGraphError, match=what) as caught:
            load(links=links)
        assert caught.value.where == str(links)
    with pytest.raises(PlanGraphError, match="takes no more links"):
        load(dataset, links=[root / PROPOSALS])


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


def test_what_is_printed_alike_is_translated_alike(shipped: LoadedPlan) -> None:
    """Whether as a project, as a budget item (…事業費) or as an initiative (…の推進)."""
    english: dict[str, set[str]] = defaultdict(set)
    found = shipped.dataset.store.query(
        f"SELECT ?name ?english {{ ?thing <{term('skos:prefLabel')}> ?name ; "
        f"<{term('rdfs:label')}> ?english FILTER(LANG(?english) = 'en') }}",
        default_graph=ox.NamedNode(shipped.dataset.current),
    )
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        name, translated = row["name"], row["english"]
        assert isinstance(name, ox.Literal)
        assert isinstance(translated, ox.Literal)
        same = re.sub("(事業費|事業|費)$", "", name.value)
        english[re.sub("の(推進|支援)$", r"\1", same)].add(translated.value)

    assert len(english) > 150
    assert {name: all_ for name, all_ in english.items() if len(all_) > 1} == {}


def test_every_target_is_named_and_used(root: Path) -> None:
    text = (root / "data/iizuka/links.ttl").read_text(encoding="utf-8")
    named = set(re.findall(r"^<http://metadata\.un\.org/sdg/([^>]+)> skos:notation", text, re.M))
    used = set(re.findall(r"plan:contributesTo <http://metadata\.un\.org/sdg/([^>]+)>", text))

    assert named == used
    assert all(re.fullmatch(r"(1[0-7]|[1-9])\.(\d{1,2}|[a-d])", target) for target in named)
