"""
How the files of plans looked when they were last read, and the digest of what they held: what
looks the same need not be read again.

A file that holds many plans has a file of its own for this, sources that lie in a folder one for
all of them.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blake3 import blake3

from plangraph.opening.judging.files import look
from plangraph.opening.judging.memory import digest_rules, read_kept, write_kept
from plangraph.opening.judging.stretches import Stretch

if TYPE_CHECKING:
    from plangraph.opening.judging import Task


class Seen:
    """What is known of files."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.path.join(folder, "seen")
        self._read: dict[str, dict[str, Any]] = {}
        self._located: dict[str, str] = {}

    def find_content(self, source: str, mark: str) -> str:
        """Give the digest of a source that looks so; nothing, where it is not known."""
        place = self._locate(source)
        kept = self._open(os.path.dirname(place)).get(place)
        return str(kept[1]) if mark and kept and kept[0] == mark else ""

    def find_stretches(self, source: str, mark: str) -> list[tuple[Stretch, str]]:
        """Give the stretches of a file that looks so, each with its digest."""
        place = self._locate(source)
        kept = self._open(place).get(place)
        if not mark or not kept or kept[0] != mark:
            return []
        return [(Stretch(root, begin, end), content) for root, begin, end, content in kept[1]]

    def list_former(self, tasks: Sequence["Task"]) -> Iterator["Task"]:
        """List what was seen before at the places of tasks that were done, and is there no more."""
        there = {task.content for task in tasks}
        looked: set[str] = set()
        for task in tasks:
            place = self._locate(task.source)
            if task.stretch is None:
                kept = self._open(os.path.dirname(place)).get(place)
                former = [kept[1]] if kept else []
            elif place not in looked:
                looked.add(place)
                kept = self._open(place).get(place)
                former = [one[-1] for one in kept[1]] if kept else []
            else:
                continue
            yield from (replace(task, content=one) for one in former if one not in there)

    def keep(self, tasks: Iterable["Task"]) -> None:
        """Write down of all tasks that were done how their files looked, and what they held."""
        whole: dict[str, dict[str, Any]] = {}
        parts: dict[str, dict[Stretch, Task]] = {}
        for task in tasks:
            place = self._locate(task.source)
            if task.stretch is not None:
                parts.setdefault(place, {})[task.stretch] = task
            elif task.mark and task.content:
                whole.setdefault(os.path.dirname(place), {})[place] = [task.mark, task.content]
        for place, of in parts.items():
            # It was read piece by piece, and may have changed in the meantime.
            files = look([place])
            if files.mark and all(one.content and one.mark == files.mark for one in of.values()):
                found = sorted(of, key=lambda one: one.begin)
                ends = [0, *(one.end for one in found)]
                if ends == [*(one.begin for one in found), files.found[0][1]]:
                    said = [[one.root, one.begin, one.end, of[one].content] for one in found]
                    whole[place] = {place: [files.mark, said]}
        for group, entries in whole.items():
            self._write(group, entries)

    def _locate(self, source: str) -> str:
        if source not in self._located:
            self._located[source] = os.path.abspath(source)
        return self._located[source]

    def _write(self, group: str, entries: dict[str, Any]) -> None:
        kept = self._open(group)
        if any(kept.get(place) != entry for place, entry in entries.items()):
            kept.update(entries)
            write_kept(self._name(group), json.dumps(kept).encode())

    def _open(self, group: str) -> dict[str, Any]:
        if group not in self._read:
            self._read[group] = json.loads(read_kept(self._name(group)) or b"{}")
        return self._read[group]

    def _name(self, group: str) -> str:
        # Another program might find other stretches.
        told = f"{digest_rules()}\n{group}".encode("utf-8", "surrogateescape")
        return os.path.join(self.folder, blake3(told).hexdigest())
