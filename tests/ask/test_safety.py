"""Queries and parameters from outside: nothing reaches the network, writes, or becomes code."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from plangraph.ask import answer, find_query
from plangraph.ask.guard import DEEPEST, LONGEST, refuse_hostile
from plangraph.ask.parameters import write_literal, write_term
from plangraph.ask.tokens import split_query
from plangraph.errors import QueryError
from plangraph.opening import LoadedPlan

HOSTILE = {
    "service": "SELECT * WHERE { SERVICE <URL> { ?a ?b ?c } }",
    "service-in-lower-case": "select * where { service silent <URL> { ?a ?b ?c } }",
    "service-without-spaces": "SELECT*{SERVICE<URL>{?a ?b ?c}}",
    "service-after-a-remark": "SELECT * {#\rSERVICE#>\n<URL>#\n{ ?a ?b ?c } }",
    "service-in-escapes": "SELECT * { \\u0053ERVICE <URL> { ?a ?b ?c } }",
    "service-in-long-escapes": "SELECT * { \\U00000053\\u0065rvice <URL> { ?a ?b ?c } }",
    "service-behind-a-broken-string": 'SELECT * { ?a ?b "\\u0022 . SERVICE <URL> { ?c ?d ?e } #" }',
    "service-behind-an-escaped-remark": "SELECT * { \\u0023\\u000A SERVICE <URL> { ?c ?d ?e } }",
    "service-glued-to-a-word": "SELECT * { ?a ?b trueSERVICE <URL> { ?c ?d ?e } }",
    "service-glued-to-silent": "SELECT * { SERVICESILENT<URL> { ?c ?d ?e } }",
    "service-glued-to-a-number": "SELECT * { ?a ?b 1.SERVICE <URL> { ?c ?d ?e } }",
    "service-as-a-prefix": "PREFIX : <URL> SELECT * { SERVICE:x { ?a ?b ?c } }",
    "service-as-a-glued-prefix": "PREFIX : <URL> SELECT * { ?a ?b trueSERVICE:x { ?c ?d ?e } }",
    "service-by-variable": "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?a ?b ?c } }",
    "service-in-a-subquery": "SELECT * { { SELECT * { SERVICE <URL> { ?a ?b ?c } } } }",
    "service-in-exists": "ASK { FILTER EXISTS { SERVICE <URL> { ?a ?b ?c } } }",
    "service-in-construct": "CONSTRUCT { ?a ?b ?c } WHERE { SERVICE <URL> { ?a ?b ?c } }",
    "from": "SELECT * FROM <URL> WHERE { ?a ?b ?c }",
    "from-named": "SELECT * FROM NAMED <URL> WHERE { GRAPH ?g { ?a ?b ?c } }",
    "from-glued-to-named": "SELECT * FROMNAMED<URL> { GRAPH ?g { ?a ?b ?c } }",
    "from-as-a-prefix": "PREFIX : <URL> SELECT * FROM:x { ?a ?b ?c }",
    "from-of-describe": "DESCRIBE <urn:a> FROM <URL>",
    "load": "LOAD <URL>",
    "load-silent-into": "BASE <URL> LOAD SILENT <URL> INTO GRAPH <urn:g>",
    "load-behind-a-question": "SELECT * { ?a ?b ?c } ; LOAD <URL>",
    "insert-data": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "insert-where": "INSERT { <urn:a> <urn:b> ?c } WHERE { ?a ?b ?c }",
    "delete": "PREFIX a: <urn:a#> DELETE WHERE { ?a ?b ?c }",
    "with": "WITH <urn:g> DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }",
    "clear": "CLEAR ALL",
    "drop": "DROP GRAPH <urn:g>",
    "create": "CREATE GRAPH <urn:g>",
    "copy": "COPY DEFAULT TO <urn:g>",
    "move": "MOVE DEFAULT TO <urn:g>",
    "add": "ADD DEFAULT TO <urn:g>",
}
HARMLESS = {
    "service-in-a-literal": 'SELECT * { ?a ?b "SERVICE <URL> { }" }',
    "service-in-a-long-literal": "SELECT * { ?a ?b '''a ' SERVICE <URL> { } LOAD''' }",
    "service-in-a-remark": "SELECT * { ?a ?b ?c } # SERVICE <URL> { } LOAD FROM <URL>",
    "service-in-an-iri": "SELECT * { ?a <URL#SERVICE> ?c }",
    "service-in-a-variable": "SELECT ?service { ?service ?b ?c }",
    "service-in-a-name": "PREFIX service: <URL> SELECT * { ?a service:from ?c }",
    "from-and-add-as-prefixes": "PREFIX add: <URL> PREFIX from: <URL> SELECT * { ?a from:b add:c }",
    "a-quote-in-a-literal": 'SELECT * { ?a ?b "\\" SERVICE" }',
    "less-than": "SELECT * { ?a ?b ?c FILTER(?b<?c && ?c>?a) }",
    "a-subquery": "SELECT * { { SELECT ?a { ?a ?b ?c } } }",
}


class Listener:
    """A server on loopback that notes whether anyone called."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.1)
        self.heard = 0
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        """Address under which it listens."""
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}/sparql"

    def _listen(self) -> None:
        while not self.stopped.is_set():
            try:
                caller, _ = self.socket.accept()
            except TimeoutError:
                continue
            self.heard += 1
            caller.close()

    def stop(self) -> None:
        """Listen no more."""
        self.stopped.set()
        self.thread.join(timeout=5)
        self.socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.stop()


