"""Every term is described in both languages, and by other words than its own."""

import re
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from plangraph.names import PREFIXES, term

FILES = ("alignments.ttl", "defined.ttl", "lists.ttl", "plangraph.ttl", "units.ttl")
GOAL = rdflib.URIRef(term("plan:Goal"))
MANDATORY = rdflib.URIRef(term("budget-category:mandatory"))
PROPER = ("Herfindahl-Hirschman index", "SHA-256")


def labels(vocabulary: rdflib.Graph, thing: rdflib.URIRef, language: str) -> list[str]:
    """Give the names of a term or concept in one language."""
    return [
        str(label)
        for relation in (RDFS.label, SKOS.prefLabel)
        for label in vocabulary.objects(thing, relation)
        if isinstance(label, rdflib.Literal) and label.language == language
    ]


def definitions(vocabulary: rdflib.Graph, language: str) -> list[tuple[rdflib.URIRef, str]]:
    """Give every definition in one language with what it defines."""
    return [
        (thing, str(text))
        for thing, text in vocabulary.subject_objects(SKOS.definition)
        if isinstance(text, rdflib.Literal)
        and text.language == language
        and isinstance(thing, rdflib.URIRef)
    ]


@pytest.fixture(scope="module")
def shapes(root: Path) -> rdflib.Graph:
    """Give the shapes that judge the vocabulary."""
    return rdflib.Graph().parse(root / "shapes" / "ontology.ttl")


def conforms(vocabulary: rdflib.Graph, shapes: rdflib.Graph) -> bool:
    """Tell whether the shapes find nothing."""
    found, _graph, _text = validate(vocabulary, shacl_graph=shapes)
    return bool(found)


def test_every_file_of_the_vocabulary_is_tested(root: Path) -> None:
    """A file added to ontology/ must be added to these tests, too."""
    assert tuple(sorted(path.name for path in (root / "ontology").glob("*.ttl"))) == FILES


def test_the_vocabulary_conforms_to_its_shapes(
    vocabulary: rdflib.Graph, shapes: rdflib.Graph
) -> None:
    """Label, definition and home, each language once."""
    assert conforms(vocabulary, shapes)


@pytest.mark.parametrize(
    ("thing", "relation", "value"),
    [
        (GOAL, RDFS.label, rdflib.Literal("aim", lang="en")),
        (GOAL, RDFS.label, rdflib.Literal("Ziel", lang="de")),
        (GOAL, RDFS.comment, rdflib.Literal("A remark.", lang="en")),
        (GOAL, RDFS.isDefinedBy, rdflib.URIRef("https://example.org/")),
        (GOAL, SKOS.definition, rdflib.Literal("Another one.", lang="en")),
        (MANDATORY, SKOS.notation, rdflib.Literal("必須")),
        (MANDATORY, SKOS.prefLabel, rdflib.Literal("binding", lang="en")),
        (MANDATORY, SKOS.inScheme, rdflib.URIRef("https://w3id.org/plangraph/unit")),
    ],
)
def test_the_shapes_report_what_is_too_much(
    vocabulary: rdflib.Graph,
    shapes: rdflib.Graph,
    thing: rdflib.URIRef,
    relation: rdflib.URIRef,
    value: rdflib.URIRef | rdflib.Literal,
) -> None:
    """Shapes that nobody has seen fail may be shapes that cannot."""
    damaged = rdflib.Graph() + vocabulary
    damaged.add((thing, relation, value))

    assert not conforms(damaged, shapes)


@pytest.mark.parametrize(
    ("thing", "relation"),
    [
        (GOAL, RDFS.label),
        (GOAL, RDFS.isDefinedBy),
        (GOAL, SKOS.definition),
        (MANDATORY, SKOS.definition),
        (MANDATORY, SKOS.inScheme),
        (MANDATORY, SKOS.notation),
        (MANDATORY, SKOS.prefLabel),
    ],
)
def test_the_shapes_report_what_is_missing(
    vocabulary: rdflib.Graph, shapes: rdflib.Graph, thing: rdflib.URIRef, relation: rdflib.URIRef
) -> None:
    """One statement less is one finding more."""
    damaged = rdflib.Graph() + vocabulary
    damaged.remove((thing, relation, None))

    assert not conforms(damaged, shapes)


