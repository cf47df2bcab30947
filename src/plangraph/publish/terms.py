"""
RDF terms as pages and files need them: read once out of N-Triples, one object for each term.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from plangraph.errors import OutputError
from plangraph.names import PREFIXES, term

TYPE: Final = term("rdf:type")
INTEGER: Final = term("xsd:integer")
BOOLEAN: Final = term("xsd:boolean")
STRING: Final = term("xsd:string")
LANGUAGE: Final = term("rdf:langString")

LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
"""Last names of IRIs that Turtle takes as they are; what is not among them is written in full."""

BARE: Final = re.compile(r"[+-]?[0-9]+")
ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
SIGNS: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Node:
    """A term: how N-Triples and Turtle write it, and what it holds."""

    __slots__ = (
        "datatype",
        "is_iri",
        "is_literal",
        "language",
        "prefix",
        "token",
        "turtle",
        "value",
    )

    def __init__(self, token: str) -> None:
        self.token = token
        self.is_iri = token[0] == "<"
        self.is_literal = token[0] == '"'
        self.language = self.datatype = ""
        self.turtle = self.prefix = ""
        if self.is_iri:
            self.value = token[1:-1]
        elif self.is_literal:
            end = token.rindex('"')
            self.value = _unescape(token[1:end])
            rest = token[end + 1 :]
            self.language = rest[1:] if rest[:1] == "@" else ""
            self.datatype = LANGUAGE if self.language else rest[3:-1] or STRING
        else:
            self.value = token[2:]


Said = tuple[Node, Node]
"""What is said of something: the property and its value."""


class Terms:
    """
    The terms of a site, and the prefixes by which its Turtle shortens them.

    >>> terms = Terms({"x": "https://x/"})
    >>> node = terms.node("<https://x/goal-1>")
    >>> node.value, terms.write_turtle(node), node is terms.node("<https://x/goal-1>")
    ('https://x/goal-1', 'x:goal-1', True)
    """

    def __init__(self, spaces: Mapping[str, str]) -> None:
        self.spaces: Final = {**PREFIXES, **spaces}
        self._names = {space: name for name, space in self.spaces.items()}
        self._nodes: dict[str, Node] = {}

    def node(self, token: str) -> Node:
        """Give the term that N-Triples writes so."""
        found = self._nodes.get(token)
        if found is None:
            found = self._nodes[token] = Node(token)
        return found

    def iri(self, iri: str) -> Node:
        """Give the term of an IRI."""
        return self.node(f"<{iri}>")

    def read(self, lines: Iterable[str]) -> Iterator[tuple[Node, Node, Node]]:
        """
        Read lines of N-Triples.

        Raises:
            OutputError: A triple stands as a term.
        """
        node = self.node
        for line in lines:
            subject, predicate, value = line.split(" ", 2)
            if subject[:2] == "<<" or value[:2] == "<<":
                what = "a triple stands as a term (RDF 1.2)"
                raise OutputError("RDF", what, "Write it as plain RDF 1.1")
            yield node(subject), node(predicate), node(value[:-2])

    def write_turtle(self, node: Node) -> str:
        """Write a term as Turtle does, and note the prefix that this needs."""
        if not node.turtle:
            node.turtle = self._shorten(node)
        return node.turtle

    def _shorten(self, node: Node) -> str:
        if node.is_iri:
            return self._name(node, node.value) or node.token
        if not node.is_literal or node.language or node.datatype == STRING:
            return node.token
        if node.datatype == INTEGER and BARE.fullmatch(node.value):
            return node.value
        if node.datatype == BOOLEAN and node.value in ("true", "false"):
            return node.value
        name = self._name(node, node.datatype)
        return f"{node.token[: node.token.rindex('^^')]}^^{name}" if name else node.token

    def _name(self, node: Node, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._names.get(iri[:cut], "")
        if not prefix or not LOCAL.fullmatch(iri, cut):
            return ""
        node.prefix = prefix
        return f"{prefix}:{iri[cut:]}"


def _unescape(text: str) -> str:
    return ESCAPED.sub(_sign, text) if "\\" in text else text


def _sign(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else SIGNS.get(found[3], found[3])
