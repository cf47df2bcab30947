"""
Departments joined by the initiatives they share: who has to talk to whom, and who is the joint?
"""

from typing import Final

import networkx as nx

from plangraph.network.draw.canvas import GREY, INK, PAPER, Canvas, width_of, wrap, wrap_evenly
from plangraph.network.draw.picture import Picture, colour_of
from plangraph.network.networks import make_sides
from plangraph.network.structure import Structure

ROW: Final = 30.0
RIGHT: Final = 560.0
WIDTH: Final = 980.0
GAP: Final = 26.0
SWEEPS: Final = 12
TITLE: Final = {"ja": "取り組みでつながる課", "en": "Departments joined by initiatives"}
QUESTION: Final = {
    "ja": "どの課どうしが同じ取り組みを担い、どの課がつなぎ目になっているか。",
    "en": "Which departments share an initiative, and which of them hold a group together?",
}
READING: Final = {
    "ja": "左が課（円の大きさは事業の数）、右が取り組み。線の太さは事業の数。"
    "二重の円の課が外れると、そのまとまりが分かれる。"
    "灰色の欄は、ほかの課と取り組みを共にしない課。",
    "en": "Departments to the left, sized by projects; initiatives to the right; lines as thick as "
    "the projects. Without a department in a double ring its group falls apart. "
    "Those in the grey box share no initiative.",
}
ALONE: Final = {"ja": "共にする取り組みのない課", "en": "Departments that share no initiative"}
GROUP: Final = {"ja": "まとまり {}（{} 課）", "en": "Group {} ({} departments)"}
TABLE: Final = {
    "ja": ("まとまり", "課", "取り組み", "名称", "事業"),
    "en": ("Group", "Department", "Initiative", "Name", "Projects"),
}


def draw_groups(structure: Structure, language: str) -> Picture:
    """Draw each group of departments beside the initiatives that join it, lines crossing little."""
    sides = make_sides(structure, "initiative")
    order = {iri: place for place, iri in enumerate([*structure.departments, *structure.parts])}
    shared = sides.subgraph([n for n in sides if n in structure.departments or sides.degree[n] > 1])
    groups = [sorted(group, key=order.__getitem__) for group in nx.connected_components(shared)]
    groups.sort(key=lambda group: (-len(group), order[group[0]]))
    canvas, y, rows = Canvas(), 8.0, list[tuple[str | int, ...]]()
    joints = _find_joints(shared, structure)
    names = [part.label for part in structure.departments.values()]
    edge = 50 + max((width_of(name, 13) for name in names), default=0.0)
    joined = [group for group in groups if len(group) > 1]
    for place, group in enumerate(joined, start=1):
        own = [iri for iri in group if iri in structure.departments]
        title = GROUP[language].format(place, len(own))
        canvas.text(0, y + 6, title, size=14, bold=True)
        y = _draw_group(canvas, structure, shared, group, joints, edge, y + 18) + GAP
        rows += [
            (
                place,
                structure.departments[iri].label,
                part.code,
                part.label,
                sides[iri][other]["weight"],
            )
            for iri in own
            for other in sorted(shared[iri], key=order.__getitem__)
            for part in (structure.parts[other],)
        ]
    alone = [group[0] for group in groups if len(group) == 1 and group[0] in structure.departments]
    if alone:
        y = _draw_alone(canvas, structure, alone, language, y)
        rows += [("", structure.departments[iri].label, "", "", 0) for iri in alone]
    return Picture(
        "network", TITLE[language], QUESTION[language], READING[language], canvas, WIDTH, y,
        TABLE[language], tuple(rows),
    )  # fmt: skip


def _find_joints(shared: "nx.Graph[str]", structure: Structure) -> set[str]:
    """Find the departments without which others of their group no longer hang together."""
    found = set()
    for iri in nx.articulation_points(shared):
        if iri in structure.departments:
            rest = shared.copy()
            rest.remove_node(iri)
            pieces = [p for p in nx.connected_components(rest) if p & shared[iri].keys()]
            if sum(bool(piece & structure.departments.keys()) for piece in pieces) > 1:
                found.add(iri)
    return found


