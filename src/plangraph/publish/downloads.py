"""
The page of what there is to download: tables for people, dumps for programs, what describes them.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from plangraph.names import PlanNames
from plangraph.publish.catalogue import find_publishers
from plangraph.publish.dumps import Dump
from plangraph.publish.entry import ABOUT
from plangraph.publish.folder import Folder
from plangraph.publish.forms import CSV, TURTLE
from plangraph.publish.pages import Pages
from plangraph.publish.places import link
from plangraph.publish.views import Table, Value
from plangraph.publish.words import Words

PAGE: Final = "data.html"
TITLE: Final = Words("データ", "Data")
TABLES: Final = Words("表計算ソフトで開く表", "Tables for a spreadsheet")
DUMPS: Final = Words("全データ（RDF）", "All data (RDF)")
ABOUT_THEM: Final = Words("データの説明", "What describes the data")
COLUMNS: Final = (
    Words("ファイル", "file"),
    Words("内容", "content"),
    Words("形式", "media type"),
    Words("バイト", "bytes"),
    Words("SHA-256"),
)
BYTES: Final = 3
SUMS: Final = "data/SHA256SUMS"
DESCRIPTIONS: Final = {
    ".well-known/void": (TURTLE.media, Words("データの構成 (VoID)", "VoID description")),
    "data/void.ttl": (TURTLE.media, Words("データの構成 (VoID)", "VoID description")),
    "data/dcat.ttl": (
        TURTLE.media,
        Words("目録 (DCAT 3) と品質 (DQV)", "DCAT 3 catalogue and DQV scores"),
    ),
    "data/service.ttl": (
        TURTLE.media,
        Words("SPARQL エンドポイントの説明", "SPARQL service description"),
    ),
    "data/tables-metadata.json": (
        "application/csvm+json",
        Words("表の説明 (CSVW)", "Description of the tables (CSVW)"),
    ),
}


@dataclass(frozen=True)
class DataPage:
    """Writes the page of the downloads of a site."""

    pages: Pages
    base: str
    newest: Sequence[PlanNames]
    digest: str

    def write(self, dumps: Sequence[Dump], folder: Folder) -> bytes:
        """Write the page; the files that it names are written already."""
        described = [
            folder.describe(path, media, words) for path, (media, words) in DESCRIPTIONS.items()
        ]
        groups = (
            (TABLES, [dump for dump in dumps if dump.media == CSV.media]),
            (DUMPS, [dump for dump in dumps if dump.media != CSV.media]),
            (ABOUT_THEM, described),
        )
        tables = [
            Table(title, COLUMNS, tuple(map(self._row, listed)), numbers=frozenset({BYTES}))
            for title, listed in groups
        ]
        return self.pages.renderer.list_page(
            PAGE,
            TITLE,
            lead=ABOUT,
            tables=tables,
            notes=[*self._notes()],
            blocks=[self._tell(dumps)],
        )

    def _notes(self) -> Iterator[Words]:
        yield Words(
            f"全データの RDFC-1.0 による SHA-256 は {self.digest} です。",
            f"SHA-256 of all data by RDFC-1.0: {self.digest}",
        )
        yield Words(
            f"すべてのファイルの SHA-256 は {SUMS} にあります。",
            f"{SUMS} has the SHA-256 of every file.",
        )

    def _row(self, dump: Dump) -> tuple[tuple[Value, ...], ...]:
        return (
            (Value(Words(dump.path), link(dump.path, PAGE)),),
            (Value(dump.title),),
            (Value(Words(dump.media)),),
            (Value(Words(f"{dump.size:,}")),),
            (Value(Words(dump.sha256)),),
        )

    def _tell(self, dumps: Sequence[Dump]) -> str:
        """Tell search engines for data, in their own words, what there is to download."""
        site, facts = self.pages.renderer.site, self.pages.views.facts
        said: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": f"{self.base}dataset",
            "name": site.title,
            "description": f"{ABOUT.ja} {ABOUT.en}",
            "url": f"{self.base}data.html",
            "identifier": f"rdfc-1.0:{self.digest}",
            "inLanguage": "ja",
            "isAccessibleForFree": True,
            "creator": [
                {
                    "@type": "GovernmentOrganization",
                    "@id": iri,
                    "name": self.pages.views.labels.name(iri).ja,
                }
                for iri in find_publishers(facts, self.newest)
            ],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": dump.title.ja,
                    "contentUrl": self.base + link(dump.path, "index.html"),
                    "encodingFormat": dump.media,
                    "contentSize": f"{dump.size} B",
                    "sha256": dump.sha256,
                }
                for dump in dumps
            ],
        }
        if site.licence:
            said["license"] = site.licence
        return json.dumps(said, ensure_ascii=False)
