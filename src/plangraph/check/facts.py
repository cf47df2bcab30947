"""
A plain graph as ``check`` reads it: what a thing says, and what says something of it.

A term is kept as N-Triples writes it, so that numbers stay as they were written, and a property is
put in order when it is first asked for: most are never asked for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

import pyoxigraph as ox

Thing = ox.NamedNode | ox.BlankNode
Node = Thing | ox.Literal
Index = Mapping[str, list[str]]

ESCAPE: Final = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"\'\\]))')
MEANT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class Facts:
    """
    A plain graph: no graph names, and each statement once.

    What was once looked up is kept until something is added; whoever gets a list leaves it as it
    is.
    """

    __slots__ = ("_backward", "_forward", "_looked_up", "_pairs", "_terms", "known")

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._pairs: dict[str, list[tuple[str, str]]] = {}
        self._forward: dict[str, dict[str, list[str]]] = {}
        self._backward: dict[str, dict[str, list[str]]] = {}
        self._looked_up: dict[tuple[Node, ox.NamedNode], list[Node]] = {}
        self._terms: dict[str, Node] = {}
        self.known: dict[object, list[Node]] = {}
        """For readers of the graph to keep what they worked out."""
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
            pair = str(quad.subject), str(quad.object)
            self._pairs.setdefault(predicate, []).append(pair)
        self._looked_up.clear()
        self.known.clear()

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
            found = self._forward[predicate] = {}
            # In files the pairs stand in order already, and then to sort them costs little.
            for subject, value in sorted(dict.fromkeys(self._pairs.get(predicate, ()))):
                if value.startswith("<<"):
                    continue
                values = found.get(subject)
                if values is None:
                    found[subject] = [value]
                else:
                    values.append(value)
        return found

    def backward(self, predicate: str) -> Index:
        """Give what has each value under a property, terms as they are written."""
        found = self._backward.get(predicate)
        if found is None:
            found = self._backward[predicate] = {}
            for subject, values in self.forward(predicate).items():
                for value in values:
                    subjects = found.get(value)
                    if subjects is None:
                        found[value] = [subject]
                    else:
                        subjects.append(subject)
        return found

    def term(self, text: str) -> Node:
        """Give the term that is written so."""
        found = self._terms.get(text)
        if found is None:
            found = self._terms[text] = read_term(text)
        return found

    def _terms_of(self, texts: Iterable[str]) -> list[Node]:
        return [self.term(text) for text in texts]

    def objects(self, subject: Node | None, predicate: ox.NamedNode) -> list[Node]:
        """Give what a thing, or any thing, has under a property."""
        if subject is None:
            values = chain.from_iterable(self.forward(str(predicate)).values())
            return self._terms_of(values)
        key = (subject, predicate)
        found = self._looked_up.get(key)
        if found is None:
            texts = self.forward(_name(predicate)).get(str(subject), ())
            found = self._looked_up[key] = self._terms_of(texts)
        return found

    def things(self, predicate: ox.NamedNode, value: Node | None = None) -> list[Thing]:
        """Give the things that have this, or anything, under a property."""
        if value is None:
            found: Iterable[str] = self.forward(_name(predicate))
        else:
            found = self.backward(_name(predicate)).get(str(value), ())
        return [one for one in self._terms_of(found) if not isinstance(one, ox.Literal)]

    def subjects(self, predicate: ox.NamedNode, value: Node | None = None) -> list[Node]:
        """Give the things that have this under a property, for who takes literals, too."""
        return list(self.things(predicate, value))

    def text(self, subject: Node | None, predicate: ox.NamedNode) -> str:
        """Give one of the texts or IRIs that a thing has under a property; or nothing."""
        found = self.value(subject, predicate)
        return "" if found is None else found.value

    def value(self, subject: Node | None, predicate: ox.NamedNode | None) -> Node | None:
        """Give one of the things that a thing has under a property."""
        if subject is None or predicate is None:
            return None
        found = self.objects(subject, predicate)
        return found[0] if found else None

    def says(
        self, subject: Node | None, predicate: ox.NamedNode | None, value: Node | None = None
    ) -> bool:
        """Tell whether there is such a statement; None stands for anything."""
        names = self._pairs if predicate is None else (_name(predicate),)
        if subject is None:
            if value is None:
                return any(self.forward(name) for name in names)
            return any(str(value) in self.backward(name) for name in names)
        about = str(subject)
        found = (self.forward(name).get(about, ()) for name in names)
        if value is None:
            return any(found)
        return any(str(value) in values for values in found)

    def about(self, subject: Node) -> Iterator[ox.Quad]:
        """Give all that is stated about a thing."""
        if isinstance(subject, ox.Literal):
            return
        for name in self._pairs:
            for value in self.forward(name).get(str(subject), ()):
                yield ox.Quad(subject, ox.NamedNode(name[1:-1]), self.term(value))


_NAMES: Final[dict[ox.NamedNode, str]] = {}


def _name(predicate: ox.NamedNode) -> str:
    """Write a property; there are few, and each is asked for again and again."""
    found = _NAMES.get(predicate)
    if found is None:
        found = _NAMES[predicate] = str(predicate)
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
    end = text.rindex('"')
    value, rest = text[1:end], text[end + 1 :]
    if "\\" in value:
        value = ESCAPE.sub(_unescape, value)
    if not rest:
        return value, STRING, ""
    if rest.startswith("@"):
        return value, LANGUAGE if "--" not in rest else "", rest[1:]
    return value, rest[3:-1], ""


def _unescape(found: re.Match[str]) -> str:
    short, long, sign = found.groups()
    return MEANT.get(sign, sign) if sign else chr(int(short or long, 16))


def sort_key(node: Node) -> str:
    """Give the text by which things are put in order."""
    return node.value
