"""
check: judge one revision of a plan by the rules, and say what was found.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from plangraph.check.findings import Department, Finding, Place, Report, Status
from plangraph.check.registry import Part, Profile, Registry, Rule, Severity, Texts, read_registry
from plangraph.errors import ShapesError, UsageError
from plangraph.layout import shapes_folder
from plangraph.names import PlanNames
from plangraph.store import Dataset, to_rdflib

if TYPE_CHECKING:
    import pyoxigraph
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


def check(
    dataset: Dataset,
    profile: str = "council",
    today: date | None = None,
    changes: Iterable["pyoxigraph.Quad"] = (),
) -> Report:
    """
    Judge the newest revision of a dataset.

    Decisions that run out are judged as of ``today``, by default the day it is. ``changes`` state
    what differs from an earlier revision; without them the rules about that are idle.

    Raises:
        UsageError: There is no such profile, or the dataset says nothing of a revision.
        ShapesError: The shapes or the registry themselves are wrong.
    """
    if not dataset.revisions:
        raise UsageError("check", "the dataset names no revision", "Give a plan or its dataset")
    names = dataset.revisions[-1]
    return check_graph(dataset.judged(names), names, profile, today, changes)


def check_graph(
    graph: "rdflib.Graph",
    names: PlanNames,
    profile: str = "council",
    today: date | None = None,
    changes: Iterable["pyoxigraph.Quad"] = (),
) -> Report:
    """
    Judge a plain graph that merges the graphs of one revision, as ``check`` does a dataset.

    Raises:
        UsageError: There is no such profile.
        ShapesError: The shapes or the registry themselves are wrong.
    """
    # Heavy imports, which reading the registry does not need.
    from plangraph.check.decisions import read_decisions, state_settled
    from plangraph.check.engine import Pass, judge, live_constraints, read_shapes
    from plangraph.check.gather import gather, order_findings
    from plangraph.check.tables import read_tables
    from plangraph.check.unverifiable import find_unverifiable
    from plangraph.check.view import name_plan

    if profile not in set(Profile):
        raise UsageError(profile, "not a profile", f"Use one of {', '.join(Profile)}")
    chosen = Profile(profile)
    registry, compared = load_registry(), to_rdflib(changes)
    passes = [one for one in Pass if one is not Pass.REVISION or len(compared)]
    shapes = {one: read_shapes(shapes_folder(), one) for one in passes}
    live = {name.partition(".")[0] for one in shapes.values() for name in live_constraints(one)}
    unknown = live - registry.rules.keys()
    if unknown:
        raise ShapesError(", ".join(sorted(unknown)), "no such rule", "Add it to shapes/rules.ttl")
    day = today or date.today()
    decisions = read_decisions(graph, day)
    results = list(judge(graph, shapes[Pass.PLAN]))
    if len(compared):
        # Changes name things of the earlier revision, which are no part of the plan to judge.
        graph = graph + compared
        results += judge(graph, shapes[Pass.REVISION])
    found = gather(results, graph, registry, chosen, decisions)
    findings = order_findings(found, registry)
    if decisions:
        settling = {
            names.part("finding", str(number)): found[finding]
            for number, finding in enumerate(findings, start=1)
        }
        again = judge(state_settled(graph, settling, day), shapes[Pass.DECISION])
        findings = order_findings((*findings, *gather(again, graph, registry, chosen)), registry)
    return Report(
        names=names,
        name=name_plan(graph, names.plan),
        profile=chosen,
        evaluated=len(live),
        findings=findings,
        unverifiable=find_unverifiable(graph),
        titles={rule.id: rule.title for rule in registry.rules.values()},
        tables=read_tables(graph),
    )


def load_registry() -> Registry:
    """
    Give the rules that come with the package.

    Raises:
        ShapesError: The registry is absent or wrong.
    """
    return read_registry(shapes_folder() / "rules.ttl")
