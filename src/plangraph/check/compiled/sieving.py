"""
Queries that need not be put: a walk along their pattern shows that they have no rows.

Of a query it reads the statements that there must be, those that there must not be, and what is
compared. What it does not know it takes as holding, so that at worst the engine is asked in vain.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Final

from plangraph.check.compiled.model import Path, Select, Target
from plangraph.check.compiled.prebinding import COUNTING, Token, expand, read_tokens
from plangraph.check.compiled.testing import read_decimal
from plangraph.check.compiled.walking import NOTHING, TYPE, Walker

May = Callable[[Walker, tuple[Target, ...]], bool]
Bound = dict[str, str]
"""What variables stand for, each by its name with a question mark."""

Test = Callable[[Bound], bool | None]
"""Tells whether something holds; None where only an engine knows."""

SIGNS: Final[Mapping[str, Callable[[object, object], bool]]] = {"=": eq, "!=": ne}
ORDERS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
OPERAND: Final = r"([?$]\w+|<[^<>]*>|(?=[0-9]))([+-]?[0-9]+)?"
COMPARISON: Final = re.compile(rf"{OPERAND}(<=|>=|!=|=|<|>){OPERAND}")


@dataclass(slots=True)
class Group:
    """
    A pattern between braces: statements, groups that must not be there, tests after a statement.

    It is ``whole`` where it holds nothing that is not known here.
    """

    triples: list[tuple[str, str, str]] = field(default_factory=list)
    absent: list["Group"] = field(default_factory=list)
    tests: list[tuple[frozenset[str], Test]] = field(default_factory=list)
    whole: bool = True


def sieve(select: Select, path: Path | None, way: tuple[Path, ...]) -> May | None:
    """Make the test whether a query may have rows for any target; None where any query may."""
    tokens = [one for one in expand(read_tokens(select, path), select) if one.kind != "space"]
    words = {token.word for token in tokens}
    if words & (COUNTING | {"HAVING"}) and "GROUP" not in words:
        # Of nothing it counts nothing, and that is a row.
        return None
    opened = next(number for number, token in enumerate(tokens) if token.text == "{")
    group = _Reading(tokens, opened).read_group()
    if group is None or not group.triples:
        return None

    def may(walker: Walker, targets: tuple[Target, ...]) -> bool:
        things = walker.list_targets(targets)
        for part in way:
            walk = walker.walk(part)
            things = [value for thing in things for value in walk(thing)]
        return any(_has_rows(walker, group, {"?this": thing}) for thing in things)

    return may


class _Reading:
    """The tokens of a query, read from one on."""

    def __init__(self, tokens: list[Token], place: int) -> None:
        self.tokens = [*tokens, Token("other", "")]
        self.place = place

    def next(self) -> Token:
        token = self.tokens[self.place]
        self.place += token.text != ""
        return token

    def read_group(self) -> Group | None:
        """Read a group, or nothing where it holds what would give rows of its own."""
        group = Group()
        if self.next().text != "{":
            return None
        while (token := self.next()).text != "}":
            if token.text == ".":
                continue
            if token.word == "FILTER":
                if not self._read_filter(group):
                    return None
            elif token.word == "BIND":
                group.whole = False
                if self._read_brackets() is None:
                    return None
            else:
                self.place -= token.text != ""
                if not self._read_statements(group):
                    return None
        return group

    def _read_filter(self, group: Group) -> bool:
        if [one.word for one in self.tokens[self.place : self.place + 2]] == ["NOT", "EXISTS"]:
            self.place += 2
            inner = self.read_group()
            if inner is not None:
                group.absent.append(inner)
            return inner is not None
        if self.tokens[self.place].text != "(":
            self.next()
        text = self._read_brackets()
        test = None if text is None else read_test(text)
        if test is None:
            group.whole = False
        else:
            group.tests.append(test)
        return text is not None

    def _read_brackets(self) -> str | None:
        """Read what stands between brackets, and is no group."""
        found, depth = [], 0
        while True:
            token = self.next()
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            found.append(token.text)
            if not depth:
                return "".join(found[1:-1]) if len(found) > 1 else None
            if token.text in ("", "{", "}"):
                return None

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
            mark = self.next().text
        self.place -= 1
        return mark in (".", "}") or self.tokens[self.place].word in ("FILTER", "BIND")


def _read_term(token: Token) -> str | None:
    if token.kind == "variable":
        return f"?{token.name}"
    return token.text if token.kind == "iri" and token.text.startswith("<") else None


def read_test(text: str) -> tuple[frozenset[str], Test] | None:
    """
    Read a comparison, without spaces, and the variables in it; None of whatever else is tested.

    >>> variables, test = read_test("?number>1")
    >>> test({"?number": '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'})
    True
    """
    found = COMPARISON.fullmatch(text)
    if found is None:
        return None
    name, more, sign, other, further = found.groups()
    one, two = (each.replace("$", "?", 1) for each in (name, other))

    def test(bound: Bound) -> bool | None:
        left, right = bound.get(one, one), bound.get(two, two)
        if sign in SIGNS and left.startswith("<") and right.startswith("<"):
            return None if more or further else SIGNS[sign](left, right)
        number, limit = _count(left, more), _count(right, further)
        if number is None or limit is None:
            return None
        return SIGNS[sign](number, limit) if sign in SIGNS else ORDERS[sign](number, limit)

    return frozenset(each for each in (one, two) if each.startswith("?")), test


def _count(text: str, more: str | None) -> Decimal | None:
    number = read_decimal(text) if text else Decimal(0)
    return None if number is None else number + Decimal(more or 0)


def _has_rows(
    walker: Walker, group: Group, bound: Bound, number: int = 0, *, surely: bool = False
) -> bool:
    """Tell whether a group may have rows, or ``surely`` has, by its statements from one on."""
    if surely and not group.whole:
        return False
    # A test is made as soon as all that it compares is known; of the rest, an engine knows.
    known = frozenset(bound)
    if number == len(group.triples):
        if surely and not all(names <= known for names, _test in group.tests):
            return False
        return not any(_has_rows(walker, one, bound, surely=not surely) for one in group.absent)
    triple = group.triples[number]
    now = known.union(triple)
    tests = [
        test for names, test in group.tests if names <= now and not (number and names <= known)
    ]
    for row in _extend(walker, triple, bound):
        said = [test(row) for test in tests]
        if not (False in said or (surely and None in said)) and _has_rows(
            walker, group, row, number + 1, surely=surely
        ):
            return True
    return False


def _extend(walker: Walker, triple: tuple[str, str, str], bound: Bound) -> Iterable[Bound]:
    """Give what variables may stand for where there is to be one more statement."""
    subject, predicate, value = triple
    thing, held = bound.get(subject, subject), bound.get(value, value)
    if thing[0] != "?":
        values = walker.facts.forward(predicate).get(thing, NOTHING)
        if held[0] == "?":
            return [{**bound, value: one} for one in values]
        return [bound] if held in values else ()
    if held[0] != "?":
        things = walker.facts.backward(predicate).get(held, NOTHING)
        return [{**bound, subject: one} for one in things]
    return (
        {**bound, subject: one, value: each}
        for one, values in walker.facts.forward(predicate).items()
        for each in values
        if subject != value or one == each
    )
