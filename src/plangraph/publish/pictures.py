"""
The pictures of a plan: each with its question, the table behind it, and files to take along.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from markupsafe import Markup

from plangraph.errors import UsageError
from plangraph.names import PlanNames
from plangraph.network import Structure
from plangraph.network.draw import KINDS, Drawing, read_caption
from plangraph.publish.forms import CSV, PAGE
from plangraph.publish.lists import write_csv
from plangraph.publish.pages import Pages
from plangraph.publish.places import link
from plangraph.publish.statements import folder_of
from plangraph.publish.views import Table, Value
from plangraph.publish.words import Words
from plangraph.store import Dataset

MOST: Final = 1000
"""Projects that a picture can show; of more, nobody would see anything."""

PARTED: Final = ("parts", "departments", "wholes", "owners", "indicators", "uses", "supports")
"""What a structure holds by the IRIs of things, which tell the plan."""

TITLE: Final = Words("図で見る", "Pictures")
LEAD: Final = Words(
    "それぞれの図が一つの問いに答えます。図のもとになった表は図の下にあります。",
    "Each picture answers one question. The table behind it stands below it.",
)
TOO_MANY: Final = Words(
    f"事務事業が{MOST}を超えるため、図にしていません。一覧をご覧ください。",
    f"There are more than {MOST} projects, too many for a picture. See the lists.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of one picture."""

    kind: str
    title: Words
    question: Words
    reading: Words
    svg: Markup
    table: Table
    files: tuple[tuple[Words, str], ...]


@dataclass(frozen=True)
class PicturePage:
    """Writes the page of the pictures of one plan, and their files."""

    pages: Pages
    dataset: Dataset
    names: PlanNames
    folder: str
    structures: Mapping[str, Structure]
    """How the plan hangs together, by the language of its names."""

    dots: bool = True
    """Whether the pictures come as PNG, too, which takes longer than all else of a plan."""

    @property
    def page(self) -> str:
        """Where the page lies."""
        return f"{self.folder}/pictures{PAGE.ending}"

    def write(self) -> Iterator[tuple[str, bytes]]:
        """Write the page with its files; without pictures where there are too many projects."""
        structure = self.structures["ja"]
        few = len(structure.of_kind("project")) <= MOST
        shown = []
        captions = {
            language: read_caption(self.dataset, language, self.names) for language in ("ja", "en")
        }
        for kind in KINDS if few else ():
            both = [
                Drawing(
                    KINDS[kind](self.structures[language], language), captions[language], language
                )
                for language in ("ja", "en")
            ]
            stem = f"{self.folder}/picture-{kind}"
            table = self._tabulate(structure, *both)
            files = {
                f"{stem}.svg": ("SVG", both[0].write("svg")),
                f"{stem}.en.svg": ("SVG (English)", both[1].write("svg")),
                f"{stem}{CSV.ending}": (CSV.name, write_csv(table).encode("utf-8", "replace")),
            }
            with suppress(UsageError):
                # A picture too large for dots is offered as SVG alone.
                if self.dots:
                    files[f"{stem}.png"] = ("PNG", both[0].write("png"))
            for path, (_, data) in files.items():
                yield path, data
            offered = tuple(
                (Words(name), link(path, self.page)) for path, (name, _) in files.items()
            )
            one, other = both[0].picture, both[1].picture
            shown.append(
                Shown(
                    kind,
                    Words(one.title, other.title),
                    Words(one.question, other.question),
                    Words(one.reading, other.reading),
                    Markup(both[0].write("svg").decode()),
                    table,
                    offered,
                )
            )
        lead = LEAD if few else TOO_MANY
        yield (
            self.page,
            self.pages.renderer.page(
                "pictures.html", self.page, title=TITLE, lead=lead, shown=shown, lists=self.folder
            ),
        )

    def _tabulate(self, structure: Structure, one: Drawing, other: Drawing) -> Table:
        """Make the table of a picture, its names leading to what they name."""
        named: dict[str, list[str]] = {}
        for part in (*structure.parts.values(), *structure.departments.values()):
            named.setdefault(part.label, []).append(part.iri)
        rows = []
        for row, translated in zip(one.picture.rows, other.picture.rows, strict=True):
            cells = []
            for cell, english in zip(row, translated, strict=True):
                found = named.get(str(cell), ())
                words = Words(str(cell), "" if english == cell else str(english))
                where = self.pages.views.link(found[0], self.page) if len(found) == 1 else None
                cells.append(
                    (Value(words, where.href if where else "", iri=where.iri if where else ""),)
                )
            rows.append(tuple(cells))
        columns = tuple(
            Words(ja, en) for ja, en in zip(one.picture.columns, other.picture.columns, strict=True)
        )
        title = Words(f"{one.picture.title}の表", f"Table: {other.picture.title}")
        return Table(title, columns, tuple(rows))


def part_structure(structure: Structure, roots: Sequence[str]) -> Mapping[str, Structure]:
    """Part what a dataset holds into its plans, by the folder under which their things stand."""
    parted: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for name in PARTED:
        for iri, value in getattr(structure, name).items():
            parted[folder_of(iri)][name][iri] = value
    return {
        root: replace(structure, **{name: parted[root][name] for name in PARTED}) for root in roots
    }
