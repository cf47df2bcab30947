"""
Expressions of SPARQL, as far as numbers, names and texts at hand tell what they give.

An expression gives None where only an engine knows: of an error, or of whatever is not read here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import floor
from operator import add, eq, ge, gt, le, lt, mul, ne, sub
from typing import Final

from plangraph.check.compiled.prebinding import Token
from plangraph.check.compiled.testing import match_pattern, read_decimal
from plangraph.names import term

Bound = dict[str, str]
"""What variables stand for, each by its name with a question mark."""

Number = Decimal | int
Value = Number | tuple[int, int] | bool | str | None
"""A number, two to divide, a truth value, or a term as N-Triples writes it."""

Evaluate = Callable[[Bound], Value]

ANY: Final[Mapping[str, Callable[[object, object], bool]]] = {"=": eq, "!=": ne}
ORDERS: Final[Mapping[str, Callable[[Number, Number], bool]]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
SUMS: Final = {"+": add, "-": sub}
LARGEST: Final = 10**9
"""Numbers up to which a quotient is no nearer to a whole number than an engine can tell."""

INTEGER: Final = f"<{term('xsd:integer')}>"
WHOLE: Final = re.compile("[+-]?[0-9]{1,15}")
PLAIN: Final = re.compile(r'"[^"\\\n]*"')
SIGNS: Final = re.compile(r"[<>!]=|&&|\|\||[0-9]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Expression:
    """What is to be worked out, and the variables that it takes."""

    names: frozenset[str]
    evaluate: Evaluate


def read_expression(tokens: list[Token], known: Mapping[str, Expression]) -> Expression | None:
    """
    Read an expression, with what stands in it for variables that are ``known``.

    None, where it holds what is not read here.
    """
    reading = _Reading(_join(tokens), known)
    found = reading.read_choice()
    return found if found is not None and reading.place == len(reading.words) else None


def remember(expression: Expression) -> Expression:
    """Keep what an expression gave: what is bound to a variable is often taken more than once."""
    names, evaluate = sorted(expression.names), expression.evaluate

    @lru_cache(maxsize=256)
    def work_out(*values: str | None) -> Value:
        return evaluate({name: one for name, one in zip(names, values, strict=True) if one})

    return Expression(expression.names, lambda bound: work_out(*map(bound.get, names)))


def _join(tokens: list[Token]) -> list[str]:
    """Put signs of several characters together, which the tokens of a query leave apart."""
    words: list[str] = []
    signs = ""
    for token in [*tokens, Token("space", "")]:
        if token.kind == "other":
            signs += token.text
            continue
        words += SIGNS.findall(signs)
        signs = ""
        words += [token.text] if token.text else []
    return words


class _Reading:
    """The words of an expression, read from one on."""

    def __init__(self, words: list[str], known: Mapping[str, Expression]) -> None:
        self.words = words
        self.known = known
        self.place = 0

    def take(self, *wanted: str) -> str:
        """Take the next word if it is one of these."""
        word = self.words[self.place] if self.place < len(self.words) else ""
        if word and word in wanted:
            self.place += 1
            return word
        return ""

    def read_choice(self) -> Expression | None:
        found = self.read_both()
        while found is not None and self.take("||"):
            found = _combine(found, self.read_both(), _either)
        return found

    def read_both(self) -> Expression | None:
        found = self.read_comparison()
        while found is not None and self.take("&&"):
            found = _combine(found, self.read_comparison(), _both)
        return found

    def read_comparison(self) -> Expression | None:
        found = self.read_sum()
        sign = self.take(*ANY, *ORDERS)
        if found is None or not sign:
            return found
        return _combine(found, self.read_sum(), _compare_by(sign))

    def read_sum(self) -> Expression | None:
        found = self.read_product()
        while found is not None and (sign := self.take(*SUMS)):
            found = _combine(found, self.read_product(), _count_by(SUMS[sign]))
        return found

    def read_product(self) -> Expression | None:
        found = self.read_part()
        while found is not None and (sign := self.take("*", "/")):
            found = _combine(found, self.read_part(), _divide if sign == "/" else _count_by(mul))
        return found

    def read_part(self) -> Expression | None:
        if self.take("!"):
            return _change(self.read_part(), _deny)
        if self.take("("):
            found = self.read_choice()
            return found if self.take(")") else None
        if self.place >= len(self.words):
            return None
        word = self.words[self.place]
        self.place += 1
        if word[0] in "?$" and len(word) > 1:
            name = f"?{word[1:]}"
            found = Expression(frozenset({name}), lambda bound: bound.get(name))
            return self.known.get(name, found)
        if word.isdecimal():
            number = int(word)
            return Expression(frozenset(), lambda _bound: number)
        if PLAIN.fullmatch(word):
            return Expression(frozenset(), lambda _bound: word)
        if word == INTEGER and self.take("("):
            return self.end(_change(self.read_choice(), _make_integer))
        if word.startswith("<") and len(word) > 2:
            return Expression(frozenset(), lambda _bound: word)
        if word.upper() == "FLOOR" and self.take("("):
            return self.end(_change(self.read_choice(), _floor))
        if word.upper() == "SUBSTR" and self.take("("):
            return self.end(self.read_substring())
        if word.upper() == "REGEX" and self.take("("):
            return self.end(self.read_match())
        return None

    def end(self, found: Expression | None) -> Expression | None:
        return found if self.take(")") else None

    def read_substring(self) -> Expression | None:
        text, comma = self.read_choice(), self.take(",")
        words = self.words[self.place : self.place + 3]
        if text is None or not comma or len(words) < 3 or words[1] != ",":
            return None
        if not (words[0].isdecimal() and words[2].isdecimal() and int(words[0]) > 0):
            return None
        self.place += 3
        begin, length = int(words[0]) - 1, int(words[2])
        return _change(text, lambda value: _cut(value, begin, begin + length))

    def read_match(self) -> Expression | None:
        text, comma = self.read_choice(), self.take(",")
        pattern = self.words[self.place] if self.place < len(self.words) else ""
        self.place += 1
        search = match_pattern(pattern[1:-1]) if PLAIN.fullmatch(pattern) else None
        if text is None or not comma or search is None:
            return None

        def match(value: Value) -> Value:
            plain = _read_plain(value)
            return None if plain is None else search(plain)

        return _change(text, match)


def _combine(
    one: Expression, two: Expression | None, work: Callable[[Value, Value], Value]
) -> Expression | None:
    if two is None:
        return None
    left, right = one.evaluate, two.evaluate
    return Expression(one.names | two.names, lambda bound: work(left(bound), right(bound)))


def _change(one: Expression | None, work: Callable[[Value], Value]) -> Expression | None:
    if one is None:
        return None
    evaluate = one.evaluate
    return Expression(one.names, lambda bound: work(evaluate(bound)))


def _either(one: Value, two: Value) -> Value:
    if one is True or two is True:
        return True
    return False if one is False and two is False else None


def _both(one: Value, two: Value) -> Value:
    if one is False or two is False:
        return False
    return True if one is True and two is True else None


def _deny(one: Value) -> Value:
    return not one if isinstance(one, bool) else None


def _compare_by(sign: str) -> Callable[[Value, Value], Value]:
    equal, order = ANY.get(sign), ORDERS.get(sign)

    def compare(one: Value, two: Value) -> Value:
        if equal and isinstance(one, str) and isinstance(two, str) and one[0] == two[0] == "<":
            return equal(one, two)
        left, right = _number(one), _number(two)
        if left is None or right is None:
            return None
        return equal(left, right) if equal else order is not None and order(left, right)

    return compare


def _number(value: Value) -> Number | None:
    if isinstance(value, str):
        return read_decimal(value)
    return value if isinstance(value, Decimal) or type(value) is int else None


def _count_by(work: Callable[[Number, Number], Number]) -> Callable[[Value, Value], Value]:
    def count(one: Value, two: Value) -> Value:
        left, right = _small_number(one), _small_number(two)
        if left is None or right is None:
            return None
        if work is mul and not (_is_whole(left) and _is_whole(right)):
            return None
        return work(left, right)

    return count


def _divide(one: Value, two: Value) -> Value:
    left, right = _small_number(one), _small_number(two)
    if left is None or not right:
        return None
    return (int(left), int(right)) if _is_whole(left) and _is_whole(right) else None


def _small_number(value: Value) -> Number | None:
    number = value if type(value) is int else _number(value)
    return number if number is not None and -LARGEST <= number <= LARGEST else None


def _is_whole(number: Number) -> bool:
    return type(number) is int or number == int(number)


def _floor(one: Value) -> Value:
    if isinstance(one, tuple):
        return one[0] // one[1]
    number = _number(one)
    return None if number is None else floor(number)


@lru_cache(maxsize=1024)
def _make_integer(one: Value) -> Value:
    plain = _read_plain(one)
    return int(plain) if plain is not None and WHOLE.fullmatch(plain) else None


def _cut(value: Value, begin: int, end: int) -> Value:
    plain = _read_plain(value)
    return None if plain is None else f'"{plain[begin:end]}"'


@lru_cache(maxsize=1024)
def _read_plain(value: Value) -> str | None:
    """Read a text without a language, of plain signs."""
    return value[1:-1] if isinstance(value, str) and PLAIN.fullmatch(value) else None