@pytest.mark.parametrize("text", ["result that is hoped for.", "Result that is hoped for"])
def test_the_shapes_report_a_definition_that_is_no_sentence(
    vocabulary: rdflib.Graph, shapes: rdflib.Graph, text: str
) -> None:
    """Capital first, full stop last."""
    damaged = rdflib.Graph() + vocabulary
    for old in list(damaged.objects(GOAL, SKOS.definition)):
        if isinstance(old, rdflib.Literal) and old.language == "en":
            damaged.remove((GOAL, SKOS.definition, old))
    damaged.add((GOAL, SKOS.definition, rdflib.Literal(text, lang="en")))

    assert not conforms(damaged, shapes)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_definition_is_given_twice(vocabulary: rdflib.Graph, language: str) -> None:
    """Two terms with one meaning would be one term."""
    texts = [text for _, text in definitions(vocabulary, language)]

    assert len(texts) > 200
    assert sorted(texts) == sorted(set(texts))


def test_no_english_definition_uses_its_own_label(vocabulary: rdflib.Graph) -> None:
    """A definition that needs the word it defines explains nothing."""
    circular = [
        str(thing)
        for thing, text in definitions(vocabulary, "en")
        for label in labels(vocabulary, thing, "en")
        if re.search(rf"\b{re.escape(label)}\b", text, re.IGNORECASE)
    ]

    assert circular == []


def test_no_japanese_definition_uses_its_own_label(vocabulary: rdflib.Graph) -> None:
    """Units are left out: a counter such as 人 is also the word for what it counts."""
    circular = [
        str(thing)
        for thing, text in definitions(vocabulary, "ja")
        if not thing.startswith(term("unit:"))
        for label in labels(vocabulary, thing, "ja")
        if label in text
    ]

    assert circular == []


def test_no_two_classes_define_each_other(vocabulary: rdflib.Graph) -> None:
    """The genus, the first words of a definition, never leads back to the class."""
    names = {
        label: kind
        for kind in vocabulary.subjects(RDF.type, OWL.Class)
        if isinstance(kind, rdflib.URIRef)
        for label in labels(vocabulary, kind, "en")
    }
    texts = {thing: text.lower() for thing, text in definitions(vocabulary, "en")}
    genus = {
        kind: other
        for kind in names.values()
        for label, other in sorted(names.items(), key=lambda pair: len(pair[0]))
        if texts[kind].startswith(f"{label} ")
    }
    assert len(genus) >= 7
    for start in genus:
        seen, at = {start}, start
        while at in genus:
            at = genus[at]
            assert at not in seen
            seen.add(at)


def test_english_labels_are_lower_case_and_tell_terms_apart(
    vocabulary: rdflib.Graph, terms: list[rdflib.URIRef]
) -> None:
    """A label is a word in a sentence; names of people and standards keep their capitals."""
    found = [label for thing in terms for label in labels(vocabulary, thing, "en")]

    assert [label for label in found if label != label.lower() and label not in PROPER] == []
    assert sorted(found) == sorted(set(found))


def test_names_of_terms_say_their_kind(
    vocabulary: rdflib.Graph, terms: list[rdflib.URIRef]
) -> None:
    """Classes are UpperCamelCase, properties lowerCamelCase."""
    for thing in terms:
        name = thing.removeprefix(term("plan:"))
        kind = "[A-Z]" if (thing, RDF.type, OWL.Class) in vocabulary else "[a-z]"
        assert re.fullmatch(rf"{kind}[A-Za-z0-9]*", name), name


def test_the_version_stands_in_the_version_iri_alone(vocabulary: rdflib.Graph) -> None:
    """A second place for the version is a place that gets forgotten."""
    ontology = rdflib.URIRef(PREFIXES["plan"].removesuffix("#"))

    assert (ontology, RDF.type, OWL.Ontology) in vocabulary
    assert re.fullmatch(
        rf"{re.escape(str(ontology))}/\d+\.\d+\.\d+",
        str(vocabulary.value(ontology, OWL.versionIRI)),
    )
    assert (None, OWL.versionInfo, None) not in vocabulary
    assert (None, OWL.imports, None) not in vocabulary


def test_concepts_stand_under_the_iri_of_their_list(vocabulary: rdflib.Graph) -> None:
    """``<base><scheme>#<kebab>``, as everywhere."""
    concepts = list(vocabulary.subject_objects(SKOS.inScheme))

    assert len(concepts) > 100
    for concept, scheme in concepts:
        local = str(concept).removeprefix(f"{scheme}#")
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", local), concept
        assert (scheme, RDF.type, SKOS.ConceptScheme) in vocabulary
