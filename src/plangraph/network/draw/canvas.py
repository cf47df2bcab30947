"""
A drawing surface that writes SVG: text as text, numbers with one place, nothing random.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from wcwidth import wcwidth

FONTS: Final = (
    "'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', 'Meiryo', "
    "'IPAexGothic', sans-serif"
)
"""Japanese fonts of the common systems, the one that PNG files are drawn with first."""

NARROW: Final = 0.56
"""Width of a letter that is not full-width, in parts of the font size."""

LEADING: Final = 1.35
"""Distance of lines, in parts of the font size."""

INK: Final = "#1a1a1a"
GREY: Final = "#595959"
RULE: Final = "#8c8c8c"
PAPER: Final = "#ffffff"
PHRASE: Final = re.compile("[^ぁ-ゖ・]+[ぁ-ゖ]*[・、） ]*|[ぁ-ゖ・、） ]+")
"""A run of Japanese up to where its kana end, or a word."""

NO_START: Final = frozenset("、。・）」』】々ー)")


def width_of(text: str, size: float) -> float:
    """
    Estimate the width of a text, East Asian letters a square wide.

    >>> width_of("課", 10), width_of("K", 100)
    (10.0, 56.0)
    """
    return round(float(sum(size if wcwidth(sign) == 2 else size * NARROW for sign in text)), 6)


def wrap(text: str, size: float, width: float) -> list[str]:
    """
    Break a text into lines: between words, and anywhere in Japanese but before a closing sign.

    >>> wrap("港の整備の促進および漁業の支援", 10, 80)
    ['港の整備の促進お', 'よび漁業の支援']
    """
    return _fill(_pieces(text), size, width)


def wrap_evenly(text: str, size: float, width: float, most: int = 9) -> list[str]:
    """
    Break a name into lines of much the same length, in Japanese where a phrase ends.

    Past the last line an ellipsis stands for what was left out.

    >>> wrap_evenly("港の整備の促進および漁業の支援", 10, 100)
    ['港の整備の促進および', '漁業の支援']
    """
    phrases = [part for word in text.split(" ") for part in PHRASE.findall(f"{word} ")]
    whole = all(width_of(phrase.rstrip(), size) <= width for phrase in phrases)
    pieces = phrases if whole else list(_pieces(text))
    lines, narrow = _fill(pieces, size, width), width
    while len(lines) > 1 and narrow > size * 2:
        narrow -= size / 2
        tried = _fill(pieces, size, narrow)
        if len(tried) > len(lines) or max(width_of(line, size) for line in tried) > narrow:
            break
        lines = tried
    if len(lines) > most:
        kept = _fill(pieces, size, width)[: most - 1]
        rest = text[sum(map(len, kept)) + sum(line.isascii() for line in kept) :].strip()
        return [*kept, fit(rest, size, width)]
    return lines


def _fill(pieces: Iterable[str], size: float, width: float) -> list[str]:
    lines, line = list[str](), ""
    for piece in pieces:
        if line and width_of((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def fit(text: str, size: float, width: float) -> str:
    """
    Shorten a text to a width, with an ellipsis where something was left out.

    >>> fit("港町周辺道路改良促進事業", 10, 60)
    '港町周辺道…'
    """
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept, size) + size > width:
        kept = kept[:-1]
    return f"{kept}…"


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for sign in text:
        wide = wcwidth(sign) == 2
        joined = sign in NO_START or (not wide and sign != " " and wcwidth(piece[-1:] or " ") != 2)
        if piece and not (joined and not piece.endswith(" ")):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def number(value: float) -> str:
    """
    Write a coordinate with at most one place.

    >>> number(3.0), number(2.25)
    ('3', '2.2')
    """
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


class Canvas:
    """Collects the elements of a drawing in the order in which they cover each other."""

    def __init__(self) -> None:
        self.elements: list[str] = []

    def add(self, name: str, content: str | None, /, **attributes: str | float) -> None:
        """Add an element; ``_`` in the name of an attribute stands for ``-``."""
        shown = "".join(
            f" {key.rstrip('_').replace('_', '-')}={_value(value)}"
            for key, value in attributes.items()
        )
        inside = "/>" if content is None else f">{content}</{name}>"
        self.elements.append(f"<{name}{shown}{inside}")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 13,
        anchor: str = "start",
        bold: bool = False,
        fill: str = INK,
        halo: bool = False,
    ) -> None:
        """Write one line of text; ``halo`` keeps it readable on what lies beneath."""
        extra: dict[str, str | float] = {}
        if anchor != "start":
            extra["text_anchor"] = anchor
        if bold:
            extra["font_weight"] = "700"
        if halo:
            extra |= {"stroke": PAPER, "stroke_width": 4, "stroke_linejoin": "round"}
            extra["paint_order"] = "stroke"
        self.add("text", escape(text), x=x, y=y, font_size=size, fill=fill, **extra)

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        size: float,
        anchor: str = "start",
        bold: bool = False,
        fill: str = INK,
        halo: bool = False,
    ) -> None:
        """Write lines one below the other."""
        for place, line in enumerate(lines):
            self.text(
                x,
                y + place * size * LEADING,
                line,
                size=size,
                anchor=anchor,
                bold=bold,
                fill=fill,
                halo=halo,
            )

    def upright(self, x: float, y: float, text: str, *, size: float) -> None:
        """Write a line of text from top to bottom, Latin letters lying on their side."""
        self.add(
            "text", escape(text), x=x, y=y, font_size=size, fill=INK, writing_mode="vertical-rl"
        )

    def box(self, x: float, y: float, width: float, height: float, **style: str | float) -> None:
        """Draw a rectangle."""
        self.add("rect", None, x=x, y=y, width=width, height=height, **style)

    def line(self, points: Sequence[tuple[float, float]], **style: str | float) -> None:
        """Draw a line through points."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.add("polyline", None, points=path, fill="none", **{"stroke": RULE} | style)

    def path(self, drawn: str, **style: str | float) -> None:
        """Draw a path."""
        self.add("path", None, d=drawn, **style)


def _value(value: str | float) -> str:
    return quoteattr(value if isinstance(value, str) else number(value))
