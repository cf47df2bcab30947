"""
What the judged graph says, in words: labels of things, and texts at the end of a path.

A thing, a property or a value is given as N-Triples writes it, which is how the graph holds it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import pyoxigraph as ox

from plangraph.check.facts import Facts, is_literal, read_literal, read_value
from plangraph.layout import ontology_folder
from plangraph.names import BASE, PREFIXES, term


def written(name: str) -> str:
    """
    Give a term as N-Triples writes it.

    >>> written("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    return f"<{term(name)}>"


STEPS: Final = {
    "definition": written("skos:definition"),
    "notation": written("skos:notation"),
    "prefLabel": written("skos:prefLabel"),
}
"""Steps of a path that are not terms of the plan vocabulary."""

OWNERS: Final = tuple(written(f"plan:{name}") for name in ("element", "project", "of", "focus"))
"""What a thing without a name of its own belongs to, or is about."""

CLASSES: Final = ("level", "elementClass")
"""What a statement about many things at once counts."""

NAMES: Final = tuple(
    written(name)
    for name in (
        "plan:nameText",
        "plan:name",
        "plan:fileName",
        "skos:notation",
        "dcterms:title",
    )
)
"""What a thing is called by where it has no label, the best first."""

ROW_NAME: Final = written("plan:nameText")
PRINTED: Final = tuple(
    written(f"plan:{name}") for name in ("printedText", "printedNumber", "numberText")
)

ORDERS: Final = (written("plan:position"), written("plan:line"))
QUOTED: Final = written("prov:wasQuotedFrom")
PUBLISHER: Final = written("dcterms:publisher")
TYPE: Final = written("rdf:type")
OURS: Final = f"<{BASE}"

LONGEST: Final = 100
"""Characters of one printed text that a message shows."""

MOST: Final = 8
"""Things that a message lists one by one."""

UNSEEN: Final = (*range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F))
VISIBLE: Final = {code: 0x2400 + code for code in range(0x20)} | dict.fromkeys(UNSEEN, 0xFFFD)
"""Controls as the pictures that stand for them, so that no text can steer a terminal."""


