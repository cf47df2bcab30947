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
Said = dict[str, dict[str, list[str]]]

ESCAPE: Final = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"\'\\]))')
MEANT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
NONE: Final[list[str]] = []
NOTHING: Final[Index] = {}
LANGUAGE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class Facts:
    """
    A plain graph: no graph names, and each statement once.

    What was once looked up is kept until something is added; whoever gets a list leaves it as it
    is.
    """

    __slots__ = ("_backward", "_forward", "_nested", "_said", "_terms")

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._said: Said = {}
        self._forward: dict[str, Index] = {}
        self._backward: dict[str, dict[str, list[str]]] = {}
        self._nested = False
        self._terms: dict[str, Node] = {}
        self.add(quads)

    @classmethod
    def from_said(cls, said: Said) -> "Facts":
        """Take what each thing has under each property, terms as N-Triples writes them."""
        facts = cls()
        facts._said = said
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
            values = self._said.setdefault(predicate, {}).setdefault(str(quad.subject), [])
            values.append(str(quad.object))

    def __iter__(self) -> Iterator[ox.Quad]:
        for triple in ox.parse(self._write(self._said), format=ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(triple.subject, triple.predicate, triple.object)

    def __len__(self) -> int:
        return sum(len(set(values)) for said in self._said.values() for values in said.values())

    def _write(self, predicates: Iterable[str]) -> str:
        return "".join(
            f"{subject} {predicate} {value} .\n"
            for predicate in predicates
            for subject, values in self._said.get(predicate, NOTHING).items()
            for value in dict.fromkeys(values)
        )

    def make_store(self, predicates: Iterable[str] | None = None) -> ox.Store:
        """Put the statements of some properties, or all, into a store, to be asked in SPARQL."""
        text, store = self._write(self._said if predicates is None else predicates), ox.Store()
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
        return self._said.keys()

    def forward(self, predicate: str) -> Index:
        """Give what each thing has under a property, terms as they are written."""
        found = self._forward.get(predicate)
        if found is None:
            said = self._said.get(predicate)
            found = self._forward[predicate] = NOTHING if said is None else self._order(said)
        return found

    def _order(self, said: dict[str, list[str]]) -> Index:
        """Put things and what they have in order, each once."""
        if self._nested:
            kept = ((one, _leave_out_nested(values)) for one, values in said.items())
            said = {one: values for one, values in kept if values}
        if sum(map(len, said.values())) > len(said):
            said = {one: sorted(set(values)) for one, values in said.items()}
        # In files the subjects stand in order already.
        order = sorted(said)
        return said if order == list(said) else {one: said[one] for one in order}

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
        for name in self._said:
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


def _leave_out_nested(values: list[str]) -> list[str]:
    return [value for value in values if not value.startswith("<<")]


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
