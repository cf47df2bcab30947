"""
Bytes to elements: no entities, no document type, no network, and a limit to size and depth.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from plangraph.errors import SourceError
from plangraph.read.stratml.words import CANONICAL, FORMER_ATTRIBUTES, LEAVES, NAMESPACES

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST: Final = 8 * 1024 * 1024
"""Bytes up to which a document is read: several times the largest that is known."""
MOST: Final = 40_000
"""Elements up to which a document is read; about as many as 650 MB hold as a graph."""

MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
WHITE: Final = re.compile(r"\s+")
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
FOLDED: Final = {"shift-jis": "cp932", "windows-31j": "cp932", "ascii": "utf-8"}
TRAITS: Final = frozenset({"utf-8", "utf-16-le", "utf-16-be", "cp932", "euc-jp"})


@dataclass(frozen=True, slots=True)
class Element:
    """
    An element: its name as the newest schema writes it and as printed, its text, what is in it.

    ``place`` counts the elements that say anything, from 1; one that says nothing has that of the
    element around it. ``line`` is its line in the file. One that ``strays`` bears no namespace in a
    document that has one.
    """

    name: str
    printed: str
    text: str
    attributes: dict[str, str]
    line: int
    place: int
    speaks: bool
    strays: bool = False
    children: list["Element"] = field(default_factory=list)

    def find(self, *names: str) -> "Element | None":
        """Give the first child of a name that says anything."""
        return next((one for one in self.children if one.speaks and one.name in names), None)

    def all(self, *names: str) -> list["Element"]:
        """Give the children of some names that say anything."""
        return [one for one in self.children if one.speaks and one.name in names]

    def said(self, *names: str) -> str:
        """Give the text of the first child of a name, or an empty string."""
        found = self.find(*names)
        return found.text if found is not None else ""

    def attribute(self, name: str) -> str:
        """Give an attribute by its name of today, whatever it was called before."""
        former = FORMER_ATTRIBUTES.get(name, name)
        return self.attributes.get(name) or self.attributes.get(former, "")

    def walk(self, path: str = "") -> Iterator[tuple[str, "Element"]]:
        """Give this element and all within it, each with its path of one or two names."""
        name = f"{path}/{self.name}" if path else self.name
        yield name, self
        for child in self.children:
            yield from child.walk(self.name)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document: its root, the namespace of that, its encoding, and the line of each place."""

    root: Element
    namespace: str
    encoding: str
    byte_order_mark: bool
    trait: str
    lines: tuple[int, ...]


class _Begun(Exception):
    """The root element was reached, so there is no more to fear from a prologue."""


def fold(text: str) -> str:
    """
    Fold the white space of a text, which a program may break and indent as it likes.

    >>> fold(" a\\n   b ")
    'a b'
    """
    return WHITE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def parse(data: bytes, file: str) -> Parsed:
    """
    Parse a document.

    Raises:
        SourceError: It is no well-formed XML, declares a document type or entities, or is too big.
    """
    from lxml import etree

    if len(data) > LARGEST:
        limit = f"larger than {LARGEST // 1024 // 1024} MiB"
        raise SourceError(file, limit, "Split the document")
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise SourceError(file, "the file is empty", "Give the plan's document")
    text, encoding, marked = _decode(data, file)
    plain = text.encode("utf-8")
    _look_at_prologue(plain, file)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise SourceError(
            file, f"not well-formed XML (line {line})", "Open it in an XML editor and mend it there"
        ) from error
    for count, one in enumerate(root.iter()):
        if count >= MOST:
            raise SourceError(file, f"more than {MOST} elements", "Split the document")
        if not isinstance(one.tag, str):
            raise _entities(file)
    trait = encoding if encoding in TRAITS else "declared-encoding"
    return _convert(root, encoding, trait, byte_order_mark=marked)


