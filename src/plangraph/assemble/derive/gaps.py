"""
Gaps that concern a whole level at once: values, directions, stages, names in both languages.
"""

from collections import defaultdict
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, node, number, plain
from plangraph.assemble.derive.indicators import is_step
from plangraph.assemble.derive.observed import Observed, Said
from plangraph.names import term

LEVELS: Final = ("goal", "measure", "initiative", "project")
ASKED: Final = ("baseline", "target")
"""Kinds of value that an indicator needs so that it can be judged."""

PUBLISHED: Final = {
    "goal": "plan:Goal",
    "measure": "plan:Measure",
    "initiative": "plan:Initiative",
    "project": "plan:Project",
    "organization": "plan:Organization",
    "indicator": "plan:Indicator",
    "budget": "plan:BudgetItem",
}
"""Classes of the things that are published under a name, by the kind in their IRIs."""

LANGUAGES: Final = ("ja", "en")
TYPE: Final = node("rdf:type")
NAMING: Final = (node("skos:prefLabel"), node("rdfs:label"))


def derive_gaps(
    builder: Builder, said: Said, observed: dict[str, list[Observed]]
) -> frozenset[str]:
    """
    State how many of a level's indicators lack a value, a unit, a direction or a stage.

    Gives the roles whose lack of a target is told of their level as a whole.
    """
    untargeted: set[str] = set()
    named = [role for role in said.each("plan:level") if said.one(role, "plan:indicator")]
    for level in LEVELS:
        roles = [role for role in named if said.one(role, "plan:level") == _level(level)]
        lacking = {
            "values": sum(role not in observed for role in roles),
            "direction": sum(_is_unstated(said, role, "direction") for role in roles),
            "stage": sum(_is_unstated(said, role, "stage") for role in roles),
            "unit": sum(not said.one(role, "plan:unitLabel") for role in roles),
        }
        if level == "project" or not lacking["values"]:
            lacking["unit"] = 0  # A project's missing unit is told of the project.
        for kind, count in lacking.items():
            if count:
                _state_gap(builder, level, kind, count, len(roles))
        for kind, along in (("values", "unit"), ("direction", "stage")):
            if lacking[kind] and lacking[along]:
                gap = builder.thing("gap", f"{level}.{kind}")
                builder.derive(gap, "plan:alongside", builder.thing("gap", f"{level}.{along}"))
        if lacking["values"] < len(roles):
            values = {role: observed.get(role, []) for role in roles}
            if "target" in _state_lacks(builder, level, values):
                untargeted.update(roles)
    return frozenset(untargeted)


def _level(level: str) -> str:
    return term(f"indicator-level:{level}")


def _is_unstated(said: Said, role: str, kind: str) -> bool:
    return said.one(role, f"plan:{kind}") == term(f"{kind}:not-stated")


def _state_gap(builder: Builder, level: str, kind: str, lacking: int, total: int) -> None:
    gap = builder.thing("gap", f"{level}.{kind}")
    builder.derive(gap, "rdf:type", node("plan:LevelGap"))
    builder.derive(gap, "plan:level", node(f"indicator-level:{level}"))
    builder.derive(gap, "plan:gapKind", node(f"gap-kind:{kind}"))
    _state_count(builder, gap, lacking, total)


def _state_count(builder: Builder, gap: ox.NamedNode, lacking: int, total: int) -> None:
    builder.derive(gap, "plan:lacking", number(lacking))
    builder.derive(gap, "plan:total", number(total))


def _state_lacks(
    builder: Builder, level: str, observed: dict[str, list[Observed]]
) -> frozenset[str]:
    """
    Where a level has values at all, each indicator without one stands out.

    A step that is taken or not starts from nothing, so it has no baseline to state. Kinds of value
    that no indicator of the level has are told once, and given back.
    """
    of_all: set[str] = set()
    for kind in ASKED:
        asked = {
            role: values
            for role, values in observed.items()
            if kind != "baseline" or not is_step(one.form for one in values)
        }
        lacking = [
            role for role, values in asked.items() if kind not in {one.kind for one in values}
        ]
        if len(lacking) == len(asked) > 1:
            _state_gap(builder, level, kind, len(lacking), len(asked))
            of_all.add(kind)
            continue
        for role in lacking:
            if kind == "target" and any(one.kind == "actual" for one in observed[role]):
                continue  # That it was reported all the same is told of the report.
            builder.derive(ox.NamedNode(role), "plan:lacks", node(f"observation-kind:{kind}"))
    return frozenset(of_all)


def derive_label_gaps(builder: Builder) -> None:
    """State how many things of each published class have no name in a language."""
    names = builder.names
    classes: dict[object, str] = {node(name): kind for kind, name in PUBLISHED.items()}
    things: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in builder.within(names.facts):
        if predicate == TYPE and isinstance(subject, ox.NamedNode) and value in classes:
            things[classes[value]].add(subject.value)
    named: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for graph in (names.facts, names.decisions, names.links):
        for subject, predicate, value in builder.within(graph):
            told = predicate in NAMING and isinstance(value, ox.Literal) and value.language
            if told in named and isinstance(subject, ox.NamedNode):
                named[told].add(subject.value)
    for kind, name in PUBLISHED.items():
        for language in LANGUAGES:
            lacking = len(things[kind] - named[language])
            if lacking:
                gap = builder.thing("label-gap", f"{kind}.{language}")
                builder.derive(gap, "rdf:type", node("plan:LabelGap"))
                builder.derive(gap, "plan:elementClass", node(name))
                builder.derive(gap, "dcterms:language", plain(language))
                _state_count(builder, gap, lacking, len(things[kind]))
