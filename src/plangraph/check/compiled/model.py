"""
Shapes as values: what SHACL says of them, without the graph that they were read from.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from plangraph.check.facts import Node
from plangraph.names import term

Found = tuple[str, str | None, str | None]
"""A thing, what it fails by, and the property that leads to it where the shape tells none."""


@dataclass(frozen=True, slots=True)
class Path:
    """
    A property path in SPARQL's words.

    ``nullable`` ones lead from each thing to itself, too; ``simple`` ones repeat nothing. ``kind``
    is the sign by which SPARQL makes it of its ``parts``; a property has none.
    """

    text: str
    node: ox.NamedNode | ox.BlankNode
    nullable: bool = False
    simple: bool = True
    kind: str = ""
    parts: tuple["Path", ...] = ()

    @property
    def predicate(self) -> ox.NamedNode | None:
        """The property, where the path is no more than that."""
        return self.node if isinstance(self.node, ox.NamedNode) else None


@dataclass(frozen=True, slots=True)
class Select:
    """A constraint in SPARQL: its query, and the prefixes that this stands on."""

    text: str
    prefixes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Target:
    """
    Which things a shape is for: of a class, named, or at one end of a property.

    ``text`` is the node as N-Triples writes it.
    """

    kind: str
    node: Node
    text: str


@dataclass(frozen=True, slots=True)
class Component:
    """
    One constraint of a shape: ``name`` is that of SHACL's component, without its long ending.

    ``values`` are the parameter's, ``shapes`` those that it refers to, ``siblings`` those that a
    qualified value must not fit. ``node`` names a constraint that has a node of its own.
    """

    name: str
    values: tuple[Node, ...] = ()
    shapes: tuple["Shape", ...] = ()
    siblings: tuple["Shape", ...] = ()
    flags: str = ""
    node: Node | None = None
    select: Select | None = None
    messages: tuple[ox.Literal, ...] = ()

    @property
    def iri(self) -> str:
        """What SHACL calls the component."""
        return term(f"sh:{self.name}ConstraintComponent")


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: what it is for, where its values lie, what must hold of them."""

    node: Node
    path: Path | None
    targets: tuple[Target, ...]
    components: tuple[Component, ...]
    severity: ox.NamedNode
    messages: tuple[ox.Literal, ...] = ()
