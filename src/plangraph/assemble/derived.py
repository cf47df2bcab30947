"""
What the program derives from a plan: shares, likenesses, standings; kept apart from what was read.
"""

import re
from collections import Counter, defaultdict
from typing import Final

import pyoxigraph as ox
from rapidfuzz.distance import Levenshtein

from plangraph.assemble.builder import Builder, decimal, japanese, local_name, node, number, plain
from plangraph.assemble.identity import Identity
from plangraph.assemble.roles import aspect, measure_of
from plangraph.assemble.similarity import Likeness, reworded, supporting
from plangraph.assemble.units import counted_noun, expected_units
from plangraph.plan import Column
from plangraph.read.folding import clean, compare_form
from plangraph.read.registers import Department, Description

FAR_LONGER: Final = 4
LONG: Final = 400
REPLACED: Final = "\ufffd"
WRONGLY_DECODED: Final = re.compile("[縺繧繝]")
CODE_WEIGHTS: Final = (1, 2) * 6


def derive(
    builder: Builder,
    identity: Identity,
    description: Description,
    departments: tuple[Department, ...],
) -> None:
    """Derive everything that shapes and questions need and that no source states."""
    _derive_concentrations(builder, identity)
    _derive_likenesses(builder, identity)
    _derive_counted_nouns(builder, identity)
    _derive_standings(builder, identity, departments)
    _derive_cells(builder)
    number_of_city = corporate_number(description.code)
    if number_of_city and (description.issuer or description.code):
        issuer = builder.thing("organization", "issuer")
        builder.derive(issuer, "plan:corporateNumber", plain(number_of_city))


def corporate_number(code: str) -> str | None:
    """
    Work out the 法人番号 of a municipality from its code by the rule of the National Tax Agency.

    >>> corporate_number("271004")
    '6000020271004'
    """
    if not (code.isascii() and code.isdecimal() and len(code) == 6):
        return None
    body = f"000020{code}"
    total = sum(
        int(digit) * weight for digit, weight in zip(reversed(body), CODE_WEIGHTS, strict=True)
    )
    return f"{9 - total % 9}{body}"


def _derive_concentrations(builder: Builder, identity: Identity) -> None:
    plan = builder.plan
    pairs: dict[int, set[tuple[str, int]]] = defaultdict(set)
    order: dict[str, None] = {}
    for index, project in enumerate(plan.projects):
        for row in (plan.rows[row] for row in project.rows):
            measure = plan.tables[row.table].measure
            for unit in row.units:
                office = identity.organization(unit.name)
                order[office] = None
                if measure is not None:
                    pairs[measure].add((office, index))
    for measure, found in sorted(pairs.items()):
        counts = Counter(office for office, _ in found)
        total, most = len(found), max(counts.values())
        thing = builder.thing("concentration", identity.measures[measure])
        builder.derive(thing, "rdf:type", node("plan:Concentration"))
        builder.derive(thing, "plan:element", measure_of(builder, identity, measure))
        builder.derive(thing, "plan:share", decimal(most / total))
        hhi = sum(count * count for count in counts.values()) / (total * total)
        builder.derive(thing, "plan:hhi", decimal(hhi))
        builder.derive(thing, "plan:projects", number(len({index for _, index in found})))
        for office in order:
            if counts[office] == most:
                builder.derive(thing, "plan:organization", builder.thing("organization", office))


def _derive_likenesses(builder: Builder, identity: Identity) -> None:
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


def _derive_counted_nouns(builder: Builder, identity: Identity) -> None:
    plan = builder.plan
    for index, project in enumerate(plan.projects):
        for use in (plan.rows[row].indicator for row in project.rows):
            noun = counted_noun(use.label) if use.label else None
            if noun is None:
                continue
            local = f"project-{identity.projects[index]}.{identity.indicator(use.label)}"
            role = builder.thing("role", local)
            builder.derive(role, "plan:countedNoun", japanese(noun))
            for spelling in expected_units(noun):
                builder.derive(role, "plan:expectedUnit", plain(spelling))


def _derive_standings(
    builder: Builder, identity: Identity, departments: tuple[Department, ...]
) -> None:
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


def _derive_cells(builder: Builder) -> None:
    """Mark cells that are far longer than the others of their column, or wrongly decoded."""
    plan = builder.plan
    lengths: dict[Column, list[int]] = defaultdict(list)
    for row in plan.rows:
        for column in Column:
            lengths[column].append(len(clean(row.printed(column))))
    usual = {column: sorted(found)[-2:][0] for column, found in lengths.items()}
    for row in plan.rows:
        for column in Column:
            text = clean(row.printed(column))
            if len(text) > max(LONG, FAR_LONGER * usual[column]):
                builder.derive(builder.line(row.line), "plan:longCell", aspect(column))
            if is_garbled(text):
                builder.derive(builder.line(row.line), "plan:garbled", aspect(column))
    rows = {row.line for row in plan.rows}
    for line, text in plan.line_texts().items():
        if line not in rows and "\t" not in text and is_garbled(text):
            builder.derive(builder.line(line), "plan:garbled", aspect(Column.NAME))


def is_garbled(text: str) -> bool:
    """
    Tell whether text looks wrongly decoded: a replacement character, or UTF-8 read as another code.

    >>> is_garbled("育成".encode().decode("cp932", "replace")), is_garbled("育成")
    (True, False)
    >>> is_garbled("Ã©tÃ©")
    True
    """
    if REPLACED in text:
        return True
    if len(WRONGLY_DECODED.findall(text)) > 2:
        return True
    for encoding in ("cp932", "cp1252", "latin-1"):
        try:
            again = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if len(again) < len(text):
            return True
    return False