def _draw_group(
    canvas: Canvas,
    structure: Structure,
    shared: "nx.Graph[str]",
    group: list[str],
    joints: set[str],
    edge: float,
    top: float,
) -> float:
    left = [iri for iri in group if iri in structure.departments]
    right = [iri for iri in group if iri not in structure.departments]
    left, right = untangle(shared, left, right)
    height = max(len(left), len(right)) * ROW
    ys = {iri: top + height * (i + 0.5) / len(left) for i, iri in enumerate(left)}
    ys |= {iri: top + height * (i + 0.5) / len(right) for i, iri in enumerate(right)}
    goals = [goal.iri for goal in structure.of_kind("goal")]
    for iri in right:
        above = structure.above(iri, "goal")
        colour = colour_of(goals, above[0].iri if above else None)
        for department in sorted(shared[iri], key=ys.__getitem__):
            canvas.line(
                [(edge, ys[department]), (RIGHT, ys[iri])],
                stroke=colour,
                stroke_width=1.2 + 1.3 * shared[iri][department]["weight"],
                stroke_opacity="0.75",
            )
        canvas.box(RIGHT, ys[iri] - 6, 12, 12, fill=colour)
        part = structure.parts[iri]
        lines = wrap_evenly(f"{part.code} {part.label}", 12, WIDTH - RIGHT - 24, 2)
        canvas.lines(RIGHT + 20, ys[iri] + 4 - 8 * (len(lines) - 1), lines, size=12)
    for iri in left:
        count = len(structure.projects_of(iri))
        radius = min(4 + 2.6 * count**0.5, ROW / 2 - 2)
        canvas.add("circle", None, cx=edge, cy=ys[iri], r=radius, fill="#444444", stroke=PAPER)
        if iri in joints:
            canvas.add(
                "circle",
                None,
                cx=edge,
                cy=ys[iri],
                r=radius + 3.5,
                fill="none",
                stroke=INK,
                stroke_width=2,
            )
        label = f"{structure.departments[iri].label} {count}"
        canvas.text(edge - 20, ys[iri] + 5, label, anchor="end", bold=iri in joints)
    return top + height


def untangle(
    network: "nx.Graph[str]", left: list[str], right: list[str]
) -> tuple[list[str], list[str]]:
    """Put each node near the middle of its neighbours, keeping the order with fewest crossings."""
    best = (count_crossings(network, left, right), left, right)
    for sweep in range(SWEEPS):
        moved, fixed = (right, left) if sweep % 2 == 0 else (left, right)
        place = {iri: number for number, iri in enumerate(fixed)}
        rank = {iri: sum(place[n] for n in network[iri]) / len(network[iri]) for iri in moved}
        moved = sorted(moved, key=rank.__getitem__)
        left, right = (fixed, moved) if sweep % 2 == 0 else (moved, fixed)
        crossings = count_crossings(network, left, right)
        if crossings < best[0]:
            best = (crossings, left, right)
    return best[1], best[2]


def count_crossings(network: "nx.Graph[str]", left: list[str], right: list[str]) -> int:
    """Count the pairs of lines that cross."""
    place = {iri: number for number, iri in enumerate(right)}
    ends = [(i, place[n]) for i, iri in enumerate(left) for n in network[iri] if n in place]
    return sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for i, a in enumerate(ends) for b in ends[i + 1 :])


def _draw_alone(
    canvas: Canvas, structure: Structure, alone: list[str], language: str, y: float
) -> float:
    named = (
        f"{structure.departments[iri].label} {len(structure.projects_of(iri))}" for iri in alone
    )
    lines = wrap("　".join(named), 13, WIDTH - 32)
    height = 34 + len(lines) * 18
    canvas.box(0, y, WIDTH, height, fill="#f2f2f2")
    canvas.text(14, y + 20, ALONE[language], size=13, fill=GREY, bold=True)
    canvas.lines(14, y + 40, lines, size=13)
    return y + height
