"""The vocabulary and the facts of plans contradict nothing, and what does is named."""

import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import owlready2
import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from plangraph.errors import ReasonerError
from plangraph.names import PREFIXES
from plangraph.opening import LoadedPlan
from plangraph.reason import read_vocabulary, reason, reasoner
from plangraph.reason.clashes import find_clashes
from plangraph.reason.reasoner import check_consistency

THINGS = "https://example.org/"
HEAD = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
HEAD += f"PREFIX : <{THINGS}>\n"

Require = Callable[[str], None]


def state(turtle: str) -> rdflib.Graph:
    """Read a few facts or axioms."""
    return rdflib.Graph().parse(data=HEAD + turtle, format="turtle")


def names(iris: Iterable[str]) -> list[str]:
    """Shorten the names of things in the examples."""
    return [iri.removeprefix(THINGS) for iri in iris]


def test_the_vocabulary_is_consistent(require: Require) -> None:
    """No contradiction, and no class that nothing can belong to."""
    require("java")
    found = reason()

    assert found.sound
    assert found.classes > 30
    assert found.properties > 100
    assert found.individuals == 0


def test_the_shipped_plan_is_consistent(require: Require, shipped: LoadedPlan) -> None:
    """Its facts can all be true at once, in words that are all declared."""
    require("java")
    found = reason(shipped.graph)

    assert found.sound
    assert found.clashing == ()
    assert found.individuals > 800


CONTRADICTIONS = [
    ":a a plan:Goal , plan:Project .",
    ":a a plan:Goal ; plan:partOf :b . :b a plan:Measure .",
    ":a a plan:Goal ; plan:partOf :b . :b plan:partOf :c . :c a plan:Initiative .",
    ":a a plan:Measure ; plan:partOf :b . :b a plan:Project .",
    ":a a plan:Initiative ; plan:partOf :b . :b a plan:Project .",
    ":a a plan:Plan , plan:Measure .",
    ":a a plan:SuggestedSupport , plan:Organization .",
]
PERMITTED = """
:a a plan:Project ; plan:partOf :b , :c . :b a plan:Initiative . :c a plan:Goal .
:d a plan:Measure ; plan:partOf :e . :e a plan:Measure ; plan:partOf :f . :f a plan:PlanElement .
:g a plan:Plan ; plan:periodStart "2025"^^xsd:gYear . :f plan:partOf :g .
"""
"""Some plans skip levels, others add some; a year is a datatype that no reasoner knows."""


@pytest.mark.parametrize("facts", CONTRADICTIONS)
def test_what_contradicts_the_vocabulary_is_named(facts: str) -> None:
    """A thing is of one kind, and no level is part of one below it."""
    assert names(find_clashes(read_vocabulary(), state(facts))) == ["a"]


@pytest.mark.parametrize("facts", [CONTRADICTIONS[0], CONTRADICTIONS[2]])
def test_the_reasoner_finds_contradicting_facts(require: Require, facts: str) -> None:
    """Of disjoint classes, and over two steps of a transitive relation."""
    require("java")
    found = reason(state(facts))

    assert not found.consistent
    assert names(found.clashing) == ["a"]


def test_plans_may_skip_levels_and_add_some(require: Require) -> None:
    """Other cities' plans have other depths."""
    require("java")

    assert reason(state(PERMITTED)).consistent
    assert find_clashes(read_vocabulary(), state(PERMITTED)) == ()


def test_a_value_that_is_none_of_its_datatype_is_a_contradiction(
    require: Require,
) -> None:
    """No number is written ``abc``."""
    require("java")
    found = reason(state(':a a plan:Goal ; plan:position "abc"^^xsd:integer .'))

    assert not found.consistent
    assert names(found.clashing) == ["a"]


def test_facts_may_bring_classes_of_their_own(require: Require) -> None:
    """Curated links may use the words of others, and declare them."""
    require("java")
    found = reason(state(":a a plan:Goal , :Aim . :Aim a owl:Class ; rdfs:subClassOf plan:Goal ."))

    assert found.sound


