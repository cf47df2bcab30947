"""
The ledger of identifiers as a file: lines are appended, never changed.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final

from plangraph.read.registers import LedgerEntry

COLUMNS: Final = ("kind", "key", "number", "name", "parent", "since", "until", "replaced_by")


def append_entries(existing: bytes, entries: Iterable[LedgerEntry]) -> bytes:
    """Give the bytes of an ``identifiers.csv`` with entries appended; the rest stays as it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    if not existing.strip():
        writer.writerow(COLUMNS)
    for entry in entries:
        cells = (
            entry.kind, entry.key, entry.number, entry.name,
            entry.parent, entry.since, entry.until, entry.replaced_by,
        )  # fmt: skip
        writer.writerow(
            [f"'{cell}" if cell.startswith(("=", "+", "@", "-")) else cell for cell in cells]
        )
    gap = b"" if not existing or existing.endswith(b"\n") else b"\n"
    return existing + gap + text.getvalue().encode()
