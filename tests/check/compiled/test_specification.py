"""
Where the two roads differ, the specification decides; and what is not known is refused by name.
"""

import pyoxigraph as ox
import pytest

from plangraph.check.compiled import compile_shapes, run, run_anywhere
from plangraph.check.engine import judge
from plangraph.check.engines import judge_compiled
from plangraph.check.facts import Facts, Node
from plangraph.errors import ShapesError
from plangraph.names import term
from tests.check.compiled.generated import PROLOGUE


def read(text: str) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse((PROLOGUE + text).encode(), format=ox.RdfFormat.TURTLE))


def find(data: str, shapes: str) -> set[tuple[str, str]]:
    """Judge, and give what fails: the thing and the value."""
    found = judge_compiled(Facts(read(data)), compile_shapes(read(shapes)))
    return {(one.focus.value, "" if one.value is None else one.value.value) for one in found}


DEPARTURES = {
    "a number in full-width digits is ill-typed": (
        'x:n x:p "０１"^^xsd:integer .',
        "x:S sh:targetNode x:n ; sh:path x:p ; sh:datatype xsd:integer .",
        {("urn:x:n", "０１")},
    ),
    "a name has no order": (
        "x:n x:p x:a ; x:q x:b .",
        "x:S sh:targetNode x:n ; sh:path x:p ; sh:lessThan x:q .",
        {("urn:x:n", "urn:x:a")},
    ),
    "a truth value has no order beside a number": (
        "x:n x:p true .",
        "x:S sh:targetNode x:n ; sh:path x:p ; sh:maxInclusive 3 .",
        {("urn:x:n", "true")},
    ),
    "a day has no order beside a moment": (
        'x:n x:p "2019-01-01"^^xsd:date .',
        "x:S sh:targetNode x:n ; sh:path x:p ;"
        ' sh:maxInclusive "2020-01-01T00:00:00"^^xsd:dateTime .',
        {("urn:x:n", "2019-01-01")},
    ),
    "a year is no number": (
        'x:n x:p "2020"^^xsd:gYear .',
        "x:S sh:targetNode x:n ; sh:path x:p ; sh:maxInclusive 3 .",
        {("urn:x:n", "2020")},
    ),
    "a blank node has no length, not even none": (
        "x:n x:p [] .",
        "x:S sh:targetNode x:n ; sh:path x:p ; sh:minLength 0 ; sh:nodeKind sh:BlankNode .",
        None,
    ),
    "a sequence against the arrow is walked from its end": (
        "x:a x:p x:b . x:b x:q x:c . x:d x:q x:e . x:e x:p x:c .",
        "x:S sh:targetNode x:c ; sh:path [ sh:inversePath ( x:p x:q ) ] ; sh:maxCount 0 ;"
        " sh:class x:C .",
        {("urn:x:c", ""), ("urn:x:c", "urn:x:a")},
    ),
}


@pytest.mark.parametrize("name", DEPARTURES)
def test_where_pyshacl_departs_the_specification_is_kept(name: str) -> None:
    data, shapes, expected = DEPARTURES[name]
    found = find(data, f"x:S a sh:PropertyShape . {shapes}")

    assert found == expected if expected is not None else len(found) == 1
    facts, rules = Facts(read(data)), read(f"x:S a sh:PropertyShape . {shapes}")
    assert set(judge(facts, rules)) != set(judge_compiled(facts, compile_shapes(rules)))


def test_numbers_are_judged_and_told_as_they_are_written() -> None:
    """A store writes 4.0 as 4, and a byte as an integer; then no byte would be one."""
    data = 'x:n x:p "200"^^xsd:byte , "12"^^xsd:byte , 4.0 , "007"^^xsd:integer .'
    shapes = "x:S a sh:PropertyShape ; sh:targetNode x:n ; sh:path x:p ; "

    assert {value for _, value in find(data, f"{shapes} sh:datatype xsd:byte .")} == {
        *("200", "4.0", "007"),
    }
    assert find(data, f"{shapes} sh:maxExclusive 12 .") == {
        ("urn:x:n", "200"),
        ("urn:x:n", "12"),
    }
    assert not find(data, f'{shapes} sh:hasValue 4.0 ; sh:hasValue "007"^^xsd:integer .')


def test_years_are_compared_as_years() -> None:
    shapes = "x:S a sh:PropertyShape ; sh:targetSubjectsOf x:p ; sh:path x:p ; sh:lessThan x:q ."

    assert find('x:n x:p "2040"^^xsd:gYear ; x:q "2030"^^xsd:gYear .', shapes)
    assert not find('x:n x:p "2020"^^xsd:gYear ; x:q "2030"^^xsd:gYear .', shapes)