class View:
    """A judged graph, read for messages in one language."""

    def __init__(self, graph: Facts, language: str) -> None:
        self.graph = graph
        self.language = language
        self._labels: dict[str, str] = {}
        self._kinds: dict[str, frozenset[str]] = {}

    def kinds(self, node: str) -> frozenset[str]:
        """Give the types of a thing as names of the plan vocabulary."""
        found = self._kinds.get(node)
        if found is None:
            found = self._kinds[node] = frozenset(map(_kind, self.graph.values(node, TYPE)))
        return found

    def label(self, node: str) -> str:
        """Give what a thing is called: its label, its owner's, or what stands in its place."""
        found = self._labels.get(node)
        if found is None:
            known = readable(read_value(node)) if is_literal(node) else self._find_label(node)
            found = self._labels[node] = known
        return found

    def _find_label(self, node: str) -> str:
        # Where a thing says what it is called is the same in both languages.
        key = ("called", node)
        called = self.graph.known.get(key)
        if called is None:
            called = self.graph.known[key] = self._find_called(node)
        if called:
            return readable(self.literals(called)[0])
        for thing in [node, *(one for step in CLASSES for one in self.follow(node, [step]))]:
            known = self.literals(_concept_values(thing, STEPS["prefLabel"]))
            if known:
                return known[0]
        iri = read_value(node)
        if iri.startswith(PREFIXES["rule"]):
            return iri.removeprefix(PREFIXES["rule"])
        stated = any(self.graph.values(node, name) for name in self.graph.predicates)
        return iri.rpartition("/")[2] if stated else iri

    def _find_called(self, node: str) -> list[str]:
        """Find what a thing is called, in whatever languages it says so."""
        for thing, name in self._list_called(node):
            found = [one for one in self.graph.values(thing, name) if is_literal(one)]
            if found:
                return found
        return []

    def _list_called(self, node: str) -> Iterator[tuple[str, str]]:
        """Name where a thing may say what it is called, the best first."""
        label = STEPS["prefLabel"]
        yield node, label
        for step in OWNERS:
            for owner in self.sorted(self.graph.values(node, step)):
                yield owner, label
        for owner in self.follow(node, ["observes", "element"]):
            yield owner, label
        for name in NAMES:
            yield node, name
        for row in self.sorted(self.graph.values(node, QUOTED)):
            yield row, ROW_NAME
        for name in PRINTED:
            yield node, name
        # A plan without a title is called by who issued it.
        for one in self.graph.values(node, PUBLISHER):
            yield one, label

    def sorted(self, nodes: Sequence[str]) -> Sequence[str]:
        """Put things into the order of their values."""
        return sorted(nodes, key=read_value) if len(nodes) > 1 else nodes

    def follow(self, node: str, steps: Sequence[str]) -> list[str]:
        """Walk along a path of steps, in the plan's order; ``^`` walks against the arrow."""
        if not steps:
            return [node]
        key = (node, *steps)
        found = self.graph.known.get(key)
        if found is None:
            before = self.follow(node, steps[:-1])
            reached = [one for here in before for one in self._step(here, steps[-1])]
            found = self.graph.known[key] = list(dict.fromkeys(reached))
        return found

    def _step(self, node: str, step: str) -> Sequence[str]:
        if step.startswith("^"):
            there = self.graph.bearers(_predicate(step[1:]), node)
        else:
            predicate = _predicate(step)
            there = self.graph.values(node, predicate) or _concept_values(node, predicate)
        return sorted(there, key=self._order) if len(there) > 1 else there

    def text(self, node: str, steps: Sequence[str]) -> str:
        """Give the texts at the end of a path, the labels of the things there, or percentages."""
        if steps and steps[-1] == "percent":
            shares = self.literals(self.follow(node, steps[:-1]))
            return self.listing([say_percent(share) for share in shares])
        wants_label = bool(steps) and steps[-1] == "label"
        found = self.follow(node, steps[:-1] if wants_label else steps)
        if not found:
            return ""
        literals = self.literals(found)
        things = [self.label(one) for one in found if not is_literal(one)]
        return self.listing(list(dict.fromkeys([readable(text) for text in literals] + things)))

    def listing(self, texts: Sequence[str]) -> str:
        """
        Join texts as a list in the view's language, and say how many it leaves out.

        >>> View(Facts(), "en").listing(["a", "b"])
        'a, b'
        """
        shown, left = texts[:MOST], len(texts) - MOST
        if self.language == "en":
            return ", ".join(shown) + (f" and {left} more" if left > 0 else "")
        return "、".join(shown) + (f" ほか{left}件" if left > 0 else "")

    def literals(self, nodes: Iterable[str]) -> list[str]:
        """Give the texts of literals, those of another language only if there are no others."""
        found = [node for node in nodes if is_literal(node)]
        if len(found) > 1:
            wanted = ("", self.language)
            found = [one for one in found if _language(one) in wanted] or found
        return sorted(map(read_value, found))

    def _order(self, node: str) -> tuple[int, str]:
        value = read_value(node)
        for order in ORDERS:
            for one in self.graph.values(node, order):
                number = read_value(one)
                if number.isdecimal():
                    return int(number), value
        return 0, value


def name_plan(graph: Facts, plan: str) -> str:
    """Say what a plan is called: by title, else issuer, else source file, else IRI."""
    view, node = View(graph, "ja"), f"<{plan}>"
    titles = view.literals(graph.values(node, written("dcterms:title")))
    issuers = [view.label(one) for one in graph.values(node, PUBLISHER)]
    named = graph.forward(written("plan:fileName")).values()
    files = view.literals(one for values in named for one in values)
    return readable((titles + sorted(issuers) + files + [plan])[0])


def say_percent(share: str) -> str:
    """
    Give a share as people say it.

    >>> say_percent("0.625"), say_percent("0.667"), say_percent("1")
    ('62.5%', '66.7%', '100%')
    """
    return f"{100 * float(share):.1f}".removesuffix(".0") + "%"


def readable(text: str) -> str:
    """
    Give text that is safe and short enough to show.

    >>> readable("a\\x07b")
    'a␇b'
    """
    # Most is plain, and that is soon seen.
    shown = text if text.isprintable() else text.translate(VISIBLE)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


def _language(text: str) -> str:
    return read_literal(text)[2].partition("--")[0]


@cache
def _kind(text: str) -> str:
    return read_value(text).removeprefix(term("plan:"))


def _concept_values(node: str, predicate: str) -> list[str]:
    return _concepts().values(node, predicate) if node.startswith(OURS) else []


@cache
def _predicate(name: str) -> str:
    return STEPS.get(name) or written(f"plan:{name}")


@cache
def _concepts() -> Facts:
    """Read the lists of concepts, and of classes; most checks never ask for one."""
    names = {
        ox.NamedNode(term(name)): ox.NamedNode(term(kept))
        for name, kept in (
            ("skos:prefLabel", "skos:prefLabel"),
            ("skos:definition", "skos:definition"),
            ("rdfs:label", "skos:prefLabel"),
        )
    }
    return Facts(
        ox.Quad(quad.subject, names[quad.predicate], quad.object)
        for path in sorted(ontology_folder().glob("*.ttl"))
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        if quad.predicate in names
    )
