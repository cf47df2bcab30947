"""
The pages and files at the top of a site: the start, the search, the data and what describes them.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from xml.sax.saxutils import escape

from plangraph.names import PlanNames
from plangraph.publish.catalogue import Catalogue, find_publishers
from plangraph.publish.changes import ChangePage
from plangraph.publish.downloads import PAGE as DATA_PAGE
from plangraph.publish.downloads import DataPage
from plangraph.publish.dumps import DUMPS, REVISION, Dump, Dumps, write_checksums
from plangraph.publish.entry import Entry
from plangraph.publish.feed import PATH as FEED
from plangraph.publish.feed import write_feed
from plangraph.publish.folder import MARKER, Folder
from plangraph.publish.forms import CSV
from plangraph.publish.pages import Pages
from plangraph.publish.places import link
from plangraph.publish.plans import TABLES, PlanPages
from plangraph.publish.querying import write_query_page
from plangraph.publish.render import HERE, write_search_data
from plangraph.publish.revisions import KEY, Kept, RevisionPage, close_revisions
from plangraph.publish.setups import write_setups
from plangraph.publish.tables import describe_tables
from plangraph.publish.views import Branch, Value
from plangraph.publish.words import Words
from plangraph.store import Dataset

START: Final = Words("入口", "Start")
SEARCH: Final = Words("検索", "Search")
ABOUT: Final = Words("このサイトについて", "About this site")
LEAD: Final = Words(
    "市の計画に書かれていることを、目標から事業、担当課、指標、予算まで、"
    "出典とともにたどれます。書かれていないことも、書かれていないと分かるようにしています。",
    "What the city's plan says, from its goals down to projects, departments, indicators and "
    "budget items, each with its source. What the plan leaves out is said to be left out.",
)
FIGURES: Final = (
    ("plan:Goal", Words("基本目標", "goals"), "goals"),
    ("plan:Project", Words("事務事業", "projects"), "projects"),
    ("plan:Organization", Words("組織", "organizations"), "departments"),
    ("plan:Indicator", Words("指標", "indicators"), "indicators"),
    ("plan:BudgetItem", Words("予算", "budget items"), "budget-items"),
)
DOORS: Final = {
    "goals": Words("事務事業まですべて見る", "The whole tree, down to the projects"),
    "matrix": Words("どの課がどの目標を担うか", "Which department works for which goal"),
    "pictures": Words(
        "図で見る：体系図、担当表、流れ、つながり", "Pictures: tree, matrix, flows, network"
    ),
}
"""Pages of a plan that the start leads to beside its lists."""


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What the start page says of one plan."""

    value: Value
    figures: list[tuple[int, Words, str]]
    branches: tuple[Branch, ...]
    doors: Sequence[Value]
    revisions: Sequence[Value] = ()
    """Its revisions, each as it was published, and what changed from one to the next."""


