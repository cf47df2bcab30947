"""
What was found before: a file for each content and order, so that whatever is the same is known.

It is a help and no more: whatever is damaged, absent or cannot be written is judged anew.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from blake3 import blake3

from plangraph.layout import PACKAGE, ontology_folder, shapes_folder

HEAD: Final = 1 << 10
"""Bytes that hold a file's sum and what its second line says."""


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement in its written form, and how many findings of each severity are open."""

    lines: bytes
    open: Mapping[str, int]


class Memory:
    """What was found under one order, as of one day."""

    def __init__(self, folder: Path, said: str, today: date) -> None:
        self.folder = os.path.join(folder, "told")
        self.said = blake3(said.encode("utf-8", "surrogateescape")).hexdigest()
        self.today = today.isoformat()

    def knows(self, content: str) -> bool:
        """Tell whether something is kept that goes; only ``recall`` sees whether it is sound."""
        try:
            with open(self._place(content), "rb", buffering=0) as file:
                return self._goes(json.loads(file.read(HEAD).split(b"\n", 2)[1]))
        except (OSError, ValueError, LookupError, TypeError):
            return False

    def recall(self, content: str) -> Told | None:
        """Give what was found of a content, if it still goes."""
        try:
            head, _, lines = (read_kept(self._place(content)) or b"").partition(b"\n")
            known = json.loads(head)
            return Told(lines, dict(known["open"])) if self._goes(known) else None
        except (ValueError, LookupError, TypeError):
            return None

    def keep(self, content: str, told: Told, *, dated: bool) -> None:
        """Write down what was found of a content, for this day alone where it is ``dated``."""
        head = {"day": self.today if dated else None, "open": dict(told.open)}
        write_kept(self._place(content), json.dumps(head).encode() + b"\n" + told.lines)

    def forget(self, content: str) -> None:
        """Make room: what was found of a content is not asked for any more."""
        with suppress(OSError):
            os.unlink(self._place(content))

    def _goes(self, known: Mapping[str, object]) -> bool:
        return known["day"] in (None, self.today)

    def _place(self, content: str) -> str:
        told = f"{self.said}\n{content}".encode("utf-8", "surrogateescape")
        name = blake3(told).hexdigest()
        return os.sep.join((self.folder, name[:2], name[2:]))


def read_kept(path: str) -> bytes | None:
    """Read what was kept, if it is there and whole."""
    try:
        with open(path, "rb", buffering=0) as file:
            kept, _, data = file.read().partition(b"\n")
    except OSError:
        return None
    return data if kept == _sum(data) else None


def write_kept(path: str, data: bytes) -> None:
    """
    Keep something, where that can be done.

    Where it is broken off, or another process writes there at once, the sum tells it.
    """
    written = _sum(data) + b"\n" + data
    # It is a help and no more.
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb", buffering=0) as file:
            file.write(written)


def _sum(data: bytes) -> bytes:
    return blake3(data).hexdigest().encode()


@cache
def digest_rules() -> str:
    """Digest all that judges: the shapes, the vocabulary, and the program itself."""
    told = blake3()
    rooms = (
        (shapes_folder(), ".ttl"),
        (ontology_folder(), ".ttl"),
        (PACKAGE, (".py", ".pyx", ".csv")),
    )
    for room, endings in rooms:
        for path in sorted(_list_files(os.fspath(room))):
            if path.endswith(endings):
                with open(path, "rb", buffering=0) as file:
                    told.update(blake3(file.read()).digest())
    return told.hexdigest()


def _list_files(folder: str) -> Iterator[str]:
    for home, _folders, names in os.walk(folder):
        yield from (os.path.join(home, name) for name in names)
