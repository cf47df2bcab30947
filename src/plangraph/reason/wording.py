"""Axioms in words, Japanese and English, with the labels of the vocabulary and the plan."""

from typing import Final

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import BNode, Node

from plangraph.names import shorten
from plangraph.reason.axioms import Axiom, Triple

FORMS: Final = {
    RDFS.subClassOf: {"ja": "「{s}」はすべて「{o}」である", "en": "every {s} is {o}"},
    OWL.equivalentClass: {"ja": "「{s}」とは「{o}」のことである", "en": "{s} means {o}"},
    OWL.disjointWith: {
        "ja": "「{s}」であり同時に「{o}」であるものはない",
        "en": "nothing is both {s} and {o}",
    },
    RDFS.domain: {
        "ja": "「{s}」の主語となるものは「{o}」である",
        "en": "whatever has the relation '{s}' is {o}",
    },
    RDFS.range: {
        "ja": "「{s}」の目的語となるものは「{o}」である",
        "en": "whatever the relation '{s}' points to is {o}",
    },
    RDFS.subPropertyOf: {"ja": "「{s}」ならば「{o}」である", "en": "'{s}' implies '{o}'"},
    OWL.inverseOf: {"ja": "「{s}」は「{o}」の逆である", "en": "'{s}' is the inverse of '{o}'"},
    OWL.sameAs: {"ja": "「{s}」と「{o}」は同じものである", "en": "{s} and {o} are the same"},
    OWL.differentFrom: {"ja": "「{s}」と「{o}」は別のものである", "en": "{s} and {o} differ"},
    RDF.type: {"ja": "「{s}」は「{o}」である", "en": "{s} is {o}"},
}
TRAITS: Final = {
    OWL.TransitiveProperty: {"ja": "推移的", "en": "transitive"},
    OWL.FunctionalProperty: {"ja": "値が一つだけの属性", "en": "functional (at most one value)"},
    OWL.InverseFunctionalProperty: {"ja": "逆に一意な属性", "en": "inverse functional"},
    OWL.SymmetricProperty: {"ja": "対称的", "en": "symmetric"},
    OWL.AsymmetricProperty: {"ja": "非対称的", "en": "asymmetric"},
    OWL.IrreflexiveProperty: {"ja": "自分自身を指さない属性", "en": "irreflexive"},
    OWL.Nothing: {"ja": "何も属さないもの", "en": "nothing"},
    OWL.Thing: {"ja": "何であれ", "en": "anything"},
}
JOINS: Final = {
    OWL.unionOf: {"ja": "か", "en": " or "},
    OWL.intersectionOf: {"ja": "かつ", "en": " and "},
    OWL.oneOf: {"ja": "、", "en": ", "},
}
LIMITS: Final = {
    OWL.allValuesFrom: {"ja": "{p}の相手は{v}だけのもの", "en": "what has '{p}' only to {v}"},
    OWL.someValuesFrom: {"ja": "{p}の相手に{v}があるもの", "en": "what has '{p}' to some {v}"},
    OWL.hasValue: {"ja": "{p}の相手が{v}のもの", "en": "what has '{p}' to {v}"},
    OWL.minCardinality: {"ja": "{p}が{v}以上のもの", "en": "what has '{p}' at least {v} times"},
    OWL.maxCardinality: {"ja": "{p}が{v}以下のもの", "en": "what has '{p}' at most {v} times"},
    OWL.cardinality: {"ja": "{p}がちょうど{v}のもの", "en": "what has '{p}' exactly {v} times"},
}

MISUSES: Final = {
    "thing-wanted": {
        "ja": "「{s}」の「{p}」が文字の「{o}」になっている（ものを指すべきところ）",
        "en": "{s} has '{p}' to the text \"{o}\", where a thing is wanted",
    },
    "value-wanted": {
        "ja": "「{s}」の「{p}」が「{o}」を指している（値を書くべきところ）",
        "en": "{s} has '{p}' to the thing {o}, where a value is wanted",
    },
    "unreadable": {
        "ja": "「{s}」の「{p}」の値「{o}」は {d} として読めない",
        "en": "{s} has '{p}' \"{o}\", which cannot be read as {d}",
    },
    "term": {
        "ja": "語彙の語である「{s}」が、計画の中で「{o}」とされている",
        "en": "the term {s} of the vocabulary is said to be {o}",
    },
}


class Wording:
    """Says axioms in one language, with the labels of the graphs it was given."""

    def __init__(self, language: str, *graphs: rdflib.Graph) -> None:
        self.language = language
        self.graphs = graphs

    def say(self, axiom: Axiom) -> str:
        """Say one axiom in a sentence."""
        subject, relation, value = axiom.head
        graph = rdflib.Graph()
        for triple in axiom.triples:
            graph.add(triple)
        form = FORMS.get(relation) if isinstance(relation, rdflib.URIRef) else None
        named, meant = self.name(subject), self._express(graph, value)
        if form is not None:
            return form[self.language].format(s=named, o=meant)
        if self.language == "ja":
            return f"「{named}」の「{self.name(relation)}」は「{meant}」である"
        return f"{named} has '{self.name(relation)}' {meant}"

    def say_misuse(self, how: str, triple: Triple) -> str:
        """Say in a sentence how a statement uses a word as what it is not."""
        subject, relation, value = triple
        kind = value.datatype if isinstance(value, rdflib.Literal) else None
        return MISUSES[how][self.language].format(
            s=self.name(subject),
            p=self.name(relation),
            o=self.name(value),
            d=shorten(kind) if kind is not None else "",
        )

    def name(self, node: Node) -> str:
        """Name a thing by its label, with its short IRI where that tells more."""
        if not isinstance(node, rdflib.URIRef):
            return str(node)
        if node in TRAITS:
            return TRAITS[node][self.language]
        for graph in self.graphs:
            for label in (SKOS.prefLabel, RDFS.label):
                found = {
                    text.language: str(text)
                    for text in graph.objects(node, label)
                    if isinstance(text, rdflib.Literal)
                }
                if found:
                    text = found.get(self.language) or next(iter(found.values()))
                    return f"{text} ({shorten(node).rpartition('/')[2]})"
        return shorten(node)

    def _express(self, graph: rdflib.Graph, node: Node) -> str:
        if not isinstance(node, BNode):
            return self.name(node)
        for join, words in JOINS.items():
            members = graph.value(node, join)
            if members is not None:
                parts = [self._express(graph, one) for one in Collection(graph, members)]
                return words[self.language].join(parts)
        denied = graph.value(node, OWL.complementOf)
        if denied is not None:
            inside = self._express(graph, denied)
            return f"{inside}でないもの" if self.language == "ja" else f"not ({inside})"
        inverse = graph.value(node, OWL.inverseOf)
        if inverse is not None:
            inside = self.name(inverse)
            return f"{inside}の逆" if self.language == "ja" else f"inverse of {inside}"
        relation = graph.value(node, OWL.onProperty)
        for limit, words in LIMITS.items():
            value = graph.value(node, limit)
            if value is not None and relation is not None:
                said, meant = self._express(graph, relation), self._express(graph, value)
                return words[self.language].format(p=said, v=meant)
        return "…"
