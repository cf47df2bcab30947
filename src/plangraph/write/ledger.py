"""
The ledger of identifiers as a file: lines are appended, never changed.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

from plangraph.read.registers import LedgerEntry
from plangraph.write.lines import append_lines

COLUMNS: Final = ("kind", "key", "number", "name", "parent", "since", "until", "replaced_by")


def append_entries(
    existing: bytes, entries: Iterable[LedgerEntry], where: object = "identifiers.csv"
) -> bytes:
    """
    Give the bytes of an ``identifiers.csv`` with entries appended; the rest stays as it is.

    Raises:
        FolderError: The encoding is not known, or has no sign for a name.
    """
    return append_lines(existing, COLUMNS, (asdict(entry) for entry in entries), where)