REFUSED = {
    "sh:js": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:js [] .",
    "the shape refers to itself": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:node x:S .",
    "sh:target ": "x:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] .",
    "sh:rule ": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:rule [ a sh:TripleRule ] .",
    "urn:x:most": "x:S a sh:NodeShape ; sh:targetNode x:n ; x:most 3 ."
    " x:K a sh:ConstraintComponent ; sh:parameter [ sh:path x:most ] .",
    "no query can name": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:in ( [] ) .",
    "not a regular expression": 'x:S a sh:NodeShape ; sh:targetNode x:n ; sh:pattern "(?=a)" .',
    "is no whole number": "x:S a sh:PropertyShape ; sh:targetNode x:n ; sh:path x:p ;"
    ' sh:minCount "many" .',
    "goes with a path only": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:minCount 1 .",
    "is there more than once": "x:S a sh:PropertyShape ; sh:targetNode x:n ; sh:path x:p ;"
    " sh:minCount 1 , 2 .",
    "not a kind of node": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:nodeKind x:Any .",
    "not a well-formed list": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:in x:list .",
    "not a property path": "x:S a sh:PropertyShape ; sh:targetNode x:n ; sh:path [] .",
    "MINUS": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:sparql [ sh:select"
    ' "SELECT $this WHERE { $this ?p ?o MINUS { ?p ?q ?r } }" ] .',
    "no prefix y:": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:sparql [ sh:select"
    ' "SELECT $this WHERE { $this y:p ?o }" ] .',
    "without sh:select": "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:sparql [] .",
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_not_known_is_refused_by_name(said: str) -> None:
    with pytest.raises(ShapesError, match=said):
        compile_shapes(read(REFUSED[said]))


def test_a_query_within_a_query_must_give_what_is_judged() -> None:
    shapes = read(
        "x:S a sh:NodeShape ; sh:targetNode x:n ; sh:sparql [ sh:select"
        ' "SELECT $this WHERE { $this ?p ?o { SELECT ?o WHERE { ?o ?q ?r } } }" ] .'
    )

    with pytest.raises(ShapesError, match="does not give"):
        run(compile_shapes(shapes), Facts())


def test_a_query_that_takes_a_part_is_put_for_each_thing() -> None:
    found = find(
        "x:a x:p 1 , 2 . x:b x:p 3 , 4 .",
        "x:S a sh:NodeShape ; sh:targetSubjectsOf x:p ; sh:sparql [ sh:select"
        ' "SELECT $this ?value WHERE { $this <urn:x:p> ?value } ORDER BY ?value LIMIT 1" ] .',
    )

    assert found == {("urn:x:a", "1"), ("urn:x:b", "3")}


def test_a_constraint_in_sparql_says_what_it_found_along_which_path() -> None:
    data = "x:n x:p x:m . x:n a x:C0 ."
    shapes = (
        "x:S a sh:NodeShape ; sh:targetClass x:C0 ; sh:severity sh:Info ; sh:sparql x:Q ."
        ' x:Q sh:message "{?value} is meant"@en ; sh:select'
        ' "SELECT $this (<urn:x:p> AS ?path) ?value WHERE { $this <urn:x:p> ?value }" .'
    )
    (broken,) = run(compile_shapes(read(shapes)), Facts(read(data)))

    assert (broken.path, broken.value) == (ox.NamedNode("urn:x:p"), ox.NamedNode("urn:x:m"))
    assert broken.severity.value == term("sh:Info")
    assert [message.value for message in broken.messages] == ["{?value} is meant"]


def test_any_engine_answers_the_same_queries() -> None:
    """Here another is stood in for by a door that sees no more than the texts."""
    data = "x:a a x:C0 ; x:p 1 , 2 . x:C0 rdfs:subClassOf x:C1 ."
    shapes = (
        "x:S a sh:PropertyShape ; sh:targetClass x:C1 ; sh:path x:p ; sh:maxCount 1 ;"
        " sh:sparql [ sh:select"
        ' "SELECT $this ?value WHERE { $this <urn:x:p> ?value } ORDER BY ?value LIMIT 1" ] .'
    )
    facts, program = Facts(read(data)), compile_shapes(read(shapes))
    asked: list[str] = []

    def ask(text: str) -> list[dict[str, Node]]:
        asked.append(text)
        rows = facts.make_store().query(text)
        assert isinstance(rows, ox.QuerySolutions)
        names = [variable.value for variable in rows.variables]
        return [{name: row[name] for name in names if row[name]} for row in rows]

    assert run_anywhere(program, ask) == run(program, facts)
    assert len(asked) == 4


def test_a_sign_named_by_its_number_is_written_as_itself() -> None:
    """A query's own codes are read before its strings are, so some engines would take it apart."""
    shapes = (
        "x:S a sh:PropertyShape ; sh:targetSubjectsOf x:p ; sh:path x:p ;"
        r' sh:pattern "^[^\\u200b\\u0041\\\\]*$" .'
    )
    (query,) = compile_shapes(read(shapes)).without

    assert r"\u200b" not in query.text
    assert find(r'x:a x:p "a\u200bb" . x:b x:p "ab" . x:c x:p "A" . x:d x:p "\\" .', shapes) == {
        ("urn:x:a", "a\u200bb"),
        ("urn:x:c", "A"),
        ("urn:x:d", "\\"),
    }