def _decode(data: bytes, file: str) -> tuple[str, str, bool]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data.removeprefix(mark), encoding, file), encoding, True
    if data.startswith(b"<\0"):
        return _decoded(data, "utf-16-le", file), "utf-16-le", False
    if data.startswith(b"\0<"):
        return _decoded(data, "utf-16-be", file), "utf-16-be", False
    declared = DECLARED.match(data[:400])
    encoding = declared[1].decode("ascii").lower().replace("_", "-") if declared else "utf-8"
    encoding = FOLDED.get(encoding, encoding)
    return _decoded(data, encoding, file), encoding, False


def _decoded(data: bytes, encoding: str, file: str) -> str:
    try:
        text = data.decode(encoding)
        text.encode("utf-8")
    except (LookupError, UnicodeError) as error:
        name = encoding[:40]
        remedy = "Correct the encoding in its first line, or save it as UTF-8"
        raise SourceError(file, f"its bytes are not in the encoding {name}", remedy) from error
    return text


def _look_at_prologue(data: bytes, file: str) -> None:
    """Refuse a document type before anything could be expanded or fetched."""

    def begin(name: str, attributes: dict[str, str]) -> None:
        raise _Begun

    def declare(name: str, system: str | None, public: str | None, inside: bool) -> None:
        if system or public or inside:
            raise _entities(file)

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = declare
    try:
        parser.Parse(data, True)
    except (_Begun, expat.ExpatError):
        # What is malformed is told by the parser that reads the rest.
        return


def _entities(file: str) -> SourceError:
    return SourceError(
        file,
        "declares a document type or entities, which are not read",
        "Take the DOCTYPE out, and write the text that its entities stand for",
    )


def _convert(root: "_Element", encoding: str, trait: str, *, byte_order_mark: bool) -> Parsed:
    """Number the elements that say anything, and give each its name without a prefix."""
    speaking: set[_Element] = set()
    elements = list(root.iter())
    for one in reversed(elements):
        own = (one.text or "") + "".join(child.tail or "" for child in one)
        if one is root or own.strip() or any(_attributes(one).values()):
            speaking.add(one)
        if one in speaking and one.getparent() is not None:
            speaking.add(one.getparent())
    namespace = _split(root)[0]
    made: dict[_Element, Element] = {}
    lines: list[int] = []
    for one in elements:
        parent = one.getparent()
        above = made[parent] if parent is not None else None
        speaks = one in speaking
        line = int(one.sourceline or 1)
        if speaks:
            lines.append(line)
        space, local = _split(one)
        strays = not space and bool(namespace) and local.lower() in CANONICAL
        known = space in NAMESPACES or space == namespace or strays
        name = CANONICAL.get(local.lower(), local) if known else f"{one.prefix or 'other'}:{local}"
        text = fold("".join(one.itertext()) if not len(one) else _own(one, name))
        place = len(lines) if speaks or above is None else above.place
        element = Element(name, local, text, _attributes(one), line, place, speaks, strays)
        made[one] = element
        if above is not None:
            above.children.append(element)
    return Parsed(made[root], namespace, encoding, byte_order_mark, trait, tuple(lines))


def _own(one: "_Element", name: str) -> str:
    """Give the text of an element with others inside: of one that is to hold text, all of it."""
    if name in LEAVES:
        return " ".join(str(part) for part in one.itertext())
    return " ".join([one.text or "", *(child.tail or "" for child in one)])


def _split(one: "_Element") -> tuple[str, str]:
    space, _, local = str(one.tag).rpartition("}")
    return space.removeprefix("{"), local


def _attributes(one: "_Element") -> dict[str, str]:
    """Give the attributes; those for the parser's ears alone are left out."""
    found: dict[str, str] = {}
    for name, value in one.attrib.items():
        key = str(name)
        if key == f"{XML}lang":
            found["lang"] = fold(str(value))
        elif not key.startswith((XML, INSTANCE)):
            found[key.rpartition("}")[2]] = fold(str(value))
    return found
