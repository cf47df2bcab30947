"""
check: judge one revision of a plan by the rules, and say what was found.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from plangraph.check.engines import Engine
from plangraph.check.findings import Department, Finding, Place, Report, Status
from plangraph.check.registry import Part, Profile, Registry, Rule, Severity, Texts, read_registry
from plangraph.errors import ShapesError, UsageError
from plangraph.layout import shapes_folder
from plangraph.names import PlanNames
from plangraph.store import Dataset

if TYPE_CHECKING:
    import pyoxigraph

__all__ = [
    "Department",
    "Engine",
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
    engine: str = Engine.COMPILED,
    names: PlanNames | None = None,
    *,
    tables: bool = True,
) -> Report:
    """
    Judge the newest revision of a dataset, or the one that is named.

    Decisions that run out are judged as of ``today``, by default the day it is. ``changes`` state
    what differs from an earlier revision; without them the rules about that are idle. Only some
    forms of a report show the ``tables`` of the source.

    Raises:
        UsageError: There is no such profile or engine, or the dataset says nothing of a revision.
        ShapesError: The shapes or the registry themselves are wrong.
    """
    if not dataset.revisions:
        raise UsageError("check", "the dataset names no revision", "Give a plan or its dataset")
    names = names or dataset.revisions[-1]
    graph = dataset.judged_quads(names)
    return check_graph(graph, names, profile, today, changes, engine, tables=tables)


def check_graph(
    graph: Iterable["pyoxigraph.Quad"],
    names: PlanNames,
    profile: str = "council",
    today: date | None = None,
    changes: Iterable["pyoxigraph.Quad"] = (),
    engine: str = Engine.COMPILED,
    *,
    tables: bool = True,
) -> Report:
    """
    Judge a plain graph that merges the graphs of one revision, as ``check`` does a dataset.

    Raises:
        UsageError: There is no such profile or engine.
        ShapesError: The shapes or the registry themselves are wrong.
    """
    from plangraph.check.decisions import read_decisions, state_settled
    from plangraph.check.engines import judge_by
    from plangraph.check.facts import Facts
    from plangraph.check.gather import gather, order_findings
    from plangraph.check.shapes import Pass, list_live_rules
    from plangraph.check.tables import read_tables
    from plangraph.check.unverifiable import find_unverifiable
    from plangraph.check.view import name_plan

    if profile not in set(Profile):
        raise UsageError(profile, "not a profile", f"Use one of {', '.join(Profile)}")
    if engine not in set(Engine):
        raise UsageError(engine, "not an engine", f"Use one of {', '.join(Engine)}")
    chosen, road, folder = Profile(profile), Engine(engine), shapes_folder()
    registry, compared = load_registry(), list(changes)
    passes = tuple(one for one in Pass if one is not Pass.REVISION or compared)
    live = list_live_rules(folder, passes)
    unknown = live - registry.rules.keys()
    if unknown:
        raise ShapesError(", ".join(sorted(unknown)), "no such rule", "Add it to shapes/rules.ttl")
    day = today or date.today()
    facts = graph if isinstance(graph, Facts) and not compared else Facts(graph)
    decisions = read_decisions(facts, day)
    results = list(judge_by(road, facts, folder, Pass.PLAN))
    if compared:
        # Changes name things of the earlier revision, which are no part of the plan to judge.
        facts.add(compared)
        results += judge_by(road, facts, folder, Pass.REVISION)
    found = gather(results, facts, registry, chosen, decisions)
    findings = order_findings(found, registry)
    if decisions:
        settling = {
            names.part("finding", str(number)): found[finding]
            for number, finding in enumerate(findings, start=1)
        }
        settled = state_settled(facts, settling, day)
        again = judge_by(road, settled, folder, Pass.DECISION)
        findings = order_findings((*findings, *gather(again, facts, registry, chosen)), registry)
    return Report(
        names=names,
        name=name_plan(facts, names.plan),
        profile=chosen,
        evaluated=len(live),
        findings=findings,
        unverifiable=find_unverifiable(facts),
        titles={rule.id: rule.title for rule in registry.rules.values()},
        tables=read_tables(facts) if tables else (),
        dated=bool(decisions),
    )


def load_registry() -> Registry:
    """
    Give the rules that come with the package.

    Raises:
        ShapesError: The registry is absent or wrong.
    """
    return read_registry(shapes_folder() / "rules.ttl")
