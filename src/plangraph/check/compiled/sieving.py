"""
Queries that need not be put: a walk along their pattern shows that they have no rows, or which.

Of a query it reads the statements that there must be, those that there must not be, and what is
compared. What it does not know it takes as holding, so that at worst the engine is asked in vain.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from plangraph.check.compiled.expressions import Bound, Expression, read_expression, remember
from plangraph.check.compiled.model import Found, Path, Select
from plangraph.check.compiled.prebinding import COUNTING, Token, expand, read_tokens
from plangraph.check.compiled.walking import NOTHING, TYPE, Things, Walker
from plangraph.check.facts import is_literal

May = Callable[[Walker, Things], bool]
Find = Callable[[Walker, Things], list[Found]]
Holds = Callable[[Walker, Bound], bool]

THIS: Final = "?this"
VALUE: Final = "?value"


@dataclass(slots=True)
class Group:
    """
    A pattern between braces: statements, groups that must not be there, tests after a statement.

    It is ``whole`` where it holds nothing that is not known here.
    """

    triples: list[tuple[str, str, str]] = field(default_factory=list)
    absent: list["Group"] = field(default_factory=list)
    tests: list[Expression] = field(default_factory=list)
    whole: bool = True


def sieve(
    select: Select, path: Path | None, way: tuple[Path, ...]
) -> tuple[May | None, Find | None]:
    """
    Make the test whether a query may have rows for any target, and the function that finds them.

    None, where it may have rows for any, and where a walk does not find them.
    """
    tokens = [one for one in expand(read_tokens(select, path), select) if one.kind != "space"]
    words = {token.word for token in tokens}
    if words & (COUNTING | {"HAVING"}) and "GROUP" not in words:
        # Of nothing it counts nothing, and that is a row.
        return None, None
    opened = next(number for number, token in enumerate(tokens) if token.text == "{")
    reading = _Reading(tokens, opened)
    group = reading.read_group({})
    if group is None or not group.triples or not reading.made.isdisjoint(reading.stated):
        return None, None
    has_rows = _prepare(group, frozenset({THIS}))

    def may(walker: Walker, things: Things) -> bool:
        return any(has_rows(walker, {THIS: thing}) for thing in things.reached(way))

    given = {f"?{token.name}" if token.name else token.word for token in tokens[:opened]}
    bound = {THIS} | ({VALUE} & set(chain.from_iterable(group.triples)))
    if reading.next().text or not given <= {"SELECT", "DISTINCT", "WHERE"} | bound:
        return may, None
    return may, _find(group, may, way, VALUE if VALUE in given else "")


def _find(group: Group, may: May, way: tuple[Path, ...], value: str) -> Find:
    """Make the function that finds the rows of a query, if it is sure of all."""

    def keep(walker: Walker, bound: Bound) -> bool:
        walker.rows[bound[THIS], bound.get(value), None] = None
        # There may be more.
        return False

    keep_possible = _prepare(group, frozenset({THIS}), end=keep)
    keep_certain = _prepare(group, frozenset({THIS}), end=keep, surely=True)

    def find(walker: Walker, things: Things) -> list[Found]:
        if not may(walker, things):
            return []
        each: list[dict[Found, None]] = []
        for keep_rows in (keep_possible, keep_certain):
            walker.rows = {}
            for thing in things.list(way):
                keep_rows(walker, {THIS: thing})
            each.append(walker.rows)
        possible, certain = each
        # An engine writes some literals anew.
        named = not any(is_literal(one) for found in certain for one in found if one)
        walker.sure = possible == certain and named
        return list(certain)

    return find


class _Reading:
    """
    The tokens of a query, read from one on.

    ``stated`` are the terms that statements are made of, ``made`` the variables of ``BIND``.
    """

    def __init__(self, tokens: list[Token], place: int) -> None:
        self.tokens = [*tokens, Token("other", "")]
        self.place = place
        self.stated: set[str] = set()
        self.made: set[str] = set()

    def next(self) -> Token:
        token = self.tokens[self.place]
        self.place += token.text != ""
        return token

    def read_group(self, known: Mapping[str, Expression]) -> Group | None:
        """Read a group, or nothing where it holds what would give rows of its own."""
        group, known = Group(), dict(known)
        tests: list[list[Token]] = []
        if self.next().text != "{":
            return None
        while (token := self.next()).text != "}":
            if token.text == ".":
                continue
            if token.word == "FILTER" and self._take("NOT", "EXISTS"):
                inner = self.read_group(known)
                if inner is None:
                    return None
                group.absent.append(inner)
            elif token.word in ("BIND", "FILTER"):
                found = self._read_brackets()
                if found is None:
                    return None
                if token.word == "FILTER":
                    tests.append(found)
                else:
                    group.whole = self._read_making(found, known) and group.whole
            else:
                self.place -= token.text != ""
                if not self._read_statements(group):
                    return None
        # What is filled below a test is there for it, too.
        read = [read_expression(one, known) for one in tests]
        group.tests = [one for one in read if one is not None]
        group.whole = group.whole and len(group.tests) == len(tests)
        return group

    def _take(self, *words: str) -> bool:
        found = [one.word for one in self.tokens[self.place : self.place + len(words)]]
        self.place += len(words) if found == list(words) else 0
        return found == list(words)

    def _read_making(self, tokens: list[Token], known: dict[str, Expression]) -> bool:
        """Read what is bound to a variable, and tell whether it is known here."""
        *inner, word, variable = tokens[1:-1]
        name = f"?{variable.name}"
        self.made.add(name)
        found = read_expression(inner, known) if word.word == "AS" else None
        if found is not None:
            known[name] = remember(found)
        return found is not None

    def _read_brackets(self) -> list[Token] | None:
        """Read what stands between brackets, with a function before them; not a group."""
        found: list[Token] = []
        depth = 0
        while not found or depth or found[-1].text != ")":
            token = self.next()
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            found.append(token)
            if token.text in ("", "{", "}") or (len(found) > 1 and not depth and token.text != ")"):
                return None
        return found

    def _read_statements(self, group: Group) -> bool:
        subject = _read_term(self.next())
        mark = ";"
        predicate: str | None = None
        while mark in (";", ","):
            if mark == ";":
                token = self.next()
                predicate = TYPE if token.text == "a" else _read_term(token)
            value = _read_term(self.next())
            if subject is None or value is None or predicate is None or predicate[0] != "<":
                return False
            group.triples.append((subject, predicate, value))
            self.stated.update(group.triples[-1])
            mark = self.next().text
        self.place -= 1
        return mark in (".", "}") or self.tokens[self.place].word in ("FILTER", "BIND")


def _read_term(token: Token) -> str | None:
    if token.kind == "variable":
        return f"?{token.name}"
    return token.text if token.kind == "iri" and token.text.startswith("<") else None


def _prepare(
    group: Group, known: frozenset[str], end: Holds | None = None, *, surely: bool = False
) -> Holds:
    """Make the test whether a group may have rows, or ``surely`` has, that hold in the ``end``."""
    if surely and not group.whole:
        return lambda _walker, _bound: False
    steps: list[tuple[tuple[str, str, str], frozenset[str], list[Expression]]] = []
    waiting = group.tests
    for triple in group.triples:
        now = known | {one for one in triple if one.startswith("?")}
        # A test is made as soon as all that it compares is known; of the rest, an engine knows.
        steps.append((triple, known, [test for test in waiting if test.names <= now]))
        waiting = [test for test in waiting if not test.names <= now]
        known = now
    if surely and waiting:
        return lambda _walker, _bound: False
    absent = [_prepare(one, known, surely=not surely) for one in group.absent]

    def lack(walker: Walker, bound: Bound) -> bool:
        lacks = not any(one(walker, bound) for one in absent)
        return lacks and (end is None or end(walker, bound))

    holds: Holds = lack
    for triple, before, tests in reversed(steps):
        holds = _extend(triple, before, _test_first(tests, holds, surely=surely))
    return holds


def _test_first(tests: list[Expression], holds: Holds, *, surely: bool) -> Holds:
    for test in tests:
        holds = _test(test, holds, surely=surely)
    return holds


def _test(test: Expression, holds: Holds, *, surely: bool) -> Holds:
    evaluate = test.evaluate
    if surely:
        return lambda walker, bound: evaluate(bound) is True and holds(walker, bound)
    return lambda walker, bound: evaluate(bound) is not False and holds(walker, bound)


def _extend(triple: tuple[str, str, str], known: frozenset[str], holds: Holds) -> Holds:
    """
    Make the test whether something holds beside one more statement.

    What a variable stands for is written over by the next that it may stand for: who reads it
    comes after.
    """
    subject, predicate, value = triple
    has_subject, has_value = (one[0] != "?" or one in known for one in (subject, value))

    def follow(walker: Walker, bound: Bound) -> bool:
        values = walker.forward[predicate].get(bound.get(subject, subject), NOTHING)
        if has_value:
            return bound.get(value, value) in values and holds(walker, bound)
        for one in values:
            bound[value] = one
            if holds(walker, bound):
                return True
        return False

    def come(walker: Walker, bound: Bound) -> bool:
        for one in walker.backward[predicate].get(bound.get(value, value), NOTHING):
            bound[subject] = one
            if holds(walker, bound):
                return True
        return False

    def look(walker: Walker, bound: Bound) -> bool:
        for one, values in walker.forward[predicate].items():
            for each in values:
                bound[subject], bound[value] = one, each
                if (subject != value or one == each) and holds(walker, bound):
                    return True
        return False

    return follow if has_subject else come if has_value else look
