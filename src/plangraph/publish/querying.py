"""
The page on which SPARQL is answered in the reader's browser, with the data in the folder.
"""

import base64
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import pyoxigraph as ox

from plangraph.ask import list_queries
from plangraph.ask.header import MARK
from plangraph.names import BASE, PREFIXES, shorten
from plangraph.publish.dumps import Dumps
from plangraph.publish.pages import Pages
from plangraph.publish.render import HERE
from plangraph.publish.words import Words, name_theme
from plangraph.store import Dataset

BUILT: Final = HERE / "browser" / "built"
FILES: Final = ("query.js", "query.css", "picture.js", "licences.txt")
PAGE: Final = "query.html"
TITLE: Final = Words("SPARQL で調べる", "Query")
SOURCES: Final = " 'wasm-unsafe-eval'; worker-src blob:"
"""What this page may run besides its scripts: the engine, in a worker whose script is in it."""
PREFIXED: Final = re.compile(r"[\w-]+:[\w.-]*")
USED: Final = """
SELECT DISTINCT ?term WHERE {
  { ?thing ?term ?value } UNION { ?thing a ?term }
  FILTER(isIRI(?term))
}
"""
LEAD: Final = Words(
    "SPARQL をこの画面の中だけで実行します。データはこのフォルダーにあり、どこにも送信しません。"
    "Ctrl+Enter で実行、Ctrl+Space で語を補います（語の名前でも、計画の言葉でも探せます）。",
    "SPARQL runs inside this page, over the data in this folder; nothing is sent anywhere. "
    "Ctrl+Enter runs, Ctrl+Space completes a term, found by its name or its label.",
)


def can_query() -> bool:
    """Tell whether the package was built with the script of the page."""
    return all((BUILT / name).is_file() for name in FILES)


def write_query_page(
    pages: Pages, dumps: Dumps, things: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Write the page, its script and its data."""
    themes: dict[Words, list[tuple[str, Words]]] = defaultdict(list)
    questions = {}
    for query in list_queries():
        asked = Words(query.header.question["ja"], query.header.question["en"])
        themes[name_theme(query.path.parent.name)].append((query.name, asked))
        lines = query.sparql.split("\n")
        # The page says already what the head of the file says.
        bare = [line for line in lines if not line.startswith(MARK)]
        questions[query.name] = "\n".join(bare).strip() + "\n"
    values = {"title": TITLE, "lead": LEAD, "themes": themes, "more_sources": SOURCES}
    yield PAGE, pages.renderer.page("query.html", PAGE, **values)
    for name in FILES:
        yield f"assets/{name}", (BUILT / name).read_bytes()
    places, labels = pages.views.places, pages.views.labels
    data = {
        "current": dumps.dataset.current,
        "terms": list_terms(dumps.dataset, things),
        "prefixes": dict(PREFIXES),
        "questions": questions,
        "pages": {iri: [places.href(iri, PAGE), labels.name(iri).ja] for iri in things},
        "quads": base64.b64encode(dumps.packed).decode(),
    }
    script = f"window.PLANGRAPH_DATASET = {json.dumps(data, ensure_ascii=False)};\n"
    yield "assets/dataset.js", script.encode("utf-8", "replace")


def list_terms(dataset: Dataset, things: Sequence[str]) -> list[str]:
    """List what a query can name by a prefix: the vocabulary, and what the data use beside it."""
    found = dataset.store.query(USED, use_default_graph_as_union=True)
    used = [row["term"].value for row in found] if isinstance(found, ox.QuerySolutions) else []
    own = [iri for iri in things if iri.startswith(BASE) and "#" in iri]
    return sorted({name for name in map(shorten, (*own, *used)) if PREFIXED.fullmatch(name)})
