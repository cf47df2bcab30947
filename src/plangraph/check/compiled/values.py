"""
What must hold of one value, as an expression of SPARQL: true where it is as it should be.
"""

import re
from collections.abc import Callable
from typing import Final

import pyoxigraph as ox

from plangraph.check.compiled.datatypes import test_form
from plangraph.check.compiled.model import Component
from plangraph.check.facts import Node
from plangraph.errors import ShapesError
from plangraph.names import PREFIXES

COMPARED: Final = {
    "MaxExclusive": "<",
    "MaxInclusive": "<=",
    "MinExclusive": ">",
    "MinInclusive": ">=",
}
KINDS: Final = {
    "BlankNode": "isBlank({0})",
    "BlankNodeOrIRI": "(isBlank({0}) || isIRI({0}))",
    "BlankNodeOrLiteral": "(isBlank({0}) || isLiteral({0}))",
    "IRI": "isIRI({0})",
    "IRIOrLiteral": "(isIRI({0}) || isLiteral({0}))",
    "Literal": "isLiteral({0})",
}
FLAGS: Final = frozenset("imsqx")

SIGN: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u(?!00[0-7])([0-9A-Fa-f]{4})")
"""A sign that a regular expression names by its number, and that has no meaning of its own."""


def write_test(component: Component, variable: str) -> str | None:
    """
    Write the test of a constraint that looks at one value alone; of others there is none.

    Raises:
        ShapesError: A parameter is not well formed.
    """
    if component.name in COMPARED:
        return f"{variable} {COMPARED[component.name]} {write_term(component.values[0])}"
    writer = WRITERS.get(component.name)
    return None if writer is None else writer(component, variable)


def write_term(node: Node) -> str:
    """
    Write a term as it stands in a query.

    Raises:
        ShapesError: It is a blank node, which a query cannot name.
    """
    if isinstance(node, ox.BlankNode):
        raise ShapesError(
            f"_:{node.value}", "a blank node as a value, which no query can name", "Give it an IRI"
        )
    return str(node)


def same_term(variable: str, node: Node) -> str:
    """Write the test whether a variable is a term itself, and not only equal to it."""
    if isinstance(node, ox.NamedNode):
        return f"{variable} = {write_term(node)}"
    return f"sameTerm({variable}, {write_term(node)})"


def _datatype(component: Component, variable: str) -> str:
    datatype = component.values[0]
    test = f"isLiteral({variable}) && DATATYPE({variable}) = {write_term(datatype)}"
    form = test_form(datatype.value, f"STR({variable})")
    return f"{test} && {form}" if form else test


def _kind(component: Component, variable: str) -> str:
    name = component.values[0].value.removeprefix(PREFIXES["sh"])
    if name not in KINDS:
        raise ShapesError(component.values[0].value, "not a kind of node", "Correct the shapes")
    return KINDS[name].format(variable)


def _length(component: Component, variable: str) -> str:
    sign = ">=" if component.name == "MinLength" else "<="
    count = int(component.values[0].value)
    return f"!isBlank({variable}) && STRLEN(STR({variable})) {sign} {count}"


def _pattern(component: Component, variable: str) -> str:
    pattern, flags = component.values[0].value, component.flags
    if not FLAGS.issuperset(flags) or not _is_regex(pattern, flags):
        raise ShapesError(
            f"sh:pattern {pattern}",
            "not a regular expression that this engine has",
            "Write it without looking ahead or back, or judge by pySHACL (--engine pyshacl)",
        )
    said = f", {ox.Literal(flags)}" if flags else ""
    # Some engines read a code behind two backslashes as one of the query, before its strings.
    pattern = SIGN.sub(lambda found: found.group(1) + chr(int(found.group(2), 16)), pattern)
    return f"!isBlank({variable}) && REGEX(STR({variable}), {ox.Literal(pattern)}{said})"


def _is_regex(pattern: str, flags: str) -> bool:
    """Ask the embedded engine: of an expression that it can't read, it would find no violation."""
    query = f"SELECT (REGEX('', {ox.Literal(pattern)}, {ox.Literal(flags)}) AS ?read) {{}}"
    rows = ox.Store().query(query)
    return isinstance(rows, ox.QuerySolutions) and any(row["read"] is not None for row in rows)


def _languages(component: Component, variable: str) -> str:
    ranges = (ox.Literal(one.value) for one in component.values)
    tests = (f"LANGMATCHES(LANG({variable}), {one})" for one in ranges)
    return f"isLiteral({variable}) && ({' || '.join(tests) or 'false'})"


def _members(component: Component, variable: str) -> str:
    tests = (same_term(variable, one) for one in component.values)
    return " || ".join(tests) or "false"


WRITERS: Final[dict[str, Callable[[Component, str], str]]] = {
    "Datatype": _datatype,
    "In": _members,
    "LanguageIn": _languages,
    "MaxLength": _length,
    "MinLength": _length,
    "NodeKind": _kind,
    "Pattern": _pattern,
}
