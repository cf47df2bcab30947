"""
The words of SHACL that shapes are read by, and which component each brings.
"""

from typing import Final

import pyoxigraph as ox

from plangraph.names import term


def sh(name: str) -> ox.NamedNode:
    """Name a term of SHACL."""
    return ox.NamedNode(term(f"sh:{name}"))


TYPE, CLASS, SUBCLASS = (
    ox.NamedNode(term(f"{name}")) for name in ("rdf:type", "rdfs:Class", "rdfs:subClassOf")
)
PATH, PROPERTY, SHAPE_KINDS = sh("path"), sh("property"), (sh("NodeShape"), sh("PropertyShape"))
TARGETS: Final = {
    sh("targetClass"): "class",
    sh("targetNode"): "node",
    sh("targetObjectsOf"): "objects",
    sh("targetSubjectsOf"): "subjects",
}
VALUES: Final = {
    sh(parameter): name
    for parameter, name in (
        ("class", "Class"),
        ("datatype", "Datatype"),
        ("disjoint", "Disjoint"),
        ("equals", "Equals"),
        ("hasValue", "HasValue"),
        ("lessThan", "LessThan"),
        ("lessThanOrEquals", "LessThanOrEquals"),
    )
}
"""Parameters of which each value is a constraint of its own."""

SINGLE: Final = {
    sh(parameter): name
    for parameter, name in (
        ("maxCount", "MaxCount"),
        ("maxExclusive", "MaxExclusive"),
        ("maxInclusive", "MaxInclusive"),
        ("maxLength", "MaxLength"),
        ("minCount", "MinCount"),
        ("minExclusive", "MinExclusive"),
        ("minInclusive", "MinInclusive"),
        ("minLength", "MinLength"),
        ("nodeKind", "NodeKind"),
        ("pattern", "Pattern"),
        ("uniqueLang", "UniqueLang"),
    )
}
"""Parameters that a shape has once."""

LISTS: Final = {sh("in"): "In", sh("languageIn"): "LanguageIn"}
SHAPES: Final = {sh("node"): "Node", sh("not"): "Not", PROPERTY: "Property"}
SHAPE_LISTS: Final = {sh("and"): "And", sh("or"): "Or", sh("xone"): "Xone"}
ON_PATHS: Final = frozenset(
    {"LessThan", "LessThanOrEquals", "MaxCount", "MinCount", "UniqueLang", "QualifiedValueShape"}
)
"""Constraints that only a property shape may have."""

COUNTS: Final = frozenset({"MaxCount", "MaxLength", "MinCount", "MinLength"})
QUALIFIED = {sh("qualifiedMinCount"): "QualifiedMinCount", sh("qualifiedMaxCount"): ""}
QUALIFIED[sh("qualifiedMaxCount")] = "QualifiedMaxCount"
QUALIFIED_SHAPE, APART = sh("qualifiedValueShape"), sh("qualifiedValueShapesDisjoint")
SPARQL, CLOSED, IGNORED, FLAGS = sh("sparql"), sh("closed"), sh("ignoredProperties"), sh("flags")
SEVERITY, MESSAGE, DEACTIVATED = sh("severity"), sh("message"), sh("deactivated")
SAID_ELSEWHERE: Final = frozenset(
    {PATH, IGNORED, FLAGS, SEVERITY, MESSAGE, DEACTIVATED, QUALIFIED_SHAPE, APART}
    | {sh(name) for name in ("name", "description", "order", "group", "defaultValue")}
    | {sh("prefixes"), sh("select")}  # of a shape that is its own constraint
    | set(TARGETS)
)
"""What a shape says beside its constraints: read with them, or of no weight."""

TRUE: Final = ox.Literal(True)
