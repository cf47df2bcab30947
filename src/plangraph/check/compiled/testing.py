"""
What must hold of one value, as a test of the term as N-Triples writes it.

It says what ``values`` says in SPARQL; where it might not, there is no test.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Final

import pyoxigraph as ox

from plangraph.check.compiled.datatypes import LEXICAL, RANGES
from plangraph.check.compiled.model import Component
from plangraph.check.facts import Node, read_literal, read_value
from plangraph.names import PREFIXES, term

Test = Callable[[str], bool]
Filter = Callable[[set[str]], set[str]]

COMPARED: Final[dict[str, Callable[[int], bool]]] = {
    "MaxExclusive": lambda sign: sign < 0,
    "MaxInclusive": lambda sign: sign <= 0,
    "MinExclusive": lambda sign: sign > 0,
    "MinInclusive": lambda sign: sign >= 0,
}
TESTS: Final = frozenset(COMPARED) | frozenset(
    {"Datatype", "In", "LanguageIn", "MaxLength", "MinLength", "NodeKind", "Pattern"}
)
"""Constraints that look at one value alone."""

KINDS: Final = {
    "BlankNode": "_",
    "BlankNodeOrIRI": "_<",
    "BlankNodeOrLiteral": '_"',
    "IRI": "<",
    "IRIOrLiteral": '<"',
    "Literal": '"',
}
FLOATS: Final = frozenset({"double", "float"})
MOST_DIGITS: Final = 40
"""Digits beyond which a number is out of every range."""

MOST_SIGNS: Final = 16
"""Signs of a number beyond which an engine may not hold all of them."""

DATE: Final = term("xsd:date")
DAY: Final = re.compile(rf'"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"\^\^<{re.escape(DATE)}>')
"""A day of no time zone, in a year of four digits: such are in order by their signs."""

SIMPLE: Final = re.compile(
    r"""(?: [^\\\[\](){}*+?.^$|&~]          # a sign
          | \\[.*+?()|^$nrt\\\[\]{}-] | \\x[0-9A-Fa-f]{2} | \\u[0-9A-Fa-f]{4}
          | \[ \^? (?: [^\\\[\]^&~-]
                     | \\[nrt\\.\[\]^-] | \\x[0-9A-Fa-f]{2} | \\u[0-9A-Fa-f]{4}
                     | (?<=[^\[^-])-(?=[^\]\[-]) )+ \]
          | [*+?|^$.] | (?<=[^{}])\{[0-9]{1,3}(?:,[0-9]{0,3})?\} | \((?!\?) | \)
        )*""",
    re.VERBOSE,
)
"""Regular expressions that mean the same to SPARQL and to Python, but for the end of a text."""


BUNCH: Final = 16
"""Texts that are looked at together, where that is the same as one by one."""

LISTED: Final = re.compile(r"\^\[ (?: [^\\\[\]] | \\. )+ \]\*\$", re.VERBOSE)
"""Regular expressions that hold of texts where they hold of these one after another."""


def make_filter(component: Component) -> Filter | None:
    """
    Make what finds those of some values that fail a constraint, which looks at each alone.

    None, where it is not known.
    """
    return _make_filter(component.name, component.values, component.flags)


@cache
def _make_filter(name: str, values: tuple[Node, ...], flags: str) -> Filter | None:
    if name == "In":
        members = frozenset(map(str, values))
        known = all(keeps_form(value) for value in values)
        return (lambda found: found - members) if known else None
    if name == "Pattern":
        matches = None if flags else match_pattern(values[0].value)
        if matches is None:
            return None
        joins = LISTED.fullmatch(values[0].value)
        return _filter_joined(matches) if joins else _filter_texts(matches)
    test = _make_test(name, values)
    return None if test is None else lambda found: {one for one in found if not test(one)}


def _filter_texts(matches: Test) -> Callable[[Iterable[str]], set[str]]:
    return lambda found: {one for one in found if one[0] == "_" or not matches(read_value(one))}


def _filter_joined(matches: Test) -> Filter:
    """Make the filter by a test that holds of texts where it holds of them joined."""
    filter_each = _filter_texts(matches)

    def find_failing(found: set[str]) -> set[str]:
        failing, texts = set[str](), list(found)
        for begin in range(0, len(texts), BUNCH):
            part = texts[begin : begin + BUNCH]
            joined = _join_texts(part)
            if joined is None or not matches(joined):
                failing |= filter_each(part)
        return failing

    return find_failing


def _join_texts(found: list[str]) -> str | None:
    """Join texts, if all are plain ones without a language, and without a quotation mark."""
    written = "".join(found)
    pieces = written.split('"')
    plain = '\\"' not in written and not any(pieces[::2])
    return read_literal(f'"{"".join(pieces[1::2])}"')[0] if plain else None


def _make_test(name: str, values: tuple[Node, ...]) -> Test | None:
    if name == "LanguageIn":
        ranges = tuple(value.value.lower() for value in values)
        return lambda text: _speaks(text, ranges)
    value = values[0]
    if name == "NodeKind":
        signs = KINDS.get(value.value.removeprefix(PREFIXES["sh"]))
        return None if signs is None else lambda text: text[0] in signs
    if name == "Datatype":
        return _test_datatype(value.value)
    if name in COMPARED:
        return _test_order(name, value)
    count = int(value.value)
    if name == "MinLength":
        return lambda text: text[0] != "_" and len(_read_text(text)) >= count
    return lambda text: text[0] != "_" and len(_read_text(text)) <= count


@cache
def keeps_form(node: Node) -> bool:
    """Tell whether a store keeps a term as it is written; it writes some numbers anew."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:"), ox.NamedNode("a:"), node))
    return all(str(quad.object) == str(node) for quad in store)


