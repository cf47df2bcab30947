"""JSON-LD for web developers: a context that loses nothing, and one frame a class."""

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from plangraph.names import PREFIXES, term
from plangraph.opening import LoadedPlan

ROOT = Path(__file__).resolve().parents[2]
CONTEXT: dict[str, Any] = json.loads((ROOT / "ontology" / "context.jsonld").read_text("utf-8"))[
    "@context"
]
FRAMES = sorted((ROOT / "ontology" / "frames").glob("*.jsonld"))
KEYWORDS = {"@embed", "@explicit"}

# rdflib's own JSON-LD reader uses a class that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


BUILT_IN = (PREFIXES["rdf"], PREFIXES["rdfs"])


def expand(name: str) -> str:
    """Give the IRI that a key, or a prefixed name, of the context stands for."""
    meaning = CONTEXT.get(name, name)
    iri = meaning["@id"] if isinstance(meaning, dict) else meaning
    return term(iri) if ":" in iri and not iri.startswith("http") else CONTEXT["@vocab"] + iri


def test_the_context_needs_no_other_document() -> None:
    """A context that names another would be fetched by every reader."""
    assert isinstance(CONTEXT, dict)
    assert "@import" not in CONTEXT
    assert CONTEXT["@vocab"] == PREFIXES["plan"]
    prefixes = {
        key: value
        for key, value in CONTEXT.items()
        if isinstance(value, str) and value.startswith("http") and not key.startswith("@")
    }
    assert {key: value for key, value in prefixes.items() if PREFIXES.get(key) != value} == {}


def test_a_plan_survives_the_context(shipped: LoadedPlan) -> None:
    """What is compacted and expanded again is the same triples."""
    graph = shipped.graph
    text = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=True)
    again = rdflib.Graph().parse(data=text, format="json-ld")

    assert set(again) == set(graph)


def test_the_keys_of_a_project_are_words(shipped: LoadedPlan) -> None:
    """No prefix, no IRI and no ``@`` in what a developer types."""
    text = shipped.graph.serialize(format="json-ld", context=CONTEXT, auto_compact=True)
    things = [thing for thing in json.loads(text)["@graph"] if thing.get("type") == "Project"]

    assert things
    for thing in things:
        assert all(key.isalpha() and key.isascii() for key in thing)
        assert isinstance(thing["label"]["ja"], str)


def test_every_object_property_has_a_key_that_points(
    vocabulary: rdflib.Graph, terms: list[rdflib.URIRef]
) -> None:
    """Without one its values would come back as text."""
    for name in terms:
        if (name, RDF.type, OWL.ObjectProperty) in vocabulary:
            meaning = CONTEXT[name.removeprefix(term("plan:"))]
            assert meaning["@type"] == "@id"
            assert term(meaning["@id"]) == str(name)


def test_every_key_means_a_declared_property(vocabulary: rdflib.Graph) -> None:
    """A key for nothing would be a promise that no data keeps."""
    for key, meaning in CONTEXT.items():
        if isinstance(meaning, dict):
            name = rdflib.URIRef(expand(key))
            assert str(name).startswith(BUILT_IN) or (name, RDF.type, None) in vocabulary, key


def test_there_is_one_frame_a_class(vocabulary: rdflib.Graph, terms: list[rdflib.URIRef]) -> None:
    """Whatever kind of thing is asked for, there is a tree to get it as."""
    classes = {
        name.removeprefix(term("plan:"))
        for name in terms
        if (name, RDF.type, OWL.Class) in vocabulary
    }

    assert {path.stem for path in FRAMES} == classes


@pytest.mark.parametrize("path", FRAMES, ids=lambda path: str(path.stem))
def test_a_frame_selects_its_class_in_the_words_of_the_context(
    path: Path, vocabulary: rdflib.Graph
) -> None:
    """A frame carries the part of the context that it needs, so it stands alone."""
    frame: dict[str, Any] = json.loads(path.read_text("utf-8"))
    own = frame.pop("@context")

    assert frame.pop("type") == path.stem
    assert {key: value for key, value in own.items() if CONTEXT.get(key) != value} == {}
    for key, part in frame.items():
        assert key in own
        assert (rdflib.URIRef(expand(key)), RDF.type, None) in vocabulary
        assert set(part) - KEYWORDS == {name for name in part if not name.startswith("@")}
        for name in set(part) - KEYWORDS:
            assert (rdflib.URIRef(expand(name)), RDF.type, None) in vocabulary


def test_the_frame_of_a_class_has_a_key_for_all_that_its_things_say(shipped: LoadedPlan) -> None:
    """A property that the frame's context lacks would come back as a bare IRI or as text."""
    for path in FRAMES:
        own: dict[str, Any] = json.loads(path.read_text("utf-8"))["@context"]
        known = {expand(key) for key, meaning in own.items() if isinstance(meaning, dict)}
        known |= {expand(key) for key in own if isinstance(own[key], str)}
        for thing in shipped.graph.subjects(RDF.type, rdflib.URIRef(term(f"plan:{path.stem}"))):
            for name, value in shipped.graph.predicate_objects(thing):
                special = isinstance(value, rdflib.URIRef) or (
                    isinstance(value, rdflib.Literal) and value.language
                )
                if special and name != RDF.type:
                    assert str(name) in known, (path.stem, str(name))
