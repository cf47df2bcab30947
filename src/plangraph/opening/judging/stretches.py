"""
Where the plans of one file of N-Quads lie, plan after plan as 'assemble' and 'load' write them.
"""

import mmap
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plangraph.errors import StoreError, name_reason

LARGE: Final = 32 * 1024 * 1024
"""Bytes from which a file is taken plan by plan or not at all; a smaller one may mix its plans."""

GRAPH: Final = re.compile(rb" <([^<>\s]*)> ?\.\s*$")
ROOT: Final = re.compile(rb"^(.*/)(?:decisions|links|revision-[^/]*(?:/source|/derived)?)$")

STEP: Final = 1 << 16
"""Bytes that the first plan is taken to be longer than, to begin with."""

NEAR: Final = 1 << 10
"""Bytes in which lines are looked at one after another, and not by halves."""

FREED: Final = 1 << 24
"""Bytes that are walked over before the system may forget what was looked at of them."""

GRAPHS: Final = 64
"""Graphs of a plan that are kept in mind."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the lines of a plan lie in a file, and what its graphs' names begin with."""

    root: str
    begin: int
    end: int

    def read(self, path: Path) -> bytes:
        """
        Read them.

        Raises:
            StoreError: The file is gone, or shorter than it was.
        """
        try:
            with path.open("rb") as file:
                file.seek(self.begin)
                return file.read(self.end - self.begin)
        except OSError as error:
            raise StoreError(
                path, name_reason(error), "Check the path and its permissions"
            ) from error


def may_hold_stretches(path: Path) -> bool:
    """Tell whether a file is of the kind that is taken plan by plan."""
    return path.suffix.lower() == ".nq" and path.is_file() and path.stat().st_size > 0


def find_stretches(path: Path) -> list[Stretch]:
    """
    Find where each plan of a file lies; nothing, where plans do not follow one another.

    A few lines of each plan are looked at; whoever reads a stretch sees whether all are of it.
    """
    if not may_hold_stretches(path):
        return []
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            found = list(_walk(data))
    except (OSError, ValueError):
        # Whoever opens the plan will say what is wrong; one that was emptied cannot be mapped.
        return []
    roots = {stretch.root for stretch in found}
    return [] if len(roots) < len(found) or "" in roots else found


def _walk(data: mmap.mmap) -> Iterator[Stretch]:
    begin, freed, guess = 0, 0, STEP
    while begin < len(data):
        plan = _Plan(data, begin)
        end = plan.search_end(guess)
        yield Stretch(plan.root.decode("utf-8", "replace"), begin, end)
        begin, guess = end, end - begin
        if sys.platform == "linux" and begin - freed > FREED:
            # What was looked at would count as memory of this process.
            data.madvise(mmap.MADV_DONTNEED)
            freed = begin


class _Plan:
    """The plan of which a line is, in a file."""

    def __init__(self, data: mmap.mmap, begin: int) -> None:
        self.data, self.begin = data, begin
        self._known: dict[bytes, bytes] = {}
        self.root = self._root(_line(data, begin))

    def search_end(self, guess: int) -> int:
        """Search for its end, near a guessed length."""
        low, high = self.bracket(guess)
        while high - low > NEAR:
            middle = (low + high) // 2
            if self.holds(_next_line(self.data, middle)):
                low = middle
            else:
                high = middle
        end = _next_line(self.data, low)
        while end < len(self.data) and self.holds(end):
            end = _next_line(self.data, end + 1)
        return end

    def bracket(self, guess: int) -> tuple[int, int]:
        """
        Give a place before whose next line the plan goes on, and one where it is over.

        Plans of a file are mostly of about one length, so the search begins where that ends.
        """
        size = len(self.data)
        low, high = self.begin, min(self.begin + guess, size)
        step = max(NEAR, guess >> 5)
        if high == size or not self.holds(_next_line(self.data, high)):
            while high - step > low:
                if self.holds(_next_line(self.data, high - step)):
                    return high - step, high
                high, step = high - step, 2 * step
            return low, high
        while high < size and self.holds(_next_line(self.data, high)):
            low, high, step = high, high + step, 2 * step
        return low, min(high, size)

    def holds(self, begin: int) -> bool:
        """Tell whether a line is of it; of what is current, by the first that names a thing."""
        while begin < len(self.data):
            line = _line(self.data, begin)
            found = self._root(line)
            if found or not self.root:
                return found == self.root
            if self._names(line):
                return True
            begin += len(line)
        return False

    def _names(self, line: bytes) -> bool:
        """Tell whether a line begins with the name of a thing of the plan, or of its revision."""
        if not line.startswith(b"<" + self.root):
            return False
        rest = line[len(self.root) + 1 : line.find(b">")]
        return b"/" not in rest or rest.startswith(b"revision-")

    def _root(self, line: bytes) -> bytes:
        """Give what the name of a line's graph begins with; a plan has but a few graphs."""
        ending = line[line.rfind(b" <") :]
        root = self._known.get(ending)
        if root is None:
            root = _root(ending)
            if len(self._known) < GRAPHS:
                self._known[ending] = root
        return root


def _next_line(data: mmap.mmap, place: int) -> int:
    if place <= 0:
        return 0
    found = data.find(b"\n", min(place, len(data)) - 1)
    return len(data) if found < 0 else found + 1


def _line(data: mmap.mmap, begin: int) -> bytes:
    end = data.find(b"\n", begin)
    return data[begin : len(data) if end < 0 else end + 1]


def _root(ending: bytes) -> bytes:
    graph = GRAPH.match(ending)
    root = ROOT.match(graph.group(1)) if graph else None
    return root.group(1) if root else b""
