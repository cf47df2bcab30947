"""
How things are called on a page: by their names, never by their IRIs.
"""

from operator import itemgetter
from typing import Final

from plangraph.names import shorten, term
from plangraph.publish.statements import LABELS, Statements
from plangraph.publish.words import CLASSES, PROPERTIES, Words

PLAN: Final = term("plan:Plan")
UNTITLED: Final = "計画（題名の記載なし）"
ITEM: Final = Words("項目", "item")
PARTNERS: Final = {
    term(name): place
    for place, name in enumerate(
        (
            *("plan:project", "plan:element", "plan:of", "plan:under", "plan:organization"),
            *("plan:office", "plan:indicator", "plan:item", "plan:to", "plan:aspect"),
            *("plan:identifies", "rdf:subject", "rdf:predicate", "rdf:object"),
        )
    )
}
"""Properties by whose values a thing without a name of its own is told apart, in this order."""


class Labels:
    """Names of the things of a dataset, of the vocabulary's terms, and of other people's terms."""

    def __init__(self, facts: Statements, words: Statements) -> None:
        self.facts = facts
        self.words = words
        self._known: dict[str, Words] = {}
        self._kinds: dict[tuple[str, ...], Words] = {}

    def name(self, iri: str) -> Words:
        """Give the name of anything that has an IRI."""
        known = self._known.get(iri)
        if known is None:
            known = self._known[iri] = self._find(iri)
        return known

    def is_named(self, iri: str) -> bool:
        """Tell whether a thing has a name of its own, not only one made of what it connects."""
        source = self.facts if iri in self.facts.about else self.words
        return any(predicate.value in LABELS for predicate, _ in source.said_of(iri))

    def kind(self, iri: str) -> Words:
        """Give the name of a thing's class; of several the one that says most."""
        source = self.facts if iri in self.facts.about else self.words
        kinds = source.types(iri)
        known = self._kinds.get(tuple(kinds))
        if known is None:
            narrowest = [kind for kind in kinds if not self._has_narrower(kind, kinds)]
            known = self.name((narrowest or kinds)[0]) if kinds else ITEM
            self._kinds[tuple(kinds)] = known
        return known

    def _has_narrower(self, kind: str, kinds: list[str]) -> bool:
        return any(
            other != kind and kind in self.words.iris(other, "rdfs:subClassOf") for other in kinds
        )

    def _find(self, iri: str) -> Words:
        for source in (self.facts, self.words):
            if iri in source.about:
                found = self._stated(source, iri)
                if found is not None:
                    return found
        return PROPERTIES.get(iri) or CLASSES.get(iri) or self._composed(iri)

    def _stated(self, source: Statements, iri: str) -> Words | None:
        texts: dict[str, str] = {}
        for predicate, value in source.about[iri]:
            if predicate.value in LABELS and value.is_literal:
                texts.setdefault(value.language or "ja", value.value)
        notation = source.text(iri, "skos:notation")
        if not texts and notation:
            return Words(notation)
        if not texts:
            return None
        japanese = texts.get("ja") or texts.get("en") or next(iter(texts.values()))
        english = texts.get("en", "")
        return Words(japanese, "" if english == japanese else english)

    def _composed(self, iri: str) -> Words:
        """Name a thing by its class and by what it connects."""
        if iri not in self.facts.about:
            return Words(shorten(iri))
        found = [
            (PARTNERS[predicate.value], value.value)
            for predicate, value in self.facts.about[iri]
            if value.is_iri and predicate.value in PARTNERS
        ]
        partners = [partner for _, partner in sorted(found, key=itemgetter(0))]
        names = list(dict.fromkeys(self.name(p).ja for p in partners if p != iri))
        for prefixed in ("plan:name", "plan:printedText", "plan:key", "plan:fileName"):
            text = self.facts.text(iri, prefixed)
            if not names and text:
                names.append(text)
        kinds = self.facts.types(iri)
        kind = self.name(kinds[0]) if kinds else ITEM
        if not kinds and self.facts.text(iri, "plan:fileName"):
            return Words(names[0])
        if PLAN in kinds:
            makers = "・".join(self.name(p).ja for p in self.facts.iris(iri, "dcterms:publisher"))
            return Words(f"{makers}の{UNTITLED}" if makers else UNTITLED, "plan, untitled")
        return Words(f"{kind.ja}：{'・'.join(names[:3])}" if names else kind.ja, kind.en)
