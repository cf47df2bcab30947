"""What must hold of one value is told of many values together as of each alone."""

import re

import pyoxigraph as ox
import pytest

from plangraph.check.compiled.model import Component
from plangraph.check.compiled.testing import BUNCH, make_filter
from plangraph.check.facts import read_value

PLAIN = [f"text {number}" for number in range(3 * BUNCH)]
ODD = {
    "a sign that must not be": ox.Literal("a<b"),
    "a sign that is written by a backslash": ox.Literal("a\x07b"),
    "a backslash": ox.Literal("a\\b"),
    "a backslash at the end": ox.Literal("ab\\"),
    "a quotation mark": ox.Literal('a"b'),
    "a text in a language": ox.Literal("a<b", language="en"),
    "a good text in a language": ox.Literal("ab", language="en"),
    "a typed text": ox.Literal("ab", datatype=ox.NamedNode("urn:x:own")),
    "nothing": ox.Literal(""),
    "a line feed and a tab": ox.Literal("a\n\tb"),
    "a name": ox.NamedNode("urn:x:a"),
    "a name with a sign that must not be": ox.NamedNode("urn:x:a;b"),
    "a thing without a name": ox.BlankNode("b"),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "pattern", [r"^[^<;\\\x00-\x08]*$", r"^[^<;\\\x00-\x08]+$", r"^[ a-z0-9\n]*$"]
)
def test_texts_fail_a_pattern_together_as_each_alone(odd: str, pattern: str) -> None:
    values = {str(ox.Literal(text)) for text in PLAIN} | {str(ODD[odd])}
    find_failing = make_filter(Component("Pattern", (ox.Literal(pattern),)))

    assert find_failing is not None
    whole = re.compile(pattern.replace("$", r"\Z"))
    wrong = {one for one in values if one[0] == "_" or not whole.search(read_value(one))}
    assert find_failing(values) == wrong
    assert find_failing(values | {str(ox.Literal(";"))}) == wrong | {str(ox.Literal(";"))}
