"""
Which statements a query looks at, so that it may be put to a store that holds no others.
"""

import re
from itertools import pairwise
from typing import Final

from plangraph.check.compiled.model import Component, Path, Shape
from plangraph.check.compiled.prebinding import Token, expand, read_tokens
from plangraph.names import term

SHORT: Final = re.compile(r"\ba\b")
"""Where a query may say ``a`` for the type; in many plans that is every tenth statement."""

OPENING: Final = frozenset("[(")
TERMS: Final = frozenset({"iri", "text", "variable"})


def name_predicates(text: str, component: Component, shape: Shape) -> frozenset[str] | None:
    """
    Name the properties that a query looks at; None where it may look at any.

    Names that stand elsewhere in the query are among them, which does no harm.
    """
    if not _is_bounded(component, shape):
        return None
    select = component.select
    parts = [text]
    if select is not None:
        tokens = expand(read_tokens(select, shape.path), select)
        parts += [token.text for token in tokens if token.kind == "iri"]
    found = {f"<{name}" for part in parts for name in _split(part)}
    if any(SHORT.search(part) for part in [text, select.text if select is not None else ""]):
        found.add(f"<{term('rdf:type')}>")
    return frozenset(found)


def _split(text: str) -> list[str]:
    return [f"{piece.partition('>')[0]}>" for piece in text.split("<")[1:] if ">" in piece]


def _is_bounded(component: Component, shape: Shape) -> bool:
    """Tell whether all properties are named: none is a variable, no path leads on and on."""
    if component.name == "Closed" or not _repeats_nothing(shape.path):
        return False
    if component.select is not None:
        tokens = expand(read_tokens(component.select, shape.path), component.select)
        if not _names_properties([token for token in tokens if token.kind != "space"]):
            return False
    inner = (*component.shapes, *component.siblings)
    return all(_is_bounded(part, one) for one in inner for part in one.components)


def _repeats_nothing(path: Path | None) -> bool:
    # A path of no steps leads from whatever the graph holds.
    return path is None or (path.simple and not path.nullable)


def _names_properties(tokens: list[Token]) -> bool:
    """Tell it of a query; where it is not plain that it is so, the answer is no."""
    for before, token in pairwise(tokens):
        if token.text in "*?" and (before.kind == "iri" or before.text == ")"):
            return False
        if token.text == "(" and before.text in "{}.;":
            return False
        if before.text == "!" and (token.kind == "iri" or token.text in "(^" or token.text == "a"):
            return False
        if token.word in ("FROM", "GRAPH"):
            return False
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.kind != "variable":
            continue
        if before.text in (";", "["):
            return False
        leads = before.kind in TERMS or before.text in ("]", ")")
        if leads and (after.kind in TERMS or after.text in OPENING):
            return False
    return True
