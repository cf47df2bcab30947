"""
The plan from goals to projects: what stands where, and which projects have nothing to measure them?
"""

from dataclasses import dataclass
from typing import Final

from plangraph.network.draw.canvas import GREY, INK, LEADING, Canvas, fit, width_of, wrap_evenly
from plangraph.network.draw.picture import Picture, colour_of
from plangraph.network.structure import Part, Structure

LEVELS: Final = ("goal", "measure", "initiative", "project")
LEFT: Final = (0.0, 190.0, 410.0, 650.0)
WIDE: Final = (170.0, 200.0, 220.0)
WIDTH: Final = 1210.0
WIDEST: Final = 900.0
"""Room that the name of a project may take; one still longer is cut."""

ROW: Final = 19.0
GAP: Final = 9.0
TITLE: Final = {"ja": "計画の体系図", "en": "The plan as a tree"}
QUESTION: Final = {
    "ja": "計画のどこに何があり、どの事業に成果を測る指標がないか。",
    "en": "What stands where in the plan, and which projects have no indicator?",
}
READING: Final = {
    "ja": "● 指標のある事業、○ 指標のない事業。二か所に載る事業は、それぞれの場所に示す。",
    "en": "Filled: a project with an indicator; hollow: one without. "
    "A project listed in two places stands in both.",
}
TABLE: Final = {
    "ja": ("基本目標", "施策", "取り組み", "番号", "事業", "指標"),
    "en": ("Goal", "Measure", "Initiative", "Number", "Project", "Indicators"),
}


@dataclass(slots=True)
class Pen:
    """Where the next row goes, and what was drawn so far."""

    canvas: Canvas
    structure: Structure
    goals: list[str]
    y: float
    rows: list[tuple[str | int, ...]]


def draw_tree(structure: Structure, language: str) -> Picture:
    """Draw the tree with one row a place of a project; levels that a plan lacks are passed over."""
    goals = structure.of_kind("goal")
    pen = Pen(Canvas(), structure, [goal.iri for goal in goals], 0.0, [])
    below = _children(structure)
    for part in [part for part in structure.parts.values() if not _placed(structure, part)]:
        _draw_branch(pen, below, part, ())
        pen.y += GAP * 2
    names = [width_of(part.label, 13) for part in structure.of_kind("project")]
    width = max(WIDTH, LEFT[3] + 110 + min(max(names, default=0.0), WIDEST))
    return Picture(
        "tree", TITLE[language], QUESTION[language], READING[language], pen.canvas, width,
        max(pen.y - GAP * 2, ROW), TABLE[language], tuple(pen.rows),
    )  # fmt: skip


def _children(structure: Structure) -> dict[str, list[Part]]:
    """List what lies directly beneath each part, goals first and projects last."""
    below: dict[str, list[Part]] = {}
    ordered = sorted(structure.parts.values(), key=lambda part: LEVELS.index(part.kind))
    for part in ordered:
        for whole in structure.wholes.get(part.iri, ()):
            below.setdefault(whole, []).append(part)
    return below


def _placed(structure: Structure, part: Part) -> bool:
    return any(whole in structure.parts for whole in structure.wholes.get(part.iri, ()))


def _draw_branch(
    pen: Pen, below: dict[str, list[Part]], part: Part, above: tuple[Part, ...]
) -> float:
    """Draw a part and all beneath it; give the height of its middle, to which a line leads."""
    if part.kind == "project" or any(part.iri == one.iri for one in above):
        return _draw_project(pen, part, above)
    top = pen.y
    middles = [_draw_branch(pen, below, child, (*above, part)) for child in below.get(part.iri, ())]
    level = LEVELS.index(part.kind)
    lines = wrap_evenly(f"{part.code} {part.label}".strip(), 13, WIDE[level] - 10)
    tall = len(lines) * 13 * LEADING
    pen.y = max(pen.y, top + tall + 4)
    if part.kind == "initiative":
        pen.y += GAP
    middle = (middles[0] + middles[-1]) / 2 if middles else top + tall / 2
    first = max(middle - tall / 2 + 12, top + 12)
    goal = next((one for one in (*above, part) if one.kind == "goal"), None)
    colour = colour_of(pen.goals, goal.iri if goal else None)
    x = LEFT[level]
    pen.canvas.box(x, first - 12, 4, tall, fill=colour)
    pen.canvas.lines(x + 9, first, lines, size=13, bold=level < 2)
    middle = first - 12 + tall / 2
    if middles:
        child = below[part.iri][0]
        start, end = x + WIDE[level] + 9, LEFT[LEVELS.index(child.kind)] - 6
        for reached in middles:
            bend = start + 5
            pen.canvas.line([(start, middle), (bend, middle), (bend, reached), (end, reached)])
    return middle


def _draw_project(pen: Pen, part: Part, above: tuple[Part, ...]) -> float:
    y, x = pen.y, LEFT[3]
    measured = len(pen.structure.uses.get(part.iri, ()))
    pen.canvas.add(
        "circle", None, cx=x + 4, cy=y + ROW / 2, r=4, stroke=INK, stroke_width=1.2,
        fill=INK if measured else "none",
    )  # fmt: skip
    pen.canvas.text(x + 16, y + 14, part.code, size=12, fill=GREY)
    pen.canvas.text(x + 110, y + 14, fit(part.label, 13, WIDEST), size=13)
    names = {one.kind: one.label for one in above}
    places = (names.get(level, "") for level in LEVELS[:3])
    pen.rows.append((*places, part.code, part.label, measured))
    pen.y += ROW
    return y + ROW / 2
