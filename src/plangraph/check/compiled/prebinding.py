"""
Constraints in SPARQL, where ``$this`` stands for the thing that is judged.

By SHACL a query is put once for each thing. Where it takes no part of its rows, and counts for each
thing if it counts, one query for all things says the same: the pattern that finds the things stands
at the head of every group. Any other is put once for each thing, as SHACL has it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from plangraph.check.compiled.model import Path, Select
from plangraph.errors import ShapesError

TOKEN: Final = re.compile(
    r"""
    (?P<text>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\n]*)
    |(?P<variable>[?$]\w+)
    |(?P<word>@?[A-Za-z_][\w-]*(?::[\w.%-]*)?|:[\w.%-]*)
    |(?P<space>\s+)
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
COUNTING: Final = frozenset(("AVG", "COUNT", "GROUP_CONCAT", "MAX", "MIN", "SAMPLE", "SUM"))
ALONE: Final = frozenset(("GRAPH", "LIMIT", "OFFSET"))
"""Words of queries that say something else of all things than of each."""

REFUSED: Final = frozenset(("MINUS", "SERVICE", "VALUES"))
"""Words that SHACL forbids, since a bound variable makes no sense in them."""

REMEDY: Final = "Write it without, or judge by pySHACL (--engine pyshacl)"

