"""
What the judged graph says, in words: labels of things, and texts at the end of a path.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import pyoxigraph as ox

from plangraph.check.facts import Facts, Node, sort_key
from plangraph.layout import ontology_folder
from plangraph.names import BASE, PREFIXES, term

STEPS: Final = {
    "definition": ox.NamedNode(term("skos:definition")),
    "notation": ox.NamedNode(term("skos:notation")),
    "prefLabel": ox.NamedNode(term("skos:prefLabel")),
}
"""Steps of a path that are not terms of the plan vocabulary."""

OWNERS: Final = tuple(
    ox.NamedNode(term(f"plan:{name}")) for name in ("element", "project", "of", "focus")
)
"""What a thing without a name of its own belongs to, or is about."""

CLASSES: Final = ("level", "elementClass")
"""What a statement about many things at once counts."""

NAMES: Final = tuple(
    ox.NamedNode(term(name))
    for name in (
        "plan:nameText",
        "plan:name",
        "plan:fileName",
        "skos:notation",
        "dcterms:title",
    )
)
"""What a thing is called by where it has no label, the best first."""

ROW_NAME: Final = ox.NamedNode(term("plan:nameText"))
PRINTED: Final = tuple(
    ox.NamedNode(term(f"plan:{name}")) for name in ("printedText", "printedNumber", "numberText")
)

ORDERS: Final = (ox.NamedNode(term("plan:position")), ox.NamedNode(term("plan:line")))
QUOTED: Final = ox.NamedNode(term("prov:wasQuotedFrom"))
PUBLISHER: Final = ox.NamedNode(term("dcterms:publisher"))
TYPE: Final = ox.NamedNode(term("rdf:type"))

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
        self._labels: dict[Node, str] = {}

    def kinds(self, node: Node) -> frozenset[str]:
        """Give the types of a thing as names of the plan vocabulary."""
        space = term("plan:")
        return frozenset(kind.value.removeprefix(space) for kind in self.graph.objects(node, TYPE))

    def label(self, node: Node) -> str:
        """Give what a thing is called: its label, its owner's, or what stands in its place."""
        if isinstance(node, ox.Literal):
            return readable(node.value)
        found = self._labels.get(node)
        if found is None:
            found = self._labels[node] = self._find_label(node)
        return found

    def _find_label(self, node: ox.NamedNode | ox.BlankNode) -> str:
        for thing, name in self._called(node):
            texts = self.literals(self.graph.objects(thing, name))
            if texts:
                return readable(texts[0])
        for thing in [node, *(one for step in CLASSES for one in self.follow(node, [step]))]:
            known = self.literals(_concept_values(thing, STEPS["prefLabel"]))
            if known:
                return known[0]
        iri = node.value
        if iri.startswith(PREFIXES["rule"]):
            return iri.removeprefix(PREFIXES["rule"])
        return iri.rpartition("/")[2] if self.graph.says(node, None) else iri

    def _called(self, node: ox.NamedNode | ox.BlankNode) -> Iterator[tuple[Node, ox.NamedNode]]:
        """Name where a thing may say what it is called, the best first."""
        label = STEPS["prefLabel"]
        yield node, label
        for step in OWNERS:
            for owner in sorted(self.graph.objects(node, step), key=sort_key):
                yield owner, label
        for owner in self.follow(node, ["observes", "element"]):
            yield owner, label
        for name in NAMES:
            yield node, name
        for row in sorted(self.graph.objects(node, QUOTED), key=sort_key):
            yield row, ROW_NAME
        for name in PRINTED:
            yield node, name
        # A plan without a title is called by who issued it.
        for one in self.graph.objects(node, PUBLISHER):
            yield one, label

    def follow(self, node: Node, steps: Sequence[str]) -> list[Node]:
        """Walk along a path of steps, in the plan's order; ``^`` walks against the arrow."""
        if not steps:
            return [node]
        key = (node, *steps)
        found = self.graph.known.get(key)
        if found is None:
            reached: dict[Node, None] = {}
            for here in self.follow(node, steps[:-1]):
                reached.update(dict.fromkeys(self._step(here, steps[-1])))
            found = self.graph.known[key] = list(reached)
        return found

    def _step(self, node: Node, step: str) -> list[Node]:
        predicate = _predicate(step.removeprefix("^"))
        if step.startswith("^"):
            there = self.graph.subjects(predicate, node)
        else:
            there = self.graph.objects(node, predicate) or _concept_values(node, predicate)
        return sorted(there, key=self._order) if len(there) > 1 else there

    def text(self, node: Node, steps: Sequence[str]) -> str:
        """Give the texts at the end of a path, the labels of the things there, or percentages."""
        if steps and steps[-1] == "percent":
            shares = self.literals(self.follow(node, steps[:-1]))
            return self.listing([say_percent(share) for share in shares])
        wants_label = bool(steps) and steps[-1] == "label"
        found = self.follow(node, steps[:-1] if wants_label else steps)
        literals = self.literals(one for one in found if isinstance(one, ox.Literal))
        things = [self.label(one) for one in found if not isinstance(one, ox.Literal)]
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

    def literals(self, nodes: Iterable[Node]) -> list[str]:
        """Give the texts of literals, those of another language only if there are no others."""
        found = [node for node in nodes if isinstance(node, ox.Literal)]
        fitting = [node for node in found if node.language == self.language]
        fitting += [node for node in found if not node.language]
        return sorted(node.value for node in fitting or found)

    def _order(self, node: Node) -> tuple[int, str]:
        for order in ORDERS:
            for value in self.graph.objects(node, order):
                if value.value.isdecimal():
                    return int(value.value), node.value
        return 0, node.value


def name_plan(graph: Facts, plan: str) -> str:
    """Say what a plan is called: by title, else issuer, else source file, else IRI."""
    view, node = View(graph, "ja"), ox.NamedNode(plan)
    titles = view.literals(graph.objects(node, ox.NamedNode(term("dcterms:title"))))
    issuers = [
        view.label(one) for one in graph.objects(node, ox.NamedNode(term("dcterms:publisher")))
    ]
    files = view.literals(graph.objects(None, ox.NamedNode(term("plan:fileName"))))
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
    shown = text.translate(VISIBLE)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


def _concept_values(node: Node, predicate: ox.NamedNode) -> list[Node]:
    if isinstance(node, ox.NamedNode) and node.value.startswith(BASE):
        return _concepts().objects(node, predicate)
    return []


@cache
def _predicate(name: str) -> ox.NamedNode:
    return STEPS.get(name) or ox.NamedNode(term(f"plan:{name}"))


@cache
def _concepts() -> Facts:
    """Read the lists of concepts, and of classes; most checks never ask for one."""
    label, definition = (STEPS[name] for name in ("prefLabel", "definition"))
    names = {label: label, definition: definition, ox.NamedNode(term("rdfs:label")): label}
    return Facts(
        ox.Quad(quad.subject, names[quad.predicate], quad.object)
        for path in sorted(ontology_folder().glob("*.ttl"))
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        if quad.predicate in names
    )
