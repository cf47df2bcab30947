"""Every term serves something, and everything that is used is a term."""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from plangraph.names import PREFIXES, term
from plangraph.opening import LoadedPlan, load
from plangraph.plan import AbsenceKind, Column, LineKind
from plangraph.store import to_rdflib

WORD = re.compile(r"\bplan:([A-Za-z0-9]+)(?![A-Za-z0-9{])")
PROBLEM = re.compile(r"Problem\(\s*\"([a-z-]+)\"")
SCHEMES = sorted(
    prefix
    for prefix, space in PREFIXES.items()
    if space.startswith(PREFIXES["plan"].removesuffix("ns#"))
    and prefix not in ("plan", "query", "rule")
)
CONCEPT = re.compile(rf"(?<![\w-])({'|'.join(SCHEMES)}):([a-z0-9]+(?:-[a-z0-9]+)*)(?![\w{{])")


@pytest.fixture(scope="module")
def graphs(shipped: LoadedPlan, root: Path) -> list[rdflib.Graph]:
    """Give everything there is to know of the shipped plan, the little plan, and made-up values."""
    plans = (shipped, load(root / "tests" / "plans" / "tiny"))
    values = rdflib.Graph().parse(root / "tests" / "ontology" / "values.ttl")
    return [*(to_rdflib(plan.dataset.store) for plan in plans), values]


def names_in(graph: rdflib.Graph) -> set[str]:
    """Give every IRI of a graph."""
    return {str(node) for triple in graph for node in triple if isinstance(node, rdflib.URIRef)}


def test_every_term_is_used(
    terms: list[rdflib.URIRef], users: list[Path], graphs: list[rdflib.Graph]
) -> None:
    """A term that no query, shape, code or data needs is not there yet."""
    judging_us = "ontology.ttl"
    texts = [path.read_text(encoding="utf-8") for path in users if path.name != judging_us]
    words = {term(f"plan:{name}") for text in texts for name in WORD.findall(text)}
    used = words.union(*(names_in(graph) for graph in graphs))

    assert [str(name) for name in terms if str(name) not in used and not _is_upper(name)] == []


def _is_upper(name: rdflib.URIRef) -> bool:
    """Tell whether a class is there for what its subclasses share."""
    return str(name) == term("plan:PlanElement")


def test_every_used_term_is_declared(terms: list[rdflib.URIRef], users: list[Path]) -> None:
    """A misspelt term would be a question without an answer."""
    declared = {name.removeprefix(term("plan:")) for name in terms}
    unknown = {
        (path.name, name)
        for path in users
        for name in WORD.findall(path.read_text(encoding="utf-8"))
        if name not in declared
    }

    assert unknown == set()


def test_every_name_in_the_data_is_declared(
    vocabulary: rdflib.Graph, terms: list[rdflib.URIRef], graphs: list[rdflib.Graph]
) -> None:
    """What a plan says is said in our words or in words that we declare."""
    declared = set(map(str, terms)) | {
        str(name) for name in vocabulary.subjects(RDF.type) if isinstance(name, rdflib.URIRef)
    }
    for graph in graphs:
        predicates = set(map(str, graph.predicates())) | set(
            map(str, graph.objects(None, RDF.type))
        )
        built_in = (PREFIXES["rdf"], PREFIXES["rdfs"])
        foreign = {name for name in predicates if name.startswith(built_in)}
        assert predicates - foreign - declared == set()
        concepts = {
            name
            for name in names_in(graph)
            for prefix in SCHEMES
            if name.startswith(PREFIXES[prefix])
        }
        assert concepts - declared == set()


def test_every_concept_that_is_used_is_listed(vocabulary: rdflib.Graph, users: list[Path]) -> None:
    """Concepts are spelled by hand in code, shapes and queries."""
    listed = {str(concept) for concept in vocabulary.subjects(RDF.type, SKOS.Concept)}
    used = {
        (path.name, f"{prefix}:{name}")
        for path in users
        for prefix, name in CONCEPT.findall(path.read_text(encoding="utf-8"))
    }

    assert len(used) > 20
    assert {(file, name) for file, name in used if term(name) not in listed} == set()


def test_what_the_reader_can_say_is_listed(vocabulary: rdflib.Graph, root: Path) -> None:
    """The reader names aspects, absences, kinds of line and problems by their concepts."""
    listed = {str(concept) for concept in vocabulary.subjects(RDF.type, SKOS.Concept)}
    inside_rows = {LineKind.BLANK, LineKind.CONTINUED, LineKind.ROW}
    said = {f"aspect:{column.value}" for column in Column}
    said |= {f"absence:{kind.value}" for kind in AbsenceKind}
    said |= {f"line-kind:{kind.value}" for kind in LineKind if kind not in inside_rows}
    for path in (root / "src" / "plangraph" / "read").glob("*.py"):
        found = PROBLEM.findall(path.read_text(encoding="utf-8"))
        said |= {f"reading-problem:{kind}" for kind in found}

    assert len(said) > 25
    assert {name for name in said if term(name) not in listed} == set()
