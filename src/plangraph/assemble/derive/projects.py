"""
What is odd about projects side by side: names and items apart, missing sections, near duplicates.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, decimal, japanese, local_name, node, number, plain
from plangraph.assemble.identity import Identity
from plangraph.assemble.similarity import dice, letters
from plangraph.plan import Project, Row

NEAR: Final = 0.7
MOST: Final = 2 / 3
FEWEST_ALIKE: Final = 2
"""Projects of one code that must name the same section before another is expected to."""
NAME_ENDINGS: Final = re.compile(r"(?:事業費|事業|費)$")


def derive_projects(builder: Builder, identity: Identity) -> None:
    """State everything that stands out when projects are laid side by side."""
    _derive_item_names(builder, identity)
    _derive_usual_sections(builder, identity)
    _derive_duplicates(builder, identity)
    _derive_repeated_rows(builder, identity)
    _derive_code_domains(builder, identity)


def core(name: str) -> str:
    """
    Give the letters of a project's or an item's name without 事業, 費 or 事業費 at the end.

    >>> core("産後ケア事業") == core("産後ケア事業費")
    True
    """
    return NAME_ENDINGS.sub("", letters(name))


def _each(builder: Builder, identity: Identity) -> Iterator[tuple[ox.NamedNode, Project, Row]]:
    for index, project in enumerate(builder.plan.projects):
        thing = builder.thing("project", identity.projects[index])
        yield thing, project, builder.plan.rows[project.rows[0]]


def _derive_item_names(builder: Builder, identity: Identity) -> None:
    """
    A name that is nearly its only item's name was hardly meant to differ.

    One that is quite another hides which item pays, unless the item pays other projects, too; so do
    several items none of which bears the project's name.
    """
    paid = Counter(name for _, _, row in _each(builder, identity) for name in set(_item_names(row)))
    for thing, project, row in _each(builder, identity):
        names = list(dict.fromkeys(_item_names(row)))
        if not names or any(_is_named_for(name, project.name) for name in names):
            continue
        scores = {name: dice(core(project.name), core(name)) for name in names}
        name = max(scores, key=lambda name: scores[name])
        if scores[name] < NEAR and any(paid[name] > 1 for name in names):
            continue
        item = builder.thing("budget", identity.budget(name))
        method = "letters" if scores[name] >= NEAR else "item"
        if len(names) > 1:
            method = "items"
        _similarity(builder, "ItemNameApart", thing, item, method, scores[name])


def _is_named_for(item: str, project: str) -> bool:
    """
    Tell whether an item bears a project's name, or the name of one part of its schools.

    >>> _is_named_for("小学校英語教育費", "小中学校英語教育事業")
    True
    """
    one, other = core(item), core(project)
    return one == other or one in {other.replace("小中", part) for part in "小中"}


def _item_names(row: Row) -> list[str]:
    return [entry.name for entry in row.budget.entries]


def _similarity(
    builder: Builder, kind: str, of: ox.NamedNode, to: ox.NamedNode, method: str, score: float
) -> ox.NamedNode:
    thing = builder.thing("similarity", f"{local_name(of)}.{local_name(to)}")
    builder.derive(thing, "rdf:type", node("plan:Similarity"))
    builder.derive(thing, "rdf:type", node(f"plan:{kind}"))
    builder.derive(thing, "plan:of", of)
    builder.derive(thing, "plan:to", to)
    builder.derive(thing, "plan:method", plain(method))
    builder.derive(thing, "plan:score", decimal(score))
    return thing


def _derive_usual_sections(builder: Builder, identity: Identity) -> None:
    """Where all other projects of a code and an office name one section, expect it."""
    named: dict[tuple[str, str, str], list[tuple[ox.NamedNode, str | None]]] = defaultdict(list)
    for thing, _, row in _each(builder, identity):
        for unit in row.units:
            for code in row.numbers.codes:
                named[code, unit.name, unit.division].append((thing, unit.section))
    for (_, office, division), uses in named.items():
        counts = Counter(section for _, section in uses if section)
        if not counts:
            continue
        section, count = counts.most_common(1)[0]
        others = [thing for thing, used in uses if used != section]
        if count >= FEWEST_ALIKE and len(others) == 1:
            usual = builder.thing("organization", identity.organization(office, section, division))
            builder.derive(others[0], "plan:usualSection", usual)


def _derive_duplicates(builder: Builder, identity: Identity) -> None:
    """Same office, same item, same initiative, and no number that tells the two apart."""
    placed: dict[int, list[int]] = defaultdict(list)
    plan = builder.plan
    for index, project in enumerate(plan.projects):
        for row in project.rows:
            for _, initiative in plan.rows[row].marks:
                if initiative is not None and index not in placed[initiative]:
                    placed[initiative].append(index)
    for indexes in placed.values():
        for first, second in combinations(indexes, 2):
            if _is_duplicate(plan.projects[first], plan.projects[second], plan.rows):
                later = builder.thing("project", identity.projects[second])
                earlier = builder.thing("project", identity.projects[first])
                one, other = plan.projects[first].name, plan.projects[second].name
                score = dice(letters(one), letters(other))
                _similarity(builder, "SuspectedDuplicate", later, earlier, "same-item", score)


def _is_duplicate(one: Project, other: Project, rows: tuple[Row, ...]) -> bool:
    if one.numbers and other.numbers:
        return False
    first, second = rows[one.rows[0]], rows[other.rows[0]]
    offices = {unit.name for unit in first.units} & {unit.name for unit in second.units}
    items = {entry.name for entry in first.budget.entries} & {
        entry.name for entry in second.budget.entries
    }
    if not offices or not items:
        return False
    named_alike = {core(one.name), core(other.name)} & {core(item) for item in items}
    return bool(named_alike) or not (one.numbers or other.numbers)


def _derive_repeated_rows(builder: Builder, identity: Identity) -> None:
    """A project that one initiative lists twice."""
    plan = builder.plan
    for index, project in enumerate(plan.projects):
        counts = Counter(
            initiative
            for row in project.rows
            for _, initiative in plan.rows[row].marks
            if initiative is not None
        )
        for initiative, count in counts.items():
            if count > 1:
                thing = builder.thing("project", identity.projects[index])
                under = builder.thing("initiative", identity.initiatives[initiative])
                builder.derive(thing, "plan:listedTwiceUnder", under)


def _derive_code_domains(builder: Builder, identity: Identity) -> None:
    """The first digit of a code is its domain; most of a measure usually shares one."""
    plan = builder.plan
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for index, project in enumerate(plan.projects):
        for row in (plan.rows[row] for row in project.rows):
            measure = plan.tables[row.table].measure
            if measure is not None and row.numbers.codes:
                found[measure][index] = row.numbers.codes[0][0]
    for measure, domains in found.items():
        domain, count = Counter(domains.values()).most_common(1)[0]
        if count < MOST * len(domains) or count == len(domains):
            continue
        for index, other in domains.items():
            if other != domain:
                thing = builder.thing("project", identity.projects[index])
                remark = builder.thing(
                    "code-domain", f"{identity.projects[index]}.{identity.measures[measure]}"
                )
                builder.derive(remark, "rdf:type", node("plan:ForeignCode"))
                builder.derive(remark, "plan:project", thing)
                measure_ = builder.thing("measure", identity.measures[measure])
                builder.derive(remark, "plan:element", measure_)
                builder.derive(remark, "plan:usualDomain", plain(domain))
                builder.derive(remark, "plan:projects", number(count))
                label = japanese(plan.projects[index].name)
                builder.derive(remark, "plan:name", label)
