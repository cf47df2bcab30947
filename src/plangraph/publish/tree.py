"""
A thing as a JSON-LD tree with readable keys and its context inside, so nothing has to be fetched.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import pyoxigraph as ox

from plangraph.layout import ontology_folder
from plangraph.names import PREFIXES, shorten, term
from plangraph.publish.statements import OWNED, OWNERS, TYPE

VOCABULARY: Final = term("plan:")
STRING: Final = term("xsd:string")
INTEGER: Final = term("xsd:integer")

Definition = dict[str, str]


@cache
def read_keys() -> Mapping[str, tuple[str, Definition]]:
    """Give each property's key and its definition, as the vocabulary's own context has them."""
    context = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))["@context"]
    keys: dict[str, tuple[str, Definition]] = {}
    for key, found in context.items():
        definition = found if isinstance(found, dict) else {"@id": found}
        name = str(definition.get("@id", ""))
        if ":" in name and not name.startswith("http") and "@reverse" not in definition:
            keys[term(name)] = (key, {**definition, "@id": name})
    return keys


def write_tree(root: ox.NamedNode, triples: Sequence[ox.Triple]) -> str:
    """
    Write statements as one tree that begins with a thing.

    What belongs to the thing stands under keys that point to it the other way round.
    """
    return json.dumps(_Tree(triples).write(root), ensure_ascii=False) + "\n"


class _Tree:
    """Statements on their way into a tree; each subject is told in full where it first comes."""

    def __init__(self, triples: Sequence[ox.Triple]) -> None:
        self.about: dict[str, list[ox.Triple]] = defaultdict(list)
        for triple in triples:
            self.about[str(triple.subject)].append(triple)
        self.told: set[str] = set()
        self.context: dict[str, Any] = {}

    def write(self, root: ox.NamedNode) -> dict[str, Any]:
        self.told.add(str(root))
        parts = self._take_parts(root)
        tree = self._node(root, self.about[str(root)])
        for key, subject, statements in parts:
            tree.setdefault(key, []).append(self._node(subject, statements))
        rest = [name for name in self.about if name not in self.told]
        loose = [self._tell(self.about[name][0].subject) for name in rest if name not in self.told]
        if loose:
            tree["@included"] = loose
        head = {"@version": 1.1, "@vocab": VOCABULARY, "id": "@id", "type": "@type"}
        return {"@context": {**head, **dict(sorted(self.context.items()))}, **tree}

    def _take_parts(
        self, root: ox.NamedNode
    ) -> list[tuple[str, ox.NamedNode | ox.BlankNode | ox.Triple, list[ox.Triple]]]:
        parts = []
        for name, statements in self.about.items():
            kinds = [
                t.object.value
                for t in statements
                if t.predicate.value == TYPE and isinstance(t.object, ox.NamedNode)
            ]
            keys = [OWNED[kind] for kind in kinds if kind in OWNED]
            owning = [t for t in statements if t.object == root and t.predicate.value in OWNERS]
            if keys and owning and name not in self.told:
                self.told.add(name)
                self.context[keys[0]] = {"@reverse": self._compact(owning[0].predicate.value)}
                left = [t for t in statements if t is not owning[0]]
                parts.append((keys[0], statements[0].subject, left))
        return parts

    def _tell(self, node: ox.NamedNode | ox.BlankNode | ox.Triple) -> dict[str, Any]:
        name = str(node)
        if name in self.told:
            return self._node(node, ())
        self.told.add(name)
        return self._node(node, self.about.get(name, ()))

    def _node(
        self, node: ox.NamedNode | ox.BlankNode | ox.Triple, statements: Iterable[ox.Triple]
    ) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if isinstance(node, ox.NamedNode):
            made["id"] = node.value
        elif isinstance(node, ox.BlankNode):
            made["id"] = f"_:{node.value}"
        said: dict[str, list[Any]] = defaultdict(list)
        for triple in statements:
            said[triple.predicate.value].append(triple.object)
        for predicate, values in said.items():
            if predicate == TYPE:
                made["type"] = _one([self._class(value.value) for value in values])
            else:
                self._say(made, predicate, values)
        return made

    def _class(self, iri: str) -> str:
        return iri.removeprefix(VOCABULARY) if iri.startswith(VOCABULARY) else self._compact(iri)

    def _say(self, made: dict[str, Any], predicate: str, values: list[Any]) -> None:
        key, definition = read_keys().get(predicate, ("", {}))
        if not key and predicate.startswith(VOCABULARY):
            key = predicate.removeprefix(VOCABULARY)
        fitting = [value for value in values if key and _fits(value, definition)]
        others = [value for value in values if value not in fitting]
        if fitting:
            if definition:
                self.context[key] = {**definition, "@id": self._compact(predicate)}
                if definition.get("@type", "").startswith("xsd:"):
                    self.context["xsd"] = PREFIXES["xsd"]
            if definition.get("@container") == "@language":
                texts: dict[str, list[str]] = defaultdict(list)
                for value in fitting:
                    texts[value.language].append(value.value)
                made[key] = {language: _one(said) for language, said in sorted(texts.items())}
            else:
                made[key] = _one([self._plain(value) for value in fitting])
        if others:
            made[self._compact(predicate)] = _one([self._whole(value) for value in others])

    def _plain(self, value: Any) -> Any:
        if not isinstance(value, ox.Literal):
            return self._tell(value)
        return int(value.value) if value.datatype.value == INTEGER else value.value

    def _whole(self, value: Any) -> Any:
        if not isinstance(value, ox.Literal):
            return self._tell(value)
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == STRING:
            return {"@value": value.value}
        return {"@value": value.value, "@type": value.datatype.value}

    def _compact(self, iri: str) -> str:
        short = _shorten(iri)
        prefix = short.partition(":")[0]
        if short != iri:
            self.context[prefix] = PREFIXES[prefix]
        return short


def _fits(value: Any, definition: Definition) -> bool:
    """Tell whether a value, written plainly under a key so defined, would be read as it is."""
    kind, container = definition.get("@type"), definition.get("@container")
    if not isinstance(value, ox.Literal):
        return container is None and kind in (None, "@id")
    if container == "@language":
        return bool(value.language)
    if value.language or kind == "@id":
        return False
    if kind:
        return value.datatype.value == term(kind)
    plain = value.datatype.value == INTEGER and str(value.value) == str(_number(value.value))
    return plain or value.datatype.value == STRING


# The same few properties come in every thing's file.
_shorten = cache(shorten)


def _number(text: str) -> int | None:
    return int(text) if len(text) < 16 and text.lstrip("-").isdecimal() else None


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
