"""
Which of several forms a client likes best, by media type and by profile (RFC 9110, section 12).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

ELEMENT: Final = re.compile(r'(?:[^,"<]|"(?:[^"\\]|\\.)*"|<[^>]*>|["<])+')
"""An element of a list; a comma inside quotes or an IRI does not end it."""
PART: Final = re.compile(r'(?:[^;"<]|"(?:[^"\\]|\\.)*"|<[^>]*>|["<])+')
QUALITY: Final = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\Z")
LONGEST: Final = 2000
"""Signs of a header that are looked at: a quotation that never ends must not take long to read."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of a thing: its media type, the profiles that it follows, and its file."""

    media: str
    path: str
    profiles: tuple[str, ...] = ()


def choose_variant(
    variants: Sequence[Variant], accept: str, accept_profile: str = ""
) -> Variant | None:
    """
    Choose a form, the first among equals; None where none is liked.

    >>> void, dcat = Variant("text/turtle", "a", ("p:void",)), Variant("text/turtle", "b", ("p:d",))
    >>> choose_variant([void, dcat], "*/*", "<p:d>, <p:void>;q=0.5").path
    'b'
    >>> choose_variant([void, dcat], "text/html") is None
    True
    """
    ranges, profiles = read_preferences(accept), read_preferences(accept_profile)
    best, chosen = 0.0, None
    for variant in variants:
        quality = _rate_media(variant.media, ranges) * _rate_profiles(variant.profiles, profiles)
        if quality > best:
            best, chosen = quality, variant
    return chosen


def choose_media(accept: str, offered: Sequence[str]) -> str | None:
    """
    Choose among media types, the first offered among equals; None where none is liked.

    >>> choose_media("text/turtle;q=0.5, application/*", ["text/turtle", "application/ld+json"])
    'application/ld+json'
    >>> choose_media("image/png", ["text/html"]) is None
    True
    >>> choose_media("", ["text/html", "text/turtle"])
    'text/html'
    """
    chosen = choose_variant([Variant(media, "") for media in offered], accept)
    return None if chosen is None else chosen.media


@lru_cache(maxsize=512)
def read_preferences(header: str) -> tuple[tuple[str, float], ...]:
    """
    Read what a header prefers: names in lower case, and how much each is liked.

    >>> read_preferences('application/ld+json;profile="a,b";q=0.5, TEXT/*')
    (('application/ld+json', 0.5), ('text/*', 1.0))
    >>> read_preferences(" ;, ,;;")
    ()
    """
    return tuple(_read_elements(header))


def _read_elements(header: str) -> Iterator[tuple[str, float]]:
    for element in ELEMENT.findall(header[:LONGEST]):
        name, *parameters = [part.strip() for part in PART.findall(element)] or [""]
        if not name:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                said = value.strip()
                # What is no weight is taken for none, rather than for the best.
                quality = float(said) if QUALITY.match(said) else 0.0
        yield (name[1:-1] if name.startswith("<") else name.lower()), quality


def _rate_media(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Rate a media type by the range that fits it most closely."""
    if not ranges:
        return 1.0
    kind = media.partition("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0


def _rate_profiles(profiles: Sequence[str], liked: Sequence[tuple[str, float]]) -> float:
    """Rate a form by the best liked of its profiles; all are equal where none is asked for."""
    if not liked:
        return 1.0
    return max((quality for name, quality in liked if name in (*profiles, "*")), default=0.0)
