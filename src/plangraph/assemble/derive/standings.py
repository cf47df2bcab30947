"""
Standing of departments' names: registered, in use, unknown, or not to be verified.
"""

from collections import Counter

import pyoxigraph as ox
from rapidfuzz.distance import Levenshtein

from plangraph.assemble.builder import Builder, decimal, japanese, local_name, node, plain
from plangraph.assemble.derive.words import read_aloud
from plangraph.assemble.identity import Identity
from plangraph.read.folding import compare_form
from plangraph.read.registers import Department


def derive_standings(
    builder: Builder, identity: Identity, departments: tuple[Department, ...]
) -> None:
    """
    State how the name of each office and section stands, and what an unknown one may be meant for.

    Without a register, of two near spellings the rarer is unknown, or the later of two as rare.
    """
    _derive_section_standings(builder, identity, departments)
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
            near = _nearest(
                form, [other for other in names if uses[other] > uses[form]], shortest=5
            )
            if near is None:
                earlier = list(names)[: list(names).index(form)]
                near = _nearest(form, [e for e in earlier if uses[e] == uses[form]], shortest=6)
            standing = "in-use" if uses[form] > 1 else "not-verifiable"
            if near is not None:
                standing = "unknown"
                _state_near(builder, thing, names[near], form, near)
        builder.derive(thing, "plan:nameStanding", node(f"name-standing:{standing}"))


def _derive_section_standings(
    builder: Builder, identity: Identity, departments: tuple[Department, ...]
) -> None:
    uses: Counter[tuple[str, str]] = Counter()
    for row in builder.plan.rows:
        uses.update((unit.name, unit.section) for unit in row.units if unit.section)
    offices = {entry.key: entry.name for entry in departments if entry.key}
    known = [
        (offices.get(entry.parent, ""), name)
        for entry in departments
        if entry.kind == "section" and not entry.until
        for name in (entry.name, *entry.other_names)
    ]
    for office, section in uses:
        thing = builder.thing("organization", identity.organization(office, section))
        registered = [name for above, name in known if above in ("", office)]
        others = registered or [
            other
            for above, other in uses
            if above == office and uses[above, other] > uses[office, section]
        ]
        near = _nearest(
            compare_form(section), [compare_form(other) for other in others], shortest=4
        )
        standing = "in-use" if uses[office, section] > 1 else "not-verifiable"
        if section in registered:
            standing, near = "registered", None
        elif registered or near is not None:
            standing = "unknown"
        if near is not None:
            named = next(other for other in others if compare_form(other) == near)
            _state_near(builder, thing, named, compare_form(section), near)
        builder.derive(thing, "plan:nameStanding", node(f"name-standing:{standing}"))


def _nearest(form: str, others: list[str], *, shortest: int) -> str | None:
    """
    Find the nearest other name at a distance of one letter, or of a fifth of them.

    One that sounds alike is nearer than all others, as 総合制作課 and 総合政策課.
    """
    if len(form) < shortest:
        return None
    sound = read_aloud(form)
    alike = [other for other in others if other != form and read_aloud(other) == sound]
    if alike:
        return min(alike)
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
