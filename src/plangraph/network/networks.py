"""
Networks of a plan: all of it, departments beside goals or initiatives, and what these share.

The keys of nodes are IRIs; ``kind``, ``label`` and ``code`` say what a node is, ``weight`` counts
projects on the edges of a two-sided network, and what is shared on those of a projection.
"""

from collections.abc import Callable
from typing import Final

import networkx as nx

from plangraph.network.structure import Part, Structure


def make_network(structure: Structure) -> "nx.Graph[str]":
    """Make the network of everything: elements within their wholes, projects and departments."""
    network = _begin([*structure.parts.values(), *structure.departments.values()])
    for part in structure.parts:
        for whole in structure.wholes.get(part, ()):
            if whole in structure.parts:
                network.add_edge(part, whole, kind="part-of", weight=1)
    _add_owners(network, structure)
    return network


def make_work(structure: Structure) -> "nx.Graph[str]":
    """Make the network of work: departments, their projects, and the initiatives of these."""
    projects, initiatives = structure.of_kind("project"), structure.of_kind("initiative")
    network = _begin([*initiatives, *projects, *structure.departments.values()])
    for project in projects:
        for initiative in structure.above(project.iri, "initiative"):
            network.add_edge(project.iri, initiative.iri, kind="part-of", weight=1)
    _add_owners(network, structure)
    return network


def make_sides(structure: Structure, kind: str) -> "nx.Graph[str]":
    """Make the two-sided network of departments and a plan's goals, measures or initiatives."""
    wholes = structure.of_kind(kind)
    network = _begin([*wholes, *structure.departments.values()])
    for whole in wholes:
        for department, count in structure.owners_under(whole.iri).items():
            network.add_edge(department, whole.iri, kind="answers-for", weight=count)
    return network


def make_projection(structure: Structure, side: str) -> "nx.Graph[str]":
    """Join departments by the initiatives they share (``department``), or the other way round."""
    sides = make_sides(structure, "initiative")
    nodes = [node for node in sides if sides.nodes[node]["kind"] == side]
    projection: nx.Graph[str] = nx.Graph()
    for node in nodes:
        projection.add_node(node, **sides.nodes[node])
    for index, one in enumerate(nodes):
        for other in nodes[index + 1 :]:
            shared = set(sides[one]) & set(sides[other])
            if shared:
                projection.add_edge(one, other, kind="shares", weight=len(shared))
    return projection


NETWORKS: Final[dict[str, Callable[[Structure], "nx.Graph[str]"]]] = {
    "all": make_network,
    "work": make_work,
    "department-goal": lambda structure: make_sides(structure, "goal"),
    "department-initiative": lambda structure: make_sides(structure, "initiative"),
    "departments": lambda structure: make_projection(structure, "department"),
    "initiatives": lambda structure: make_projection(structure, "initiative"),
}
"""The networks by the names that the command line gives them."""


def _begin(parts: list[Part]) -> "nx.Graph[str]":
    network: nx.Graph[str] = nx.Graph()
    for part in parts:
        network.add_node(part.iri, kind=part.kind, label=part.label, code=part.code)
    return network


def _add_owners(network: "nx.Graph[str]", structure: Structure) -> None:
    for project, owners in structure.owners.items():
        for owner in owners:
            network.add_edge(project, owner, kind="answers-for", weight=1)
