"""A query is put to the engine unless a walk shows that it has no rows."""

import pyoxigraph as ox
import pytest

from plangraph.check.compiled import compile_shapes, run, run_by_queries
from plangraph.check.compiled.queries import Query
from plangraph.check.compiled.walking import Targets, Walker
from plangraph.check.facts import Facts

PREFIXES = (
    "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX x: <urn:x:> "
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
)
GAP = (
    "SELECT $this ?value WHERE { ?value x:in $this ; x:number ?n . FILTER (?n > 1) "
    "FILTER NOT EXISTS { ?other x:in $this ; x:number ?m . FILTER (?m = ?n - 1) } }"
)
TEXT = "SELECT $this WHERE { $this x:name ?name . FILTER (STRLEN(?name) > 3) }"
UNKNOWN = (
    "SELECT $this WHERE { $this x:name ?name . "
    "FILTER NOT EXISTS { $this x:other ?other . FILTER (STRLEN(?other) > 3) } }"
)
COUNT = (
    "SELECT $this (COUNT(?one) AS ?value) WHERE { ?one x:in $this . ?one a x:Part } GROUP BY $this"
)
JOIN = "SELECT $this ?value WHERE { ?value x:in $this , ?whole . FILTER (?whole != $this) }"
DIGIT = (
    "SELECT $this WHERE { $this x:code ?code . BIND (xsd:integer(SUBSTR(?code, 1, 1)) "
    "+ 2 * xsd:integer(SUBSTR(?code, 2, 1)) AS ?sum) FILTER (!REGEX(?code, '^[0-9]{3}$') "
    "|| ?sum - 10 * FLOOR(?sum / 10) != xsd:integer(SUBSTR(?code, 3, 1))) }"
).replace("'", '\\"')

CASES = {
    "numbers without a gap": (
        GAP,
        'x:a x:in x:t ; x:number 1 . x:b x:in x:t ; x:number "02"^^xsd:integer',
        False,
    ),
    "a gap": (GAP, "x:a x:in x:t ; x:number 1 . x:b x:in x:t ; x:number 3", True),
    "decimals that follow": (
        GAP,
        "x:a x:in x:t ; x:number 1.5 . x:b x:in x:t ; x:number 2.5",
        True,
    ),
    "a number that only an engine reads": (GAP, "x:a x:in x:t ; x:number 2e0", True),
    "a test that only an engine makes": (TEXT, 'x:t x:name "abc"', True),
    "nothing to test": (TEXT, 'x:u x:name "abcd"', False),
    "an absence that only an engine sees": (UNKNOWN, 'x:t x:name "a" ; x:other "abcd"', True),
    "an absence that shows": (UNKNOWN, 'x:t x:name "a"', True),
    "nothing to count": (COUNT, "x:a x:in x:t", False),
    "something to count": (COUNT, "x:a x:in x:t ; a x:Part", True),
    "a digit that does not fit": (DIGIT, 'x:t x:code "495"', True),
    "a digit that fits": (DIGIT, 'x:t x:code "492"', False),
    "no digits": (DIGIT, 'x:t x:code "4９2"', True),
    "a code that is a number": (DIGIT, "x:t x:code 492", True),
    "one whole": (JOIN, "x:a x:in x:t", False),
    "another whole": (JOIN, "x:a x:in x:t , x:u", True),
}


def read(text: str) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse((PREFIXES + text).encode(), format=ox.RdfFormat.TURTLE))


def compile_query(select: str) -> tuple[ox.Quad, ...]:
    return read(
        f'x:Shape a sh:NodeShape ; sh:targetNode x:t ; sh:sparql [ sh:select """{select}""" ; '
        'sh:prefixes x: ] . x: sh:declare [ sh:prefix "x" ; sh:namespace "urn:x:" ] , '
        '[ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#" ] .'
    )


def sift(query: Query, facts: Facts) -> bool | None:
    if query.may is None:
        return None
    walker = Walker(facts, subclasses=False)
    things = Targets(walker).find(query.targets)
    return things is not None and query.may(walker, things)


