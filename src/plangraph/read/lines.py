"""
Lines of a register: a CSV file with named columns, its formula escapes taken off.
"""

import csv
import io
from collections.abc import Iterator
from typing import Final

from plangraph.errors import FolderError

ESCAPED: Final = ("'=", "'+", "'@", "'-")


def read_lines(
    data: bytes, where: str, columns: tuple[str, ...], more: tuple[str, ...] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """
    Read the lines of a register by the columns asked for, each with its line in the file.

    Columns that there may be ``more`` are blank where they are not.

    Raises:
        FolderError: A column is missing, or the file is not CSV.
    """
    reader = csv.DictReader(io.StringIO(_decode(data, where), newline=""), restval="")
    try:
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise FolderError(
                f"{where}:1",
                f"no column {', '.join(missing)}",
                f"Write: {','.join((*columns, *more))}",
            )
        for row in reader:
            cells = {column: row.get(column) or "" for column in (*columns, *more)}
            yield reader.line_num, {column: _cell(text) for column, text in cells.items()}
    except csv.Error as error:
        raise FolderError(f"{where}:{reader.line_num}", str(error), "Correct the line") from error


def _cell(text: str) -> str:
    text = text.strip()
    return text[1:] if text.startswith(ESCAPED) else text


def _decode(data: bytes, where: str) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FolderError(where, "the text is in no known encoding", "Save it as UTF-8")
