"""
Bytes to lines: the encoding is detected and said, the text is brought to NFC.

Only LF, CR LF and CR end a line; U+0085 and U+2028 are characters of a cell.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from plangraph.errors import SourceError

BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
FOREIGN: Final = (
    (b"PK\x03\x04", "a workbook or another zip file", "Save the table as tab-separated text"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "Save the table as tab-separated text"),
    (b"%PDF", "a PDF", "Give the text or the table that it was made from"),
    (b"\x89PNG", "a picture", "Give the text or the table"),
    (b"\xff\xd8\xff", "a picture", "Give the text or the table"),
    (b"\x1f\x8b", "a gzip file", "Unpack it first"),
)
COMBINING: Final = re.compile("[\u0300-\u036f\u3099\u309a]")
LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
MOST_DAMAGE: Final = 0.02
"""Share of undecodable characters up to which a file still counts as damaged text."""


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded document: lines with their line ends, and what was noticed about them."""

    lines: tuple[tuple[str, str], ...]
    sha256: str
    encoding: str
    byte_order_mark: bool
    traits: tuple[str, ...]


def decode(data: bytes, file: str) -> Text:
    """
    Decode a text document and split it into lines.

    Raises:
        SourceError: The file is empty, or is no text.
    """
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise SourceError(file, "the file is empty", "Give the plan's document")
    for mark, what, remedy in FOREIGN:
        if data.startswith(mark):
            raise SourceError(file, f"the file is {what}, not text", remedy)
    text, encoding, marked, damaged = _decode_bytes(data, file)
    traits = [encoding]
    if marked:
        traits.append("byte-order-mark")
    if damaged:
        traits.append("damaged")
    if COMBINING.search(text):
        traits.append("nfd")
    lines = _split(unicodedata.normalize("NFC", text))
    ends = {end for _, end in lines if end}
    names = {"\n": "lf", "\r\n": "crlf", "\r": "cr"}
    traits.extend(sorted(names[end] for end in ends))
    if len(ends) > 1:
        traits.append("mixed-line-ends")
    digest = hashlib.sha256(data).hexdigest()
    return Text(lines, digest, encoding, marked, tuple(traits))


def _split(text: str) -> tuple[tuple[str, str], ...]:
    found = [(match[1], match[2]) for match in LINE.finditer(text)]
    if len(found) > 1 and found[-1] == ("", ""):
        found.pop()
    return tuple(found)


def _decode_bytes(data: bytes, file: str) -> tuple[str, str, bool, bool]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data.removeprefix(mark).decode(encoding, errors="replace")
            return text, encoding, True, "\ufffd" in text
    if data.count(b"\0") > MOST_DAMAGE * len(data):
        raise SourceError(file, "the file is binary, not text", "Give the plan as text or a table")
    for encoding in ("utf-8", "cp932", "euc_jp"):
        try:
            return data.decode(encoding), encoding.replace("_", "-"), False, False
        except UnicodeDecodeError:
            continue
    trials = [(data.decode(name, errors="replace"), name) for name in ("utf-8", "cp932")]
    text, encoding = min(trials, key=lambda trial: trial[0].count("\ufffd"))
    if text.count("\ufffd") > MOST_DAMAGE * len(text):
        raise SourceError(
            file, "the text is in no known encoding", "Save it as UTF-8, or as Shift_JIS (cp932)"
        )
    return text, encoding, False, True
