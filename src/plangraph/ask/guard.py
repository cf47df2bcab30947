"""
What a query may not do: write, or reach for the network.

Engines differ in where they let a word end (Oxigraph reads ``trueSERVICE`` as two) and in when they
decode ``\\uXXXX``, so a query must be harmless under each reading.
"""

from collections.abc import Container
from typing import Final

from plangraph.ask.tokens import Token, decode_escapes, split_query
from plangraph.errors import QueryError

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
DEEPEST: Final = 100
LONGEST: Final = 2000
"""Nested groups, and signs that join parts, beyond which the engine's stack may not hold."""

JOINING: Final = frozenset("!|&+-*/^.;,")
UPDATES: Final = (
    *("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"),
)


def refuse_hostile(text: str, where: object, *, graphs: Container[str] = ()) -> None:
    """
    Let only a question pass that reads the dataset at hand; ``graphs`` are those FROM may name.

    >>> refuse_hostile("ASK { ?a ?b 'SERVICE' } # LOAD", "a query")

    Raises:
        QueryError: The text calls another server, chooses graphs by FROM, changes data, or is
            so deeply nested or so long that it could bring the program down.
    """
    for reading in dict.fromkeys((text, decode_escapes(text))):
        tokens = split_query(reading)
        _refuse_update(tokens, where)
        _refuse_service(tokens, where)
        _refuse_from(tokens, where, graphs)
        _refuse_endless(tokens, where)


def _refuse_update(tokens: list[Token], where: object) -> None:
    for word in (token.text.upper() for token in tokens if token.kind == "word"):
        if word.startswith(FORMS):
            return
        if word.startswith(UPDATES):
            raise QueryError(
                where,
                f"{word} would change data, and ask only reads",
                f"Begin the query with {', '.join(FORMS[:-1])} or {FORMS[-1]}",
            )


def _refuse_service(tokens: list[Token], where: object) -> None:
    for index, token in enumerate(tokens):
        if "SERVICE" not in token.text.upper():
            continue
        # Inside a name it is harmless, unless a group follows as it would behind the keyword.
        inside = token.kind in ("name", "language")
        if token.kind == "word" or (inside and _opens_group(tokens[index + 1 : index + 4])):
            raise QueryError(
                where,
                "SERVICE would ask another server, and ask never uses the network",
                "Take the SERVICE part out",
            )


def _opens_group(following: list[Token]) -> bool:
    for token in following:
        if token.says("{"):
            return True
        if token.kind not in ("iri", "name", "variable") and not token.says("SILENT"):
            return False
    return False


def names_graphs(text: str) -> bool:
    """
    Tell whether a query says itself, by FROM, which graphs it is about.

    >>> names_graphs("SELECT * FROM <a:b> { ?from ?b 'FROM' }"), names_graphs("ASK { ?from ?b ?c }")
    (True, False)
    """
    return any(token.says("FROM") for token in split_query(text))


def _refuse_from(tokens: list[Token], where: object, graphs: Container[str]) -> None:
    depth = 0
    previous: Token | None = None
    for index, token in enumerate(tokens):
        if token.says("{") or token.says("}"):
            depth += 1 if token.text == "{" else -1
        declared = previous is not None and previous.says("PREFIX")
        prefix = token.text.split(":")[0].upper()
        word = token.kind == "word" or (token.kind == "name" and depth == 0 and not declared)
        if word and "FROM" in prefix and not _names_known(tokens[index : index + 3], graphs):
            raise QueryError(
                where,
                "FROM is not allowed, since ask answers from the plan at hand alone",
                "Take the FROM line out; name a graph inside the query with GRAPH",
            )
        previous = token


def _names_known(tokens: list[Token], graphs: Container[str]) -> bool:
    """Tell whether FROM, perhaps with NAMED, is followed by a graph that is at hand."""
    word, *rest = tokens
    named = rest[1:] if rest and rest[0].says("NAMED") else rest
    known = bool(named) and named[0].kind == "iri" and named[0].text[1:-1] in graphs
    return word.says("FROM") and known


def _refuse_endless(tokens: list[Token], where: object) -> None:
    depth = deepest = joined = 0
    for token in tokens:
        if token.kind == "sign" and token.text in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif token.kind == "sign" and token.text in ")]}":
            depth -= 1
        elif token.text in JOINING or token.text.upper() in ("UNION", "OPTIONAL"):
            joined += 1
    if deepest > DEEPEST:
        raise QueryError(where, f"nested more than {DEEPEST} deep", "Make the query simpler")
    if joined > LONGEST:
        raise QueryError(where, f"more than {LONGEST} parts", "Make several queries of it")
