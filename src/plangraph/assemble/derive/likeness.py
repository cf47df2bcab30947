"""
Likenesses of indicators: what may support what, and what says the same in other words.
"""

import re
from collections import defaultdict
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, decimal, local_name, node, plain
from plangraph.assemble.identity import Identity
from plangraph.assemble.roles import measure_of
from plangraph.assemble.similarity import Likeness, dice, letters, reworded, supporting

SPAN: Final = re.compile(r"^(?:年間|年度別|年度|延べ|延)")
BRACKET: Final = re.compile(r"[(（][^()（）]*[)）]$")


def derive_likenesses(builder: Builder, identity: Identity) -> None:
    """State which project's indicators are like one of their measure, or of any upper level."""
    plan = builder.plan
    beneath: dict[int, dict[str, None]] = defaultdict(dict)
    everywhere: dict[str, None] = {}
    for row in plan.rows:
        if row.indicator.label:
            everywhere[row.indicator.label] = None
            measure = plan.tables[row.table].measure
            if measure is not None:
                beneath[measure][row.indicator.label] = None
    for index, measure_ in enumerate(plan.measures):
        element = measure_of(builder, identity, index)
        for upper in measure_.indicators:
            for lower in beneath[index]:
                likeness = supporting(lower, upper)
                if likeness is not None:
                    _state_likeness(
                        builder, identity, "SuggestedSupport", lower, upper, likeness, element
                    )
    uppers = [label for goal in plan.goals for label in goal.targets]
    uppers += [label for measure_ in plan.measures for label in measure_.indicators]
    for upper in dict.fromkeys(uppers):
        for lower in everywhere:
            likeness = reworded(lower, upper)
            if likeness is not None:
                _state_likeness(builder, identity, "Rewording", lower, upper, likeness, None)
    _state_peers(builder, identity)


def _state_peers(builder: Builder, identity: Identity) -> None:
    """Indicators of one office's projects that differ by a bracket or a span of time alone."""
    used: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in builder.plan.rows:
        label = row.indicator.label
        for unit in row.units if label and not row.indicator.several else ():
            used[unit.name, bare(label)][label] = None
    pairs = {(later, first) for first, *rest in map(list, used.values()) for later in rest}
    for later, first in sorted(pairs):
        likeness = Likeness("core", dice(letters(later), letters(first)))
        _state_likeness(builder, identity, "OtherName", later, first, likeness, None)


def bare(label: str) -> str:
    """
    Take off a label what only narrows it: a bracket at its end, the span of time before it.

    >>> bare("利用者数（乗車人員）") == bare("年間利用者数")
    True
    """
    return letters(SPAN.sub("", BRACKET.sub("", label)))


def _state_likeness(
    builder: Builder,
    identity: Identity,
    kind: str,
    lower: str,
    upper: str,
    likeness: Likeness,
    element: ox.NamedNode | None,
) -> None:
    below = builder.thing("indicator", identity.indicator(lower))
    above = builder.thing("indicator", identity.indicator(upper))
    key = f"{local_name(below)}.{local_name(above)}"
    if element is not None:
        key = f"{key}.{local_name(element)}"
    thing = builder.thing("similarity", key)
    builder.derive(thing, "rdf:type", node("plan:Similarity"))
    builder.derive(thing, "rdf:type", node(f"plan:{kind}"))
    builder.derive(thing, "plan:of", below)
    builder.derive(thing, "plan:to", above)
    builder.derive(thing, "plan:method", plain(likeness.method))
    builder.derive(thing, "plan:score", decimal(likeness.score))
    if element is not None:
        builder.derive(thing, "plan:element", element)
