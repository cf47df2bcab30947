"""
Pictures as files: SVG as it is, PNG with a Japanese font of our own, HTML with the table behind it.
"""

import math
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

from plangraph.errors import UsageError
from plangraph.network.draw.picture import SAYINGS, Caption, Picture, write_svg
from plangraph.write.workbook import show_controls

FORMATS: Final = ("svg", "png", "html")
SCALE: Final = 2.0
"""Dots of a PNG for each unit of the drawing, so that it can be printed."""

LEAST_SCALE: Final = 0.75
MOST_DOTS: Final = 60_000_000
"""Dots of the largest PNG; each takes four bytes while it is drawn."""

STYLE: Final = """
body { margin: 0 auto; max-width: 75rem; padding: 1rem; color: #1a1a1a; background: #fff;
  font-family: 'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', 'Meiryo',
  sans-serif; }
svg { width: 100%; height: auto; }
table { border-collapse: collapse; font-size: 0.875rem; }
caption { text-align: left; font-weight: 700; padding: 1rem 0 0.5rem; }
th, td { border: 1px solid #8c8c8c; padding: 0.25rem 0.5rem; text-align: left; }
td.figure { text-align: right; }
thead { background: #f2f2f2; }
@media print { body { max-width: none; padding: 0; } tr { break-inside: avoid; } }
""".strip()


def write_picture(picture: Picture, caption: Caption, form: str, language: str) -> bytes:
    """Write a picture as ``svg``, ``png`` or ``html``: the same picture, the same bytes."""
    # A control sign in a name is not XML, and would spoil the whole picture.
    svg = show_controls(write_svg(picture, caption, language))
    if form == "png":
        return _draw_png(svg, choose_zoom(picture.width, picture.height))
    if form == "html":
        return show_controls(_write_page(picture, caption, svg, language)).encode()
    return svg.encode()


def choose_zoom(width: float, height: float) -> float:
    """
    Choose the dots of a PNG for each unit, fewer for a drawing so large that memory would end.

    >>> choose_zoom(1000, 2000), choose_zoom(1200, 50_000)
    (2.0, 1.0)

    Raises:
        UsageError: Nothing could be read in so large a drawing.
    """
    zoom = min(SCALE, math.sqrt(MOST_DOTS / (width * height)))
    if zoom < LEAST_SCALE:
        raise UsageError("draw", "the plan is too large for a picture of dots", "Use .svg or .html")
    return round(zoom, 2)


@lru_cache(maxsize=16)
def _draw_png(svg: str, zoom: float) -> bytes:
    """Draw with the font that is installed with plangraph, never with one of the machine."""
    import manimgx_fonts_cjk
    import resvg_py

    folder = Path(manimgx_fonts_cjk.__file__).parent
    fonts = [str(path) for path in sorted(folder.glob("*.ttc"))]
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        skip_system_fonts=True,
        font_files=fonts,
        font_family="Noto Sans CJK JP",
        sans_serif_family="Noto Sans CJK JP",
        languages=["ja"],
    )
    return bytes(drawn)


def _write_page(picture: Picture, caption: Caption, svg: str, language: str) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in picture.columns)
    body = "\n".join(
        "<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in picture.rows
    )
    title = f"{picture.title} — {caption.plan}"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{svg}"
        f"<table>\n<caption>{escape(SAYINGS[language]['table'])}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"
        f"<p>{escape(caption.source)}</p>\n</main>\n</body>\n</html>\n"
    )


def _cell(value: str | int) -> str:
    figure = ' class="figure"' if isinstance(value, int) else ""
    return f"<td{figure}>{escape(str(value))}</td>"
