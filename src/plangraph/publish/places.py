"""
Where a thing's files lie in the site, and how one page points to another.

File names are the IRI's own, decoded; links are relative and encoded, so the folder works wherever
it is put, without a server too.
"""

import re
from dataclasses import dataclass
from functools import cache
from posixpath import relpath
from typing import Final
from urllib.parse import quote, unquote

from plangraph.errors import OutputError
from plangraph.names import BASE, ONTOLOGY

VOCABULARY: Final = "vocabulary"
"""Folder of the terms, concepts, rules and questions, which stand under the project's base."""

LONGEST: Final = 120
"""Signs that a file name may have; file systems end at 255 bytes."""

UNSAFE: Final = re.compile(
    r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]'
)
PLAIN: Final = re.compile(
    r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}/)*[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}"
)
"""Names in which nothing needs to be looked at closely: most of them."""

FRAGMENT: Final = re.compile(r"line=\d+,(?P<line>\d+)|[a-z]+=\d+(?:&[a-z]+=\d+)*")
"""Places in a source: lines by RFC 5147, rows of a sheet, elements of an XML document."""


@dataclass(frozen=True, slots=True)
class Places:
    """Places in the site of the things that stand under one city base."""

    base: str

    def path(self, iri: str) -> str | None:
        """
        Give the path, without ending, of the page about a thing; None where it is not of the site.

        >>> places = Places("https://example.org/")
        >>> places.path("https://example.org/999016/goal-1")
        '999016/goal-1'
        >>> places.path("https://w3id.org/plangraph/ns#Goal")
        'vocabulary/ns/classes/Goal'

        Raises:
            OutputError: The IRI cannot become a file name.
        """
        document, _, fragment = iri.partition("#")
        if document.startswith(self.base):
            return _safe(document.removeprefix(self.base), iri)
        if document.startswith(BASE):
            parts = [VOCABULARY, document.removeprefix(BASE), fragment]
            if document == ONTOLOGY and fragment:
                # Indicator and indicator are two terms, but one file on half of all machines.
                parts[2:2] = ["properties" if fragment[0].islower() else "classes"]
            return _safe("/".join(part for part in parts if part), iri)
        return None

    def href(self, iri: str, page: str) -> str | None:
        """
        Link from a page to a thing; lines and rows of a source are places in its page.

        >>> places = Places("https://x/")
        >>> places.href("https://x/1/revision-1/a.txt#line=21,22", "1/goal-1.html")
        'revision-1/a.txt.html#line-22'
        """
        target = self.path(iri)
        if target is None:
            return None
        spot = mark_spot(iri) if iri.startswith(self.base) else ""
        return link(f"{target}.html", page) + (f"#{spot}" if spot else "")


def mark_spot(iri: str) -> str:
    """
    Name the spot in a source's page where a line, a row or an element of it stands, or nothing.

    >>> mark_spot("https://x/a.txt#line=21,22"), mark_spot("https://x/a.xlsx#sheet=1&row=22")
    ('line-22', 'sheet-1-row-22')
    """
    found = FRAGMENT.fullmatch(iri.partition("#")[2])
    if found is None:
        return ""
    return f"line-{found['line']}" if found["line"] else re.sub("[=&]", "-", found[0])


def _safe(name: str, iri: str) -> str:
    if PLAIN.fullmatch(name):
        return name
    parts = [unquote(part) for part in name.split("/")]
    for part in parts:
        if not part.strip(". ") or UNSAFE.search(part) or len(part) > LONGEST or part[0] == ".":
            what = "its name cannot become the name of a file"
            raise OutputError(iri, what, "Give it a key of letters, digits, '-' and '.'")
    return "/".join(parts)


def link(target: str, page: str) -> str:
    """
    Link from one file of the site to another.

    >>> link("a/b.html", "a/c.html"), link("令和.html", "a/c.html")
    ('b.html', '../%E4%BB%A4%E5%92%8C.html')
    """
    folder, _, _ = page.rpartition("/")
    beside, _, name = target.rpartition("/")
    # To see that nothing needs to be encoded is faster than to encode nothing.
    return _climb(beside, folder) + (name if PLAIN.fullmatch(name) else quote(name))


@cache
def _climb(target: str, folder: str) -> str:
    """Lead from one folder to another, ending in a slash; nothing where they are one."""
    way = quote(relpath(f"/{target}", f"/{folder}"))
    return "" if way == "." else f"{way}/"
