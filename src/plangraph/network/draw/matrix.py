"""
Departments against initiatives: who carries what, and where does everything hang on one?
"""

from typing import Final

from plangraph.network.draw.canvas import GREY, INK, PAPER, RULE, Canvas, width_of, wrap_evenly
from plangraph.network.draw.picture import Picture, colour_of
from plangraph.network.structure import Part, Structure

CELL: Final = 34.0
ROW: Final = 22.0
TOP: Final = 14.0
HEAD: Final = 226.0
HIGHEST: Final = 420.0
SHADES: Final = ("#dce9f5", "#a9cbe8", "#6aa5d8", "#2f78b7", "#0f4c81")
"""One hue from light to dark, so that grey print keeps the order."""

TITLE: Final = {"ja": "課と取り組みの担当表", "en": "Departments and initiatives"}
QUESTION: Final = {
    "ja": "どの課がどの取り組みの事業を担当し、どこが一つの課だけに頼っているか。",
    "en": "Which department carries which initiative, and where does one carry it alone?",
}
READING: Final = {
    "ja": "数は事業の数で、色が濃いほど多い。太い枠の取り組みは一つの課だけが担当する。"
    "事業数は、二か所に載る事業も一つと数える。",
    "en": "Figures count projects, darker for more. In a heavy frame: an initiative of one "
    "department. To the right a project listed in two places counts once.",
}
TABLE: Final = {
    "ja": ("担当課", "取り組み", "名称", "事業"),
    "en": ("Department", "Initiative", "Name", "Projects"),
}
SUMS: Final = {"ja": ("担当課の数", "事業数"), "en": ("Departments", "Projects")}


def draw_matrix(structure: Structure, language: str) -> Picture:
    """Draw the matrix, columns grouped by measure, with counts and sums."""
    columns = structure.of_kind("initiative")
    counts = {part.iri: structure.owners_under(part.iri) for part in columns}
    departments = list(structure.departments.values())
    left = max((width_of(part.label, 13) for part in departments), default=60.0) + 12
    canvas = Canvas()
    places = _place_columns(structure, columns, left)
    width = (places[columns[-1].iri] + CELL if columns else left) + 66
    head = _measure_head(columns)
    bottom = head + len(departments) * ROW
    _draw_head(canvas, structure, columns, places, head)
    for row, part in enumerate(departments):
        y = head + row * ROW
        if row % 2:
            canvas.box(0, y, width, ROW, fill="#f5f5f5")
        canvas.text(0, y + 16, part.label, size=13)
        own = {iri: found[part.iri] for iri, found in counts.items() if part.iri in found}
        for iri, count in own.items():
            _draw_cell(canvas, places[iri], y, count)
        canvas.text(
            width - 8,
            y + 16,
            str(len(structure.projects_of(part.iri))),
            size=13,
            anchor="end",
            bold=True,
        )
    canvas.line([(0, bottom), (width, bottom)])
    sums, total = SUMS[language]
    canvas.text(0, bottom + 18, sums, size=13, fill=GREY)
    canvas.text(width - 8, head - 8, total, size=13, anchor="end", fill=GREY)
    for part in columns:
        count, x = len(counts[part.iri]), places[part.iri]
        canvas.text(x + CELL / 2, bottom + 18, str(count), anchor="middle", bold=count == 1)
        if count == 1:
            canvas.box(
                x + 1,
                head + 1,
                CELL - 2,
                bottom - head - 2,
                fill="none",
                stroke=INK,
                stroke_width=2.5,
            )
    rows = tuple(
        (structure.departments[department].label, part.code, part.label, count)
        for part in columns
        for department, count in counts[part.iri].items()
    )
    return Picture(
        "matrix", TITLE[language], QUESTION[language], READING[language], canvas, width,
        bottom + 26,
        TABLE[language],
        rows,
    )  # fmt: skip


def _place_columns(structure: Structure, columns: list[Part], left: float) -> dict[str, float]:
    """Place the columns side by side, with a gap where another measure begins."""
    places, x, before = dict[str, float](), left, None
    for part in columns:
        above = structure.above(part.iri, "measure")
        measure = above[0].iri if above else None
        if places and measure != before:
            x += 8
        places[part.iri], before = x, measure
        x += CELL
    return places


def _measure_head(columns: list[Part]) -> float:
    """Make the head as high as the longest name needs in two lines, within reason."""
    head = HEAD
    while head < HIGHEST and any(
        wrap_evenly(part.label, 11, head - TOP - 42, 2)[-1:]
        != wrap_evenly(part.label, 11, head - TOP - 42)[-1:]
        for part in columns
    ):
        head += 11
    return head


def _draw_head(
    canvas: Canvas,
    structure: Structure,
    columns: list[Part],
    places: dict[str, float],
    head: float,
) -> None:
    goals = [goal.iri for goal in structure.of_kind("goal")]
    for part in columns:
        above = structure.above(part.iri, "goal")
        x = places[part.iri]
        colour = colour_of(goals, above[0].iri if above else None)
        canvas.box(x, TOP, CELL, 6, fill=colour)
        canvas.text(
            x + CELL / 2, TOP + 22, part.code.split("-")[-1], size=13, anchor="middle", bold=True
        )
        lines = wrap_evenly(part.label, 11, head - TOP - 42, 2)
        centre = x + CELL / 2
        for place, line in enumerate(lines):
            offset = 0.0 if len(lines) == 1 else 7.5 - 15 * place
            canvas.upright(centre + offset, TOP + 32, line, size=11)
        canvas.line([(x, head), (x + CELL, head)])
    for measure in structure.of_kind("measure"):
        own = [
            places[part.iri] for part in columns if measure in structure.above(part.iri, "measure")
        ]
        if own:
            canvas.text(
                (own[0] + own[-1] + CELL) / 2, TOP - 6, measure.code, anchor="middle", bold=True
            )


def _draw_cell(canvas: Canvas, x: float, y: float, count: int) -> None:
    shade = min(SHADES.index(SHADES[-1]), (count - 1) * 4 // 5 if count < 6 else 4)
    canvas.box(x + 1, y + 1, CELL - 2, ROW - 2, fill=SHADES[shade], stroke=RULE, stroke_width=0.5)
    fill = PAPER if shade >= 3 else INK
    canvas.text(x + CELL / 2, y + 16, str(count), size=13, anchor="middle", fill=fill, bold=True)
