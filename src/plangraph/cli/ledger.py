"""The ledger as a file: how entries are appended without touching what stands in it."""

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from plangraph.cli.output import write_result
from plangraph.errors import FolderError
from plangraph.read.registers import LedgerEntry

NAME: Final = "identifiers.csv"
COLUMNS: Final = ("kind", "key", "number", "name", "parent", "since", "until", "replaced_by")
ESCAPE: Final = "'"
RISKY: Final = ("=", "+", "-", "@")


def append_entries(folder: Path, entries: Iterable[LedgerEntry]) -> Path:
    """
    Append entries to the ledger of a plan folder; what stands in it stays, byte for byte.

    Raises:
        FolderError: The ledger is not UTF-8, or cannot be read.
        OutputError: The ledger cannot be written.
    """
    path = folder / NAME
    try:
        before = path.read_bytes() if path.exists() else b""
        text = before.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FolderError(path, "not UTF-8, so nothing is appended", "Save it as UTF-8") from error
    except OSError as error:
        what = (error.strerror or "cannot be read").lower()
        raise FolderError(path, what, "Check its permissions") from error
    end = "\r\n" if "\r\n" in text else "\n"
    header = next(csv.reader(io.StringIO(text)), list(COLUMNS))
    added = io.StringIO()
    writer = csv.DictWriter(added, header, lineterminator=end, extrasaction="ignore")
    if not text:
        writer.writeheader()
    elif not text.endswith("\n"):
        added.write(end)
    for entry in entries:
        writer.writerow({key: _escape(str(value)) for key, value in asdict(entry).items()})
    write_result(before + added.getvalue().encode(), path)
    return path


def _escape(text: str) -> str:
    """Keep a spreadsheet from taking a name for a formula; the reader takes the sign off again."""
    return ESCAPE + text if text.startswith(RISKY) else text
