"""
Elements of a document as they are put together: in order, with text that XML can carry.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plangraph.read.stratml import read_day
from plangraph.write.stratml.losses import Losses

if TYPE_CHECKING:
    from lxml.etree import _Element

UNFIT: Final = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NAME: Final = re.compile(r"[^\W\d][\w.-]*")


@dataclass(slots=True)
class Page:
    """A document in the making; ``namespace`` is that of every element."""

    namespace: str
    losses: Losses = field(default_factory=Losses)
    identifiers: set[str] = field(default_factory=set)

    def begin(self, name: str) -> "_Element":
        """Begin a document with its outermost element."""
        from lxml import etree

        return etree.Element(f"{{{self.namespace}}}{name}", nsmap={None: self.namespace})

    def open(self, parent: "_Element", name: str) -> "_Element":
        """Add an element that will hold others."""
        from lxml import etree

        return etree.SubElement(parent, f"{{{self.namespace}}}{name}")

    def add(self, parent: "_Element", name: str, text: str, *, required: bool = False) -> None:
        """Add an element with a text; an empty one only where the schema requires it."""
        fit = UNFIT.sub("\ufffd", text)
        if fit != text:
            self.losses.note("characters", fit)
        if fit or required:
            self.open(parent, name).text = fit

    def add_day(self, parent: "_Element", name: str, text: str) -> None:
        """Add a day; what is none in the calendar stays behind."""
        if not text:
            return
        if read_day(text) is None:
            self.losses.note("days", text)
        else:
            self.add(parent, name, text)

    def add_identifier(self, parent: "_Element", text: str) -> None:
        """Add an identifier; one that stands for something else already stays behind."""
        if not text:
            return
        fit = text if NAME.fullmatch(text) else f"_{text}"
        if not NAME.fullmatch(fit) or fit in self.identifiers:
            self.losses.note("identifiers", text)
            return
        if fit != text:
            self.losses.note("identifiers", text)
        self.identifiers.add(fit)
        self.add(parent, "Identifier", fit)

    def finish(self, root: "_Element") -> bytes:
        """Give the document as UTF-8, indented."""
        from lxml import etree

        data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
        return bytes(data)
