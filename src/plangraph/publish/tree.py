"""
A thing as a JSON-LD tree with readable keys and its context inside, so nothing has to be fetched.

What belongs to the thing stands under keys that point to it the other way round; each neighbour is
called by name where it first comes, and stands as its IRI alone afterwards.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from json.encoder import encode_basestring as quote
from typing import Any, Final

from plangraph.layout import ontology_folder
from plangraph.names import PREFIXES, shorten, term
from plangraph.publish.description import Description
from plangraph.publish.terms import INTEGER, STRING, TYPE, Node, Said

VOCABULARY: Final = term("plan:")
HEAD: Final = f'"@version": 1.1, "@vocab": {quote(VOCABULARY)}, "id": "@id", "type": "@type"'


@dataclass(frozen=True, slots=True)
class Key:
    """How a property is called in the tree, and what a value written plainly under it means."""

    name: str
    compact: str
    entries: frozenset[str]
    """Definitions that the context needs for the key."""

    compact_entries: frozenset[str]
    kind: str = ""
    languages: bool = False


@cache
def read_keys() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Give each property's key and its definition, as the vocabulary's own context has them."""
    context = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))["@context"]
    keys: dict[str, tuple[str, Mapping[str, str]]] = {}
    for key, found in context.items():
        definition = found if isinstance(found, dict) else {"@id": found}
        name = str(definition.get("@id", ""))
        if ":" in name and not name.startswith("http") and "@reverse" not in definition:
            keys[term(name)] = (key, {**definition, "@id": name})
    return keys


@cache
def find_key(predicate: str) -> Key:
    """Find how a property is called."""
    compact, needed = _compact(predicate)
    name, definition = read_keys().get(predicate, ("", {}))
    entries = set(needed)
    if definition:
        entries.add(f"{quote(name)}: {json.dumps({**definition, '@id': compact})}")
        if definition.get("@type", "").startswith("xsd:"):
            entries.add(f'"xsd": {quote(PREFIXES["xsd"])}')
    elif predicate.startswith(VOCABULARY):
        name, entries = predicate.removeprefix(VOCABULARY), set()
    kind = definition.get("@type", "")
    kind = kind if kind in ("", "@id") else term(kind)
    languages = definition.get("@container") == "@language"
    return Key(
        quote(name) if name else "", quote(compact), frozenset(entries), needed, kind, languages
    )


def _compact(iri: str) -> tuple[str, frozenset[str]]:
    short = shorten(iri)
    if short == iri:
        return iri, frozenset()
    prefix = short.partition(":")[0]
    return short, frozenset({f"{quote(prefix)}: {quote(PREFIXES[prefix])}"})


@cache
def _turn(key: str, owner: str) -> frozenset[str]:
    """Say what the context needs for a key that points to the thing the other way round."""
    compact, needed = _compact(owner)
    return needed | {f'{quote(key)}: {{"@reverse": {quote(compact)}}}'}


@cache
def find_class(iri: str) -> tuple[str, frozenset[str]]:
    """Find how a class is called, and what the context needs for that."""
    if iri.startswith(VOCABULARY):
        return quote(iri.removeprefix(VOCABULARY)), frozenset()
    short, needed = _compact(iri)
    return quote(short), needed


class TreeWriter:
    """Writes descriptions as trees; what is the same in many of them is written once."""

    def __init__(self) -> None:
        self._named: dict[Node, tuple[str, frozenset[str]]] = {}
        self._contexts: dict[frozenset[frozenset[str]], str] = {}

    def write(self, description: Description) -> str:
        """Write a description."""
        tree = _Tree(description, self._named)
        body = tree.write()
        needed = frozenset(tree.needed)
        context = self._contexts.get(needed)
        if context is None:
            listed = ", ".join((HEAD, *sorted(frozenset().union(*needed))))
            context = self._contexts[needed] = f'{{"@context": {{{listed}}}, '
        return f"{context}{body}}}\n"


