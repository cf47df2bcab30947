"""
What the service says of itself: the site's description, and what this server adds to it.
"""

from typing import Final

import pyoxigraph as ox

from plangraph.serve.parameters import is_iri
from plangraph.serve.site import DESCRIPTION, SERVICE, SiteFiles

FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "JSON-LD", "N-Triples", "RDF_XML"),
)
SPACE: Final = "http://www.w3.org/ns/formats/"


def write_description(site: SiteFiles, address: str) -> bytes:
    """Describe the service at the address at which it was called."""
    triples = [
        quad.triple for quad in ox.parse(path=site.root / SERVICE, format=ox.RdfFormat.TURTLE)
    ]
    endpoint, formats = (
        ox.NamedNode(f"{DESCRIPTION}endpoint"),
        ox.NamedNode(f"{DESCRIPTION}resultFormat"),
    )
    for subject in [each.subject for each in triples if each.predicate == endpoint]:
        if is_iri(address):
            triples.append(ox.Triple(subject, endpoint, ox.NamedNode(address)))
        triples += [ox.Triple(subject, formats, ox.NamedNode(SPACE + each)) for each in FORMATS]
    return ox.serialize(dict.fromkeys(triples), format=ox.RdfFormat.TURTLE) or b""
