"""
Lines appended to a CSV file that people keep: what stands there is never changed.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from plangraph.errors import FolderError

FORMULA: Final = ("=", "+", "@", "-")


def append_lines(
    existing: bytes, columns: Sequence[str], rows: Iterable[Mapping[str, str]], where: object
) -> bytes:
    """
    Give the bytes of a file with rows appended.

    What is appended keeps to the order of columns, the line ends and the encoding found there.

    Raises:
        FolderError: The encoding is not known, or has no sign for a text.
    """
    encoding = _find_encoding(existing, where)
    text = existing.decode(encoding)
    end = "\r\n" if "\r\n" in text else "\n"
    header = next(csv.reader(io.StringIO(text, newline="")), None) or list(columns)
    added = io.StringIO(newline="")
    writer = csv.DictWriter(added, header, lineterminator=end, extrasaction="ignore")
    if not text.strip():
        writer.writeheader()
    elif not text.endswith("\n"):
        added.write(end)
    for row in rows:
        writer.writerow({column: _guard(str(cell)) for column, cell in row.items()})
    try:
        # The mark of utf-8-sig stands at the head of the file alone.
        return existing + added.getvalue().encode(encoding.removesuffix("-sig"))
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        raise FolderError(where, f"{encoding} has no '{sign}'", "Save it as UTF-8") from error


def _find_encoding(data: bytes, where: object) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise FolderError(where, "the text is in no known encoding", "Save it as UTF-8")


def _guard(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula; the reader takes the sign off again."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
