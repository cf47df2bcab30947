"""
A plain graph as ``check`` reads it: what a thing says, and what says something of it.

A term is kept as N-Triples writes it, so that numbers stay as they were written, and a property is
put in order when it is first asked for: most are never asked for.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

Thing = ox.NamedNode | ox.BlankNode
Node = Thing | ox.Literal
Index = Mapping[str, list[str]]

ESCAPE: Final = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"\'\\]))')
MEANT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
NONE: Final[list[str]] = []
LANGUAGE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class Facts:
    """
    A plain graph: no graph names, and each statement once.

    What was once looked up is kept until something is added; whoever gets a list leaves it as it
    is.
    """

    __slots__ = ("_backward", "_forward", "_nested", "_pairs", "_terms")

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._pairs: dict[str, list[tuple[str, str]]] = {}
        self._forward: dict[str, dict[str, list[str]]] = {}
        self._backward: dict[str, dict[str, list[str]]] = {}
        self._nested = False
        self._terms: dict[str, Node] = {}
        self.add(quads)

    @classmethod
    def from_pairs(cls, pairs: dict[str, list[tuple[str, str]]]) -> "Facts":
        """Take subjects and objects by their property, each term as N-Triples writes it."""
        facts = cls()
        facts._pairs = pairs
        return facts

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Take in quads, leaving out their graph names."""
        written: dict[ox.NamedNode, str] = {}
        for quad in quads:
            predicate = written.get(quad.predicate)
            if predicate is None:
                predicate = written[quad.predicate] = str(quad.predicate)
                self._forward.pop(predicate, None)
                self._backward.pop(predicate, None)
            self._nested = self._nested or isinstance(quad.object, ox.Triple)
            pair = str(quad.subject), str(quad.object)
            self._pairs.setdefault(predicate, []).append(pair)

    def __iter__(self) -> Iterator[ox.Quad]:
        for triple in ox.parse(self._write(self._pairs), format=ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(triple.subject, triple.predicate, triple.object)

    def __len__(self) -> int:
        return sum(len(set(pairs)) for pairs in self._pairs.values())

    def _write(self, predicates: Iterable[str]) -> str:
        return "".join(
            f"{subject} {predicate} {value} .\n"
            for predicate in predicates
            for subject, value in dict.fromkeys(self._pairs.get(predicate, ()))
        )

    def make_store(self, predicates: Iterable[str] | None = None) -> ox.Store:
        """Put the statements of some properties, or all, into a store, to be asked in SPARQL."""
        text, store = self._write(self._pairs if predicates is None else predicates), ox.Store()
        if "_:" in text:
            # A loader gives blank nodes new names.
            store.extend(
                ox.Quad(one.subject, one.predicate, one.object)
                for one in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
            )
        else:
            store.load(text, format=ox.RdfFormat.N_TRIPLES, lenient=True)
        return store

    @property
    def predicates(self) -> Iterable[str]:
        """Name the properties that there are."""
        return self._pairs.keys()

    def forward(self, predicate: str) -> Index:
        """Give what each thing has under a property, terms as they are written."""
        found = self._forward.get(predicate)
        if found is None:
            pairs = self._pairs.get(predicate)
            found = self._forward[predicate] = {} if pairs is None else self._index(pairs)
        return found

    def _index(self, pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
        """Put pairs in order, each once, by their subjects."""
        if self._nested:
            pairs = [pair for pair in pairs if not pair[1].startswith("<<")]
        found = {subject: [value] for subject, value in pairs}
        if len(found) == len(pairs):
            # In files the subjects stand in order already.
            order = sorted(found)
            return found if order == list(found) else {one: found[one] for one in order}
        found = {}
        for subject, value in sorted(dict.fromkeys(pairs)):
            found.setdefault(subject, []).append(value)
        return found

    def backward(self, predicate: str) -> Index:
        """Give what has each value under a property, terms as they are written."""
        found = self._backward.get(predicate)
        if found is None:
            found = self._backward[predicate] = defaultdict(list)
            for subject, values in self.forward(predicate).items():
                for value in values:
                    found[value].append(subject)
        return found

    def values(self, thing: str, predicate: str) -> list[str]:
        """Give what one thing has under a property, terms as they are written."""
        found = self._forward.get(predicate)
        return (self.forward(predicate) if found is None else found).get(thing, NONE)

    def bearers(self, predicate: str, value: str) -> list[str]:
        """Give what has a value under a property, terms as they are written."""
        found = self._backward.get(predicate)
        return (self.backward(predicate) if found is None else found).get(value, NONE)

    def term(self, text: str) -> Node:
        """Give the term that is written so."""
        found = self._terms.get(text)
        if found is None:
            found = self._terms[text] = read_term(text)
        return found

    def about(self, thing: Thing) -> Iterator[ox.Quad]:
        """Give all that is stated about a thing."""
        for name in self._pairs:
            for value in self.values(str(thing), name):
                yield ox.Quad(thing, ox.NamedNode(name[1:-1]), self.term(value))


class Indices(dict[str, Index]):
    """What each thing has, by what leads there: looked up once, then found without a call."""

    def __init__(self, look_up: Callable[[str], Index]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, name: str) -> Index:
        found = self[name] = self._look_up(name)
        return found


def read_term(text: str) -> Node:
    r"""
    Read a term that N-Triples writes so.

    >>> read_term('"a\\"b"@en').value
    'a"b'
    """
    if text.startswith("<"):
        return ox.NamedNode(text[1:-1])
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    value, kind, language = read_literal(text)
    if language.partition("--")[1]:
        (triple,) = ox.parse(f"<a:> <a:> {text} .", format=ox.RdfFormat.N_TRIPLES)
        assert isinstance(triple.object, ox.Literal)
        return triple.object
    if language:
        return ox.Literal(value, language=language)
    return ox.Literal(value) if kind == STRING else ox.Literal(value, datatype=ox.NamedNode(kind))


def read_literal(text: str) -> tuple[str, str, str]:
    """
    Give the text, the datatype and the language of a literal that N-Triples writes so.

    >>> read_literal('"1"^^<urn:x:kind>')
    ('1', 'urn:x:kind', '')
    """
    if text[-1] == '"' and "\\" not in text:
        return text[1:-1], STRING, ""
    end = text.rindex('"')
    value, rest = text[1:end], text[end + 1 :]
    if "\\" in value:
        value = ESCAPE.sub(_unescape, value)
    if not rest:
        return value, STRING, ""
    if rest.startswith("@"):
        return value, LANGUAGE if "--" not in rest else "", rest[1:]
    return value, rest[3:-1], ""


def read_value(text: str) -> str:
    """
    Give the IRI, the text of a literal, or the name of a blank node that N-Triples writes so.

    >>> read_value("<urn:x:a>"), read_value('"a"@en')
    ('urn:x:a', 'a')
    """
    if text[0] == "<" or (text[-1] == '"' and "\\" not in text):
        return text[1:-1]
    return read_literal(text)[0] if text[0] == '"' else text[2:]


def is_literal(text: str) -> bool:
    """Tell whether N-Triples writes a literal so."""
    return text[0] == '"'


def _unescape(found: re.Match[str]) -> str:
    short, long, sign = found.groups()
    return MEANT.get(sign, sign) if sign else chr(int(short or long, 16))


def sort_key(node: Node) -> str:
    """Give the text by which things are put in order."""
    return node.value