def is_sure(query: Query, facts: Facts) -> bool:
    """Tell whether a walk finds all rows."""
    walker = Walker(facts, subclasses=False)
    things = Targets(walker).find(query.targets)
    if query.find is None or things is None:
        return False
    query.find(walker, things)
    return walker.sure


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_asked_has_no_rows(case: str) -> None:
    select, data, asked = CASES[case]
    facts = Facts(read(data + " ."))
    program = compile_shapes(compile_query(select))

    assert sift(program.without[0], facts) is asked
    found = run_by_queries(program, facts)
    assert run(program, facts) == found
    assert asked or not found


FOUND = {
    "a gap": (GAP, "x:a x:in x:t ; x:number 1 . x:b x:in x:t ; x:number 3", True),
    "several gaps": (
        GAP,
        "x:a x:in x:t ; x:number 1 . x:b x:in x:t ; x:number 3 . x:c x:in x:t ; x:number 7",
        True,
    ),
    "a gap before a number that only an engine reads": (
        GAP,
        "x:a x:in x:t ; x:number 3 . x:b x:in x:t ; x:number 2e0",
        False,
    ),
    "an absence that only an engine sees": (UNKNOWN, 'x:t x:name "a" ; x:other "ab"', False),
    "an absence that shows": (UNKNOWN, 'x:t x:name "a"', True),
    "another whole": (JOIN, "x:a x:in x:t , x:u", True),
    "a thing without a name": (JOIN, "_:a x:in x:t , x:u", True),
    "a digit that does not fit": (DIGIT, 'x:t x:code "495"', True),
    "no digits": (DIGIT, 'x:t x:code "4９2"', True),
    "a number, which an engine may write anew": (
        "SELECT $this ?value WHERE { $this x:number ?value }",
        "x:t x:number 01",
        False,
    ),
    "more than things and values": (
        "SELECT $this ?other WHERE { $this x:in ?other }",
        "x:t x:in x:u",
        False,
    ),
    "only so many": ("SELECT $this WHERE { $this x:in ?other } LIMIT 1", "x:t x:in x:u", False),
}


@pytest.mark.parametrize("case", FOUND)
def test_rows_are_found_at_hand_or_by_the_engine_and_alike(case: str) -> None:
    select, data, walked = FOUND[case]
    facts = Facts(read(data + " ."))
    program = compile_shapes(compile_query(select))
    asked = run_by_queries(program, facts)

    assert is_sure(program.without[0], facts) is walked
    assert set(run(program, facts)) == set(asked) != set()


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this WHERE { $this x:in ?a . OPTIONAL { $this x:b ?b } }",
        "SELECT $this WHERE { { $this x:in ?a } UNION { $this x:b ?b } }",
        "SELECT $this WHERE { $this x:in/x:b ?b }",
        "SELECT $this WHERE { $this ?any ?b }",
        'SELECT $this WHERE { $this x:in "text" }',
        "SELECT $this WHERE { $this x:in ?a . FILTER NOT EXISTS { $this x:in|x:b ?b } }",
    ],
)
def test_a_pattern_that_is_not_known_is_always_asked(select: str) -> None:
    (query,) = compile_shapes(compile_query(select)).without

    assert query.may is None


@pytest.mark.parametrize(
    ("data", "number"),
    [
        ("x:t x:a 1 ; x:b 2", 0),
        ("x:t x:a 2 ; x:b 2.0", 1),
        ('x:t x:a "2026-04-01"^^xsd:date ; x:b "2026-04-02"^^xsd:date', 0),
        ('x:t x:a "2026-04-02"^^xsd:date ; x:b "2026-04-01"^^xsd:date', 1),
        ('x:t x:a "b" ; x:b "a"', 1),
        ('x:t x:a 1 ; x:b "a"', 1),
        ("x:t x:a 1e0 ; x:b 2", 0),
        ("x:t x:a 1 , 5 ; x:b 3", 1),
    ],
)
def test_an_order_is_walked_or_asked_and_found_alike(data: str, number: int) -> None:
    """Numbers and days are compared at hand; of the rest, the engine knows the order."""
    facts = Facts(read(data + " ."))
    shape = "x:Shape a sh:NodeShape ; sh:targetNode x:t ; sh:not [ sh:not [ sh:property [ "
    shape += "sh:path x:a ; sh:lessThan x:b ] ] ] ."
    program = compile_shapes(read(shape))

    assert run(program, facts) == run_by_queries(program, facts)
    assert len(run(program, facts)) == number
