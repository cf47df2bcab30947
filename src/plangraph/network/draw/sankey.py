"""
Flows from goals over measures to departments: where does the work of each goal end up?
"""

from collections.abc import Mapping
from typing import Final

from plangraph.network.draw.canvas import GREY, LEADING, Canvas, number, width_of, wrap_evenly
from plangraph.network.draw.picture import Picture, colour_of
from plangraph.network.structure import Part, Structure

UNIT: Final = 10.0
"""Height of one project for which one department answers under one measure."""

GAP: Final = 9.0
BAR: Final = 16.0
COLUMNS: Final = (190.0, 520.0, 860.0)
WIDTH: Final = 1100.0
TITLE: Final = {"ja": "目標から課への事業の流れ", "en": "From goals to departments"}
QUESTION: Final = {
    "ja": "目標の仕事はどの施策を通り、どの課に行き着くか。",
    "en": "Through which measures does the work of each goal reach which department?",
}
READING: Final = {
    "ja": "帯の太さと数は、施策・課・事業の組の数。"
    "共管の事業は課ごとに、二つの施策に載る事業は施策ごとに数える。",
    "en": "Widths and figures count combinations of measure, department and project: a joint "
    "project counts for each department, one listed under two measures for each measure.",
}
TABLE: Final = {
    "ja": ("基本目標", "施策", "担当課", "事業"),
    "en": ("Goal", "Measure", "Department", "Projects"),
}


def draw_sankey(structure: Structure, language: str) -> Picture:
    """Draw the flows; what flows into a measure flows out of it."""
    flows = count_flows(structure)
    measures = [
        part for part in structure.of_kind("measure") if any(m == part.iri for m, _ in flows)
    ]
    goal_of = {part.iri: _first(structure.above(part.iri, "goal")) for part in measures}
    goals = [
        goal
        for goal in structure.of_kind("goal")
        if any(above and above.iri == goal.iri for above in goal_of.values())
    ]
    order = {part.iri: place for place, part in enumerate(measures)}
    departments = sorted(
        (part for iri, part in structure.departments.items() if any(d == iri for _, d in flows)),
        key=lambda part: _centre(flows, order, part.iri),
    )
    canvas, width = Canvas(), WIDTH
    height = max(
        sum(flows.values()) * UNIT + GAP * (len(departments) - 1),
        len(departments) * 17.0,
    )
    sizes = {part.iri: sum(n for (m, _), n in flows.items() if m == part.iri) for part in measures}
    sizes |= {d.iri: sum(n for (_, i), n in flows.items() if i == d.iri) for d in departments}
    sizes |= {
        goal.iri: sum(sizes[m] for m, above in goal_of.items() if above and above.iri == goal.iri)
        for goal in goals
    }
    tops = {
        **_stack([goal.iri for goal in goals], sizes, height),
        **_stack([part.iri for part in measures], sizes, height),
        **_stack([part.iri for part in departments], sizes, height),
    }
    codes = [goal.iri for goal in goals]
    colours = {m: colour_of(codes, above.iri if above else None) for m, above in goal_of.items()}
    _draw_bands(canvas, flows, goal_of, tops, colours)
    for goal in goals:
        _draw_bar(canvas, COLUMNS[0], tops[goal.iri], sizes[goal.iri], colour_of(codes, goal.iri))
        middle = tops[goal.iri] + sizes[goal.iri] * UNIT / 2
        _label(canvas, COLUMNS[0] - 10, middle, f"{goal.code} {goal.label}", sizes[goal.iri], 175)
    for part in measures:
        _draw_bar(canvas, COLUMNS[1], tops[part.iri], sizes[part.iri], colours[part.iri])
        middle = tops[part.iri] + sizes[part.iri] * UNIT / 2
        _label(canvas, COLUMNS[1] - 8, middle, f"{part.code} {part.label}", sizes[part.iri], 170)
    for part in departments:
        _draw_bar(canvas, COLUMNS[2], tops[part.iri], sizes[part.iri], "#444444")
        middle = tops[part.iri] + sizes[part.iri] * UNIT / 2 + 5
        said = f"{part.label}  {sizes[part.iri]}"
        canvas.text(COLUMNS[2] + BAR + 8, middle, said, size=13)
        width = max(width, COLUMNS[2] + BAR + 16 + width_of(said, 13))
    rows = tuple(
        (above.label if (above := goal_of[m]) else "", structure.parts[m].label,
         structure.departments[d].label, n)
        for (m, d), n in flows.items()
    )  # fmt: skip
    return Picture(
        "sankey", TITLE[language], QUESTION[language], READING[language], canvas, width, height,
        TABLE[language], rows,
    )  # fmt: skip


