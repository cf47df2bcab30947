"""
A picture: what it asks and shows, whose plan it is, the drawing, and the table behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from plangraph.names import PREFIXES, PlanNames
from plangraph.network.draw.canvas import FONTS, GREY, PAPER, Canvas, wrap
from plangraph.store import Dataset

MARGIN: Final = 28
GOAL_COLOURS: Final = ("#0f4c81", "#b85c00", "#66b284", "#c9a0dc", "#262626", "#d6c200")
"""Told apart by the colour-blind, and in grey by their lightness; each is labelled as well."""

CAPTION: Final = """
SELECT ?title ?issuer ?date ?file ?digest {
  OPTIONAL { GRAPH ?any { <PLAN> dcterms:title ?title } }
  OPTIONAL {
    GRAPH ?some { <PLAN> dcterms:publisher ?body . ?body skos:prefLabel ?printed }
    OPTIONAL {
      GRAPH ?other { ?body rdfs:label ?translated FILTER(LANG(?translated) = "LANGUAGE") }
    }
  }
  BIND(COALESCE(?translated, ?printed) AS ?issuer)
  OPTIONAL { GRAPH ?one { <REVISION> dcterms:date ?date } }
  OPTIONAL {
    GRAPH <SOURCE> { ?document a plan:SourceDocument ; plan:fileName ?file ; plan:sha256 ?digest }
  }
} ORDER BY ?title ?issuer ?date ?file LIMIT 1
"""
SAYINGS: Final = {
    "ja": {
        "plan": "{name}（版 {revision}）",
        "no-name": "名称の記載のない計画",
        "source": "出典: {file}（SHA-256 {digest}…）から plangraph が作成。",
        "no-source": "出典: RDF データから plangraph が作成。",
        "date": "計画の日付: {date}",
        "no-date": "計画の日付: 記載なし",
        "english": "",
        "table": "図のもとになった表",
    },
    "en": {
        "plan": "{name} (revision {revision})",
        "no-name": "A plan without a stated name",
        "source": "Source: {file} (SHA-256 {digest}...), drawn by plangraph.",
        "no-source": "Source: RDF data, drawn by plangraph.",
        "date": "Date of the plan: {date}",
        "no-date": "Date of the plan: not stated",
        "english": ". English names are unofficial translations.",
        "table": "The table behind the picture",
    },
}


@dataclass(frozen=True, slots=True)
class Caption:
    """Whose plan it is, and the line that says where the figures come from."""

    plan: str
    source: str


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A drawing with its title, the question it answers, and the table behind it.

    ``canvas`` is drawn from its own upper left corner; ``width`` and ``height`` are its size.
    """

    kind: str
    title: str
    question: str
    reading: str
    canvas: Canvas
    width: float
    height: float
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def read_caption(dataset: Dataset, language: str, plan: PlanNames | None = None) -> Caption:
    """Read whose plan a dataset holds; what is not stated is said to be not stated."""
    say, names = SAYINGS[language], plan or dataset.revisions[-1]
    query = CAPTION.replace("<PLAN>", f"<{names.plan}>").replace("<REVISION>", f"<{names.facts}>")
    head = "".join(
        f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in ("dcterms", "plan", "rdfs", "skos")
    )
    query = query.replace("<SOURCE>", f"<{names.source}>").replace("LANGUAGE", language)
    found = dataset.store.query(head + query)
    assert isinstance(found, ox.QuerySolutions)
    row = next(iter(found))
    known = {variable.value: _text(row[variable]) for variable in found.variables}
    name = " ".join(known[key] for key in ("issuer", "title") if known[key]) or say["no-name"]
    source = say["no-source"]
    if known["file"]:
        source = say["source"].format(file=known["file"], digest=known["digest"][:12])
    date = say["date"].format(date=known["date"]) if known["date"] else say["no-date"]
    shown = say["plan"].format(name=name, revision=names.revision)
    return Caption(shown, f"{source} {date}{say['english']}")


def write_svg(picture: Picture, caption: Caption, language: str) -> str:
    """Write a picture as SVG with its title, question, reading aid, source and date."""
    frame = Canvas()
    room = picture.width
    size = 22.0
    titles = wrap(picture.title, size, room)
    asked = wrap(f"{caption.plan} — {picture.question}", 14, room)
    notes = [*wrap(picture.reading, 12, room), *wrap(caption.source, 12, room)]
    top = MARGIN + size
    frame.lines(MARGIN, top, titles, size=size, bold=True)
    top += len(titles) * size * 1.35
    frame.lines(MARGIN, top, asked, size=14, fill=GREY)
    top += len(asked) * 14 * 1.35 + 4
    foot = top + picture.height + 26
    frame.lines(MARGIN, foot, notes, size=12, fill=GREY)
    height = foot + len(notes) * 12 * 1.35 + MARGIN - 12
    width = picture.width + 2 * MARGIN
    body = "\n".join(picture.canvas.elements)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" xml:lang="{language}" '
        f'aria-labelledby="{picture.kind}-title {picture.kind}-desc" '
        f"font-family={quoteattr(FONTS)}>\n"
        f'<title id="{picture.kind}-title">{escape(picture.title)} — {escape(caption.plan)}'
        "</title>\n"
        f'<desc id="{picture.kind}-desc">{escape(picture.question)} {escape(picture.reading)} '
        f"{escape(caption.source)}</desc>\n"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        + "\n".join(frame.elements)
        + f'\n<g transform="translate({MARGIN} {top:.1f})">\n{body}\n</g>\n</svg>\n'
    )


def colour_of(goals: Sequence[str], goal: str | None) -> str:
    """Give a goal its colour; what belongs to none is grey."""
    if goal is None or goal not in goals:
        return "#6b6b6b"
    return GOAL_COLOURS[list(goals).index(goal) % len(GOAL_COLOURS)]


def _text(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else ""
