"""What cannot be is explained by the axioms to blame, and by no others."""

from collections.abc import Callable, Sequence

import pytest
import rdflib

from plangraph.names import PREFIXES, term
from plangraph.opening import LoadedPlan
from plangraph.reason import explain, read_vocabulary
from plangraph.reason.axioms import Axiom, split_axioms
from plangraph.reason.blame import find_alike, find_blame, shrink
from plangraph.reason.clashes import find_impossible_values
from plangraph.reason.consistency import Consistency
from plangraph.reason.misuses import find_misuses
from plangraph.reason.reasoner import find_clashing
from plangraph.reason.wording import Wording

THINGS = "https://example.org/"
HEAD = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())
HEAD += f"PREFIX : <{THINGS}>\n"
COUNT = '[ a owl:Restriction ; owl:onProperty plan:element ; owl:{} "{}"^^xsd:nonNegativeInteger ]'
TWO, ONE = COUNT.format("cardinality", 2), COUNT.format("maxCardinality", 1)

Require = Callable[[str], None]

# A mistake in the vocabulary, the class that it empties, and a word of each axiom to blame.
BROKEN_VOCABULARIES = {
    "a class below two that exclude each other": (
        "plan:Project rdfs:subClassOf plan:Goal .",
        "plan:Project",
        ["every project", "nothing is both goal"],
    ),
    "a class of things that can have no part": (
        "plan:Measure rdfs:subClassOf [ a owl:Restriction ; owl:onProperty plan:partOf ; "
        "owl:someValuesFrom plan:Project ] .",
        "plan:Measure",
        ["to some project", "only to not (initiative (plan:Initiative) or project"],
    ),
    "a class that is its own opposite": (
        "plan:Indicator rdfs:subClassOf [ a owl:Class ; owl:complementOf plan:Indicator ] .",
        "plan:Indicator",
        ["every indicator (plan:Indicator) is not (indicator"],
    ),
    "two counts that cannot both hold": (
        f"plan:Absence rdfs:subClassOf {TWO} , {ONE} .",
        "plan:Absence",
        ["exactly 2 times", "at most 1 times"],
    ),
    "a domain that excludes the class that needs the property": (
        "plan:gapKind rdfs:domain plan:Goal . plan:LevelGap rdfs:subClassOf [ a owl:Restriction ; "
        "owl:onProperty plan:gapKind ; owl:someValuesFrom owl:Thing ] .",
        "plan:LevelGap",
        ["whatever has the relation", "every level gap", "nothing is both level gap", "every goal"],
    ),
    "two restrictions of one relation": (
        "plan:Absence rdfs:subClassOf [ a owl:Restriction ; owl:onProperty plan:element ; "
        "owl:someValuesFrom plan:Indicator ] , [ a owl:Restriction ; owl:onProperty plan:element ; "
        "owl:allValuesFrom plan:Organization ] .",
        "plan:Absence",
        ["to some indicator", "only to organization", "nothing is both indicator"],
    ),
}

# A mistake in a plan, and a word of each axiom to blame.
BROKEN_PLANS = {
    "a thing of two kinds": (
        ":x a plan:Goal , plan:Project .",
        ["is goal", "is project", "nothing is both"],
    ),
    "a measure within a project": (
        ":x a plan:Measure ; plan:partOf :y . :y a plan:Project .",
        ["is measure", "is project", "part of", "every measure"],
    ),
    "a goal far down in a measure": (
        ":x a plan:Goal ; plan:partOf :y . :y plan:partOf :z . :z a plan:Measure .",
        ["is goal", "is measure", "transitive", "every goal"],
    ),
    "a plan that is a measure of itself": (
        ":x a plan:Plan , plan:Measure .",
        ["is plan", "is measure", "every measure", "nothing is both plan "],
    ),
    "an organization that is an indicator": (
        ":x a plan:Organization , plan:Indicator .",
        ["is organization", "is indicator", "nothing is both"],
    ),
    "what a relation implies of its subject": (
        ":p a owl:ObjectProperty ; rdfs:domain plan:Goal . :x a plan:Project ; :p :y .",
        ["is project", "whatever has the relation", "has 'https://example.org/p'", "both goal"],
    ),
    "two values of what has at most one": (
        ":p a owl:DatatypeProperty , owl:FunctionalProperty . :x a plan:Project ; :p 1 , 2 .",
        ["/p' 1", "/p' 2", "functional"],
    ),
    "two for what allows one": (
        "plan:Placement rdfs:subClassOf [ a owl:Restriction ; owl:onProperty plan:project ; "
        'owl:maxCardinality "1"^^xsd:nonNegativeInteger ] . '
        "plan:x a plan:Placement ; plan:project :x , :y . :x owl:differentFrom :y .",
        ["at most 1 times", "differ", "is placement"],
    ),
    "a thing that is its own part in a strict order": (
        ":p a owl:ObjectProperty , owl:AsymmetricProperty . :x :p :y . :y :p :x .",
        ["asymmetric", "x has", "y has"],
    ),
    "a number that is none": (
        ':x a plan:Goal ; plan:position "abc"^^xsd:integer .',
        ["cannot be read as xsd:integer"],
    ),
}
MISUSES = {
    "a text where a thing is wanted": (':x plan:partOf "市の計画" .', f"{THINGS}x", "a thing is"),
    "a thing where a value is wanted": (":x plan:position :y .", f"{THINGS}x", "a value is"),
    "a class that is said to be a project": ("plan:Goal a plan:Project .", "plan:Goal", "the term"),
    "a relation made a quantity": (
        "plan:partOf a owl:DatatypeProperty .",
        "plan:partOf",
        "the term part of",
    ),
}


