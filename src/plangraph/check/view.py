"""
What the judged graph says, in words: labels of things, and texts at the end of a path.

A thing, a property or a value is given as N-Triples writes it, which is how the graph holds it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Final

from plangraph.check.concepts import concept_values, name_concept
from plangraph.check.facts import NONE, Facts, Index, Indices, is_literal, read_value
from plangraph.check.registry import LANGUAGES, Texts
from plangraph.check.texts import list_texts, read_texts, readable, say_percent
from plangraph.names import PREFIXES, term


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

OF_CONCEPTS: Final = frozenset({"definition", "prefLabel"})
"""Steps that lead from a concept to what its list says of it."""

OWNERS: Final = ("element", "project", "of", "focus")
"""What a thing without a name of its own belongs to, or is about."""

CLASSES: Final = ("level", "elementClass")
"""What a statement about many things at once counts."""

QUOTED: Final = written("prov:wasQuotedFrom")
PUBLISHER: Final = written("dcterms:publisher")
TITLE: Final = written("dcterms:title")
TYPE: Final = written("rdf:type")

NAMES: Final = ("nameText", "name", "fileName", "notation", TITLE)
"""What a thing is called by where it has no label, the best first."""

PRINTED: Final = ("printedText", "printedNumber", "numberText")
ORDERS: Final = ("position", "line")
NOTHING: Final = Texts("", "")


class View:
    """
    A judged graph, read for messages.

    A step is the name of a property of the plan vocabulary, one of ``STEPS``, or a property as it
    is written; ``^`` walks against the arrow.
    """

    def __init__(self, graph: Facts) -> None:
        self.graph = graph
        self._arrows = Indices(partial(_look_up, graph))
        self._sorted: dict[tuple[str, str], list[str]] = {}
        self._labels: dict[str, Texts] = {}

    def kinds(self, node: str) -> frozenset[str]:
        """Give the types of a thing as names of the plan vocabulary."""
        return _name_kinds(tuple(self._arrows[TYPE].get(node, NONE)))

    def step(self, node: str, step: str) -> Sequence[str]:
        """Take one step, in the plan's order."""
        there = self._arrows[step].get(node, NONE)
        if len(there) == 1:
            return there
        if not there and step in OF_CONCEPTS:
            there = concept_values(node, STEPS[step])
        return self._sort(node, step, there) if there else NONE

    def leading(self, node: str, steps: Iterable[str]) -> list[str]:
        """Choose of several steps those that lead anywhere; none of them leads from a concept."""
        arrows = self._arrows
        return [step for step in steps if node in arrows[step]]

    def _sort(self, node: str, step: str, there: Sequence[str]) -> Sequence[str]:
        found = self._sorted.get((node, step))
        if found is None:
            found = self._sorted[node, step] = sorted(there, key=self._order)
        return found

    def _order(self, node: str) -> tuple[int, str]:
        value = read_value(node)
        for order in ORDERS:
            for one in self._arrows[order].get(node, NONE):
                number = read_value(one)
                if number.isdecimal():
                    return int(number), value
        return 0, value

    def follow(self, node: str, steps: Sequence[str]) -> Sequence[str]:
        """Walk along a path of steps, in the plan's order."""
        found: Sequence[str] = (node,)
        for step in steps:
            if len(found) == 1:
                found = self.step(found[0], step)
            else:
                reached = [one for here in found for one in self.step(here, step)]
                found = list(dict.fromkeys(reached))
        return found

    def label(self, node: str) -> Texts:
        """Give what a thing is called: its label, its owner's, or what stands in its place."""
        found = self._labels.get(node)
        if found is None:
            found = self._labels[node] = self._find_label(node)
        return found

    def _find_label(self, node: str) -> Texts:
        if is_literal(node):
            return _say(readable(read_value(node)))
        called = self._find_called(node)
        if called:
            return Texts(*(readable(read_texts(called, one)[0]) for one in LANGUAGES))
        classes = [one for step in self.leading(node, CLASSES) for one in self.step(node, step)]
        for thing in (node, *classes):
            named = name_concept(thing)
            if named is not None:
                return named
        iri = read_value(node)
        if iri.startswith(PREFIXES["rule"]):
            return _say(iri.removeprefix(PREFIXES["rule"]))
        stated = any(self.graph.values(node, name) for name in self.graph.predicates)
        return _say(iri.rpartition("/")[2] if stated else iri)

    def _find_called(self, node: str) -> list[str]:
        """Find what a thing is called, in whatever languages it says so."""
        for there in self._list_called(node):
            found = [one for one in there if is_literal(one)]
            if found:
                return found
        return []

    def _list_called(self, node: str) -> Iterator[Sequence[str]]:
        """List what a thing may be called by, the best first."""
        arrows = self._arrows
        labels = arrows["prefLabel"]
        if node in labels:
            yield labels[node]
        for step in self.leading(node, OWNERS):
            yield from self._list_labels(self.sorted(arrows[step][node]))
        if node in arrows["observes"]:
            yield from self._list_labels(self.follow(node, ("observes", "element")))
        for name in self.leading(node, NAMES):
            yield arrows[name][node]
        if node in arrows[QUOTED]:
            for row in self.sorted(arrows[QUOTED][node]):
                yield arrows["nameText"].get(row, NONE)
        for name in self.leading(node, PRINTED):
            yield arrows[name][node]
        # A plan without a title is called by who issued it.
        if node in arrows[PUBLISHER]:
            yield from self._list_labels(arrows[PUBLISHER][node])

    def _list_labels(self, nodes: Sequence[str]) -> Iterator[Sequence[str]]:
        labels = self._arrows["prefLabel"]
        return (labels[node] for node in nodes if node in labels)

    def sorted(self, nodes: Sequence[str]) -> Sequence[str]:
        """Put things into the order of their values."""
        return sorted(nodes, key=read_value) if len(nodes) > 1 else nodes

    def text(self, node: str, steps: Sequence[str]) -> Texts:
        """Give the texts at the end of a path, and the labels of the things there."""
        found = self.follow(node, steps)
        if len(found) == 1:
            return self.label(found[0])
        return Texts(*(self._list(found, language) for language in LANGUAGES)) if found else NOTHING

    def percentages(self, node: str, steps: Sequence[str]) -> Texts:
        """Give the shares at the end of a path."""
        found = self.follow(node, steps)
        return Texts(*(_list_shares(found, language) for language in LANGUAGES))

    def _list(self, nodes: Sequence[str], language: str) -> str:
        texts = [readable(text) for text in read_texts(nodes, language)]
        things = [self.label(one) for one in nodes if not is_literal(one)]
        texts += [thing.in_language(language) for thing in things]
        return list_texts(list(dict.fromkeys(texts)), language)


