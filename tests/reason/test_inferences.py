"""What follows from a plan is what the library answers, and says which axiom it follows by."""

import shutil
from collections.abc import Callable
from functools import cache

import pyoxigraph as ox
import pytest
import rdflib

from plangraph.errors import ReasonerError
from plangraph.names import term
from plangraph.opening import LoadedPlan, load
from plangraph.reason import apply_plain_rules, infer
from plangraph.reason.inferences import Inferences
from tests.reason.test_explanations import THINGS, state

Require = Callable[[str], None]
LABEL = rdflib.URIRef(term("skos:prefLabel"))


@cache
def infer_once() -> Inferences:
    """Reason once about the shipped plan."""
    return infer(load().graph)


def names(plan: LoadedPlan, kind: str) -> list[str]:
    """Give the printed names of the members of a class, sorted."""
    members = infer_once().members[term(f"plan:{kind}")]
    return sorted(str(plan.graph.value(rdflib.URIRef(one), LABEL)) for one in members)


def test_inferences_are_the_answers_of_the_library(require: Require, shipped: LoadedPlan) -> None:
    require("java")
    joint = {row[0] for row in shipped.ask("responsibility/joint-projects").values}
    bare = {row[1] for row in shipped.ask("coverage/projects-without-indicator").values}
    lone = {row[1] for row in shipped.ask("responsibility/initiatives-of-one-department").values}

    assert names(shipped, "JointProject") == sorted(map(str, joint))
    assert names(shipped, "UnmeasuredProject") == sorted(map(str, bare))
    assert names(shipped, "LoneInitiative") == sorted(map(str, lone))
    assert names(shipped, "OrphanMeasure") == []
    shared_only = {"市民課", "税務課", "各支所市民窓口課"}
    busy = {str(row[0]) for row in shipped.ask("responsibility/busiest-departments").values}
    assert set(names(shipped, "SoleOwner")) == busy - shared_only


def test_a_measure_without_projects_is_an_orphan_and_silence_is_closed(require: Require) -> None:
    """Without the closed world, nobody could say that there is no project elsewhere."""
    require("java")
    facts = state(
        ":m a plan:Measure . :n a plan:Measure . :i a plan:Initiative ; plan:partOf :m . "
        ":j a plan:Initiative ; plan:partOf :n . :p a plan:Project ; plan:partOf :j ; "
        "plan:responsible :d , :e . :d a plan:Organization . :e a plan:Organization ."
    )
    found = infer(facts).members

    assert found[term("plan:OrphanMeasure")] == (f"{THINGS}m",)
    assert found[term("plan:JointProject")] == (f"{THINGS}p",)
    assert found[term("plan:UnmeasuredProject")] == (f"{THINGS}p",)
    assert found[term("plan:SoleOwner")] == ()
    assert found[term("plan:LoneInitiative")] == ()


def test_each_inferred_fact_names_its_axiom(require: Require, shipped: LoadedPlan) -> None:
    require("java")
    written = infer_once().write("turtle", "ja")
    triples = {quad.triple for quad in ox.parse(written, format=ox.RdfFormat.TURTLE)}
    records = [one for one in map(str, triples) if term("plan:inferredBy") in one]

    assert len(records) == sum(map(len, infer_once().members.values())) == 37
    assert set(infer_once().triples()) == triples
    assert written == infer(shipped.graph).write("turtle", "ja")


def test_plain_rules_need_no_java(monkeypatch: pytest.MonkeyPatch, shipped: LoadedPlan) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ReasonerError, match="--route rl"):
        infer(shipped.graph)
    ruled = apply_plain_rules(shipped.graph)

    assert ruled.clashing == ()
    assert len(ruled.added["transitive"]) > 150
    reached = {str(triple) for triple in ruled.added["transitive"]}
    root = shipped.dataset.revisions[-1].root
    assert any(f"<{root}project-442-1>" in one and f"<{root}goal-1>" in one for one in reached)
    assert any(term("plan:PlanElement") in str(triple) for triple in ruled.added["subclass"])


def test_plain_rules_see_plain_contradictions() -> None:
    facts = state(":x a plan:Goal ; plan:partOf :y . :y plan:partOf :z . :z a plan:Measure .")

    assert f"{THINGS}x" in apply_plain_rules(facts).clashing
