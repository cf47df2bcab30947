"""
Texts of a plan as they are written into TOML.
"""

import json
from typing import Final

LONGEST: Final = 20


def quote_text(text: str) -> str:
    """
    Write a text as a string of TOML.

    >>> quote_text('"家読"')
    '"\\\\"家読\\\\""'
    """
    return json.dumps(text, ensure_ascii=False)


def quote_key(text: str) -> str:
    """
    Write a text as a key of TOML, on one line.

    >>> quote_key("担 当\\n課")
    '"担 当 課"'
    """
    return quote_text(" ".join(text.split()))


def shorten(text: str) -> str:
    """Cut a text to what an example needs, on one line."""
    return " ".join(text.split())[:LONGEST]