@dataclass(frozen=True)
class TopPages:
    """Writes what stands above the pages of the things."""

    dataset: Dataset
    newest: Sequence[PlanNames]
    pages: Pages
    plans: Sequence[PlanPages]
    changes: Sequence[ChangePage] = ()
    editions: Sequence[RevisionPage] = ()
    kept: Sequence[Kept] = ()

    @cached_property
    def dumps(self) -> Dumps:
        """The whole dataset as files."""
        return Dumps(self.dataset, self.pages.views.facts.terms)

    @property
    def base(self) -> str:
        """The base under which the things stand."""
        return self.pages.views.places.base

    def write(self, folder: Folder, things: Sequence[str]) -> None:
        """Write the pages and files that stand above those of the things."""
        pages = self.pages
        for asset in sorted((HERE / "assets").iterdir()):
            folder.write(f"assets/{asset.name}", asset.read_bytes())
        folder.write("assets/search-data.js", write_search_data(self._search(things)))
        folder.write("search.html", pages.renderer.page("search.html", "search.html", title=SEARCH))
        folder.write("about.html", pages.renderer.page("about.html", "about.html", title=ABOUT))
        feed = write_feed(pages, self.editions, self.changes)
        if feed:
            folder.write(FEED, feed)
        folder.write("index.html", self._start(FEED if feed else ""))
        if pages.renderer.site.query:
            for path, data in write_query_page(pages, self.dumps, things):
                folder.write(path, data)
        for path, data in write_setups():
            folder.write(path, data)
        self._write_data(folder)
        folder.write(
            "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self.base}sitemap.xml\n".encode()
        )

    def finish(self, folder: Folder) -> None:
        """Write what lists all other files."""
        revisions = close_revisions(folder, self.dataset, self.kept)
        dumps = [*self._list_dumps(folder)]
        self._write_catalogue(folder, dumps)
        page = DataPage(self.pages, self.base, self.newest, self.dumps.digest)
        folder.write(DATA_PAGE, page.write(dumps, folder))
        folder.write("sitemap.xml", self._sitemap(folder))
        folder.write("data/SHA256SUMS", write_checksums(folder.digests))
        marker = {
            "site": "plangraph",
            "format": 1,
            "base": self.base,
            "current": self.dataset.current,
            "dataset": "data/dataset.nq.gz",
            "rdfc-1.0-sha256": self.dumps.digest,
            KEY: revisions,
        }
        folder.write(MARKER, (json.dumps(marker, indent=1) + "\n").encode())

    def _write_data(self, folder: Folder) -> None:
        for path, data in self.dumps.write():
            folder.write(path, data)
        kept = {one.folder for one in self.kept}
        for names in self.dataset.revisions:
            place = self.pages.views.places.path(names.facts) or ""
            if place not in kept:
                folder.write(f"{place}/{REVISION}", self.dumps.write_revision(names))

    def _list_dumps(self, folder: Folder) -> Iterator[Dump]:
        """List the files to download: the dumps, the revisions, the tables."""
        for path, (media, title) in DUMPS.items():
            yield folder.describe(path, media, title)
        for names in self.dataset.revisions:
            path = f"{self.pages.views.places.path(names.facts)}/{REVISION}"
            title = Words(f"版 {names.revision}", f"Revision {names.revision}")
            yield folder.describe(path, "application/n-quads", title)
        for plan in self.plans:
            for name, title in TABLES.items():
                yield folder.describe(f"{plan.folder}/{name}{CSV.ending}", CSV.media, title)

    def _write_catalogue(self, folder: Folder, dumps: Sequence[Dump]) -> None:
        site, facts = self.pages.renderer.site, self.pages.views.facts
        publishers = find_publishers(facts, self.newest)
        names = [self.pages.views.labels.name(iri) for iri in publishers]
        of = ", ".join(name.en or name.ja for name in names)
        title = Words(site.title, f"Strategic plan of {of}, as data" if of else "Strategic plan")
        revisions = self.dataset.revisions
        digest = self.dumps.digest
        entry = Entry(self.base, title, site.licence, publishers, digest, facts, revisions)
        reports = {
            names.root: plan.report for names, plan in zip(self.newest, self.plans, strict=True)
        }
        folder.write("data/dcat.ttl", entry.write(dumps, reports))
        whole = [dump for dump in dumps if dump.path in DUMPS]
        for path, data in Catalogue(self.dataset, self.dumps, entry).write(whole):
            folder.write(path, data)
        for path, data in describe_tables(self.pages, self.newest):
            folder.write(path, data)

    def _search(self, things: Sequence[str]) -> list[tuple[str, str, str, str]]:
        views, found = self.pages.views, []
        for iri in things:
            if not views.labels.is_named(iri):
                continue
            name, kind = views.labels.name(iri), views.labels.kind(iri)
            source = self.pages.views.facts if iri in self.pages.views.facts.about else views.words
            texts = (
                source.text(iri, "skos:notation"),
                source.text(iri, "plan:printedNumber"),
                source.text(iri, "dcterms:description"),
                source.text(iri, "skos:definition"),
                name.en,
            )
            more = " ".join(dict.fromkeys(text for text in texts if text))
            found.append((views.places.href(iri, "search.html") or "", name.ja, kind.ja, more))
        return found

    def _start(self, feed: str) -> bytes:
        plans = []
        for plan in self.plans:
            tree = self.pages.views.tree(plan.names.plan, "index.html", depth=2)
            figures = [
                (
                    len(plan.lists.things(kind)),
                    words,
                    link(f"{plan.folder}/{page}.html", "index.html"),
                )
                for kind, words, page in FIGURES
            ]
            told: list[ChangePage | RevisionPage] = [*self.editions, *self.changes]
            listed = [
                Value(door.title, link(door.page, "index.html"))
                for door in told
                if door.page.startswith(f"{plan.folder}/")
            ]
            plans.append(
                PlanSummary(tree.value, figures, tree.branches, [*self._doors(plan)], listed)
            )
        return self.pages.renderer.page(
            "start.html", "index.html", title=START, plans=plans, lead=LEAD, feed=feed
        )

    def _doors(self, plan: PlanPages) -> Iterator[Value]:
        """Lead to the pages of a plan, and to what is known to be wrong with it."""
        for name, words in DOORS.items():
            yield Value(words, link(f"{plan.folder}/{name}.html", "index.html"))
        found = len(plan.report.findings)
        words = Words(f"点検で分かったこと（{found}件）", f"What the check found ({found})")
        yield Value(words, link(f"{plan.folder}/report.html", "index.html"))

    def _sitemap(self, folder: Folder) -> bytes:
        pages = sorted(path for path in folder.digests if path.endswith(".html"))
        listed = "\n".join(
            f"<url><loc>{escape(self.base + link(path, 'index.html'))}</loc></url>"
            for path in pages
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}\n</urlset>\n'
        ).encode()
