"""
Revisions that were published before: their folders stay as they are, their facts stay in the site.

A published revision is known by the digests of its source documents. What lies in its folder is
taken over byte for byte, whatever is published later.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from plangraph.errors import OutputError
from plangraph.names import PlanNames, term
from plangraph.publish.dumps import REVISION, write_checksums
from plangraph.publish.folder import Folder, is_site, read_marker
from plangraph.publish.forms import PAGE
from plangraph.publish.labels import Labels
from plangraph.publish.lists import Lists
from plangraph.publish.pages import Pages
from plangraph.publish.places import Places
from plangraph.publish.statements import gather, read_lines
from plangraph.publish.views import Views
from plangraph.publish.words import Words
from plangraph.store import Dataset

LEAD: Final = Words(
    "この版が公開されたときの記載です。公開のあとは変わりません。",
    "What this revision says. This page and its folder stay as they were published.",
)
SUMS: Final = "SHA256SUMS"
KEY: Final = "revisions"
"""Where the marker of a site lists its revisions."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A revision whose folder is taken over from the site before."""

    names: PlanNames
    folder: str
    files: Mapping[str, bytes]

    def quads(self) -> Iterable[ox.Quad]:
        """Give the statements of the revision."""
        data = gzip.decompress(self.files[f"{self.folder}/{REVISION}"])
        return ox.parse(data, format=ox.RdfFormat.N_QUADS)


def read_kept(out: Path, dataset: Dataset) -> list[Kept]:
    """
    Read the revisions of a site that are to stay, as a newer one takes its place.

    Raises:
        OutputError: One was changed since, or is given again with another document.
    """
    if not is_site(out):
        return []
    given = {names.facts: names for names in dataset.revisions}
    roots = {names.root for names in dataset.revisions}
    kept = []
    for entry in read_marker(out).get(KEY, ()):
        names = PlanNames(str(entry["base"]), str(entry["code"]), str(entry["revision"]))
        if names.root not in roots:
            continue
        if names.facts in given and list_sources(dataset, names) != entry["sources"]:
            what = "this revision was published before, from another document"
            remedy = "Give the new document a revision of its own, or publish to a new folder"
            raise OutputError(names.facts, what, remedy)
        kept.append(Kept(names, str(entry["folder"]), _read_files(out, entry)))
    return kept


def _read_files(out: Path, entry: Mapping[str, Any]) -> dict[str, bytes]:
    folder = str(entry["folder"])
    listed = _read(out, f"{folder}/{SUMS}", str(entry["sums"]))
    files = {f"{folder}/{SUMS}": listed}
    for line in listed.decode().splitlines():
        digest, _, name = line.partition("  ")
        files[f"{folder}/{name}"] = _read(out, f"{folder}/{name}", digest)
    return files


def _read(out: Path, path: str, digest: str) -> bytes:
    place = (out / path).resolve()
    try:
        data = place.read_bytes() if place.is_relative_to(out.resolve()) else b""
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != digest:
        what = "a published revision is not what it was"
        raise OutputError(out / path, what, "Restore it, or publish to a new folder")
    return data


def add_former(dataset: Dataset, kept: Sequence[Kept]) -> Dataset:
    """Add to a dataset the revisions that are kept and not in it, before its own."""
    known = {names.facts for names in dataset.revisions}
    former = [one for one in kept if one.names.facts not in known]
    if not former:
        return dataset
    store = ox.Store()
    store.bulk_extend(dataset.store)
    for one in former:
        store.extend(one.quads())
    revisions = (*(one.names for one in former), *dataset.revisions)
    return Dataset(store, revisions, dataset.current)


def list_sources(dataset: Dataset, names: PlanNames) -> list[str]:
    """List the digests of the documents of a revision."""
    digest, graph = ox.NamedNode(term("plan:sha256")), ox.NamedNode(names.source)
    found = dataset.store.quads_for_pattern(None, digest, None, graph)
    return sorted(quad.object.value for quad in found if isinstance(quad.object, ox.Literal))


@dataclass(frozen=True)
class RevisionPage:
    """Writes the page of one revision: what it says, as it said it."""

    pages: Pages
    dataset: Dataset
    names: PlanNames

    @property
    def page(self) -> str:
        """Where the page lies, in the folder that stays as it is."""
        return f"{self.pages.views.places.path(self.names.facts)}/index{PAGE.ending}"

    @property
    def title(self) -> Words:
        """What the page is called."""
        name = self.names.revision
        return Words(f"版 {name}", f"Revision {name}")

    def write(self) -> Iterator[tuple[str, bytes]]:
        """Write the page."""
        known = self.pages.views
        facts = gather(known.facts.terms, read_lines(self.dataset, self.names.facts))
        labels = Labels(facts, known.words)
        views = Views(facts, known.words, labels, known.places, known.quotations)
        values = {
            "lead": LEAD,
            "tree": views.tree(self.names.plan, self.page, depth=3).branches,
            "tables": [Lists(views, self.names.root).projects(self.page)],
            "downloads": [("N-Quads", REVISION), ("SHA-256", SUMS)],
            "lists": (known.places.path(self.names.plan) or "").rpartition("/")[0],
        }
        yield self.page, self.pages.renderer.list_page(self.page, self.title, **values)


def close_revisions(
    folder: Folder, dataset: Dataset, kept: Sequence[Kept]
) -> list[dict[str, object]]:
    """Take kept folders over, seal the new ones, and give what the marker says of all."""
    for one in kept:
        for path, data in one.files.items():
            folder.write(path, data)
    places = [Places(names.base).path(names.facts) or "" for names in dataset.revisions]
    lying: dict[str, dict[str, str]] = {place: {} for place in places}
    for path, digest in folder.digests.items():
        above = path
        while above := above.rpartition("/")[0]:
            if above in lying:
                lying[above][path.removeprefix(f"{above}/")] = digest
    entries: list[dict[str, object]] = []
    for names, place in zip(dataset.revisions, places, strict=True):
        sums = f"{place}/{SUMS}"
        if sums not in folder.digests:
            folder.write(sums, write_checksums(lying[place]))
        entries.append(
            {
                "base": names.base,
                "code": names.code,
                "revision": names.revision,
                "folder": place,
                "sources": list_sources(dataset, names),
                "sums": folder.digests[sums],
            }
        )
    return entries
