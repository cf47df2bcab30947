"""
Values that a reader puts into a question: each replaces the terms of one ``VALUES`` line.

Text from outside becomes one RDF term and nothing else, whatever it holds.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from plangraph.ask.tokens import Token, split_query
from plangraph.errors import QueryError

Given: TypeAlias = str | Sequence[str]

NAMING: Final = ("department", "thing")
"""Kinds whose values name something in the plan: by its printed name or its IRI."""

KINDS: Final = (*NAMING, "text", "iri", "integer")
IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f<>\"{}|^`\\\ud800-\udfff]+")
WEB: Final = re.compile(r"https?://", re.IGNORECASE)
INTEGER: Final = re.compile(r"[+-]?\d{1,18}", re.ASCII)
ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place in a question for a value of the reader's."""

    name: str
    kind: str
    meaning: Mapping[str, str]
    default: tuple[str, ...]
    many: bool


def write_literal(text: str) -> str:
    """
    Write text as a SPARQL string that every engine reads back as the same text.

    Some engines decode ``\\\\uXXXX`` before they read the string, so no backslash stands before a
    u, and escapes have eight digits, which cannot swallow what follows.

    >>> print(write_literal('a"b'), write_literal("\\\\u0022"))
    "a\\"b" "\\\\\\U000000750022"

    Raises:
        ValueError: The text holds half a character (a lone surrogate).
    """
    out: list[str] = []
    for sign in text:
        if "\ud800" <= sign <= "\udfff":
            raise ValueError("half a character")
        if sign in "uU" and out and out[-1] == "\\\\":
            out.append(f"\\U{ord(sign):08X}")
        elif sign in ESCAPES:
            out.append(ESCAPES[sign])
        elif unicodedata.category(sign) == "Cc":
            out.append(f"\\U{ord(sign):08X}")
        else:
            out.append(sign)
    return f'"{"".join(out)}"'


def write_term(value: str, kind: str) -> str:
    """
    Write a value as the SPARQL term that its kind asks for.

    >>> write_term("https://example.org/a", "thing"), write_term("総務課", "department")
    ('<https://example.org/a>', '"総務課"')

    Raises:
        ValueError: The value is not of that kind.
    """
    if kind == "integer":
        if not INTEGER.fullmatch(value):
            raise ValueError("not a whole number")
        return str(int(value))
    if kind == "iri" and not IRI.fullmatch(value):
        raise ValueError("not an absolute IRI")
    if kind == "iri" or (kind in NAMING and WEB.match(value) and IRI.fullmatch(value)):
        return f"<{value}>"
    return write_literal(unicodedata.normalize("NFC", value))


def check_given(
    parameters: Sequence[Parameter], given: Mapping[str, Given], where: object
) -> dict[str, tuple[str, ...]]:
    """
    Bring what a reader gave together with what the question takes.

    Raises:
        QueryError: A name is unknown, a value is missing, empty or of the wrong kind.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            raise QueryError(where, f"no parameter is called '{name}'", _say_allowed(parameters))
    values: dict[str, tuple[str, ...]] = {}
    for parameter in parameters:
        raw = given.get(parameter.name, parameter.default)
        listed = (raw,) if isinstance(raw, str) else tuple(raw)
        if not listed:
            what = f"the parameter '{parameter.name}' is missing"
            raise QueryError(where, what, f"Add --set {parameter.name}=VALUE")
        if len(listed) > 1 and not parameter.many:
            what = f"the parameter '{parameter.name}' takes one value, not {len(listed)}"
            raise QueryError(where, what, "Give it once")
        for value in listed:
            _check_value(parameter, value, where)
        values[parameter.name] = listed
    return values


def _check_value(parameter: Parameter, value: str, where: object) -> None:
    what = None
    if not value.strip():
        what = f"the parameter '{parameter.name}' is empty"
    else:
        try:
            write_term(value, parameter.kind)
        except ValueError as error:
            what = f"the parameter '{parameter.name}' is {error}"
    if what is not None:
        remedy = (
            f"Give {parameter.meaning.get('en', 'a value')}, as in --set {parameter.name}=VALUE"
        )
        raise QueryError(where, what, remedy)


def _say_allowed(parameters: Sequence[Parameter]) -> str:
    if not parameters:
        return "This question takes none"
    names = ", ".join(parameter.name for parameter in parameters)
    return f"It takes: {names}"


def find_values(sparql: str, name: str) -> tuple[Token, Token] | None:
    """Find the braces of ``VALUES ?name { ... }``; None unless there is just one such line."""
    tokens = split_query(sparql)
    found: list[tuple[Token, Token]] = []
    for index, token in enumerate(tokens[:-2]):
        variable, opening = tokens[index + 1], tokens[index + 2]
        if token.says("VALUES") and variable.text[1:] == name and opening.says("{"):
            closing = next((later for later in tokens[index + 3 :] if later.says("}")), None)
            if closing is not None:
                found.append((opening, closing))
    return found[0] if len(found) == 1 else None


def bind_values(
    sparql: str, parameters: Sequence[Parameter], values: Mapping[str, Sequence[str]]
) -> str:
    """Put values, which ``check_given`` has passed, in the place of the terms that stand there."""
    for parameter in parameters:
        place = find_values(sparql, parameter.name)
        if place is not None and parameter.name in values:
            terms = " ".join(write_term(value, parameter.kind) for value in values[parameter.name])
            opening, closing = place
            sparql = f"{sparql[: opening.end]} {terms} {sparql[closing.start :]}"
    return sparql
