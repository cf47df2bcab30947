"""
The whole plan as one picture: an SVG that needs no script, with a link for each part.
"""

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from plangraph.network.layout import Spot, lay_out_tree
from plangraph.publish.views import Branch
from plangraph.publish.words import Words
from plangraph.write.workbook import show_controls

RADII: Final = (0, 125, 250, 370, 480)
HALF: Final = 770
CUT: Final = 18
"""Signs of a name that the picture shows; its title holds the whole."""

COLOURS: Final = ("#1f5f8b", "#8a4b08", "#2f6b2f", "#7a2f6b", "#6b5a00", "#9c2b2b", "#35507a")
"""Darker than 4.5:1 on white, so that a label in them can be read."""


def draw_plan(root: Branch, title: Words) -> str:
    """Draw a plan from the middle outwards: goals, measures, initiatives, projects."""
    names: dict[str, Branch] = {}
    children: dict[str, list[str]] = {}
    colours: dict[str, str] = {}
    _collect("0", root, names, children, colours)
    spots = lay_out_tree("0", children, RADII)
    lines = [
        f'<line data-node="{child}" x1="{spots[parent].x}" y1="{spots[parent].y}" '
        f'x2="{spots[child].x}" y2="{spots[child].y}" stroke="{colours[child]}"/>'
        for parent, below in children.items()
        for child in below
    ]
    marks = [
        _draw_node(name, branch, spots[name], colours.get(name, "#333333"))
        for name, branch in names.items()
    ]
    described = f"{title.ja}：中心から外へ、基本目標、施策、主な取り組み、事務事業の順に並びます。"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-HALF} {-HALF} {2 * HALF} '
            f'{2 * HALF}" role="group" aria-labelledby="picture-title picture-description" '
            'lang="ja" font-family="sans-serif">',
            f'<title id="picture-title">{_clean(title.ja)}</title>',
            f'<desc id="picture-description">{_clean(described)}</desc>',
            f'<g stroke-width="1.2" fill="none">{"".join(lines)}</g>',
            *marks,
            "</svg>",
            "",
        ]
    )


def _collect(
    name: str,
    branch: Branch,
    names: dict[str, Branch],
    children: dict[str, list[str]],
    colours: dict[str, str],
) -> None:
    names[name] = branch
    children[name] = []
    for number, below in enumerate(branch.branches):
        child = f"{name}.{number}"
        children[name].append(child)
        colours[child] = colours.get(name) or COLOURS[number % len(COLOURS)]
        _collect(child, below, names, children, colours)


def _draw_node(name: str, branch: Branch, spot: Spot, colour: str) -> str:
    size = (9, 8, 6.5, 5, 3.5)[min(spot.ring, 4)]
    dot = f'<circle cx="{spot.x}" cy="{spot.y}" r="{size}" fill="{colour}"/>'
    text = branch.value.words.ja
    told = f"<title>{_clean(f'{branch.notation} {text}'.strip())}</title>"
    label = _draw_label(branch, spot, colour)
    inside = f"{told}{dot}{label}"
    if not branch.value.href:
        return f'<g data-node="{name}">{inside}</g>'
    return f'<a data-node="{name}" href={quoteattr(branch.value.href)}>{inside}</a>'


def _draw_label(branch: Branch, spot: Spot, colour: str) -> str:
    if spot.ring == 0:
        return ""
    outermost = not branch.branches
    text = _shorten(branch.value.words.ja) if outermost else branch.notation
    if not text:
        return ""
    if not outermost:
        return (
            f'<text x="{spot.x}" y="{spot.y - 11:.1f}" text-anchor="middle" font-size="17" '
            f'fill="{colour}" stroke="#ffffff" stroke-width="4" paint-order="stroke">'
            f"{_clean(text)}</text>"
        )
    right = spot.angle <= 180
    turn = spot.angle - 90 if right else spot.angle + 90
    return (
        f'<text transform="translate({spot.x} {spot.y}) rotate({turn:.2f})" '
        f'x="{9 if right else -9}" dy="0.35em" text-anchor="{"start" if right else "end"}" '
        f'font-size="15" fill="{colour}">{_clean(text)}</text>'
    )


def _shorten(text: str) -> str:
    return text if len(text) <= CUT else f"{text[: CUT - 1]}…"


def _clean(text: str) -> str:
    return escape(show_controls(text))
