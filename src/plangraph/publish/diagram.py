"""
The classes of the vocabulary as one picture: which of them leads to which, in the data of the site.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from plangraph.names import term
from plangraph.network.draw.canvas import FONTS, GREY, INK, PAPER, RULE, fit, number
from plangraph.network.layout import Layers, lay_out_layers
from plangraph.publish.terms import TYPE
from plangraph.publish.views import Table, Value, Views
from plangraph.publish.words import Words

DRAWN: Final = tuple(
    term(f"plan:{name}")
    for name in (
        *("Plan", "PlanRevision", "Goal", "Measure", "Initiative", "Project", "Placement"),
        *("Organization", "Responsibility", "BudgetItem", "Appropriation", "Indicator"),
        *("IndicatorRole", "Observation", "AdministrativeNumber", "NumberCode", "Absence"),
        *("SourceDocument", "Table", "Row"),
    )
)
"""What a plan is made of; what is derived, linked or decided about it is left out."""

QUOTED: Final = term("prov:wasQuotedFrom")
"""Leads from nearly everything to its line, and is left out."""

WIDE, COLUMN, LINE, HEAD, GAP, EDGE = 186.0, 230.0, 18.0, 42.0, 22.0, 12.0
SMALL, LARGE = 12.0, 15.0
TITLE: Final = Words("クラス図", "Class diagram")
READING: Final = Words(
    "四角はクラス、その中の行は「関係：相手のクラス」です。線は相手へ、左から右に進みます。"
    "このサイトのデータで使われているものだけを示し、原文の位置を示す関係は省いています。",
    "A box is a class; its lines are relations with the class at their other end, to which the "
    "curves lead. Only what the data of this site use is shown; relations to lines of the source "
    "are left out.",
)

Relation = tuple[str, str, str]


@dataclass(frozen=True)
class Diagram:
    """Draws how the classes of a site's data hang together."""

    views: Views
    page: str
    """The page on which it stands, from which its links lead."""

    def count(self) -> dict[Relation, int]:
        """Count how often one class leads to another by a property."""
        facts, found = self.views.facts, Counter[Relation]()
        kinds = {iri: [k for k in facts.types(iri) if k in DRAWN] for iri in facts.about}
        for iri, own in kinds.items():
            if own:
                for predicate, value in facts.about[iri]:
                    if value.is_iri and predicate.value not in (TYPE, QUOTED):
                        for kind in kinds.get(value.value, ()):
                            found.update((one, predicate.value, kind) for one in own)
        return {relation: found[relation] for relation in sorted(found, key=self._place)}

    def _place(self, relation: Relation) -> tuple[int, str, int]:
        source, predicate, target = relation
        return DRAWN.index(source), predicate, DRAWN.index(target)

    def tabulate(self, counted: dict[Relation, int]) -> Table:
        """Say the same as a table."""
        rows = tuple(
            (
                *((self.views.link(iri, self.page),) for iri in relation),
                (Value(Words(f"{times:,}")),),
            )
            for relation, times in counted.items()
        )
        columns = (
            Words("クラス", "class"),
            Words("関係", "relation"),
            Words("相手のクラス", "class at the other end"),
            Words("件数", "times"),
        )
        return Table(TITLE, columns, rows, numbers=frozenset({3}))

    def draw(self, counted: dict[Relation, int]) -> str:
        """Draw it as SVG, which needs no script."""
        lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
        used = {kind for source, _, target in counted for kind in (source, target)}
        for source, predicate, target in counted:
            lines[source].append((predicate, target))
        heights = {kind: HEAD + LINE * len(lines[kind]) for kind in DRAWN if kind in used}
        edges = list(dict.fromkeys((a, b) for a, _, b in counted if a != b))
        if not heights:
            return ""
        layers = lay_out_layers(heights, edges, GAP)
        tops = {kind: layers.middles[kind] - heights[kind] / 2 for kind in heights}
        width = COLUMN * max(layers.columns.values()) + WIDE + 2 * EDGE
        height = max(tops[kind] + heights[kind] for kind in heights) + 2 * EDGE
        curves = []
        for edge in edges:
            step = next(n for n, (_, target) in enumerate(lines[edge[0]]) if target == edge[1])
            start = tops[edge[0]] + HEAD + LINE * (step + 0.5) - 4
            curves.append(self._curve(layers, edge, start, tops[edge[1]] + 16))
        boxes = [self._box(layers, kind, tops[kind], lines[kind]) for kind in heights]
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{number(-EDGE)} {number(-EDGE)} '
                f'{number(width)} {number(height)}" role="group" lang="ja" '
                f'aria-labelledby="classes-title classes-description" font-family="{FONTS}">',
                f'<title id="classes-title">{TITLE.ja}</title>',
                f'<desc id="classes-description">{READING.ja}</desc>',
                f'<g fill="none" stroke="{RULE}" stroke-width="1.3">{"".join(curves)}</g>',
                *boxes,
                "</svg>",
                "",
            ]
        )

    def _curve(self, layers: Layers, edge: tuple[str, str], start: float, end: float) -> str:
        source, target = (layers.columns[kind] * COLUMN for kind in edge)
        x, y = source + WIDE, start
        drawn = f"M{number(x)} {number(y)}"
        for column, middle in (*layers.ways[edge], (None, end)):
            left = target if column is None else column * COLUMN
            half = (left - x) / 2
            drawn += f"C{number(x + half)} {number(y)} {number(left - half)} {number(middle)} "
            drawn += f"{number(left)} {number(middle)}"
            if column is not None:
                drawn += f"H{number(left + WIDE)}"
            x, y = left + WIDE, middle
        return f'<path d="{drawn}"/><circle cx="{number(target)}" cy="{number(end)}" r="3"/>'

    def _box(self, layers: Layers, kind: str, top: float, lines: list[tuple[str, str]]) -> str:
        x, name = layers.columns[kind] * COLUMN, self.views.labels.name(kind)
        height = HEAD + LINE * len(lines)
        texts = [
            f'<rect x="{number(x)}" y="{number(top)}" width="{number(WIDE)}" '
            f'height="{number(height)}" rx="4" fill="{PAPER}" stroke="{INK}"/>',
            self._link(kind, x, top + 18, name.ja, LARGE),
            f'<text x="{number(x + 8)}" y="{number(top + 33)}" font-size="{number(SMALL)}" '
            f'fill="{GREY}" lang="en">{escape(fit(name.en, SMALL, WIDE - 16))}</text>',
        ]
        for step, (predicate, target) in enumerate(lines):
            called = f"{self.views.labels.name(predicate).ja}：{self.views.labels.name(target).ja}"
            y = top + HEAD + LINE * (step + 0.5)
            texts.append(self._link(predicate, x, y, called, SMALL))
        return "".join(texts)

    def _link(self, iri: str, x: float, y: float, text: str, size: float) -> str:
        weight = ' font-weight="700"' if size == LARGE else ""
        shown = (
            f'<text x="{number(x + 8)}" y="{number(y)}" font-size="{number(size)}"{weight} '
            f'fill="{INK}">{escape(fit(text, size, WIDE - 16))}</text>'
        )
        href = self.views.link(iri, self.page).href
        return f"<a href={quoteattr(href)}>{shown}</a>" if href else shown
