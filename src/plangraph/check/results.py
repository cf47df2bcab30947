"""
What an engine says: which constraint failed, on what, through which property.
"""

from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from plangraph.check.facts import Node
from plangraph.names import PREFIXES


@dataclass(frozen=True, slots=True)
class Result:
    """One result of an engine; ``constraint`` is a rule or a part of one, or an IRI of another."""

    constraint: str
    focus: Node
    path: ox.NamedNode | None
    value: Node | None
    component: str


@cache
def name_constraint(node: Node) -> str:
    """
    Name a constraint as the registry does; one without an IRI has no name.

    >>> name_constraint(ox.NamedNode("https://w3id.org/plangraph/rules#KPI-01"))
    'KPI-01'
    """
    return node.value.removeprefix(PREFIXES["rule"]) if isinstance(node, ox.NamedNode) else ""
