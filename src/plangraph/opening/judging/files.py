"""
The files that a judgement stands on: how they look, and what they hold.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from blake3 import blake3

from plangraph.layout import is_plan_folder
from plangraph.opening.judging.stretches import Stretch
from plangraph.store.disk import MARKER

SETTLED: Final = 2_000_000_000
"""Nanoseconds after which a file's time tells whether it changed; clocks of disks are coarse."""

MADE: Final = frozenset({"graph.trig"})
"""Files of a plan folder that are made from the others."""

BUFFER: Final = 1 << 18
"""Bytes that are read at a time of what is large and only digested."""

Look = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Files:
    """Name, size and times of each file at some places, and when they were looked at."""

    places: tuple[str, ...]
    found: tuple[Look, ...]
    at: int

    @property
    def settled(self) -> bool:
        """Tell whether a change since would show in the times."""
        return all(self.at - max(times) > SETTLED for _name, _size, *times in self.found)

    @property
    def mark(self) -> str:
        """Say in short how they look; nothing, where a change might not show, or none is there."""
        if not self.found or not self.settled:
            return ""
        return blake3(repr(self.found).encode("utf-8", "surrogateescape")).hexdigest()

    def digest(self) -> str:
        """Digest names and contents; nothing, where one is gone or unreadable, or none is there."""
        told = blake3(repr(self.places).encode("utf-8", "surrogateescape"))
        try:
            for name, size, *_times in self.found:
                with open(name, "rb", buffering=0) as file:
                    one = blake3(file.read()) if size < BUFFER else file_digest(file, _begin)
                told.update(os.fsencode(name) + b"\0" + one.digest())
        except OSError:
            return ""
        return told.hexdigest() if self.found else ""

    def are_unchanged(self, content: str) -> bool:
        """Tell whether they still are what they were when digested."""
        if look(self.places).found != self.found:
            return False
        return self.settled or self.digest() == content


def look(places: Iterable[str]) -> Files:
    """See which files there are; an address has none."""
    at, homes = time.time_ns(), tuple(map(os.path.abspath, places))
    try:
        found = sorted(one for home in homes for one in _list_files(home))
    except (OSError, ValueError):
        # Whoever opens the plan will say what is wrong.
        found = []
    return Files(homes, tuple(found), at)


def _begin() -> Any:
    # Its type does not say that a file can be digested by it.
    return blake3()


def _list_files(home: str) -> Iterator[Look]:
    """List the files that a plan lies in."""
    above = os.path.dirname(home)
    if os.path.basename(above) == "revisions" and is_plan_folder(Path(above).parent):
        # A revision is read with what stands beside all of them.
        home = os.path.dirname(above)
    found = os.stat(home)
    if stat.S_ISREG(found.st_mode):
        yield _describe(home, found)
    elif os.path.isfile(marker := os.path.join(home, MARKER)):
        yield _describe(marker, os.stat(marker))
    else:
        yield from _walk(home, found, [])


def _walk(folder: str, looked: os.stat_result, above: Sequence[os.stat_result]) -> list[Look]:
    """List the files of a folder, and of those that links lead to, but not around in a ring."""
    listed: list[Look] = []
    if any(os.path.samestat(looked, one) for one in above):
        return listed
    with os.scandir(folder) as entries:
        for entry in entries:
            found = os.stat(entry.path)
            if stat.S_ISDIR(found.st_mode):
                listed += _walk(entry.path, found, [*above, looked])
            elif entry.name not in MADE:
                listed.append(_describe(entry.path, found))
    return listed


def _describe(name: str, found: os.stat_result) -> Look:
    return name, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def digest_stretch(source: str, stretch: Stretch, buffer: bytearray) -> str:
    """
    Digest a stretch of a file as ``digest_lines`` does its lines, by way of a buffer.

    Raises:
        OSError: The file is gone, or unreadable.
    """
    told, view, left = blake3(), memoryview(buffer), stretch.end - stretch.begin
    with open(source, "rb", buffering=0) as file:
        file.seek(stretch.begin)
        while left:
            count = file.readinto(view[:left])
            if not count:
                break
            told.update(view[:count])
            left -= count
    return told.hexdigest()


def digest_lines(lines: bytes) -> str:
    """Digest what a stretch holds."""
    return blake3(lines).hexdigest()
