"""
Verifies a site, as a folder or behind a server: that it is whole, and that its parts agree.
"""

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pyoxigraph as ox

from plangraph.errors import OutputError
from plangraph.names import term
from plangraph.publish.dumps import digest_dataset
from plangraph.publish.folder import MARKER
from plangraph.publish.forms import DATA, PAGE
from plangraph.publish.places import Places

SUMS: Final = "data/SHA256SUMS"
FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
CHECKS: Final = ("digests", "links", "forms", "names", "counts", "dumps", "negotiation")
SAMPLE: Final = 25
"""Things whose negotiation is tried, spread over all of them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as a site must be: which check found it, where, and what."""

    check: str
    path: str
    what: str


class Source(Protocol):
    """Where a site is read from."""

    def read(self, path: str) -> bytes | None:
        """Give a file by its path from the top of the site; None where there is none."""

    def negotiate(self, path: str, accept: str) -> tuple[int, str, str] | None:
        """Ask for a thing in a form: status, place led to, Vary; None where nobody negotiates."""


@dataclass(frozen=True)
class Verification:
    """A site under verification."""

    source: Source

    def run(self) -> list[Fault]:
        """
        Run all checks.

        Raises:
            OutputError: There is no site.
        """
        return [
            *self._check_digests(),
            *self._check_links(),
            *self._check_forms(),
            *self._check_names(),
            *self._check_counts(),
            *self._check_dumps(),
            *self._check_negotiation(),
        ]

    @cached_property
    def marker(self) -> dict[str, Any]:
        """What the site says of itself."""
        try:
            found = json.loads(self.source.read(MARKER) or b"")
        except ValueError as error:
            what = "no site is there"
            raise OutputError(MARKER, what, "Give what 'plangraph publish' wrote") from error
        return found if isinstance(found, dict) else {}

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests that the site states, by path."""
        lines = (self.source.read(SUMS) or b"").decode("utf-8", "replace").splitlines()
        return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files that are there, by path."""
        read = {path: self.source.read(path) for path in self.digests}
        return {path: data for path, data in read.items() if data is not None}

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """The whole dataset, as its first dump has it."""
        data = self.files.get(str(self.marker.get("dataset")), b"")
        return _parse(gzip.decompress(data), ox.RdfFormat.N_QUADS) if data else []

    def _check_digests(self) -> Iterator[Fault]:
        if not self.marker.get("base") or not self.digests:
            yield Fault("digests", SUMS, "the site does not say what it consists of")
        for path, digest in self.digests.items():
            data = self.files.get(path)
            if data is None:
                yield Fault("digests", path, "is not there")
            elif hashlib.sha256(data).hexdigest() != digest:
                yield Fault("digests", path, "is not what was published")

    def _check_links(self) -> Iterator[Fault]:
        pages = {path: _read_page(data) for path, data in self.files.items() if _is_page(path)}
        for path, (links, _) in pages.items():
            for href in sorted(links):
                parts = urlsplit(href)
                if parts.scheme:
                    continue
                target = unquote(urljoin(f"/{path}", parts.path or f"/{path}")).lstrip("/")
                anchors = pages[target][1] if target in pages else {parts.fragment}
                if target not in self.files and target != SUMS:
                    yield Fault("links", path, f"leads to {href}, which is not there")
                elif parts.fragment and "=" not in parts.fragment and parts.fragment not in anchors:
                    yield Fault("links", path, f"leads to a place that is not there: {href}")

    def _check_forms(self) -> Iterator[Fault]:
        for path in self.digests:
            stem = path.removesuffix(".nt")
            if stem == path:
                continue
            try:
                said = {
                    form.ending: _canonical(self.files[stem + form.ending], form.ending)
                    for form in DATA
                }
                inside = _embedded(self.files[stem + PAGE.ending])
                said[PAGE.ending] = _canonical(inside, ".jsonld")
            except KeyError as error:
                yield Fault("forms", stem, f"lacks {error.args[0]}")
                continue
            except (SyntaxError, ValueError) as error:
                yield Fault("forms", stem, f"cannot be read: {error}")
                continue
            if len(set(said.values())) != 1:
                odd = [ending for ending in said if said[ending] != said[".nt"]]
                yield Fault("forms", stem, f"says something else in {' '.join(odd)}")

    def _check_names(self) -> Iterator[Fault]:
        base = str(self.marker.get("base", ""))
        for iri in self._things():
            stem = Places(base).path(iri)
            for ending in (PAGE.ending, *(form.ending for form in DATA)):
                if f"{stem}{ending}" not in self.files:
                    yield Fault("names", iri, f"has no {ending}")

    def _things(self) -> list[str]:
        base, current = str(self.marker.get("base", "")), str(self.marker.get("current", ""))
        found = {
            quad.subject.value
            for quad in self.quads
            if isinstance(quad.subject, ox.NamedNode)
            and quad.graph_name == ox.NamedNode(current)
            and quad.subject.value.startswith(base)
        }
        return sorted(iri for iri in found if "#" not in iri)

    def _check_counts(self) -> Iterator[Fault]:
        stated = _parse(self.files.get("data/void.ttl", b""), ox.RdfFormat.TURTLE)
        counted = Counter(str(quad.graph_name) for quad in self.quads)
        said = [quad for quad in stated if quad.predicate.value == term("void:triples")]
        whole = [q for q in said if str(q.subject) in counted and isinstance(q.object, ox.Literal)]
        if not whole:
            yield Fault("counts", "data/void.ttl", "counts no graph")
        for quad in whole:
            number = counted[str(quad.subject)]
            if isinstance(quad.object, ox.Literal) and quad.object.value != str(number):
                what = f"counts {quad.object.value} statements where there are {number}"
                yield Fault("counts", "data/void.ttl", what)

    def _check_dumps(self) -> Iterator[Fault]:
        if digest_dataset(self.quads) != self.marker.get("rdfc-1.0-sha256"):
            yield Fault("dumps", str(self.marker.get("dataset")), "has another RDFC-1.0 digest")
        trig = _parse(self.files.get("data/dataset.trig", b""), ox.RdfFormat.TRIG)
        if digest_dataset(trig) != digest_dataset(self.quads):
            yield Fault("dumps", "data/dataset.trig", "says something else than the N-Quads")
        current = ox.NamedNode(str(self.marker.get("current") or "urn:plangraph:none"))
        facts = [
            ox.Quad(quad.subject, quad.predicate, quad.object)
            for quad in self.quads
            if quad.graph_name == current
        ]
        for path in ("data/current.ttl", "data/current.jsonld"):
            form = FORMATS[path[path.rindex(".") :]]
            if digest_dataset(_parse(self.files.get(path, b""), form)) != digest_dataset(facts):
                yield Fault("dumps", path, "says something else than the current graph")

    def _check_negotiation(self) -> Iterator[Fault]:
        things = self._things()
        places = Places(str(self.marker.get("base", "")))
        for iri in things[:: max(1, len(things) // SAMPLE)]:
            stem = places.path(iri) or ""
            for form in (PAGE, *DATA):
                got = self.source.negotiate(stem, form.media)
                if got is None:
                    return
                yield from _judge(stem, form.media, form.ending, got)
            refused = self.source.negotiate(stem, "image/png")
            if refused is not None and refused[0] != 406:
                yield Fault("negotiation", stem, f"answers {refused[0]} where it has no such form")


def _judge(stem: str, media: str, ending: str, got: tuple[int, str, str]) -> Iterator[Fault]:
    status, place, vary = got
    if status != 303 or not place.endswith(f"{stem.rpartition('/')[2]}{ending}"):
        yield Fault("negotiation", stem, f"{media} leads to {status} {place}".strip())
    if "accept" not in vary.lower():
        yield Fault("negotiation", stem, f"does not say that the answer to {media} varies")


def _is_page(path: str) -> bool:
    return path.endswith(PAGE.ending)


def _read_page(data: bytes) -> tuple[set[str], set[str]]:
    """Give what a page links to, and its places to link to."""
    tree = lxml.html.document_fromstring(data.decode("utf-8", "replace"))
    links = {str(value) for value in tree.xpath("//@href | //@src | //@action")}
    return links, {str(value) for value in tree.xpath("//@id")}


def _embedded(page: bytes) -> bytes:
    tree = lxml.html.document_fromstring(page.decode("utf-8", "replace"))
    blocks: Sequence[Any] = tree.xpath("//script[@type='application/ld+json']")
    return str(blocks[0].text).encode() if blocks else b""


def _parse(data: bytes, form: ox.RdfFormat) -> list[ox.Quad]:
    return list(ox.parse(data, format=form))


def _canonical(data: bytes, ending: str) -> str:
    return digest_dataset(_parse(data, FORMATS[ending]))
