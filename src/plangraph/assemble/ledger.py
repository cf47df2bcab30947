"""
The ledger at work: which entry a thing has, and what the entries turned out to identify.
"""

from collections.abc import Sequence

from plangraph.read.folding import compare_form
from plangraph.read.registers import LedgerEntry


class Ledger:
    """The ledger by kind and folded name, and what it turned out to identify."""

    def __init__(self, entries: Sequence[LedgerEntry]) -> None:
        self.entries = tuple(entries)
        self.by_name: dict[tuple[str, str], list[LedgerEntry]] = {}
        self.by_number: dict[str, list[LedgerEntry]] = {}
        self.identified: dict[int, str] = {}
        self.reused: dict[int, list[str]] = {}
        self.taken: set[tuple[str, str]] = set()
        for entry in entries:
            self.by_name.setdefault((entry.kind, compare_form(entry.name)), []).append(entry)
            if entry.kind == "project" and entry.number and not entry.until:
                self.by_number.setdefault(entry.number, []).append(entry)

    def find(
        self, kind: str, name: str, numbers: Sequence[str] = (), parent: str = ""
    ) -> LedgerEntry | None:
        """
        Find the entry of a thing: by name; of several the one with its number or parent.

        An entry that has ended still names the thing in revisions from before, so it comes last.
        """
        fitting = [
            entry
            for entry in self.by_name.get((kind, compare_form(name)), [])
            if not entry.number or entry.number in numbers
            if kind != "organization" or entry.parent == parent
        ]
        fitting.sort(
            key=lambda entry: (
                bool(entry.until),
                entry.number not in numbers,
                entry.parent != parent,
            )
        )
        return fitting[0] if fitting else None

    def take(self, entry: LedgerEntry, local: str) -> bool:
        """Give an entry's key to a thing; False where another thing has it already."""
        aliases = [
            other for other in self.entries if (other.kind, other.key) == (entry.kind, entry.key)
        ]
        if (entry.kind, entry.key) in self.taken:
            return False
        self.taken.add((entry.kind, entry.key))
        for alias in aliases:
            self.identified[alias.line] = local
        return True

    def take_key(self, kind: str, key: str) -> None:
        """Give an entry to the thing for which a source itself carries its key."""
        entry = next((one for one in self.entries if (one.kind, one.key) == (kind, key)), None)
        if entry is not None:
            self.take(entry, f"{kind}-{key}")

    def note_reuse(self, number: str, name: str, local: str) -> None:
        """Note that a registered number now stands with another name."""
        for entry in self.by_number.get(number, []):
            known = [
                other.name
                for other in self.entries
                if (other.kind, other.key) == (entry.kind, entry.key)
            ]
            if compare_form(name) not in map(compare_form, known):
                self.reused.setdefault(entry.line, []).append(local)

    def unused(self, kind: str) -> list[LedgerEntry]:
        """Give the entries of a kind that identify nothing in this plan."""
        return [
            entry
            for entry in self.entries
            if entry.kind == kind and not entry.until and entry.line not in self.identified
        ]
