"""
Property paths of SHACL in the words of SPARQL.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from plangraph.check.compiled.model import Path
from plangraph.check.compiled.statements import Statements
from plangraph.check.facts import Node
from plangraph.errors import ShapesError
from plangraph.names import term

FIRST, REST, NIL = (ox.NamedNode(term(f"rdf:{name}")) for name in ("first", "rest", "nil"))
ALTERNATIVE, INVERSE = (ox.NamedNode(term(f"sh:{n}Path")) for n in ("alternative", "inverse"))
REPEATED = {
    ox.NamedNode(term("sh:zeroOrMorePath")): "*",
    ox.NamedNode(term("sh:oneOrMorePath")): "+",
    ox.NamedNode(term("sh:zeroOrOnePath")): "?",
}


def read_path(shapes: Statements, node: Node, within: tuple[Node, ...] = ()) -> Path:
    """
    Read the path that a node of a shapes graph is.

    Raises:
        ShapesError: It is none, or it holds itself.
    """
    if isinstance(node, ox.NamedNode):
        return Path(str(node), node)
    if isinstance(node, ox.Literal) or node in within:
        raise _refuse(node)
    inner = (*within, node)
    stated = {predicate: values[-1] for predicate, values in shapes.about(node).items()}
    if FIRST in stated:
        steps = [read_path(shapes, step, inner) for step in read_list(shapes, node)]
        if len(steps) < 2:
            raise _refuse(node)
        text = "/".join(step.text for step in steps)
        nullable = all(step.nullable for step in steps)
        return Path(
            f"({text})", node, nullable, all(step.simple for step in steps), "/", tuple(steps)
        )
    if ALTERNATIVE in stated:
        members = read_list(shapes, stated[ALTERNATIVE])
        steps = [read_path(shapes, step, inner) for step in members]
        if not steps:
            raise _refuse(node)
        text = "|".join(step.text for step in steps)
        nullable = any(step.nullable for step in steps)
        return Path(
            f"({text})", node, nullable, all(step.simple for step in steps), "|", tuple(steps)
        )
    if INVERSE in stated:
        step = read_path(shapes, _one(stated[INVERSE]), inner)
        return Path(f"(^{step.text})", node, step.nullable, step.simple, "^", (step,))
    for predicate, mark in REPEATED.items():
        if predicate in stated:
            step = read_path(shapes, _one(stated[predicate]), inner)
            nullable = mark != "+" or step.nullable
            return Path(
                f"({step.text}{mark})", node, nullable, simple=False, kind=mark, parts=(step,)
            )
    raise _refuse(node)


def read_list(shapes: Statements, node: object) -> list[Node]:
    """
    Read an RDF list.

    Raises:
        ShapesError: It is not well formed.
    """
    return list(_members(shapes, node))


def _members(shapes: Statements, node: object) -> Iterator[Node]:
    seen: set[object] = set()
    while node != NIL:
        if not isinstance(node, ox.NamedNode | ox.BlankNode) or node in seen:
            raise ShapesError(node, "not a well-formed list", "Correct the shapes")
        seen.add(node)
        firsts, rests = shapes.objects(node, FIRST), shapes.objects(node, REST)
        if len(firsts) != 1 or len(rests) != 1:
            raise ShapesError(node, "not a well-formed list", "Correct the shapes")
        yield firsts[0]
        node = rests[0]


def _one(node: object) -> Node:
    if isinstance(node, ox.NamedNode | ox.BlankNode):
        return node
    raise _refuse(node)


def _refuse(node: object) -> ShapesError:
    return ShapesError(node, "not a property path of SHACL", "Correct the shapes")
