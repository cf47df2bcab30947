"""
The forms in which a thing is published as data: Turtle, N-Triples and JSON-LD.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.publish.description import Description
from plangraph.publish.terms import TYPE, Node, Said, Terms
from plangraph.publish.tree import TreeWriter


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page: its ending, its media type, how a reader calls it."""

    ending: str
    media: str
    name: str


PAGE: Final = Form(".html", "text/html", "HTML")
TURTLE: Final = Form(".ttl", "text/turtle", "Turtle")
JSON_LD: Final = Form(".jsonld", "application/ld+json", "JSON-LD")
N_TRIPLES: Final = Form(".nt", "application/n-triples", "N-Triples")
CSV: Final = Form(".csv", "text/csv", "CSV")

FORMS: Final = (PAGE, TURTLE, JSON_LD, N_TRIPLES, CSV)
"""The one table from which links, negotiation and set-ups of servers are made."""

DATA: Final = (TURTLE, JSON_LD, N_TRIPLES)


class FormWriter:
    """Writes descriptions in all forms; how a neighbour is called is written once for all."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._tree = TreeWriter()
        self._lines: dict[Node, str] = {}
        self._blocks: dict[Node, tuple[str, frozenset[str]]] = {}
        self._heads: dict[frozenset[str], str] = {}

    def write(self, description: Description) -> dict[str, str]:
        """Write a description, by ending."""
        return {
            TURTLE.ending: self.write_turtle(description),
            N_TRIPLES.ending: self.write_lines(description),
            JSON_LD.ending: self._tree.write(description),
        }

    def write_lines(self, description: Description) -> str:
        """Write a description as N-Triples."""
        texts = [_lines(subject, said) for subject, said in description.groups()]
        known = self._lines
        for node, said in description.neighbours.items():
            text = known.get(node)
            if text is None:
                text = known[node] = _lines(node, said)
            texts.append(text)
        return "".join(texts)

    def write_turtle(self, description: Description) -> str:
        """Write a description as Turtle."""
        prefixes: set[str] = set()
        texts = [self._block(node, said, prefixes) for node, said in description.groups()]
        known = self._blocks
        for node, said in description.neighbours.items():
            found = known.get(node)
            if found is None:
                needed: set[str] = set()
                found = known[node] = (self._block(node, said, needed), frozenset(needed))
            texts.append(found[0])
            prefixes |= found[1]
        return self._head(frozenset(prefixes)) + "\n".join(texts)

    def _head(self, prefixes: frozenset[str]) -> str:
        known = self._heads.get(prefixes)
        if known is None:
            lines = (
                f"@prefix {name}: <{self.terms.spaces[name]}> .\n" for name in sorted(prefixes)
            )
            known = self._heads[prefixes] = "".join((*lines, "\n"))
        return known

    def _block(self, subject: Node, said: Sequence[Said], prefixes: set[str]) -> str:
        if not said:
            return ""
        write = self.terms.write_turtle
        texts = [subject.turtle or write(subject)]
        prefixes.add(subject.prefix)
        former: Node | None = None
        for predicate, value in said:
            if predicate is former:
                texts.append(", ")
            else:
                texts.append(" ;\n    " if former is not None else " ")
                if predicate.value == TYPE:
                    texts.append("a ")
                else:
                    texts.append(f"{predicate.turtle or write(predicate)} ")
                    prefixes.add(predicate.prefix)
                former = predicate
            texts.append(value.turtle or write(value))
            prefixes.add(value.prefix)
        prefixes.discard("")
        texts.append(" .\n")
        return "".join(texts)


def _lines(subject: Node, said: Iterable[Said]) -> str:
    start = subject.token
    return "".join([f"{start} {predicate.token} {value.token} .\n" for predicate, value in said])
