"""Pictures show every figure of the plan, explain themselves, and are the same each time."""

import math
import re
import struct
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from plangraph.network import read_structure
from plangraph.network.draw import FORMATS, KINDS, Picture, draw_plan, make_picture
from plangraph.network.draw.canvas import width_of, wrap_evenly
from plangraph.network.draw.groups import count_crossings, untangle
from plangraph.network.draw.picture import GOAL_COLOURS
from plangraph.network.draw.sankey import UNIT, count_flows
from plangraph.network.networks import make_sides
from plangraph.opening import LoadedPlan, load
from tests.network.drawn import draw_structure

PLANS = Path(__file__).parents[2] / "plans"
SVG = "{http://www.w3.org/2000/svg}"
CONES = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
SIZES = re.compile(r'width="(\d+)" height="(\d+)"')


def read_svg(drawn: bytes) -> etree._Element:
    """Parse a picture as strictly as a browser does."""
    return etree.fromstring(drawn, etree.XMLParser(resolve_entities=False, no_network=True))


def texts_of(drawn: bytes) -> str:
    """Join all that is written in a picture, line breaks taken out."""
    return "".join(str(node.text) for node in read_svg(drawn).iter(f"{SVG}text"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_picture_says_what_it_is_whose_and_of_when(
    shipped: LoadedPlan, kind: str, language: str
) -> None:
    root = read_svg(draw_plan(shipped.dataset, kind, language=language))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.get("role") == "img"
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert {"ja": "飯塚市", "en": "Iizuka City"}[language] in str(title.text)
    assert "source.txt" in str(desc.text)
    stated = {"ja": "計画の日付: 記載なし", "en": "Date of the plan: not stated"}
    assert stated[language] in str(desc.text)
    assert "Noto Sans CJK JP" in str(root.get("font-family"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_department_or_project_is_written_in_the_picture(
    shipped: LoadedPlan, kind: str
) -> None:
    structure = read_structure(shipped.dataset)
    written = texts_of(draw_plan(shipped.dataset, kind)).replace(" ", "")
    wanted = [part.label for part in structure.departments.values()]
    if kind == "tree":
        wanted = [part.label for part in structure.parts.values()]

    assert [name for name in wanted if name.replace(" ", "") not in written] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_plan_gives_the_same_bytes(shipped: LoadedPlan, kind: str, form: str) -> None:
    assert draw_plan(shipped.dataset, kind, form) == draw_plan(load().dataset, kind, form)


@pytest.mark.parametrize("kind", KINDS)
def test_a_png_has_twice_the_size_of_the_drawing(shipped: LoadedPlan, kind: str) -> None:
    svg = draw_plan(shipped.dataset, kind).decode()
    png = draw_plan(shipped.dataset, kind, "png")
    found = SIZES.search(svg)

    assert found is not None
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (2 * int(found[1]), 2 * int(found[2]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_the_table_behind_the_picture_and_reaches_for_nothing(
    shipped: LoadedPlan, kind: str
) -> None:
    page = draw_plan(shipped.dataset, kind, "html").decode()
    picture = make_picture(shipped.dataset, kind)

    assert page.count("<tr>") == len(picture.rows) + 1
    assert "default-src 'none'" in page
    assert re.findall(r'(?:href|src)="', page) == []
    assert "<script" not in page


def test_what_flows_into_a_measure_flows_out_of_it(shipped: LoadedPlan) -> None:
    """By pairs of department and project, as concentration counts them: 81 in all."""
    picture = make_picture(shipped.dataset, "sankey")
    asked = shipped.ask("responsibility/concentration-by-measure").values
    structure = read_structure(shipped.dataset)
    flows = count_flows(structure)

    assert sum(int(row[-1]) for row in picture.rows) == sum(flows.values()) == 81
    for part in structure.of_kind("measure"):
        own = [row for row in picture.rows if row[1] == part.label]
        most = max(int(row[-1]) for row in own) / sum(int(row[-1]) for row in own)
        assert {round(most, 3)} == {float(str(row[2])) for row in asked if row[0] == part.code}


def test_the_bars_of_the_sankey_are_as_high_as_their_sums(shipped: LoadedPlan) -> None:
    """Goals, measures and departments are three times the same 81 units."""
    root = read_svg(draw_plan(shipped.dataset, "sankey"))
    bars = [rect for rect in root.iter(f"{SVG}rect") if rect.get("width") == "16"]
    heights: dict[str, float] = {}
    for bar in bars:
        heights[str(bar.get("x"))] = heights.get(str(bar.get("x")), 0) + float(
            str(bar.get("height"))
        )

    assert len(bars) == 3 + 6 + 25
    assert set(heights.values()) == {81 * UNIT}


def test_the_matrix_frames_the_initiatives_of_one_department(shipped: LoadedPlan) -> None:
    root = read_svg(draw_plan(shipped.dataset, "matrix"))
    frames = [rect for rect in root.iter(f"{SVG}rect") if rect.get("stroke-width") == "2.5"]
    alone = shipped.ask("responsibility/initiatives-of-one-department").rows

    assert len(frames) == len(alone) == 6


def test_hollow_circles_are_the_projects_without_an_indicator(shipped: LoadedPlan) -> None:
    picture = make_picture(shipped.dataset, "tree")
    hollow = {row[4] for row in picture.rows if row[5] == 0}
    asked = shipped.ask("coverage/projects-without-indicator").values

    assert len(picture.rows) == 76
    assert hollow == {row[1] for row in asked}


def test_a_double_ring_marks_who_holds_a_group_together(shipped: LoadedPlan) -> None:
    root = read_svg(draw_plan(shipped.dataset, "network"))
    rings = [ring for ring in root.iter(f"{SVG}circle") if ring.get("fill") == "none"]

    assert len(rings) == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_text_runs_out_of_the_picture(shipped: LoadedPlan, kind: str, language: str) -> None:
    """By the widths of the letters, which are on the safe side."""
    root = read_svg(draw_plan(shipped.dataset, kind, language=language))
    width, height = float(str(root.get("width"))), float(str(root.get("height")))
    for moved in (root, *root.iter(f"{SVG}g")):
        shift = 0 if moved is root else float(str(moved.get("transform"))[10:].split()[0])
        for text in moved.findall(f"{SVG}text"):
            x, y = float(str(text.get("x"))) + shift, float(str(text.get("y")))
            if text.get("writing-mode"):
                continue
            wide = width_of(str(text.text), float(str(text.get("font-size"))))
            start = x - {"end": wide, "middle": wide / 2}.get(str(text.get("text-anchor")), 0)
            assert start >= 0, text.text
            assert start + wide <= width, text.text
            assert 0 < y < height


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_name_is_cut_short(shipped: LoadedPlan, kind: str, language: str) -> None:
    drawn = texts_of(draw_plan(shipped.dataset, kind, language=language))

    assert re.findall("[^…]{0,9}…", re.sub("[0-9a-f]{12}…", "", drawn)) == []


def lightness_and_hue(colour: str, seen: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Place a colour in CIELAB as an eye sees it that lacks a kind of cones."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in seen
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize(("eye", "apart"), [("protan", 30), ("deutan", 30), ("tritan", 15)])
def test_the_colours_of_goals_stay_apart_for_the_colour_blind(eye: str, apart: float) -> None:
    """By the model of Machado and others (2009), cones wholly lacking."""
    places = [lightness_and_hue(colour, CONES[eye]) for colour in GOAL_COLOURS]

    assert min(math.dist(one, other) for one, other in combinations(places, 2)) > apart


def test_lines_are_untangled() -> None:
    """A and B each with an initiative of the other's side: swapping one side uncrosses them."""
    sides = make_sides(draw_structure({"p": ("A", "x2"), "q": ("B", "x1")}), "initiative")

    assert count_crossings(sides, ["A", "B"], ["x1", "x2"]) == 1
    assert count_crossings(sides, *untangle(sides, ["A", "B"], ["x1", "x2"])) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_other_plans_are_drawn(kind: str) -> None:
    for plan in (load(PLANS / "tiny"), load(PLANS / "other/source.txt")):
        picture: Picture = make_picture(plan.dataset, kind)
        assert picture.rows
        assert read_svg(draw_plan(plan.dataset, kind)).tag == f"{SVG}svg"


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_of_nothing_is_drawn_and_a_name_cannot_break_the_picture(kind: str) -> None:
    KINDS[kind](draw_structure({}), "ja")
    picture = KINDS[kind](draw_structure({"<p>&\"'": ("<&", "x1")}), "ja")

    for element in picture.canvas.elements:
        etree.fromstring(element)


def test_lines_are_even_and_end_in_an_ellipsis_where_text_was_left_out() -> None:
    title = "未来を担う子どもを育むための子育て支援の充実"
    lines = wrap_evenly(title, 10, 170)

    assert "".join(lines) == title
    assert lines == ["未来を担う子どもを", "育むための子育て支援の充実"]
    assert wrap_evenly(title, 10, 60, 2)[-1].endswith("…")
    assert all(width_of(line, 10) <= 60 for line in wrap_evenly(title, 10, 60, 2))