def state(turtle: str) -> rdflib.Graph:
    """Read a few facts or axioms."""
    return rdflib.Graph().parse(data=HEAD + turtle, format="turtle")


@pytest.mark.parametrize("mistake", BROKEN_VOCABULARIES)
def test_the_axioms_that_empty_a_class_are_named(require: Require, mistake: str) -> None:
    require("java")
    axioms, emptied, words = BROKEN_VOCABULARIES[mistake]
    vocabulary = read_vocabulary() + state(axioms)

    blamed = find_blame(vocabulary, term(emptied), unsatisfiable=True)
    said = [Wording("en", vocabulary).say(axiom) for axiom in blamed]
    assert len(said) == len(blamed) >= len(words) - 1
    for word in words:
        assert any(word in sentence for sentence in said), (word, said)


@pytest.mark.parametrize("mistake", BROKEN_PLANS)
def test_the_axioms_that_contradict_a_plan_are_named(require: Require, mistake: str) -> None:
    require("java")
    facts, words = BROKEN_PLANS[mistake]
    plan = state(facts)
    clashing = find_clashing(read_vocabulary(), plan) or find_impossible_values(plan)
    outcome = Consistency(False, 0, 0, 0, clashing=clashing)
    explained = explain(outcome, plan, language="en")

    assert f"{THINGS}x" in clashing
    said = explained[f"{THINGS}x"]
    assert len(said) <= len(words) + 2
    for word in words:
        assert any(word in sentence for sentence in said), (word, said)


def test_a_contradiction_is_looked_for_at_the_thing_itself(require: Require) -> None:
    """What is wrong with its neighbours as well does not stand in for it."""
    require("java")
    plan = state(
        "plan:Indicator owl:equivalentClass plan:Project . :x a plan:Project . "
        + " ".join(f":i{number} a plan:Indicator ; plan:measures :x ." for number in range(3))
    )
    blamed = find_blame(read_vocabulary() + plan, f"{THINGS}x")

    subjects = [str(one.head[0]) for one in blamed]
    assert [iri for iri in subjects if iri.startswith(THINGS)] == [f"{THINGS}x"]


@pytest.mark.parametrize("mistake", MISUSES)
def test_words_of_the_wrong_kind_are_named(mistake: str) -> None:
    """A reasoner is silent about them, so they are looked for without it."""
    facts, thing, words = MISUSES[mistake]
    name = thing if thing.startswith(THINGS) else term(thing)
    outcome = Consistency(True, 0, 0, 0, misused=(name,))
    explained = explain(outcome, state(facts), language="en")

    assert not outcome.sound
    assert list(explained) == [name]
    assert words in explained[name][0]


def test_nothing_of_the_shipped_plan_is_in_words_of_the_wrong_kind(shipped: LoadedPlan) -> None:
    assert list(find_misuses(read_vocabulary(), shipped.graph)) == []


def test_explanations_are_said_in_japanese_too() -> None:
    vocabulary = read_vocabulary()
    axioms = [*split_axioms(vocabulary), *split_axioms(state(":x a plan:Goal , plan:Project ."))]
    said = [Wording("ja", vocabulary).say(axiom) for axiom in axioms]

    assert f"「{THINGS}x」は「基本目標 (plan:Goal)」である" in said
    assert any("同時に" in sentence and "基本目標" in sentence for sentence in said)


def test_what_clashes_as_something_before_it_needs_no_reasoner() -> None:
    """A mistake in a vocabulary is one for all members of a class, which may be hundreds."""
    one = state(":x a plan:Measure ; plan:partOf :y . :y a plan:Project .")
    others = state(
        ":v a plan:Measure ; plan:partOf :w . :w a plan:Project . "
        ":u a plan:Measure ; plan:partOf :u . "
        ":t a plan:Measure ; plan:partOf :s . :s a plan:Goal ."
    )
    law = [one for one in split_axioms(read_vocabulary()) if str(one.head[0]) == term("plan:Goal")]
    graph = read_vocabulary() + one + others
    blamed = [*split_axioms(one), *law]
    alike = find_alike(graph, blamed, f"{THINGS}x", f"{THINGS}v")

    assert {axiom.head for axiom in alike} == {
        *(triple for triple in others if {f"{THINGS}v", f"{THINGS}w"} & set(map(str, triple))),
        *(axiom.head for axiom in law),
    }
    for different in ("u", "t"):
        assert find_alike(graph, blamed, f"{THINGS}x", f"{THINGS}{different}") == ()
    assert find_alike(graph, law, f"{THINGS}x", f"{THINGS}v") == ()


def test_whatever_can_be_left_out_is_left_out() -> None:
    """Among nine axioms the third and the eighth contradict each other, with the fifth."""
    axioms = [
        Axiom((rdflib.URIRef(f"{THINGS}{n}"),) * 3, frozenset(), frozenset()) for n in range(9)
    ]
    needed = {axioms[2], axioms[4], axioms[7]}

    def first(sets: Sequence[Sequence[Axiom]]) -> int | None:
        return next((place for place, one in enumerate(sets) if needed <= set(one)), None)

    assert set(shrink(axioms, first)) == needed
    assert shrink(axioms, lambda sets: 0) == []
