"""
Network: how a plan hangs together, who holds it together, and what falls when somebody goes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plangraph.network.structure import Structure, find_department, read_structure
from plangraph.store import Dataset

if TYPE_CHECKING:
    import networkx as nx

    from plangraph.network.report import Findings

__all__ = ["Structure", "find_department", "make_network", "measure_plan", "read_structure"]


def measure_plan(dataset: Dataset, *, without: Sequence[str] = ()) -> "Findings":
    """
    Measure how a plan hangs together, or would without departments given by name or IRI.

    Raises:
        UsageError: The plan has no such department.
    """
    from plangraph.network.loss import find_losses
    from plangraph.network.measures import measure
    from plangraph.network.report import Findings

    whole = read_structure(dataset)
    gone = [find_department(whole, name) for name in without]
    rest = whole.without(gone)
    losses = (find_losses(whole, rest),) if gone else ()
    names = tuple(whole.departments[iri].label for iri in gone)
    plan = dataset.revisions[-1].plan
    return Findings(plan, names, (*losses, *measure(rest)))


def make_network(
    dataset: Dataset, *, kind: str = "all", without: Sequence[str] = ()
) -> "nx.Graph[str]":
    """
    Make one of the networks of a plan as a networkx graph.

    Kinds: ``all``, ``work``, ``department-goal``, ``department-initiative``, ``departments``,
    ``initiatives``.

    Raises:
        UsageError: The plan has no such department, or there is no such kind.
    """
    from plangraph.errors import UsageError
    from plangraph.network.networks import NETWORKS

    if kind not in NETWORKS:
        raise UsageError("network", f"no kind '{kind}'", f"Use one of {', '.join(NETWORKS)}")
    whole = read_structure(dataset)
    return NETWORKS[kind](whole.without(find_department(whole, name) for name in without))