def test_the_listener_hears_an_unguarded_query(listener: Listener) -> None:
    """Otherwise its silence would prove nothing."""
    sparql = HOSTILE["service-glued-to-a-word"].replace("URL", listener.url)
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(True)))

    with pytest.raises((OSError, RuntimeError, ValueError)):
        list(store.query(sparql))  # type: ignore[arg-type]  # a SELECT gives solutions

    assert listener.heard


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_query_is_refused_and_heard_by_nobody(
    case: str, listener: Listener, tmp_path: Path, shipped: LoadedPlan
) -> None:
    own = tmp_path / "own.rq"
    own.write_bytes(HOSTILE[case].replace("URL", listener.url).encode())
    before = len(shipped.dataset.store)

    with pytest.raises(QueryError) as caught:
        answer(shipped.dataset, own)

    assert "\n" not in str(caught.value)
    assert len(shipped.dataset.store) == before
    assert listener.heard == 0


@pytest.mark.parametrize("case", HARMLESS)
def test_a_harmless_query_passes(
    case: str, listener: Listener, tmp_path: Path, shipped: LoadedPlan
) -> None:
    own = tmp_path / "own.rq"
    own.write_bytes(HARMLESS[case].replace("URL", listener.url).encode())

    answer(shipped.dataset, own)

    assert listener.heard == 0


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }",
        "SELECT * " + "{" * 100_000 + "}" * 100_000,
        "ASK { FILTER(" + "!" * 100_000 + "1) }",
        "ASK { FILTER(" + "1||" * 100_000 + "1) }",
        "ASK { ?a " + "<urn:b>/" * 100_000 + "<urn:b> ?c }",
        "ASK { " + "?a ?b ?c . " * 100_000 + "}",
        "ASK { " + "OPTIONAL { } " * 100_000 + "}",
        "ASK { ?a ?b " + "a.a" * 100_000 + " }",
    ],
    ids=lambda sparql: sparql[:24],
)
def test_a_query_that_could_exhaust_the_engine_is_an_error(sparql: str) -> None:
    """The engine's own parser dies of these with the whole process."""
    with pytest.raises(QueryError, match=rf"more than ({DEEPEST}|{LONGEST})"):
        refuse_hostile(sparql + " # " + "." * 10, "a query")


def test_a_wide_list_of_values_is_no_burden(tmp_path: Path, shipped: LoadedPlan) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT ?a { VALUES ?a { " + "'x' " * 20_000 + "} }", encoding="utf-8")

    assert len(answer(shipped.dataset, own).rows) == 20_000


