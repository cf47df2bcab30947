"""
How text becomes HTML: all text from outside passes through here, and is escaped.
"""

import re
from typing import Any, Final

from markupsafe import Markup, escape

from plangraph.write.workbook import show_controls

SPECIAL: Final = re.compile("[<>&\"']")


def clean(value: Any) -> Any:
    """Replace control signs, which HTML has no place for; what is markup already stays."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return show_controls(value)
    return value


def write_text(text: str) -> str:
    """
    Write a text as HTML.

    >>> write_text("<a>\\x1b")
    '&lt;a&gt;␛'
    """
    # Most texts hold nothing to replace; to see that is faster than to replace nothing.
    if text.isprintable() and not SPECIAL.search(text):
        return text
    return str(escape(show_controls(text)))


def write_words(japanese: str, english: str) -> Markup:
    """Write a text in both languages, where there is English."""
    if not english:
        return Markup(write_text(japanese))
    return Markup(f'{write_text(japanese)} <span lang="en">{write_text(english)}</span>')


def write_value(
    japanese: str, english: str, language: str, href: str, *, outside: bool = False
) -> Markup:
    """Write a value: apart from its surroundings in direction, in its language, with its link."""
    text = write_text(japanese)
    if language not in ("", "ja"):
        inner = f'<bdi lang="{write_text(language)}">{text}</bdi>'
    elif english:
        inner = f'<bdi>{text}</bdi> <span lang="en">{write_text(english)}</span>'
    else:
        inner = f"<bdi>{text}</bdi>"
    if not href:
        return Markup(inner)
    relation = ' rel="external noreferrer"' if outside else ""
    return Markup(f'<a href="{write_text(href)}"{relation}>{inner}</a>')


def embed(block: str) -> Markup:
    """Put JSON into a page so that no text in it can end the script element."""
    safe = block.strip()
    for sign in "<>&\u2028\u2029":
        if sign in safe:
            safe = safe.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(safe)
