"""What the tests of the vocabulary share: its graph, its terms, and the texts that may use them."""

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from plangraph.names import term
from plangraph.reason import read_vocabulary

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.fixture(scope="session")
def vocabulary() -> rdflib.Graph:
    """Give terms, lists and units as one graph; nobody changes it."""
    return read_vocabulary()


@pytest.fixture(scope="session")
def terms(vocabulary: rdflib.Graph) -> list[rdflib.URIRef]:
    """Give our own classes and properties, sorted."""
    found = {name for kind in KINDS for name in vocabulary.subjects(RDF.type, kind)}
    return sorted(
        name for name in found if isinstance(name, rdflib.URIRef) and name.startswith(term("plan:"))
    )


@pytest.fixture(scope="session")
def users(root: Path) -> list[Path]:
    """Give the files that may use a term: code, shapes and queries."""
    files = [
        *sorted((root / "src").rglob("*.py")),
        *sorted((root / "queries").rglob("*.rq")),
        *sorted((root / "shapes").glob("*.ttl")),
    ]
    assert len(files) >= 60
    return files
