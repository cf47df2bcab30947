"""
Zip files that hold a workbook of another kind: OpenDocument (.ods), or binary parts (.xlsb).

What kind it is, and whether its parts are of a size that is read, is told before they are read.
"""

import io
import zlib
from collections.abc import Callable, Iterable
from typing import Final, TypeVar
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from plangraph.errors import SourceError
from plangraph.read.tables.grid import MOST_CELLS, Span
from plangraph.read.tables.measures import LEAVE_OUT, SAVE_AGAIN

LARGEST_PART: Final = 128 * 1024 * 1024
OPEN: Final = b"application/vnd.oasis.opendocument.spreadsheet"
BOOK: Final = "xl/workbook.bin"
CONTENT: Final = "content.xml"
DAMAGES: Final = (
    BadZipFile, ExpatError, zlib.error, NotImplementedError, EOFError, IndexError, KeyError,
    OSError, RuntimeError, ValueError,
)  # fmt: skip
"""What a damaged package makes its reader fail with."""

Read = TypeVar("Read")


def package_kind(data: bytes) -> str:
    """
    Tell a zip file's kind by its parts: ods, xlsb, or nothing where it is another.

    >>> package_kind(b"PK"), package_kind(b"")
    ('', '')
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if BOOK in names:
                return "xlsb"
            if CONTENT in names and "mimetype" in names:
                with archive.open("mimetype") as stream:
                    return "ods" if stream.read(len(OPEN)) == OPEN else ""
    except DAMAGES:
        return ""
    return ""


def open_package(data: bytes, file: str, read: Callable[[ZipFile], Read]) -> Read:
    """
    Open a package whose parts are of a size that is read, and have it read.

    Raises:
        SourceError: It is encrypted, damaged, or larger than is read.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise SourceError(file, "the workbook is encrypted", "Save it without a password")
            largest = max(part.file_size for part in parts)
            if largest > LARGEST_PART or sum(part.file_size for part in parts) > 2 * LARGEST_PART:
                mib = LARGEST_PART // 1024 // 1024
                what = f"unpacked it is {largest // 1024 // 1024} MiB, more than the {mib} read"
                raise SourceError(file, what, LEAVE_OUT)
            return read(archive)
    except SourceError:
        raise
    except DAMAGES as error:
        raise SourceError(file, "the file is no whole workbook", SAVE_AGAIN) from error


def refuse_wide(spans: Iterable[Span], file: str) -> None:
    """
    Refuse merged cells that cover more than is read.

    Raises:
        SourceError: They do.
    """
    area = sum((one.bottom - one.top + 1) * (one.right - one.left + 1) for one in spans)
    if area > MOST_CELLS:
        what = f"its merged cells and links cover more than {MOST_CELLS} cells"
        raise SourceError(file, what, "Merge no more cells than the table has")
