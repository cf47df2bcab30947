"""
What the files of a thing state: of it, of what belongs to it, and how its neighbours are called.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from plangraph.layout import ontology_folder
from plangraph.names import term
from plangraph.publish.statements import LABELS, OWNERS, Statements
from plangraph.publish.terms import TYPE, Node, Said

CALLED: Final = frozenset({term("skos:notation"), *LABELS})
NAMING: Final = CALLED | {TYPE}
DEFINING: Final = ("rdfs:isDefinedBy", "skos:inScheme")
"""Properties by which a term says where it is defined: who asks there gets all the terms."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that belongs to a thing: the key of its class, by which property, what it says."""

    key: str
    owner: Node
    node: Node
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Description:
    """The statements of a thing's files, subject by subject."""

    root: Node
    said: Sequence[Said]
    parts: Sequence[Part] = ()
    inside: Mapping[Node, Sequence[Said]] = field(default_factory=dict)
    """What is said of things on the same page: lines of a source, things without a name."""

    neighbours: Mapping[Node, Sequence[Said]] = field(default_factory=dict)
    """How the things are called to which these point."""

    def groups(self) -> Iterator[tuple[Node, Sequence[Said]]]:
        """Give each subject, but the neighbours, with what is said of it."""
        if self.said:
            yield self.root, self.said
        for part in self.parts:
            yield part.node, part.said
        yield from self.inside.items()


@cache
def read_unnamed() -> Mapping[str, frozenset[str]]:
    """
    Give, by class, the properties to whose values a thing only points.

    The frame of the class says so by ``"@embed": "@never"``.
    """
    found = {}
    for file in sorted((ontology_folder() / "frames").glob("*.jsonld")):
        frame = json.loads(file.read_text("utf-8"))
        context = frame["@context"]
        unnamed = set()
        for key, wanted in frame.items():
            if isinstance(wanted, dict) and wanted.get("@embed") == "@never":
                meaning = context.get(key, f"plan:{key}")
                unnamed.add(term(meaning if isinstance(meaning, str) else meaning["@id"]))
        found[term(f"plan:{frame['type']}")] = frozenset(unnamed)
    return found


@dataclass(frozen=True)
class Describer:
    """Describes the things of a dataset and the terms of the vocabulary."""

    facts: Statements
    words: Statements
    _naming: dict[Node, Sequence[Said]] = field(default_factory=dict)

    def describe(self, iri: str) -> Description:
        """Describe a thing."""
        facts = self.facts
        root = facts.terms.iri(iri)
        said = facts.about.get(iri)
        source = facts if said is not None else self.words
        said = said or self.words.about.get(iri, [])
        parts = {}
        for key, part in facts.owned(iri):
            if part != iri and part not in parts:
                about = facts.about[part]
                owner = next(p for p, o in about if o is root and p.value in OWNERS)
                parts[part] = Part(key, owner, facts.terms.iri(part), about)
        inside = {} if source is facts else self._list_terms(iri)
        return self.gather(root, said, list(parts.values()), source, inside)

    def _list_terms(self, iri: str) -> Mapping[Node, Sequence[Said]]:
        """List what a vocabulary or a list of concepts defines, which is told with it."""
        words = self.words
        found = [own for name in DEFINING for own in words.sources(iri, name)]
        return {words.terms.iri(own): words.about[own] for own in sorted(set(found) - {iri})}

    def gather(
        self,
        root: Node,
        said: Sequence[Said],
        parts: Sequence[Part],
        source: Statements,
        inside: Mapping[Node, Sequence[Said]] | None = None,
    ) -> Description:
        """Add to statements what hangs on them, and how their neighbours are called."""
        found = dict(inside or {})
        waiting = [said, *(part.said for part in parts), *found.values()]
        told = {root, *(part.node for part in parts), *found}
        neighbours: dict[Node, Sequence[Said]] = {}
        # The list grows while it is walked, so what hangs on a nameless thing is followed, too.
        for statements in waiting:
            unnamed = self._unnamed(statements)
            for predicate, value in statements:
                if value.is_literal or value in told or value in neighbours:
                    continue
                if not value.is_iri:
                    told.add(value)
                    found[value] = source.blank.get(value.value, [])
                    waiting.append(found[value])
                elif predicate.value not in unnamed:
                    naming = self._name(value)
                    if naming:
                        neighbours[value] = naming
        return Description(root, said, parts, found, neighbours)

    def _unnamed(self, statements: Sequence[Said]) -> frozenset[str] | set[str]:
        for predicate, value in statements:
            if predicate.value == TYPE:
                found = read_unnamed().get(value.value)
                if found is not None:
                    return found | {TYPE}
        return {TYPE}

    def _name(self, node: Node) -> Sequence[Said]:
        known = self._naming.get(node)
        if known is None:
            about = self.facts.about.get(node.value) or self.words.about.get(node.value) or ()
            called = any(predicate.value in CALLED for predicate, _ in about)
            known = [pair for pair in about if called and pair[0].value in NAMING]
            self._naming[node] = known
        return known