def count_flows(structure: Structure) -> dict[tuple[str, str], int]:
    """Count the projects of each measure and department."""
    return {
        (part.iri, department): count
        for part in structure.of_kind("measure")
        for department, count in structure.owners_under(part.iri).items()
    }


def _first(parts: list[Part]) -> Part | None:
    return parts[0] if parts else None


def _centre(
    flows: Mapping[tuple[str, str], int], order: Mapping[str, int], department: str
) -> tuple[float, int]:
    """Place a department where its measures are, the busier of two first."""
    own = [(order[m], n) for (m, d), n in flows.items() if d == department]
    total = sum(n for _, n in own)
    return sum(place * n for place, n in own) / total, -total


def _stack(iris: list[str], sizes: Mapping[str, int], height: float) -> dict[str, float]:
    """Spread bars over the height in their order, with equal gaps."""
    left = height - sum(sizes[iri] for iri in iris) * UNIT
    gap = left / max(len(iris) - 1, 1)
    tops, top = {}, 0.0 if len(iris) > 1 else left / 2
    for iri in iris:
        tops[iri] = top
        top += sizes[iri] * UNIT + gap
    return tops


def _draw_bands(
    canvas: Canvas,
    flows: Mapping[tuple[str, str], int],
    goal_of: Mapping[str, Part | None],
    tops: Mapping[str, float],
    colours: Mapping[str, str],
) -> None:
    used: dict[tuple[str, str], float] = {}

    def take(side: str, iri: str, count: int) -> float:
        start = tops[iri] + used.get((side, iri), 0.0)
        used[side, iri] = used.get((side, iri), 0.0) + count * UNIT
        return start

    for iri, goal in goal_of.items():
        count = sum(n for (m, _), n in flows.items() if m == iri)
        if goal is not None:
            start = take("out", goal.iri, count)
            _band(canvas, 0, start, tops[iri], count, colours[iri])
    ordered = sorted(flows.items(), key=lambda flow: (tops[flow[0][0]], tops[flow[0][1]]))
    for (iri, department), count in ordered:
        start, end = take("out", iri, count), take("in", department, count)
        _band(canvas, 1, start, end, count, colours[iri])


def _band(canvas: Canvas, column: int, start: float, end: float, count: int, colour: str) -> None:
    left, right = COLUMNS[column] + BAR, COLUMNS[column + 1]
    middle, thick = (left + right) / 2, count * UNIT
    x = [number(value) for value in (left, middle, right)]
    y = [number(value) for value in (start, end, end + thick, start + thick)]
    canvas.path(
        f"M{x[0]},{y[0]}C{x[1]},{y[0]} {x[1]},{y[1]} {x[2]},{y[1]}V{y[2]}"
        f"C{x[1]},{y[2]} {x[1]},{y[3]} {x[0]},{y[3]}Z",
        fill=colour,
        fill_opacity="0.38",
    )


def _draw_bar(canvas: Canvas, x: float, y: float, size: int, colour: str) -> None:
    canvas.box(x, y, BAR, size * UNIT, fill=colour)


def _label(canvas: Canvas, x: float, y: float, text: str, size: int, width: float) -> None:
    lines = wrap_evenly(text, 13, width)
    top = y - (len(lines) - 1) * 13 * LEADING / 2
    canvas.lines(x, top, lines, size=13, anchor="end", bold=True, halo=True)
    canvas.text(
        x, top + len(lines) * 13 * LEADING, str(size), size=12, anchor="end", fill=GREY, halo=True
    )