def _read_text(text: str) -> str:
    return text[1:-1] if text[0] == "<" else read_literal(text)[0]


def _speaks(text: str, ranges: tuple[str, ...]) -> bool:
    if text[0] != '"':
        return False
    tag = read_literal(text)[2].partition("--")[0].lower()
    return bool(tag) and any(one in ("*", tag) or tag.startswith(f"{one}-") for one in ranges)


def is_well_formed(text: str, datatype: str) -> bool:
    """
    Tell whether a text is well formed for a datatype; of one unknown, any text is.

    >>> is_well_formed("256", "http://www.w3.org/2001/XMLSchema#unsignedByte")
    False
    """
    space = PREFIXES["xsd"]
    name = datatype.removeprefix(space) if datatype.startswith(space) else ""
    pattern = LEXICAL.get("double" if name == "float" else name)
    if pattern is not None:
        return re.fullmatch(pattern, text) is not None
    if name not in RANGES:
        return True
    if re.fullmatch("[+-]?[0-9]+", text) is None:
        return False
    least, most = RANGES[name]
    digits = text.lstrip("+-").lstrip("0")
    number = int(digits[:MOST_DIGITS] or "0") * (-1 if text[0] == "-" else 1)
    return (least is None or number >= least) and (most is None or number <= most)


def _test_datatype(datatype: str) -> Test:
    def test(text: str) -> bool:
        if text[0] != '"':
            return False
        value, kind, _language = read_literal(text)
        return kind == datatype and is_well_formed(value, datatype)

    return test


@lru_cache(maxsize=4096)
def _read_number(text: str) -> Decimal | float | None:
    """Read a literal that is a number; None where it is another thing, or ill-formed."""
    if text[0] != '"':
        return None
    value, kind, _language = read_literal(text)
    name = kind.removeprefix(PREFIXES["xsd"])
    if not kind.startswith(PREFIXES["xsd"]) or name not in {"decimal", *FLOATS, *RANGES}:
        return None
    if not is_well_formed(value, kind):
        return None
    try:
        return float(value.replace("INF", "inf")) if name in FLOATS else Decimal(value)
    except (InvalidOperation, ValueError, OverflowError):
        return None


@lru_cache(maxsize=4096)
def read_decimal(text: str) -> Decimal | None:
    """
    Read a whole or decimal number that any engine holds; None of whatever else.

    >>> read_decimal('"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    Decimal('1.50')
    """
    if text[0] != '"' or text.rindex('"') > MOST_SIGNS:
        return None
    found = _read_number(text)
    return found if isinstance(found, Decimal) else None


def compare(text: str, other: str) -> int | None:
    """
    Tell of two numbers or days by a sign how they stand; None of whatever else an engine compares.

    >>> compare('"2026-04-01"^^<http://www.w3.org/2001/XMLSchema#date>', "<urn:x:day>")
    """
    one, two = read_decimal(text), read_decimal(other)
    if one is not None and two is not None:
        return (one > two) - (one < two)
    days = [day.group(1) for each in (text, other) if (day := DAY.fullmatch(each))]
    read = [day for day in days if is_well_formed(day, DATE)]
    return (read[0] > read[1]) - (read[0] < read[1]) if len(read) == 2 else None


def _test_order(name: str, limit: Node) -> Test | None:
    most = _read_number(str(limit))
    if most is None:
        return None
    holds = COMPARED[name]

    def test(text: str) -> bool:
        number = _read_number(text)
        if number is None or number != number or most != most:
            return False
        if isinstance(number, float) or isinstance(most, float):
            one, other = float(number), float(most)
            return holds((one > other) - (one < other))
        return holds((number > most) - (number < most))

    return test


def match_pattern(pattern: str) -> Callable[[str], bool] | None:
    """Make the test whether a text matches a regular expression of SPARQL; or nothing."""
    if SIMPLE.fullmatch(pattern) is None:
        return None
    try:
        # Python's dollar also stands before a line feed at the end.
        search = re.compile(re.sub(r"(?<!\\)((?:\\\\)*)\$(?![^\[]*\])", r"\1\\Z", pattern)).search
    except re.error:
        return None
    return lambda text: search(text) is not None
