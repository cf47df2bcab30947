"""The query library: headers, forms and order of its files, and what happens to broken ones."""

import random
import re
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import ResultRow

from plangraph.ask import Query, answer, find_query, list_queries, read_query, write_schema
from plangraph.ask.answer import run_query
from plangraph.ask.catalogue import describe_query
from plangraph.ask.header import Header
from plangraph.ask.parameters import find_values, write_term
from plangraph.ask.schema import start_queries
from plangraph.errors import QueryError
from plangraph.layout import queries_folder, shapes_folder
from plangraph.names import PREFIXES
from plangraph.opening import LoadedPlan
from plangraph.store import Dataset

QUERIES = list_queries()
CASES = [pytest.param(query, id=query.name) for query in QUERIES]
THEMES = {
    "structure": 7,
    "responsibility": 11,
    "coverage": 6,
    "indicators": 5,
    "budget": 5,
    "provenance": 2,
    "progress": 4,
    "links": 4,
    "comparison": 6,
}
FRONT = """\
#+ summary: Projects
#+ x-plangraph:
#+   columns:
#+     label: Name of the project
"""
BODY = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?label WHERE { ?project skos:prefLabel ?label } ORDER BY ?label
"""


def test_the_library_answers_the_whole_catalogue() -> None:
    """The number of questions in each theme is public; history waits for two revisions."""
    found = dict.fromkeys(THEMES, 0)
    for query in QUERIES:
        theme = query.path.parent.name
        if theme != "history":
            found[theme] += 1

    assert found == THEMES


def test_no_file_lies_where_the_library_does_not_look() -> None:
    files = {path for path in queries_folder().rglob("*") if path.is_file()}

    assert files == {query.path for query in QUERIES}


@pytest.mark.parametrize("query", CASES)
def test_columns_are_those_of_the_select(query: Query) -> None:
    found = ox.Store().query(query.sparql)

    assert isinstance(found, ox.QuerySolutions)
    assert tuple(variable.value for variable in found.variables) == tuple(query.header.columns)


@pytest.mark.parametrize("query", CASES)
def test_tags_begin_with_the_theme(query: Query) -> None:
    assert query.header.tags[0] == query.path.parent.name


@pytest.mark.parametrize("query", CASES)
def test_prefixes_are_alphabetical_used_and_those_of_the_project(query: Query) -> None:
    declared = re.findall(r"^PREFIX ([\w-]+): <([^>]+)>$", query.sparql, re.MULTILINE)
    body = query.sparql[query.sparql.rindex("PREFIX") :].split("\n", 1)[1]

    assert declared == sorted(declared)
    assert dict(declared) == {name: PREFIXES[name] for name, _ in declared}
    for name, _ in declared:
        assert re.search(rf"(?<![\w-]){name}:", body), name


@pytest.mark.parametrize("query", CASES)
def test_rdflib_reads_the_query_and_it_is_ordered(query: Query) -> None:
    prepareQuery(query.sparql)

    assert re.search(r"^ORDER BY .+\n\Z", query.sparql, re.MULTILINE)
    assert "\t" not in query.sparql
    assert all(len(line) <= 100 for line in query.sparql.split("\n"))


@pytest.mark.parametrize("query", CASES)
def test_texts_are_whole_sentences_without_stray_spaces(query: Query) -> None:
    header = query.header

    assert header.description["ja"].endswith("。")
    assert header.description["en"].endswith(".")
    assert "。 " not in header.description["ja"]
    for texts in (header.summary, header.question):
        assert not texts["ja"].endswith("。")


@pytest.mark.parametrize("query", CASES)
def test_defaults_in_the_header_are_those_in_the_query(query: Query) -> None:
    for parameter in query.header.parameters:
        place = find_values(query.sparql, parameter.name)
        terms = " ".join(write_term(value, parameter.kind) for value in parameter.default)

        assert place is not None
        assert query.sparql[place[0].end : place[1].start].strip() == terms
        assert query.bind() == query.sparql


def test_some_queries_take_parameters() -> None:
    taken = {query.name: [one.name for one in query.header.parameters] for query in QUERIES}

    assert {name: names for name, names in taken.items() if names} == {
        "history/changes": ["old", "new"],
        "indicators/by-unit-and-noun": ["noun"],
        "links/curated": ["standing"],
        "provenance/source-of": ["thing"],
        "responsibility/projects-of-department": ["department"],
        "responsibility/reorganization-impact": ["department"],
    }


def test_the_order_of_statements_in_the_store_changes_no_answer(shipped: LoadedPlan) -> None:
    """Each question sorts its rows to the last tie."""
    quads = list(shipped.dataset.store)
    random.Random(1).shuffle(quads)
    store = ox.Store()
    for quad in quads:
        store.add(quad)
    shuffled = Dataset(store, shipped.dataset.revisions, shipped.dataset.current)

    for query in QUERIES:
        assert answer(shuffled, query.name).rows == shipped.ask(query.name).rows, query.name


# rdflib warns of what its own reader of N-Quads calls.
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_rdflib_finds_the_same_sources(shipped: LoadedPlan) -> None:
    """Questions about provenance name graphs, so rdflib needs the dataset, not one graph."""
    current = ox.NamedNode(shipped.dataset.current)
    quads = [
        ox.Quad(quad.subject, quad.predicate, quad.object) if quad.graph_name == current else quad
        for quad in shipped.dataset.store
    ]
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    dataset = rdflib.Dataset().parse(data=text or b"", format="nquads")

    for name in ("provenance/decisions", "provenance/source-of"):
        rows = [
            tuple("" if cell is None else str(cell) for cell in row)
            for row in dataset.query(find_query(name).sparql)
            if isinstance(row, ResultRow)
        ]

        assert rows == [
            tuple("" if cell is None else str(cell) for cell in row)
            for row in shipped.ask(name).values
        ]


def test_names_only_the_current_graph_outside_provenance() -> None:
    for query in QUERIES:
        if query.path.parent.name not in ("provenance", "history"):
            assert "GRAPH" not in query.sparql, query.name


def test_a_question_is_found_by_name_and_a_near_miss_is_told() -> None:
    assert find_query("indicators/units").path.name == "units.rq"
    with pytest.raises(QueryError, match="Did you mean indicators/units"):
        find_query("indicators/unit")
    with pytest.raises(QueryError, match="Did you mean indicators/units"):
        find_query("units")
    with pytest.raises(QueryError, match="--list"):
        find_query("")


def test_a_query_of_ones_own_needs_no_metadata(tmp_path: Path, shipped: LoadedPlan) -> None:
    own = tmp_path / "own.rq"
    own.write_text(BODY.replace("\n", "\r\n"), encoding="utf-8-sig")

    found = answer(shipped.dataset, own)

    assert found.columns == ("label",)
    assert found.query.header == Header()
    assert len(found.rows) > 75


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("#+ summary: [\n" + BODY, "not YAML"),
        ("#+ just text\n" + BODY, "no list of keys"),
        ("#+ description: without a summary\n" + BODY, "'summary' is missing"),
        ("#+ summary:\n#+   ja: 日本語だけ\n" + BODY, "no text in 'en'"),
        (FRONT.replace("label:", "name:") + BODY, "'columns' says name, SELECT says label"),
        (FRONT + "#+   parameters: {label: {kind: colour}}\n" + BODY, "kind"),
        (FRONT + "#+   parameters: {label: {kind: text}}\n" + BODY, "VALUES \\?label"),
        (FRONT + "#+   places: {label: many}\n" + BODY, "places.label"),
        (FRONT + "#+ tags: label\n" + BODY, "'tags'"),
        ("#+ x-plangraph: [columns]\n#+ summary: Projects\n" + BODY, "x-plangraph"),
    ],
)
def test_a_broken_header_fails_loudly(tmp_path: Path, text: str, problem: str) -> None:
    own = tmp_path / "own.rq"
    own.write_text(text, encoding="utf-8")

    with pytest.raises(QueryError, match=problem):
        read_query(own)


def test_a_file_of_the_library_needs_all_its_metadata(tmp_path: Path) -> None:
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "bare.rq").write_text(BODY, encoding="utf-8")
    with pytest.raises(QueryError, match="no metadata"):
        list_queries(tmp_path)

    (folder / "bare.rq").write_text(FRONT + BODY, encoding="utf-8")
    with pytest.raises(QueryError, match="broken metadata"):
        list_queries(tmp_path)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_an_unreadable_file_is_an_error_of_one_line(tmp_path: Path, content: bytes | None) -> None:
    own = tmp_path / "own.rq"
    if content is not None:
        own.write_bytes(content)

    with pytest.raises(QueryError) as caught:
        read_query(own)

    assert str(own) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_wrong_sparql_is_an_error_of_one_line(tmp_path: Path, shipped: LoadedPlan) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT ?a WHERE {\n\n ?a ", encoding="utf-8")

    with pytest.raises(QueryError, match="not a query that runs") as caught:
        answer(shipped.dataset, own)

    assert "\n" not in str(caught.value)


def test_the_catalogue_conforms_to_its_shape_and_the_shape_bites() -> None:
    shapes = rdflib.Graph().parse(shapes_folder() / "query.ttl")
    described = [triple for query in QUERIES for triple in describe_query(query)]
    text = ox.serialize(described, format=ox.RdfFormat.N_TRIPLES)
    catalogue = rdflib.Graph().parse(data=text or b"", format="nt")
    executable = rdflib.URIRef(PREFIXES["sh"] + "SPARQLExecutable")
    things = sorted(map(str, catalogue.subjects(rdflib.RDF.type, executable)))

    assert len(things) == len(QUERIES)
    assert pyshacl.validate(catalogue, shacl_graph=shapes)[0]
    for property_ in ("sh:select", "rdfs:label", "rdfs:comment", "dcterms:abstract"):
        prefix, name = property_.split(":")
        damaged = rdflib.Graph() + catalogue
        damaged.remove((rdflib.URIRef(things[0]), rdflib.URIRef(PREFIXES[prefix] + name), None))
        assert not pyshacl.validate(damaged, shacl_graph=shapes)[0], property_


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_schema_names_what_is_in_use_and_its_queries_run(
    shipped: LoadedPlan, language: str
) -> None:
    text = write_schema(shipped.dataset, language)
    queries = start_queries(shipped.dataset, language)

    assert len(queries) == 3
    assert re.search(r"plan:Project +\S.* +75\n", text)
    assert re.search(r"plan:partOf +\S.* +\d+\n", text)
    for sparql in queries:
        assert sparql in text
        assert run_query(shipped.dataset, Query(Path("own.rq"), Header(), sparql), {}).rows
