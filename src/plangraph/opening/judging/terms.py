"""
Terms as the program writes them plainly: whatever else may be said so is parsed.
"""

import re
from collections.abc import Sequence
from typing import Final

from plangraph.check.facts import STRING

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
UNSAID: Final = (STRING, f"{RDF}langString", f"{RDF}dirLangString")
"""Datatypes that are left out where the program writes a literal, and not taken by all parsers."""

SIGN: Final = r"[^<>\"{}|^`\\\[\]%#\x00-\x20\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\U0010ffff]"
PART: Final = rf"{SIGN}*+(?:%[0-9A-F]{{2}}{SIGN}*+)*+"
HOST: Final = r"(?:(?!//)|//[A-Za-z0-9.-]*+(?::[0-9]*+)?(?=[/?#>]))"
IRI: Final = rf"<[a-z][a-z0-9+.-]*:{HOST}{PART}(?:#{PART})?>"
TAG: Final = "[a-z]{2,3}(?:-[a-z]{4})?(?:-[a-z]{2}|-[0-9]{3})?"
LETTER: Final = r'[^"\\\x00-\x1f\x7f\ufffe\uffff]'
TEXT: Final = rf'"{LETTER}*+(?:\\[tbnrf"\\]{LETTER}*+)*+"'
KIND: Final = rf"(?!<(?:{'|'.join(map(re.escape, UNSAID))})>){IRI}"
LITERAL: Final = rf"{TEXT}(?:@{TAG}|\^\^{KIND})?"
BLANK: Final = "_:[A-Za-z0-9]+"
TERMS: Final = rf"(?:(?:{IRI}|{LITERAL}|{BLANK})\n)*+"
NAMES: Final = rf"(?:(?:{IRI}|{BLANK})\n)*+"
"""
Terms, and those that a statement can be about, a line each; compiled when they are first needed.

No repetition is gone back into: that would take sixty times the memory of a long term.
"""


def are_names(written: Sequence[str]) -> bool:
    """Tell whether each term is a name that is plainly written; none holds the end of a line."""
    return _match(NAMES, written)


def are_terms(written: Sequence[str]) -> bool:
    """Tell whether each term is plainly written; none holds the end of a line."""
    return _match(TERMS, written)


def _match(expression: str, written: Sequence[str]) -> bool:
    # To compile an expression takes longer than to read a small plan.
    return not written or re.fullmatch(expression, "\n".join((*written, ""))) is not None
