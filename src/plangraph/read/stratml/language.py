"""
The language of a document that does not say in which it is written.
"""

import re
from collections.abc import Iterable
from typing import Final

KANA: Final = re.compile(r"[\u3041-\u30ff]")
ENGLISH: Final = re.compile(r"\b(?:the|of|and|to|for|in|with|by|is|are|on|an?)\b", re.IGNORECASE)
LEAST: Final = 0.1
"""Share of such words from which a text counts as English."""


def guess_language(texts: Iterable[str]) -> str:
    """
    Tell a language from texts in it; ``und`` where that cannot be told.

    >>> guess_language(["産業をのばす"]), guess_language(["More boats in the harbour"])
    ('ja', 'en')
    >>> guess_language(["Más barcos"])
    'und'
    """
    words = english = 0
    for text in texts:
        if KANA.search(text):
            return "ja"
        words += len(text.split())
        english += len(ENGLISH.findall(text))
    return "en" if words and english / words > LEAST else "und"
