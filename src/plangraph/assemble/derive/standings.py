"""
Standing of departments' names: registered, in use, unknown, or not to be verified.
"""

from collections import Counter

import pyoxigraph as ox
from rapidfuzz.distance import Levenshtein

from plangraph.assemble.builder import Builder, decimal, japanese, local_name, node, plain
from plangraph.assemble.identity import Identity
from plangraph.read.folding import compare_form
from plangraph.read.registers import Department


def derive_standings(
    builder: Builder, identity: Identity, departments: tuple[Department, ...]
) -> None:
    """State how each office's name stands, and what it may be meant for where it is unknown."""
    uses: Counter[str] = Counter()
    names: dict[str, str] = {}
    for row in builder.plan.rows:
        for unit in row.units:
            uses[compare_form(unit.name)] += 1
            names.setdefault(compare_form(unit.name), unit.name)
    known = {
        compare_form(name): name
        for entry in departments
        if not entry.until
        for name in (entry.name, *entry.other_names)
    }
    for form, name in names.items():
        thing = builder.thing("organization", identity.organization(name))
        if form in known:
            standing = "registered"
        elif known:
            standing = "unknown"
            near = _nearest(form, list(known), shortest=3)
            if near is not None:
                _state_near(builder, thing, known[near], form, near)
        else:
            others = [other for other in names if uses[other] > uses[form]]
            near = _nearest(form, others, shortest=5)
            standing = "in-use" if uses[form] > 1 else "not-verifiable"
            if near is not None:
                standing = "unknown"
                _state_near(builder, thing, names[near], form, near)
        builder.derive(thing, "plan:nameStanding", node(f"name-standing:{standing}"))


def _nearest(form: str, others: list[str], *, shortest: int) -> str | None:
    """Find the nearest other name at a distance of one letter, or of a fifth of them."""
    if len(form) < shortest:
        return None
    allowed = max(1, len(form) // 5)
    near = [(Levenshtein.distance(form, other), other) for other in others]
    near = [(distance, other) for distance, other in near if 0 < distance <= allowed]
    return min(near)[1] if near else None


def _state_near(
    builder: Builder, organization: ox.NamedNode, name: str, form: str, near: str
) -> None:
    thing = builder.thing("similarity", f"{local_name(organization)}.name")
    builder.derive(thing, "rdf:type", node("plan:Similarity"))
    builder.derive(thing, "rdf:type", node("plan:NearName"))
    builder.derive(thing, "plan:of", organization)
    builder.derive(thing, "plan:suggestedName", japanese(name))
    builder.derive(thing, "plan:method", plain("distance"))
    score = Levenshtein.normalized_similarity(form, near)
    builder.derive(thing, "plan:score", decimal(score))