PIECES = ["SERVICE", "service", "<urn:x>", "?x", ":x", "a:", "true", "1", ".", "OPTIONAL", "FILTER"]
MARKS = ["{", "}", "(", ")", " ", "\n", "\r", "#", '"', "'", "'''", "\\", "\\u0022"]


@given(st.lists(st.sampled_from(PIECES + MARKS), max_size=14))
@settings(deadline=None, max_examples=150)
def test_what_rdflib_reads_as_a_service_is_refused(pieces: list[str]) -> None:
    """A second reader of SPARQL agrees with the guard, whatever quotes and remarks surround it."""
    sparql = f"PREFIX a: <urn:a#> PREFIX : <urn:b#> SELECT * {{ ?s ?p ?o . {''.join(pieces)} }}"
    try:
        algebra = prepareQuery(sparql).algebra
    except Exception:  # rdflib's parser raises whatever its parts raise
        return
    if _calls(algebra):
        with pytest.raises(QueryError):
            refuse_hostile(sparql, "a query")


def _calls(part: object) -> bool:
    if isinstance(part, CompValue):
        return part.name == "ServiceGraphPattern" or any(map(_calls, part.values()))
    return isinstance(part, list | tuple) and any(map(_calls, part))


TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.text('\\uU"{}?0aA\n\r\t\x00')


@given(TEXT)
@settings(deadline=None, max_examples=300)
def test_any_text_comes_back_as_the_same_literal(text: str) -> None:
    sparql = f"SELECT ?x {{ VALUES ?x {{ {write_literal(text)} }} }}"
    (solution,) = ox.Store().query(sparql)  # type: ignore[misc]  # a SELECT gives solutions

    assert solution["x"] == ox.Literal(text)


@given(TEXT)
@settings(deadline=None, max_examples=100)
def test_rdflib_reads_any_text_back_as_the_same_literal(text: str) -> None:
    sparql = f"SELECT ?x {{ VALUES ?x {{ {write_literal(text)} }} }}"

    assert [str(row[0]) for row in Graph().query(sparql)] == [text]  # type: ignore[index]  # rows


@given(TEXT.filter(lambda text: bool(text.strip())))
@settings(deadline=None)
def test_no_parameter_changes_the_structure_of_a_question(text: str) -> None:
    query = find_query("responsibility/projects-of-department")
    was, now = split_query(query.sparql), split_query(query.bind({"department": text}))

    assert [token.kind for token in now if token.kind not in ("string", "iri")] == [
        token.kind for token in was if token.kind not in ("string", "iri")
    ]
    assert len(now) == len(was)
    refuse_hostile(query.bind({"department": text}), "a query")


@pytest.mark.parametrize(
    "text",
    ["https://x/> } ; LOAD <https://y/", 'https://x/"', "https://x/a b", "http://x/\\u003e"],
)
def test_what_is_no_iri_is_text(text: str) -> None:
    assert write_term(text, "thing") == write_literal(text)
    with pytest.raises(ValueError, match="not an absolute IRI"):
        write_term(text, "iri")


@pytest.mark.parametrize("text", ["relative", "1:x", "", "urn:", "http://x/\x85"])
def test_a_wrong_iri_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        write_term(text, "iri")


def test_an_integer_is_an_integer() -> None:
    assert write_term("-12", "integer") == "-12"
    for text in ("1.5", "１", "1 } LOAD", ""):
        with pytest.raises(ValueError, match="whole number"):
            write_term(text, "integer")


def test_half_a_character_is_refused(shipped: LoadedPlan) -> None:
    with pytest.raises(QueryError, match="half a character"):
        shipped.ask("indicators/by-unit-and-noun", noun="\ud800")


def test_no_question_of_the_library_is_hostile() -> None:
    for path in sorted(Path(find_query("indicators/units").path).parents[1].glob("*/*.rq")):
        refuse_hostile(path.read_text(encoding="utf-8"), path)
