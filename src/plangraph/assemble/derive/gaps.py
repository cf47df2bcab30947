"""
Gaps that concern a whole level at once: values, directions, stages, names in both languages.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, node, number, plain
from plangraph.names import shorten, term

LEVELS: Final = ("goal", "measure", "project")
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
NAMING: Final = (node("skos:prefLabel"), node("rdfs:label"))


def derive_gaps(builder: Builder) -> None:
    """State how many of a level's indicators lack a value, a direction or a stage."""
    said = _by_predicate(builder, [builder.names.facts])
    level_of = {role: shorten(level) for role, level in said["plan:level"]}
    named = {role for role, _ in said["plan:indicator"]}
    observed: dict[str, set[str]] = defaultdict(set)
    kinds = dict(said["plan:observationKind"])
    for observation, role in said["plan:observes"]:
        observed[role].add(shorten(kinds.get(observation, "")))
    unstated = {
        kind: {role for role, value in said[f"plan:{kind}"] if value == term(f"{kind}:not-stated")}
        for kind in ("direction", "stage")
    }
    for level in LEVELS:
        roles = {role for role, of in level_of.items() if of == f"indicator-level:{level}"} & named
        lacking = {
            "values": len(roles - observed.keys()),
            "direction": len(roles & unstated["direction"]),
            "stage": len(roles & unstated["stage"]),
        }
        for kind, count in lacking.items():
            if count:
                _state_gap(builder, level, kind, count, len(roles))
        if roles & observed.keys():
            _state_lacks(builder, {role: observed.get(role, set()) for role in roles})


def _by_predicate(builder: Builder, graphs: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for graph in graphs:
        for triple in builder.statements.get(graph, {}):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
                name = shorten(triple.predicate.value)
                found[name].append((triple.subject.value, triple.object.value))
    return found


def _state_gap(builder: Builder, level: str, kind: str, lacking: int, total: int) -> None:
    gap = builder.thing("gap", f"{level}.{kind}")
    builder.derive(gap, "rdf:type", node("plan:LevelGap"))
    builder.derive(gap, "plan:level", node(f"indicator-level:{level}"))
    builder.derive(gap, "plan:gapKind", node(f"gap-kind:{kind}"))
    _state_count(builder, gap, lacking, total)


def _state_count(builder: Builder, gap: ox.NamedNode, lacking: int, total: int) -> None:
    builder.derive(gap, "plan:lacking", number(lacking))
    builder.derive(gap, "plan:total", number(total))


def _state_lacks(builder: Builder, observed: dict[str, set[str]]) -> None:
    """Where a level has values at all, each indicator without one stands out."""
    for role, kinds in observed.items():
        for kind in ASKED:
            if f"observation-kind:{kind}" not in kinds:
                builder.derive(ox.NamedNode(role), "plan:lacks", node(f"observation-kind:{kind}"))


def derive_label_gaps(builder: Builder) -> None:
    """State how many things of each published class have no name in a language."""
    names = builder.names
    classes = {term(name): kind for kind, name in PUBLISHED.items()}
    things: dict[str, set[str]] = defaultdict(set)
    for thing, kind in _by_predicate(builder, [names.facts])["rdf:type"]:
        if kind in classes:
            things[classes[kind]].add(thing)
    named: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for graph in (names.facts, names.decisions, names.links):
        for triple in builder.statements.get(graph, {}):
            if triple.predicate in NAMING and isinstance(triple.object, ox.Literal):
                subject = triple.subject
                if isinstance(subject, ox.NamedNode) and triple.object.language in named:
                    named[triple.object.language].add(subject.value)
    for kind, name in PUBLISHED.items():
        for language in LANGUAGES:
            lacking = len(things[kind] - named[language])
            if lacking:
                gap = builder.thing("label-gap", f"{kind}.{language}")
                builder.derive(gap, "rdf:type", node("plan:LabelGap"))
                builder.derive(gap, "plan:elementClass", node(name))
                builder.derive(gap, "dcterms:language", plain(language))
                _state_count(builder, gap, lacking, len(things[kind]))
