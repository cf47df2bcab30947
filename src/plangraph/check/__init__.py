"""
check: judge one revision of a plan by the rules, and say what was found.
"""

from datetime import date
from typing import TYPE_CHECKING

from plangraph.check.findings import Department, Finding, Place, Report, Status
from plangraph.check.registry import Part, Profile, Registry, Rule, Severity, Texts, read_registry
from plangraph.errors import ShapesError, UsageError
from plangraph.layout import shapes_folder
from plangraph.names import PlanNames
from plangraph.store import Dataset

if TYPE_CHECKING:
    import rdflib

__all__ = [
    "Department",
    "Finding",
    "Part",
    "Place",
    "Profile",
    "Registry",
    "Report",
    "Rule",
    "Severity",
    "Status",
    "Texts",
    "check",
    "check_graph",
    "load_registry",
]


def check(dataset: Dataset, profile: str = "council", today: date | None = None) -> Report:
    """
    Judge the newest revision of a dataset.

    Decisions that run out are judged as of ``today``, by default the day it is.

    Raises:
        UsageError: There is no such profile, or the dataset says nothing of a revision.
        ShapesError: The shapes or the registry themselves are wrong.
    """
    if not dataset.revisions:
        raise UsageError("check", "the dataset names no revision", "Give a plan or its dataset")
    names = dataset.revisions[-1]
    return check_graph(dataset.judged(names), names, profile, today)


def check_graph(
    graph: "rdflib.Graph", names: PlanNames, profile: str = "council", today: date | None = None
) -> Report:
    """
    Judge a plain graph that merges the graphs of one revision.

    Raises:
        UsageError: There is no such profile.
        ShapesError: The shapes or the registry themselves are wrong.
    """
    # Heavy imports, which reading the registry does not need.
    from plangraph.check.engine import judge, live_constraints, read_shapes
    from plangraph.check.gather import gather
    from plangraph.check.unverifiable import find_unverifiable
    from plangraph.check.view import name_plan

    if profile not in set(Profile):
        raise UsageError(profile, "not a profile", f"Use one of {', '.join(Profile)}")
    chosen = Profile(profile)
    registry, shapes = load_registry(), read_shapes(shapes_folder())
    live = {constraint.partition(".")[0] for constraint in live_constraints(shapes)}
    unknown = live - registry.rules.keys()
    if unknown:
        raise ShapesError(", ".join(sorted(unknown)), "no such rule", "Add it to shapes/rules.ttl")
    found = gather(judge(graph, shapes), graph, registry, chosen, today or date.today())
    return Report(
        plan=names.plan,
        name=name_plan(graph, names.plan),
        revision=names.revision,
        profile=chosen,
        evaluated=len(live),
        findings=found,
        unverifiable=find_unverifiable(graph),
        titles={rule.id: rule.title for rule in registry.rules.values()},
    )


def load_registry() -> Registry:
    """
    Give the rules that come with the package.

    Raises:
        ShapesError: The registry is absent or wrong.
    """
    return read_registry(shapes_folder() / "rules.ttl")