UNKNOWN: Final = frozenset(("currentShape", "shapesGraph"))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query, and what kind of piece."""

    kind: str
    text: str

    @property
    def word(self) -> str:
        """The word in capitals; nothing of what is no word."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        """The name of a variable; nothing of what is none."""
        return self.text[1:] if self.kind == "variable" else ""


def read_tokens(select: Select, path: Path | None) -> list[Token]:
    """
    Read a query, with the path of its shape in place of ``$PATH``.

    Raises:
        ShapesError: It uses what SHACL forbids, or what this engine does not know.
    """
    tokens = []
    for token in _take_apart(select.text):
        if token.word in REFUSED or token.name in UNKNOWN:
            raise ShapesError(
                "sh:select",
                f"{token.text} in a constraint is not known to this engine",
                REMEDY,
            )
        if token.name == "PATH":
            if path is None:
                raise ShapesError("sh:select", "$PATH without a path", "Correct the shapes")
            token = Token("iri", path.text)
        tokens.append(token)
    return tokens


@cache
def _take_apart(text: str) -> tuple[Token, ...]:
    """Take a query apart, once for all who look at it."""
    found = (Token(one.lastgroup or "other", one.group()) for one in TOKEN.finditer(text))
    return tuple(token for token in found if token.kind != "comment")


def write_prologue(select: Select) -> str:
    """Write the prefixes of a query."""
    return "".join(f"PREFIX {name}: <{space}> " for name, space in sorted(select.prefixes.items()))


def expand(tokens: list[Token], select: Select) -> list[Token]:
    """
    Write prefixed names in full, so that a query may stand within another.

    Raises:
        ShapesError: A prefix is not declared.
    """
    made = []
    for token in tokens:
        prefix, colon, local = token.text.partition(":")
        if token.kind == "word" and colon:
            if prefix not in select.prefixes:
                raise ShapesError("sh:select", f"no prefix {prefix}:", "Declare it by sh:prefixes")
            token = Token("iri", f"<{select.prefixes[prefix]}{local}>")
        made.append(token)
    return made


def bind_things(
    select: Select, path: Path | None, domain: str, variable: str, into: str = ""
) -> str | None:
    """
    Write the query for all things of a domain at once; None where that would say something else.

    It gives ``variable`` alone, or whatever ``into`` names as well.
    """
    tokens = expand(read_tokens(select, path), select)
    head, body = _split(tokens)
    if body is None or not _says_the_same(tokens):
        return None
    own = {token.name for token in tokens if token.name}
    apart = _rename(domain, variable, own)
    things = f"{{ SELECT DISTINCT ?this WHERE {{ {apart} }} }}"
    pattern = "".join(_with_things(body, things))
    projected = "".join(token.text for token in head)
    if "this" not in {token.name for token in head}:
        projected = f" ?this {projected}"
    if into:
        return f"SELECT DISTINCT {projected} WHERE {pattern}"
    given = variable if variable == "?this" else f"(?this AS {variable})"
    return f"SELECT DISTINCT {given} WHERE {pattern}"


def bind_thing(select: Select, path: Path | None, thing: str) -> str:
    """
    Write the query for one thing, as SHACL has it.

    Raises:
        ShapesError: A query within it does not give ``$this``, as SHACL asks.
    """
    written: list[str] = []
    head: list[Token] | None = None
    selects = 0
    ordering = False
    for token in read_tokens(select, path):
        if head is not None and (token.text == "{" or token.word == "WHERE"):
            written.append(_write_head(head, thing, selects))
            head = None
        if head is not None:
            head.append(token)
            continue
        if token.word == "SELECT":
            head, selects = [], selects + 1
        if token.word == "BY" or token.text in "{}":
            ordering = token.word == "BY"
        known = f"({thing})" if ordering else thing
        written.append(known if token.name == "this" else token.text)
    return write_prologue(select) + "".join(written)


def _write_head(head: list[Token], thing: str, number: int) -> str:
    """Write what a query gives, but for ``$this``, which is known."""
    given = [token for token in head if token.name or token.text == "*"]
    if number > 1 and "this" not in {token.name for token in given}:
        raise ShapesError(
            "sh:select", "a query within a query does not give $this", "Let it give $this, too"
        )
    depth = 0
    written = []
    for token in head:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.name != "this":
            written.append(token.text)
        elif depth:
            written.append(thing)
    if all(token.name == "this" for token in given):
        written.append(f" (1 AS ?known{number}) ")
    return "".join(written)


def _split(tokens: list[Token]) -> tuple[list[Token], list[Token] | None]:
    """Take a query apart: what it gives, and the group that finds it."""
    words = [token.word for token in tokens]
    if "SELECT" not in words:
        raise ShapesError("sh:select", "not a SELECT query", "Correct the shapes")
    first = words.index("SELECT")
    if any(token.text.strip() for token in tokens[:first]):
        return [], None  # a prologue of its own
    opened = next((n for n, token in enumerate(tokens) if token.text == "{"), None)
    if opened is None:
        raise ShapesError("sh:select", "not a SELECT query", "Correct the shapes")
    head = [t for t in tokens[first + 1 : opened] if t.word not in ("WHERE", "DISTINCT", "REDUCED")]
    return head, tokens[opened:]


def _says_the_same(tokens: list[Token]) -> bool:
    """Tell whether a query says of all things at once what it says of each."""
    if any(token.word in ALONE for token in tokens):
        return False
    counting = grouped = 0
    state, seen = "", [Token("word", "")]
    # The end closes whatever is open.
    for token in [*tokens, Token("other", "}")]:
        ends = token.text in "{}" or token.word in ("WHERE", "HAVING", "ORDER")
        if state and ends:
            counts = any(one.word in COUNTING for one in seen)
            mine = any(one.name == "this" for one in seen)
            counting += state == "SELECT" and counts
            grouped += state == "GROUP" and mine
            if state == "SELECT" and (not mine or any(one.text == "*" for one in seen)):
                return False
            if state == "GROUP" and not mine:
                return False
            state = ""
        if token.word in ("SELECT", "GROUP"):
            state, seen = token.word, []
        seen.append(token)
    return counting <= grouped


def _with_things(body: list[Token], things: str) -> Iterator[str]:
    """Put the pattern of the things at the head of each group, but for those that only test."""
    testing: list[bool] = []
    coming = False
    words = [token for token in body if token.kind != "space"]
    selects = {id(one) for one, after in pairwise(words) if after.word == "SELECT"}
    for token in body:
        coming = coming or token.word == "EXISTS"
        yield token.text
        if token.text == "{":
            testing.append(coming or (bool(testing) and testing[-1]))
            coming = False
            if not testing[-1] and id(token) not in selects:
                yield f" {things} "
        elif token.text == "}":
            testing.pop()


def _rename(domain: str, variable: str, own: set[str]) -> str:
    """Call the things of a domain ``?this``, and nothing else by a name that the query has."""
    taken = own | {"this"}

    def rename(found: re.Match[str]) -> str:
        name = found.group("variable")
        if not name:
            return found.group()
        if name == variable:
            return "?this"
        return f"{name}_" if name[1:] in taken else name

    return TOKEN.sub(rename, domain)
