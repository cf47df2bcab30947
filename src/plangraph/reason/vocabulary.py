"""
The vocabulary as one graph: the terms, the lists of concepts and the units.

The alignments to other vocabularies stay out: they say what is alike, not what is meant.
"""

from typing import TYPE_CHECKING, Final

from plangraph.errors import ReasonerError
from plangraph.layout import ontology_folder

if TYPE_CHECKING:
    import rdflib

FILES: Final = ("plangraph.ttl", "defined.ttl", "lists.ttl", "units.ttl")
"""The files of ontology/ that make up the vocabulary."""


def read_vocabulary() -> "rdflib.Graph":
    """
    Read the vocabulary that ships with the package.

    Raises:
        ReasonerError: A file of it is absent or damaged.
    """
    import rdflib

    graph = rdflib.Graph()
    for name in FILES:
        path = ontology_folder() / name
        try:
            graph.parse(path, format="turtle")
        except (OSError, SyntaxError) as error:
            what = " ".join(str(error).split())
            raise ReasonerError(path, f"not readable: {what}", "Install plangraph again") from error
    return graph
