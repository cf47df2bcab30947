"""
Names and statements that headings and rows share: indicators in their roles, measures, aspects.
"""

import re
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, Place, japanese, local_name, node, number, plain
from plangraph.assemble.identity import Identity
from plangraph.plan import Column

DIRECTIONS: Final = {
    "increase": re.compile(r"(?:増加|向上|拡大)$"),
    "decrease": re.compile(r"(?:減少|削減|低減|抑制)$"),
    "maintain": re.compile(r"維持$"),
}
"""Words at the end of a label by which it states where its values should go."""


def measure_of(builder: Builder, identity: Identity, index: int) -> ox.NamedNode:
    """Name a measure by its index."""
    return builder.thing("measure", identity.measures[index])


def element_of(builder: Builder, identity: Identity, element: tuple[str, int]) -> ox.NamedNode:
    """Name a goal, measure or initiative by its level and index."""
    level, index = element
    keys = {
        "goal": identity.goals,
        "measure": identity.measures,
        "initiative": identity.initiatives,
    }
    return builder.thing(level, keys[level][index])


def state_role(
    builder: Builder,
    identity: Identity,
    element: ox.NamedNode,
    level: str,
    label: str,
    position: int,
    place: Place,
    stage: str = "not-stated",
    again: int = 0,
    direction: str = "",
) -> ox.NamedNode:
    """
    State an indicator in its role at an element of a level; an empty label is none.

    ``again`` counts those before it that have the same label at the same element.
    """
    key = identity.indicator(label) if label else "none"
    local = local_name(element)
    role = builder.thing("role", f"{local}.{key}.{again + 1}" if again else f"{local}.{key}")
    builder.fact(role, "rdf:type", node("plan:IndicatorRole"))
    builder.fact(role, "plan:element", element)
    builder.fact(role, "plan:level", node(f"indicator-level:{level}"))
    builder.fact(role, "plan:direction", node(f"direction:{direction or _stated_direction(label)}"))
    builder.fact(role, "plan:stage", node(f"stage:{stage}"))
    builder.fact(role, "plan:position", number(position))
    builder.stand(role, place.line)
    builder.fact(role, "prov:wasQuotedFrom", builder.line(place.line))
    if label:
        indicator = builder.thing("indicator", key)
        builder.fact(indicator, "rdf:type", node("plan:Indicator"))
        builder.quote(indicator, "skos:prefLabel", japanese(label), place)
        builder.quote(indicator, "plan:measures", element, place)
        builder.quote(role, "plan:indicator", indicator, place)
        builder.fact(role, "plan:printedText", plain(place.printed))
    return role


def aspect(column: Column) -> ox.NamedNode:
    """Give the concept of what a column holds."""
    return node(f"aspect:{column.value}")


def _stated_direction(label: str) -> str:
    for direction, words in DIRECTIONS.items():
        if words.search(label):
            return direction
    return "not-stated"