def _look_up(graph: Facts, step: str) -> Index:
    if step.startswith("^"):
        return graph.backward(_predicate(step[1:]))
    return graph.forward(_predicate(step))


def name_plan(graph: Facts, plan: str) -> str:
    """Say what a plan is called: by title, else issuer, else source file, else IRI."""
    node = f"<{plan}>"
    titles = read_texts(graph.values(node, TITLE), "ja")
    return readable(titles[0] if titles else _name_by_others(graph, node))


def _name_by_others(graph: Facts, plan: str) -> str:
    view = View(graph)
    issuers = sorted(view.label(one).ja for one in graph.values(plan, PUBLISHER))
    named = graph.forward(written("plan:fileName")).values()
    files = read_texts((one for values in named for one in values), "ja")
    return next(iter((*issuers, *files)), read_value(plan))


def _say(text: str) -> Texts:
    """Give a text that is the same in both languages."""
    return Texts(text, text)


def _list_shares(shares: Sequence[str], language: str) -> str:
    return list_texts([say_percent(share) for share in read_texts(shares, language)], language)


@lru_cache(maxsize=1024)
def _name_kinds(types: tuple[str, ...]) -> frozenset[str]:
    return frozenset(read_value(one).removeprefix(PREFIXES["plan"]) for one in types)


@cache
def _predicate(step: str) -> str:
    return step if step.startswith("<") else STEPS.get(step) or written(f"plan:{step}")
