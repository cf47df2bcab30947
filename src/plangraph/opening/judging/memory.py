"""
What was judged before: a file for each plan and order, which goes for as long as nothing changed.

It is a help and no more: whatever is damaged, absent or cannot be written is judged anew.
"""

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from plangraph.errors import StoreError
from plangraph.layout import PACKAGE, ontology_folder, shapes_folder
from plangraph.opening.judging.stretches import Stretch
from plangraph.store.disk import MARKER, is_store

SETTLED: Final = 2_000_000_000
"""Nanoseconds after which a file's time tells whether it changed; clocks of disks are coarse."""

MADE: Final = frozenset({"graph.trig"})
"""Files of a plan folder that are made from the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement in its written form, and how many findings of each severity are open."""

    lines: bytes
    open: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Files:
    """
    The files that a judgement stands on: size and time of each, and when they were looked at.

    Of a file of many plans, the ``stretch`` of one.
    """

    found: tuple[tuple[str, int, int], ...]
    at: int
    stretch: Stretch | None = None

    @property
    def settled(self) -> bool:
        """Tell whether a change since would show in the times."""
        return all(self.at - changed > SETTLED for _name, _size, changed in self.found)

    def digest(self) -> str:
        """
        Digest names and contents.

        Raises:
            OSError: One is gone, or unreadable.
        """
        told = sha256()
        for name, _size, _changed in self.found:
            told.update(f"{name}\n".encode())
            if self.stretch is not None:
                told.update(self.stretch.read(Path(name)))
            else:
                told.update(sha256(Path(name).read_bytes()).digest())
        return told.hexdigest()

    def look_again(self) -> tuple[tuple[str, int, int], ...]:
        """
        See the same files again: what changed while it was judged is not to be remembered.

        Raises:
            OSError: One is gone.
        """
        return tuple(_stat(name) for name, _size, _changed in self.found)


class Memory:
    """What is known of one plan under one order."""

    def __init__(self, folder: Path, key: str) -> None:
        name = sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
        self.path = folder / name[:2] / name

    def recall(self, files: Files, today: date) -> Told | None:
        """Give what was found, if it still goes."""
        try:
            digest, _, told = self.path.read_bytes().partition(b"\n")
            if digest != _sum(told) or not files.found:
                return None
            head, _, lines = told.partition(b"\n")
            known = json.loads(head)
            if known["day"] not in (None, today.isoformat()):
                return None
            same = known["files"] == [list(one) for one in files.found]
            if not (same and known["settled"]):
                # The content decides; a file that was written anew may still say the same.
                content = files.digest()
                if known["digest"] != content:
                    return None
                day = today if known["day"] else None
                self.keep(Told(lines, known["open"]), files, day, content)
            return Told(lines, dict(known["open"]))
        except (OSError, StoreError, ValueError, KeyError, TypeError):
            return None

    def keep(self, told: Told, files: Files, day: date | None, content: str = "") -> None:
        """
        Write down what was found; where that is broken off, the file's sum tells it.

        ``content`` is the digest of the files where they were read already.
        """
        try:
            if not files.found or files.look_again() != files.found:
                return
            head = {
                "files": files.found,
                "settled": files.settled,
                "digest": content or files.digest(),
                "day": None if day is None else day.isoformat(),
                "open": dict(told.open),
            }
            written = json.dumps(head).encode() + b"\n" + told.lines
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(_sum(written) + b"\n" + written)
        except (OSError, StoreError):
            # It is a help and no more.
            return


def _sum(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()


def look(places: Iterable[Path], stretch: Stretch | None = None) -> Files:
    """See which files there are."""
    try:
        found = sorted(one for place in places for one in _list_files(place))
    except (OSError, ValueError):
        # Whoever opens the plan will say what is wrong.
        found = []
    return Files(tuple(found), time.time_ns(), stretch)


def digest_rules() -> str:
    """Digest all that judges: the shapes, the vocabulary, and the program itself."""
    told = sha256()
    files = [*shapes_folder().glob("*.ttl"), *ontology_folder().glob("*.ttl")]
    for path in sorted([*files, *PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.csv")]):
        told.update(sha256(path.read_bytes()).digest())
    return told.hexdigest()


def _list_files(place: Path) -> Iterator[tuple[str, int, int]]:
    """List the files that a plan lies in; an address has none."""
    if is_store(place):
        yield _stat(str(place / MARKER))
    elif place.is_dir():
        for folder, _folders, names in os.walk(place):
            for name in names:
                if name not in MADE:
                    yield _stat(os.path.join(folder, name))
    elif place.is_file():
        yield _stat(str(place))


def _stat(name: str) -> tuple[str, int, int]:
    found = os.stat(name)
    return os.path.abspath(name), found.st_size, found.st_mtime_ns
