"""
Gaps that concern a whole level at once: values, directions, stages, labels in English.
"""

from plangraph.assemble.builder import Builder, node, number
from plangraph.assemble.identity import Identity
from plangraph.names import term

LEVELS = ("goal", "measure", "project")


def derive_gaps(builder: Builder, identity: Identity) -> None:
    """State how many of a level's indicators lack a value, a direction or a stage."""
    facts = builder.statements.get(builder.names.facts, {})
    level_of = {
        triple.subject: triple.object.value.rpartition("#")[2]
        for triple in facts
        if triple.predicate.value == term("plan:level")
        and not isinstance(triple.object, type(triple))
    }
    with_indicator = {
        triple.subject for triple in facts if triple.predicate.value == term("plan:indicator")
    }
    observed = {
        triple.object for triple in facts if triple.predicate.value == term("plan:observes")
    }
    unstated = {
        kind: {
            triple.subject
            for triple in facts
            if triple.predicate.value == term(f"plan:{kind}")
            and str(triple.object) == str(node(f"{kind}:not-stated"))
        }
        for kind in ("direction", "stage")
    }
    for level in LEVELS:
        roles = {role for role, of in level_of.items() if of == level and role in with_indicator}
        lacking = {
            "values": len(roles - observed),
            "direction": len(roles & unstated["direction"]),
            "stage": len(roles & unstated["stage"]),
        }
        for kind, count in lacking.items():
            if count:
                _state_gap(builder, level, kind, count, len(roles))


def _state_gap(builder: Builder, level: str, kind: str, lacking: int, total: int) -> None:
    gap = builder.thing("gap", f"{level}.{kind}")
    builder.derive(gap, "rdf:type", node("plan:LevelGap"))
    builder.derive(gap, "plan:level", node(f"indicator-level:{level}"))
    builder.derive(gap, "plan:gapKind", node(f"gap-kind:{kind}"))
    builder.derive(gap, "plan:lacking", number(lacking))
    builder.derive(gap, "plan:total", number(total))
