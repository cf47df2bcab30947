"""
Measures of how a plan hangs together; ``words.py`` says what each means to a planner.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import Final, TypeAlias

import networkx as nx

from plangraph.network.networks import make_projection, make_sides, make_work
from plangraph.network.structure import Part, Structure

Value: TypeAlias = str | int | float
Row: TypeAlias = tuple[Value, ...]

PLACES: Final = 3
SEPARATOR: Final = "、"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one measure found; the first columns name the thing, the others count or list."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def measure(structure: Structure) -> tuple[Measured, ...]:
    """Take all measures of a plan."""
    return tuple(
        Measured(name, columns, tuple(take(structure)))
        for name, (columns, take) in MEASURES.items()
    )


def find_components(structure: Structure) -> Iterator[Row]:
    """Group departments that are joined, directly or by way of others, by a shared initiative."""
    projection = make_projection(structure, "department")
    order = {iri: place for place, iri in enumerate(structure.departments)}
    groups = [sorted(group, key=order.__getitem__) for group in nx.connected_components(projection)]
    groups.sort(key=lambda group: (-len(group), order[group[0]]))
    sides = make_sides(structure, "initiative")
    for number, group in enumerate(groups, start=1):
        initiatives = {initiative for iri in group for initiative in sides[iri]}
        yield number, len(group), len(initiatives), _names(structure, group)


def find_articulations(structure: Structure) -> Iterator[Row]:
    """Find the departments and projects whose loss takes the network of work apart."""
    work = make_work(structure)
    whole = nx.number_connected_components(work)
    found: list[tuple[int, int, Part]] = []
    for iri in nx.articulation_points(work):
        kind = work.nodes[iri]["kind"]
        if kind == "initiative":
            continue
        rest = work.copy()
        rest.remove_node(iri)
        near = work[iri]
        pieces = [piece for piece in nx.connected_components(rest) if piece & near.keys()]
        largest = max(pieces, key=len)
        cut_off = sum(len(piece) for piece in pieces if piece is not largest)
        part = structure.departments.get(iri) or structure.parts[iri]
        added = nx.number_connected_components(rest) - whole + 1
        found.append((cut_off, added, part))
    for cut_off, added, part in sorted(found, key=lambda one: (-one[0], one[2].kind, one[2].iri)):
        yield part.label, part.kind, added, cut_off


def find_betweenness(structure: Structure) -> Iterator[Row]:
    """Tell how many shortest ways between others lead through a department."""
    sides = make_sides(structure, "initiative")
    scores = nx.betweenness_centrality(sides, normalized=True)
    ranked = sorted(structure.departments.values(), key=lambda part: -round(scores[part.iri], 9))
    for part in ranked:
        yield part.label, round(scores[part.iri], PLACES), sides.degree[part.iri]


def find_concentration(structure: Structure) -> Iterator[Row]:
    """Give each measure's largest share and HHI, over pairs of department and project."""
    for part in structure.of_kind("measure"):
        counts = structure.owners_under(part.iri)
        total = sum(counts.values())
        if not total:
            continue
        most = max(counts.values())
        first = [iri for iri, count in counts.items() if count == most]
        hhi = sum(count * count for count in counts.values()) / (total * total)
        share = most / total
        row = (_names(structure, first), round(share, PLACES), round(hhi, PLACES), total)
        yield part.code, part.label, *row


def find_redundancy(structure: Structure) -> Iterator[Row]:
    """Count an initiative's projects, its departments, and the projects with two or more."""
    for part in structure.of_kind("initiative"):
        projects = structure.projects_under(part.iri)
        joint = sum(len(structure.owners.get(project.iri, ())) > 1 for project in projects)
        owners = structure.owners_under(part.iri)
        yield part.code, part.label, len(projects), len(owners), joint


def find_similarity(structure: Structure) -> Iterator[Row]:
    """Compare measures by their departments: shared ones as a part of all (Jaccard)."""
    found: list[tuple[float, Part, Part, list[str]]] = []
    for one, other in combinations(structure.of_kind("measure"), 2):
        left, right = structure.owners_under(one.iri), structure.owners_under(other.iri)
        shared = [iri for iri in left if iri in right]
        if shared:
            found.append((len(shared) / len(left | right), one, other, shared))
    for score, one, other, shared in sorted(found, key=lambda row: -row[0]):
        names = _names(structure, shared)
        yield one.code, other.code, round(score, PLACES), len(shared), names


def find_lineage(structure: Structure) -> Iterator[Row]:
    """Follow the asserted supports down from the indicators of goals and measures."""
    for kind in ("goal", "measure"):
        for part in structure.of_kind(kind):
            for iri in structure.uses.get(part.iri, ()):
                depth, beneath = _descend(structure, iri)
                yield part.code, structure.indicators[iri].label, depth, beneath


def find_load(structure: Structure) -> Iterator[Row]:
    """Count a department's projects, those it has alone, its share of joint ones, its goals."""
    for department in structure.departments.values():
        projects = structure.projects_of(department.iri)
        owners = [len(structure.owners[project.iri]) for project in projects]
        goals = {goal.iri for project in projects for goal in structure.above(project.iri, "goal")}
        shares = round(sum(1 / count for count in owners), PLACES)
        yield department.label, len(projects), owners.count(1), shares, len(goals)


def find_balance(structure: Structure) -> Iterator[Row]:
    """Tell in four figures how evenly projects lie on departments."""
    loads = sorted(len(structure.projects_of(iri)) for iri in structure.departments)
    if not loads:
        return
    total, count = sum(loads), len(loads)
    ranked = sum(place * load for place, load in enumerate(loads, start=1))
    gini = 2 * ranked / (count * total) - (count + 1) / count
    yield count, loads[-1], float(median(loads)), round(gini, PLACES)


def _descend(structure: Structure, indicator: str) -> tuple[int, int]:
    """Count the steps down to the lowest indicator, and all indicators on the way."""
    level, seen, depth = [indicator], {indicator}, 0
    while level:
        below = [low for upper in level for low in structure.supports.get(upper, ())]
        level = [low for low in dict.fromkeys(below) if low not in seen]
        seen.update(level)
        depth += bool(level)
    return depth, len(seen) - 1


def _names(structure: Structure, departments: list[str]) -> str:
    return SEPARATOR.join(structure.departments[iri].label for iri in departments)


MEASURES: Final[dict[str, tuple[tuple[str, ...], Callable[[Structure], Iterator[Row]]]]] = {
    "components": (("number", "departments", "initiatives", "names"), find_components),
    "articulation": (("label", "kind", "pieces", "cut-off"), find_articulations),
    "betweenness": (("label", "betweenness", "initiatives"), find_betweenness),
    "concentration": (
        ("code", "label", "names", "share", "hhi", "assignments"),
        find_concentration,
    ),
    "redundancy": (("code", "label", "projects", "departments", "joint"), find_redundancy),
    "similarity": (("code", "other", "jaccard", "departments", "names"), find_similarity),
    "lineage": (("code", "label", "depth", "beneath"), find_lineage),
    "load": (("label", "projects", "alone", "weighted", "goals"), find_load),
    "balance": (("departments", "most", "median", "gini"), find_balance),
}
"""The measures by name, with the columns of their rows."""
