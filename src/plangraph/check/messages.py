"""
The texts of findings: templates with places that are filled from the judged graph.

``{label}`` or ``{focus.^number.label}`` is a place; ``{value.label|blank}`` offers what to print in
place of nothing; a part in ``[ ]`` is left out where a place in it stays empty. Text that is filled
in is never read as a template again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

ROOTS: Final = frozenset({"file", "focus", "label", "lines", "value"})
"""What a place may begin with; an alternative that begins otherwise is printed as it stands."""

TOKEN: Final = re.compile(r"[\[\]{}]|[^\[\]{}]+")
STEP: Final = re.compile(r"\^?[A-Za-z]+")

Lookup = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """A place to fill: the text that the first of its paths gives, or else one that is set."""

    paths: tuple[str, ...]
    otherwise: str

    def fill(self, lookup: Lookup) -> str:
        """Give the text of the first path that has any."""
        for path in self.paths:
            text = lookup(path)
            if text:
                return text
        return self.otherwise


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a template, ``%s`` for each place, which may be left out as a whole."""

    pattern: str
    places: tuple[Place, ...]
    optional: bool

    def fill(self, lookup: Lookup) -> str:
        """Give the text of the stretch, or nothing where it may be left out and lacks a place."""
        texts = tuple([place.fill(lookup) for place in self.places])
        return self.pattern % texts if not self.optional or all(texts) else ""


@dataclass(frozen=True, slots=True)
class Template:
    """The text of a message, in stretches."""

    segments: tuple[Segment, ...]

    def fill(self, lookup: Lookup) -> str:
        """
        Fill every place with what ``lookup`` gives for its path.

        >>> parse_template("{label}[ ({lines})] is late").fill({"label": "{x}", "lines": ""}.get)
        '{x} is late'
        """
        return "".join([segment.fill(lookup) for segment in self.segments])


@cache
def is_path(alternative: str) -> bool:
    """
    Tell a path from a text.

    >>> is_path("focus.^number.label"), is_path("blank")
    (True, False)
    """
    root, *steps = alternative.split(".")
    return root in ROOTS and all(STEP.fullmatch(step) for step in steps)


def parse_template(text: str) -> Template:
    """
    Read a template.

    Raises:
        ValueError: A bracket or brace is not closed, not opened, or nested in its own kind.
    """
    segments: list[Segment] = []
    pattern, places, optional = "", list[Place](), False
    tokens = iter(TOKEN.findall(text))
    for token in tokens:
        if token == "{":
            inner, closing = next(tokens, ""), next(tokens, "")
            if closing != "}" or inner in "[]{}":
                raise ValueError("a place is not closed")
            places.append(_parse_place(inner))
            pattern += "%s"
        elif token == "}":
            raise ValueError("a place is not opened")
        elif token in "[]":
            if optional is (token == "["):
                raise ValueError("an optional part is nested, or not opened")
            segments.append(Segment(pattern, tuple(places), optional))
            pattern, places, optional = "", [], not optional
        else:
            pattern += token.replace("%", "%%")
    if optional:
        raise ValueError("an optional part is not closed")
    segments.append(Segment(pattern, tuple(places), optional=False))
    return Template(tuple(segment for segment in segments if segment.pattern))


def _parse_place(text: str) -> Place:
    paths: list[str] = []
    for alternative in text.split("|"):
        if is_path(alternative):
            paths.append(alternative)
        elif alternative:
            return Place(tuple(paths), alternative)
    return Place(tuple(paths), "")
