"""The files of the vocabulary: their prefixes, their form, and what they leave out."""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from plangraph.names import BASE, PREFIXES
from plangraph.reason.vocabulary import FILES

PREFIX = re.compile(r"(?im)^\s*@?prefix\s+([\w-]*):\s+<([^>]*)>")
MATCHES = (SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
ROOT = Path(__file__).resolve().parents[2]
TURTLE = sorted(
    str(path.relative_to(ROOT))
    for room in ("ontology", "shapes", "data", "tests")
    for path in (ROOT / room).rglob("*.ttl")
)


def test_there_are_turtle_files() -> None:
    """A glob that finds nothing must not pass for a suite that is green."""
    assert len(TURTLE) >= 12


@pytest.mark.parametrize("file", TURTLE)
def test_prefixes_agree_with_the_one_table(file: str) -> None:
    """A prefix means the same everywhere; none is declared and unused, and they are sorted."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found = PREFIX.findall(text)
    body = PREFIX.sub("", text)

    assert {prefix: space for prefix, space in found if PREFIXES.get(prefix) != space} == {}
    assert [prefix for prefix, _ in found if f"{prefix}:" not in body] == []
    assert [prefix for prefix, _ in found] == sorted({prefix for prefix, _ in found})


@pytest.mark.parametrize("name", [*FILES, "alignments.ttl"])
def test_a_file_survives_being_written_anew(name: str) -> None:
    """Its canonical form holds the same triples, and is the same text each time."""
    graph = rdflib.Graph().parse(ROOT / "ontology" / name)
    once = graph.serialize(format="longturtle", canon=True)
    again = rdflib.Graph().parse(data=once, format="turtle")

    assert isomorphic(graph, again)
    assert again.serialize(format="longturtle", canon=True) == once


def test_the_alignments_are_imported_by_nothing() -> None:
    """Likeness is no axiom, so the vocabulary must not hold it."""
    assert "alignments.ttl" not in FILES
    for name in FILES:
        graph = rdflib.Graph().parse(ROOT / "ontology" / name)
        assert not [triple for match in MATCHES for triple in graph.triples((None, match, None))]


def test_every_alignment_says_why(terms: list[rdflib.URIRef]) -> None:
    """A match without a reason cannot be doubted, so it cannot be trusted either."""
    graph = rdflib.Graph().parse(ROOT / "ontology" / "alignments.ttl")
    matches = {
        (ours, relation, theirs)
        for relation in (*MATCHES, RDFS.seeAlso)
        for ours, theirs in graph.subject_objects(relation)
    }
    reasoned = {
        (
            graph.value(axiom, OWL.annotatedSource),
            graph.value(axiom, OWL.annotatedProperty),
            graph.value(axiom, OWL.annotatedTarget),
        )
        for axiom in graph.subjects(RDF.type, OWL.Axiom)
        if graph.value(axiom, SKOS.note) is not None
    }

    assert len(matches) >= 20
    assert matches == reasoned
    assert {ours for ours, _, _ in matches} <= set(terms)
    assert not [theirs for _, _, theirs in matches if str(theirs).startswith(BASE)]
