"""The vocabulary keeps within OWL 2 DL, and what leaves it is said."""

import pytest
import rdflib

from plangraph.names import PREFIXES
from plangraph.reason import read_vocabulary
from plangraph.reason.profile import find_profile_faults

HEAD = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())


def test_the_vocabulary_is_within_owl_2_dl() -> None:
    """A reasoner can promise an answer."""
    assert find_profile_faults(read_vocabulary()) == ()


@pytest.mark.parametrize(
    ("axioms", "fault"),
    [
        ("<https://x/> a owl:Ontology .", "2 ontology headers"),
        ("plan:Goal a owl:ObjectProperty .", "plan:Goal is at once"),
        ("plan:Goal a plan:Project .", "plan:Goal is at once owl:Class and individual"),
        ("plan:line a owl:ObjectProperty .", "plan:line is at once"),
        ("plan:Goal plan:unheardOf plan:Plan .", "plan:unheardOf is used and not declared"),
        ("plan:Goal rdfs:subClassOf plan:Aim .", "plan:Aim is used as a class"),
        ("[] a owl:AllDisjointClasses ; owl:members ( plan:Goal plan:Aim ) .", "plan:Aim is used"),
        (
            "plan:Goal rdfs:subClassOf "
            "[ a owl:Restriction ; owl:onProperty plan:nowhere ; owl:someValuesFrom plan:Plan ] .",
            "plan:nowhere is restricted",
        ),
        (
            "plan:Goal rdfs:subClassOf "
            "[ a owl:Restriction ; owl:onProperty plan:partOf ; owl:maxCardinality 1 ] .",
            "plan:partOf is transitive and counted",
        ),
        (
            "plan:Goal rdfs:subClassOf "
            "[ a owl:Restriction ; owl:onProperty dcterms:isPartOf ; owl:minCardinality 1 ] .",
            "dcterms:isPartOf is transitive and counted",
        ),
        ("plan:partOf a owl:FunctionalProperty .", "plan:partOf is transitive and functional"),
        ("plan:partOf a owl:IrreflexiveProperty .", "plan:partOf is transitive and functional"),
        (
            "plan:Goal rdfs:subClassOf _:x . plan:Plan rdfs:subClassOf _:x . "
            "_:x a owl:Class ; owl:complementOf plan:Row .",
            "used twice",
        ),
        (
            "_:x a owl:Class ; owl:complementOf _:y . _:y a owl:Class ; owl:complementOf _:x .",
            "in a circle",
        ),
        ("rdfs:label a owl:AnnotationProperty .", "rdfs:label is redefined"),
        ("owl:Thing rdfs:subClassOf plan:Plan .", "owl:Thing is redefined"),
    ],
)
def test_what_leaves_owl_2_dl_is_said(axioms: str, fault: str) -> None:
    """Each limit, broken once."""
    broken = read_vocabulary().parse(data=HEAD + axioms, format="turtle")

    assert any(fault in found for found in find_profile_faults(broken))


def test_an_annotation_may_point_at_anything() -> None:
    """Labels, definitions and pointers carry no logic, so they break none of the limits."""
    graph = read_vocabulary()
    graph.add(
        (
            rdflib.URIRef(f"{PREFIXES['plan']}Goal"),
            rdflib.URIRef(f"{PREFIXES['skos']}scopeNote"),
            rdflib.Literal("More could be said.", lang="en"),
        )
    )

    assert find_profile_faults(graph) == ()