class _Tree:
    """One description on its way into a tree."""

    def __init__(
        self, description: Description, named: dict[Node, tuple[str, frozenset[str]]]
    ) -> None:
        self.description = description
        self.named = named
        self.told = {description.root, *(part.node for part in description.parts)}
        self.needed: set[frozenset[str]] = set()
        """Definitions for the context, in the sets in which they were asked for."""

    def write(self) -> str:
        description = self.description
        texts = [self._identify(description.root), *self._members(description.said)]
        parts: dict[str, list[str]] = defaultdict(list)
        for part in description.parts:
            self.needed.add(_turn(part.key, part.owner.value))
            left = [
                said
                for said in part.said
                if said[0] is not part.owner or said[1] is not description.root
            ]
            inner = ", ".join((self._identify(part.node), *self._members(left)))
            parts[part.key].append(f"{{{inner}}}")
        texts += (f"{quote(key)}: [{', '.join(listed)}]" for key, listed in parts.items())
        loose = [
            self._tell(node, whole=True)
            for node in (*description.inside, *description.neighbours)
            if node not in self.told
        ]
        if loose:
            texts.append(f'"@included": [{", ".join(loose)}]')
        return ", ".join(texts)

    def _identify(self, node: Node) -> str:
        return f'"id": {quote(node.value if node.is_iri else node.token)}'

    def _members(self, said: Sequence[Said]) -> Iterable[str]:
        groups: dict[Node, list[Node]] = {}
        for predicate, value in said:
            groups.setdefault(predicate, []).append(value)
        texts: list[str] = []
        for predicate, values in groups.items():
            if predicate.value == TYPE:
                texts.append(f'"type": {_one([self._class(value) for value in values])}')
            else:
                self._say(texts, find_key(predicate.value), values)
        return texts

    def _class(self, node: Node) -> str:
        if not node.is_iri:
            return quote(node.token)
        text, needed = find_class(node.value)
        self.needed.add(needed)
        return text

    def _say(self, texts: list[str], key: Key, values: list[Node]) -> None:
        fitting = [value for value in values if _fits(value, key)]
        if fitting:
            self.needed.add(key.entries)
            texts.append(f"{key.name}: {self._plain(fitting, key)}")
        if len(fitting) < len(values):
            self.needed.add(key.compact_entries)
            others = [self._whole(value) for value in values if not _fits(value, key)]
            texts.append(f"{key.compact}: {_one(others)}")

    def _plain(self, values: list[Node], key: Key) -> str:
        if key.languages:
            if len(values) == 1:
                return f"{{{quote(values[0].language)}: {quote(values[0].value)}}}"
            texts: dict[str, list[str]] = defaultdict(list)
            for value in values:
                texts[value.language].append(quote(value.value))
            said = (f"{quote(language)}: {_one(texts[language])}" for language in sorted(texts))
            return f"{{{', '.join(said)}}}"
        if key.kind == "@id":
            return _one([self._tell(value) for value in values])
        return _one([_number(value) or quote(value.value) for value in values])

    def _whole(self, value: Node) -> str:
        if not value.is_literal:
            return self._tell(value, whole=True)
        text = quote(value.value)
        if value.language:
            return f'{{"@value": {text}, "@language": {quote(value.language)}}}'
        if value.datatype == STRING:
            return f'{{"@value": {text}}}'
        return f'{{"@value": {text}, "@type": {quote(value.datatype)}}}'

    def _tell(self, node: Node, *, whole: bool = False) -> str:
        """Point to a thing; where it comes first, say what is known of it."""
        if node not in self.told:
            self.told.add(node)
            naming = self.description.neighbours.get(node)
            if naming is not None:
                return self._call(node, naming)
            said = self.description.inside.get(node)
            if said:
                return f"{{{', '.join((self._identify(node), *self._members(said)))}}}"
        name = quote(node.value if node.is_iri else node.token)
        return f'{{"id": {name}}}' if whole else name

    def _call(self, node: Node, naming: Sequence[Said]) -> str:
        known = self.named.get(node)
        if known is None:
            outer, self.needed = self.needed, set()
            text = f"{{{', '.join((self._identify(node), *self._members(naming)))}}}"
            known = self.named[node] = (text, frozenset().union(*self.needed))
            self.needed = outer
        self.needed.add(known[1])
        return known[0]


def _fits(value: Node, key: Key) -> bool:
    """Tell whether a value, written plainly under a key, would be read as it is."""
    if not key.name:
        return False
    if not value.is_literal:
        return key.kind == "@id"
    if key.languages:
        return bool(value.language)
    if value.language or key.kind == "@id":
        return False
    if key.kind:
        return value.datatype == key.kind
    return value.datatype == STRING or bool(_number(value))


def _number(value: Node) -> str:
    """Write a whole number as JSON does; nothing where reading it back would change it."""
    text = value.value
    if value.datatype != INTEGER or len(text) > 15 or not text.lstrip("-").isdecimal():
        return ""
    return text if text.isascii() and str(int(text)) == text else ""


def _one(values: Sequence[Any]) -> str:
    return values[0] if len(values) == 1 else f"[{', '.join(values)}]"
