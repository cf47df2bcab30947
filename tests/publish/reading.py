"""Reads pages as a browser's parser would, and data as RDF."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pyoxigraph as ox

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def read_page(path: Path) -> Any:
    """Parse a page."""
    return lxml.html.document_fromstring(path.read_bytes().decode("utf-8"))


def list_pages(site: Path) -> list[Path]:
    """List all pages of a site."""
    return sorted(site.rglob("*.html"))


def read_lines(data: bytes, form: ox.RdfFormat) -> list[str]:
    """Read RDF as canonical lines."""
    dataset = ox.Dataset(
        ox.Quad(quad.subject, quad.predicate, quad.object) for quad in ox.parse(data, format=form)
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)


def read_links(page: Any) -> Iterator[str]:
    """Give everything a page points to."""
    for name in ("href", "src", "action"):
        yield from (str(element.get(name)) for element in page.iter() if element.get(name))
