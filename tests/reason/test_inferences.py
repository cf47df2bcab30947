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
from plangraph.reason.rules import CLASHES, RULES, apply_rules
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


RULED = {
    "equivalent-class": (":K owl:equivalentClass plan:Goal . :x a :K .", ":x a plan:Goal ."),
    "equivalent-property": (":p owl:equivalentProperty :q . :x :p :y .", ":x :q :y ."),
    "symmetric": (":p a owl:SymmetricProperty . :x :p :y .", ":y :p :x ."),
    "inverse": (":p owl:inverseOf :q . :x :q :y .", ":y :p :x ."),
    "chain": (":p owl:propertyChainAxiom ( :q :r ) . :x :q :y . :y :r :z .", ":x :p :z ."),
    "chain-of-three": (
        ":p owl:propertyChainAxiom ( :q :r :s ) . :w :q :x . :x :r :y . :y :s :z .",
        ":w :p :z .",
    ),
    "domain": (":p rdfs:domain :K . :x :p :y .", ":x a :K ."),
    "range": (":p rdfs:range :K . :x :p :y .", ":y a :K ."),
    "intersection": (":K owl:intersectionOf ( :L :M ) . :x a :L , :M . :y a :L .", ":x a :K ."),
    "member-of-all": (":K owl:intersectionOf ( :L :M ) . :x a :K .", ":x a :M ."),
    "union": (":K owl:unionOf ( :L :M ) . :x a :M .", ":x a :K ."),
    "one-of": (":K owl:oneOf ( :x ) .", ":x a :K ."),
    "some-values": (
        ":K owl:onProperty :p ; owl:someValuesFrom :L . :x :p :y . :y a :L . :v :p :w .",
        ":x a :K .",
    ),
    "all-values": (
        ":K rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :L ] . :x a :K ; :p :y .",
        ":y a :L .",
    ),
    "has-value": (
        ":K rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :y ] . :x a :K .",
        ":x :p :y .",
    ),
    "value-had": (":K owl:onProperty :p ; owl:hasValue :y . :x :p :y .", ":x a :K ."),
    "functional": (":p a owl:FunctionalProperty . :x :p :y , :z .", ":y owl:sameAs :z ."),
    "inverse-functional": (
        ":p a owl:InverseFunctionalProperty . :x :p :z . :y :p :z .",
        ":x owl:sameAs :y .",
    ),
    "at-most-one": (
        ":K owl:onProperty :p ; owl:maxCardinality 1 . :x a :K ; :p :y , :z .",
        ":y owl:sameAs :z .",
    ),
    "same-either-way": (":x owl:sameAs :y .", ":y owl:sameAs :x ."),
    "same-says-same": (":x owl:sameAs :y ; :p :z .", ":y :p :z ."),
    "said-of-same": (":x owl:sameAs :y . :z :p :x .", ":z :p :y ."),
}
CLASHED = {
    "nothing": ":x a owl:Nothing .",
    "complement": ":K owl:complementOf :L . :x a :K , :L .",
    "different": ":x owl:sameAs :y ; owl:differentFrom :y .",
    "irreflexive": ":p a owl:IrreflexiveProperty . :x :p :x .",
    "asymmetric": ":p a owl:AsymmetricProperty . :x :p :y . :y :p :x .",
    "disjoint-properties": ":p owl:propertyDisjointWith :q . :x :p :y ; :q :y .",
    "denied": ":x :p 1 . [] owl:sourceIndividual :x ; owl:assertionProperty :p ; "
    "owl:targetValue 1 .",
    "two-values": ":p a owl:FunctionalProperty . :x :p 1 , 2 .",
    "none-allowed": ":K owl:onProperty :p ; owl:maxCardinality 0 . :x a :K ; :p :y .",
}


@pytest.mark.parametrize("rule", RULED)
def test_each_rule_adds_what_owl_rl_says(rule: str) -> None:
    stated, follows = RULED[rule]
    (expected,) = state(follows)
    ruled = apply_rules(rdflib.Graph(), state(stated))

    assert " ".join(node.n3() for node in expected) in map(str, ruled.added[rule])
    assert ruled.clashing == ()


@pytest.mark.parametrize("pattern", CLASHED)
def test_each_contradiction_that_rules_can_see_is_named(pattern: str) -> None:
    assert f"{THINGS}x" in apply_rules(rdflib.Graph(), state(CLASHED[pattern])).clashing


def test_every_rule_and_pattern_is_tried() -> None:
    assert {*RULED, "subclass", "subproperty", "transitive"} == set(RULES)
    assert set(CLASHED) == set(CLASHES)
