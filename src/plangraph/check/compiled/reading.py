"""
From a shapes graph to shapes as values. What is not known is refused by name, never skipped.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from plangraph.check.compiled.model import Component, Path, Select, Shape, Target
from plangraph.check.compiled.paths import read_list, read_path
from plangraph.check.compiled.statements import Statements
from plangraph.check.compiled.vocabulary import (
    APART,
    CLASS,
    CLOSED,
    COUNTS,
    DEACTIVATED,
    FLAGS,
    IGNORED,
    LISTS,
    MESSAGE,
    ON_PATHS,
    PATH,
    PROPERTY,
    QUALIFIED,
    QUALIFIED_SHAPE,
    SAID_ELSEWHERE,
    SEVERITY,
    SHAPE_KINDS,
    SHAPE_LISTS,
    SHAPES,
    SINGLE,
    SPARQL,
    SUBCLASS,
    TARGETS,
    TRUE,
    TYPE,
    VALUES,
    sh,
)
from plangraph.check.facts import Node, sort_key
from plangraph.errors import ShapesError
from plangraph.names import PREFIXES, term

REMEDY: Final = "Take it out, or judge by pySHACL (--engine pyshacl)"


class Reader:
    """A shapes graph as it is read, each shape once."""

    def __init__(self, shapes: Statements) -> None:
        self.shapes = shapes
        self._read: dict[Node, Shape] = {}
        self._open: list[Node] = []

    def targeted(self) -> list[Shape]:
        """Read all shapes that say what they are for."""
        found = {node for target in TARGETS for node in self.shapes.subjects(target)}
        found |= {
            node
            for kind in SHAPE_KINDS
            for node in self.shapes.subjects(TYPE, kind)
            if self._is_class(node)
        }
        for kind in ("target", "rule"):
            for node in self.shapes.subjects(sh(kind)):
                raise ShapesError(_name(node), f"sh:{kind} is not known to this engine", REMEDY)
        return [self.shape(node) for node in sorted(found, key=sort_key)]

    def _is_class(self, node: Node) -> bool:
        kinds = set(self.shapes.objects(node, TYPE))
        return CLASS in kinds or any(self.shapes.says(kind, SUBCLASS, CLASS) for kind in kinds)

    def shape(self, node: Node) -> Shape:
        """
        Read a shape.

        Raises:
            ShapesError: It refers to itself, is not well formed, or says what is not known.
        """
        if node in self._read:
            return self._read[node]
        if node in self._open:
            raise ShapesError(_name(node), "the shape refers to itself", REMEDY)
        self._open.append(node)
        paths = self.shapes.objects(node, PATH)
        if len(paths) > 1 or isinstance(node, ox.Literal):
            raise ShapesError(_name(node), "more than one path", "Correct the shapes")
        severity = self._single(node, SEVERITY) or sh("Violation")
        if not isinstance(severity, ox.NamedNode):
            raise ShapesError(_name(node), "sh:severity names none", "Correct the shapes")
        path = read_path(self.shapes, paths[0]) if paths else None
        targets = self._targets(node)
        off = self._flag(node, DEACTIVATED)
        components = () if off else tuple(self._components(node, path))
        made = Shape(node, path, targets, components, severity, self._messages(node))
        self._open.pop()
        self._read[node] = made
        return made

    def _targets(self, node: Node) -> tuple[Target, ...]:
        targets = [
            Target(kind, value, str(value))
            for predicate, kind in TARGETS.items()
            for value in sorted(self.shapes.objects(node, predicate), key=sort_key)
        ]
        if self._is_class(node) and set(self.shapes.objects(node, TYPE)) & set(SHAPE_KINDS):
            targets.append(Target("class", node, str(node)))
        for target in targets:
            if target.kind != "node" and not isinstance(target.node, ox.NamedNode):
                raise ShapesError(_name(node), "a target that is no IRI", "Correct the shapes")
        return tuple(targets)

    def _components(self, node: Node, path: Path | None) -> Iterator[Component]:
        stated = self.shapes.about(node)
        for predicate in sorted(stated, key=sort_key):
            for component in self._read_parameter(node, predicate, stated):
                if path is None and component.name in ON_PATHS:
                    self._malformed(node, predicate, "goes with a path only")
                yield component

    def _read_parameter(
        self, node: Node, predicate: ox.NamedNode, stated: Mapping[ox.NamedNode, list[Node]]
    ) -> Iterator[Component]:
        values = sorted(stated[predicate], key=str)
        if predicate in VALUES:
            yield from (Component(VALUES[predicate], (value,)) for value in values)
        elif predicate in SINGLE:
            yield from self._single_component(node, predicate)
        elif predicate in LISTS:
            members = tuple(read_list(self.shapes, self._single(node, predicate)))
            yield Component(LISTS[predicate], members)
        elif predicate in SHAPES:
            for value in values:
                yield Component(SHAPES[predicate], shapes=(self.shape(value),))
        elif predicate in SHAPE_LISTS:
            for value in values:
                members = tuple(read_list(self.shapes, value))
                shapes = tuple(self.shape(member) for member in members)
                yield Component(SHAPE_LISTS[predicate], shapes=shapes)
        elif predicate in QUALIFIED:
            yield from self._qualified(node, predicate, stated)
        elif predicate == CLOSED:
            if self._flag(node, CLOSED):
                yield Component("Closed", self._known_properties(node))
        elif predicate == SPARQL:
            yield from (self._select(value) for value in values)
        elif predicate not in SAID_ELSEWHERE and self._weighs(predicate):
            raise ShapesError(
                _name(node), f"{_name(predicate)} is not known to this engine", REMEDY
            )

    def _weighs(self, predicate: ox.NamedNode) -> bool:
        """Tell whether a property may judge: one of SHACL, or a parameter of a component."""
        return predicate.value.startswith(PREFIXES["sh"]) or any(
            self.shapes.says(None, sh("parameter"), parameter)
            for parameter in self.shapes.subjects(PATH, predicate)
        )

    def _single_component(self, node: Node, predicate: ox.NamedNode) -> Iterator[Component]:
        name, value = SINGLE[predicate], self._single(node, predicate)
        if value is None or (name == "UniqueLang" and value != TRUE):
            return
        if name in COUNTS and not (isinstance(value, ox.Literal) and value.value.isdecimal()):
            self._malformed(node, predicate, "is no whole number")
        flags = self._single(node, FLAGS) if name == "Pattern" else None
        yield Component(name, (value,), flags=flags.value if flags is not None else "")

    def _qualified(
        self, node: Node, predicate: ox.NamedNode, stated: Mapping[ox.NamedNode, list[Node]]
    ) -> Iterator[Component]:
        count = self._single(node, predicate)
        if count is None or not count.value.isdecimal():
            self._malformed(node, predicate, "is no whole number")
            return
        siblings: tuple[Shape, ...] = ()
        for value in sorted(stated.get(QUALIFIED_SHAPE, ()), key=sort_key):
            if self._flag(node, APART):
                siblings = tuple(self._siblings(node, value))
            yield Component(QUALIFIED[predicate], (count,), (self.shape(value),), siblings)

    def _siblings(self, node: Node, own: Node) -> Iterable[Shape]:
        found: dict[Node, None] = {}
        for parent in self.shapes.subjects(PROPERTY, node):
            for sibling in self.shapes.objects(parent, PROPERTY):
                found.update(dict.fromkeys(self.shapes.objects(sibling, QUALIFIED_SHAPE)))
        return [self.shape(one) for one in sorted(found, key=sort_key) if one != own]

    def _known_properties(self, node: Node) -> tuple[Node, ...]:
        known: dict[Node, None] = {}
        for shape in self.shapes.objects(node, PROPERTY):
            paths = self.shapes.objects(shape, PATH)
            known.update({path: None for path in paths if isinstance(path, ox.NamedNode)})
        ignored = self._single(node, IGNORED)
        if ignored is not None:
            known.update(dict.fromkeys(read_list(self.shapes, ignored)))
        return tuple(sorted(known, key=sort_key))

    def _select(self, node: Node) -> Component:
        if self._flag(node, DEACTIVATED):
            return Component("And")
        text = self._single(node, sh("select"))
        if text is None or self.shapes.objects(node, sh("ask")):
            raise ShapesError(_name(node), "a constraint without sh:select", "Correct the shapes")
        prefixes = {
            self._text(one, "prefix"): self._text(one, "namespace")
            for home in self._declaring(node)
            for one in self.shapes.objects(home, sh("declare"))
        }
        return Component(
            "SPARQL",
            node=node,
            select=Select(text.value, prefixes),
            messages=self._messages(node),
        )

    def _declaring(self, node: Node) -> list[Node]:
        """Find whatever declares prefixes for a query: what it names, and what those import."""
        found = dict.fromkeys(self.shapes.objects(node, sh("prefixes")))
        imports = ox.NamedNode(term("owl:imports"))
        for one in list(found):
            found.update(dict.fromkeys(self.shapes.objects(one, imports)))
        return list(found)

    def _text(self, node: Node, name: str) -> str:
        value = self._single(node, sh(name))
        if value is None:
            raise ShapesError(_name(node), f"a prefix without sh:{name}", "Correct the shapes")
        return value.value

    def _messages(self, node: Node) -> tuple[ox.Literal, ...]:
        found = self.shapes.objects(node, MESSAGE)
        return tuple(sorted((one for one in found if isinstance(one, ox.Literal)), key=str))

    def _single(self, node: Node, predicate: ox.NamedNode) -> Node | None:
        found = self.shapes.objects(node, predicate)
        if len(found) > 1:
            self._malformed(node, predicate, "is there more than once")
        return found[0] if found else None

    def _flag(self, node: Node, predicate: ox.NamedNode) -> bool:
        value = self._single(node, predicate)
        return value == TRUE

    def _malformed(self, node: Node, predicate: ox.NamedNode, what: str) -> None:
        raise ShapesError(_name(node), f"{_name(predicate)} {what}", "Correct the shapes")


def _name(node: Node) -> str:
    for prefix in ("sh", "rule"):
        if node.value.startswith(PREFIXES[prefix]):
            return f"{prefix}:{node.value.removeprefix(PREFIXES[prefix])}"
    return node.value if isinstance(node, ox.NamedNode) else str(node)
