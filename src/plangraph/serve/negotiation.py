"""
Which of several media types a client likes best (RFC 9110, section 12).
"""

from collections.abc import Sequence


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
    if not accept.strip():
        return offered[0]
    ranges = [_read_range(part) for part in accept.split(",") if part.strip()]
    best, chosen = 0.0, None
    for media in offered:
        quality = _rate(media, ranges)
        if quality > best:
            best, chosen = quality, media
    return chosen


def _read_range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return name, quality


def _rate(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Rate a media type by the range that fits it most closely."""
    kind = media.partition("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
