"""
Lasting keys for what the ledger lacks.
"""

from collections.abc import Iterable, Sequence

from plangraph.assemble.needed import Needed
from plangraph.read.folding import compare_form
from plangraph.read.registers import LedgerEntry


def mint(needed: Iterable[Needed], ledger: Sequence[LedgerEntry], since: str) -> list[LedgerEntry]:
    """
    Give lasting keys to things that the ledger lacks: the next free number of their kind.

    Keys are given in the order of kind and name, so that the order of rows does not matter; a
    project without a number gets a key that begins with ``u``. A section's parent is named by the
    key that its office has or gets here.
    """
    highest: dict[str, int] = {}
    for entry in ledger:
        digits = entry.key.removeprefix("u")
        if digits.isdecimal():
            highest[entry.kind] = max(highest.get(entry.kind, 0), int(digits))
    minted: list[LedgerEntry] = []
    renamed: dict[str, str] = {}
    line = max((entry.line for entry in ledger), default=1)
    order = sorted(
        needed, key=lambda thing: (thing.kind, bool(thing.parent), compare_form(thing.name))
    )
    for thing in order:
        highest[thing.kind] = highest.get(thing.kind, 0) + 1
        key = f"{'u' if thing.kind == 'project' else ''}{highest[thing.kind]}"
        line += 1
        parent = renamed.get(thing.parent, thing.parent)
        minted.append(LedgerEntry(line, thing.kind, key, "", thing.name, parent, since, "", ""))
        renamed[thing.local] = f"{thing.kind}-{key}"
    return minted