def test_a_class_without_possible_members_is_named(require: Require) -> None:
    """Nothing can be a goal and a project, so a class of both is a mistake."""
    require("java")
    broken = read_vocabulary() + state(
        ":Both a owl:Class ; rdfs:subClassOf plan:Goal , plan:Plan ."
    )
    found = check_consistency(broken)

    assert found.consistent
    assert not found.sound
    assert names(found.unsatisfiable) == ["Both"]


def test_a_broken_vocabulary_is_inconsistent(require: Require) -> None:
    """A goal that must be a project, asserted of one goal, is a contradiction."""
    require("java")
    broken = read_vocabulary() + state("plan:Goal rdfs:subClassOf plan:Project . ")
    found = check_consistency(broken, state(":a a plan:Goal ."))

    assert not found.consistent


def test_words_of_ours_that_are_not_declared_are_named(require: Require) -> None:
    """Reasoning is silent about a misspelt word, so the outcome is not."""
    require("java")
    found = reason(state(":a a plan:Gaol ; plan:partof :b ."))

    assert found.consistent
    assert not found.sound
    assert found.undeclared == (f"{PREFIXES['plan']}Gaol", f"{PREFIXES['plan']}partof")


def test_reasoning_is_silent_and_leaves_nothing_behind(
    require: Require, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Neither a line on standard output nor a file, even after a contradiction."""
    require("java")
    before = tempfile.tempdir
    tempfile.tempdir = str(tmp_path)
    try:
        assert not reason(state(":a a plan:Goal , plan:Project .")).consistent
        assert reason(state(":a a plan:Goal .")).consistent
        assert tempfile.tempdir == str(tmp_path)
    finally:
        tempfile.tempdir = before

    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_what_facts_import_is_not_fetched(
    require: Require, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dataset must not make a machine call home."""
    require("java")

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("urllib.request.urlopen", refuse)
    facts = state(":o a owl:Ontology ; owl:imports <http://127.0.0.1:9/x> . :a a plan:Goal .")

    assert reason(facts).consistent


def test_a_missing_java_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java there is no answer, and the message says what to do."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ReasonerError, match=r"^java: .*Install Java") as caught:
        reason()

    assert "\n" not in str(caught.value)


def test_java_is_found_where_java_home_points(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Windows installers set JAVA_HOME more often than the path."""
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    assert reasoner.find_java() == str(program)


def test_a_failing_java_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever Java says, the user reads one line."""

    def fail(*_arguments: object, **_options: object) -> bytes:
        raise subprocess.CalledProcessError(1, "java", output=b"no room\nfor the heap")

    monkeypatch.setattr("subprocess.check_output", fail)
    monkeypatch.setattr(reasoner, "find_java", lambda: "java")
    with pytest.raises(ReasonerError, match="HermiT: failed") as caught:
        reason()

    assert "\n" not in str(caught.value)


def test_classes_that_do_not_arrive_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Turtle file loads as nothing, and nothing is always consistent."""
    monkeypatch.setattr(reasoner, "find_java", lambda: "java")
    monkeypatch.setattr(owlready2.World, "classes", lambda _world: iter(()))
    with pytest.raises(ReasonerError, match=r"0 of \d+ classes"):
        reason()


def test_a_vocabulary_outside_owl_2_dl_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside its limits the reasoner may never answer."""
    monkeypatch.setattr(reasoner, "find_java", lambda: "java")
    broken = read_vocabulary()
    broken.add((rdflib.URIRef(f"{PREFIXES['plan']}partOf"), RDF.type, OWL.FunctionalProperty))
    with pytest.raises(ReasonerError, match="not OWL 2 DL"):
        check_consistency(broken)


def test_the_outcome_is_said_in_both_languages(require: Require) -> None:
    """The same findings, in the reader's language."""
    require("java")
    found = reason(state(":a a plan:Goal , plan:Project ; plan:bogus 1 ."))

    assert found.write("en").splitlines()[0] == "A contradiction follows."
    assert found.write("ja").splitlines()[0] == "論理的な矛盾があります。"
    for language in ("en", "ja"):
        assert f"{THINGS}a" in found.write(language)
        assert "plan:bogus" in found.write(language)
