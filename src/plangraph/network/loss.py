"""
What falls when departments go: the what-if of a reorganization, from the structure alone.
"""

from collections.abc import Iterator

import networkx as nx

from plangraph.network.measures import Measured, Row
from plangraph.network.networks import make_projection
from plangraph.network.structure import Part, Structure

COLUMNS = ("fall", "code", "label", "left")
LEVELS = ("goal", "measure", "initiative")


def find_losses(before: Structure, after: Structure) -> Measured:
    """
    List what a plan loses between two structures of which the second has fewer departments.

    Fallen is a project that nobody answers for, a whole that keeps no project with somebody to
    answer for it, and an indicator that only fallen projects use. Weakened is what lost some of
    its departments. ``left`` names the departments that stay.
    """
    return Measured("losses", COLUMNS, tuple(_rows(before, after)))


def _rows(before: Structure, after: Structure) -> Iterator[Row]:
    hit = [project for project in before.of_kind("project") if _lost(before, after, project)]
    fallen = [project for project in hit if project.iri not in after.owners]
    for level in LEVELS:
        for part in before.of_kind(level):
            had, has = before.owners_under(part.iri), after.owners_under(part.iri)
            if had and not has:
                yield f"{level}-fallen", part.code, part.label, ""
            elif len(had) > len(has):
                yield f"{level}-weakened", part.code, part.label, _names(after, has)
    for project in fallen:
        yield "project-fallen", project.code, project.label, ""
    for project in hit:
        if project not in fallen:
            left = after.owners[project.iri]
            yield "project-weakened", project.code, project.label, _names(after, left)
    yield from _indicators(before, fallen)
    split = _components(after) - (_components(before) - _gone_alone(before, after))
    if split > 0:
        yield "groups-added", "", str(split), ""


def _lost(before: Structure, after: Structure, project: Part) -> bool:
    return before.owners.get(project.iri, ()) != after.owners.get(project.iri, ())


def _indicators(before: Structure, fallen: list[Part]) -> Iterator[Row]:
    gone = {project.iri for project in fallen}
    kept = {
        indicator
        for element, indicators in before.uses.items()
        if element not in gone
        for indicator in indicators
    }
    lost = (iri for project in fallen for iri in before.uses.get(project.iri, ()))
    for iri in dict.fromkeys(lost):
        if iri not in kept:
            yield "indicator-fallen", "", before.indicators[iri].label, ""


def _components(structure: Structure) -> int:
    return nx.number_connected_components(make_projection(structure, "department"))


def _gone_alone(before: Structure, after: Structure) -> int:
    """Count the groups that went with the departments, which split nothing."""
    projection = make_projection(before, "department")
    groups = nx.connected_components(projection)
    return sum(not group & after.departments.keys() for group in groups)


def _names(
    structure: Structure, departments: Iterator[str] | dict[str, int] | tuple[str, ...]
) -> str:
    return "、".join(structure.departments[iri].label for iri in departments)
