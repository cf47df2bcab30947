"""
Which plans are known, before any is judged: so that no more processes begin than are needed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Thread
from typing import Final

from plangraph.opening.judging import Order, Task, count_processors, open_memory
from plangraph.opening.judging.files import BUFFER, digest_stretch, look
from plangraph.opening.judging.memory import Memory
from plangraph.opening.judging.seen import Seen

READERS: Final = 8
"""Threads that read and digest at once, at most."""


def look_up(tasks: Sequence[Task], order: Order, seen: Seen, few: int) -> tuple[list[Task], int]:
    """
    Give each task with its content where what was found of that is known, and how many are not.

    Once more than a few are not, no more is read to find out: whoever judges a plan reads it.
    """
    memory = open_memory(order)
    if memory is None:
        return list(tasks), len(tasks)
    search = _Search(memory, seen, few)
    found, unread = [], []
    for number, task in enumerate(tasks):
        if task.stretch is None:
            found.append(search.check(search.look(task)))
        elif task.content:
            found.append(search.check(task))
        else:
            found.append(task)
            unread.append(number)
    search.read(found, unread)
    return found, sum(not task.content for task in found)


def remember(done: Sequence[Task], order: Order, seen: Seen) -> None:
    """Write down how what was judged looked, and forget what was found of what it was before."""
    memory = open_memory(order)
    if memory is None:
        return
    for former in seen.list_former(done):
        memory.forget(former.said)
    seen.keep(done)


class _Search:
    """What is known of tasks, and how many were found of which nothing is."""

    def __init__(self, memory: Memory, seen: Seen, few: int) -> None:
        self.memory, self.seen, self.few = memory, seen, few
        self.missed = 0
        self._last = Task("")

    def check(self, task: Task) -> Task:
        """Give a task without its content where nothing is known of that."""
        if task.content and self.memory.knows(task.said):
            return task
        # Readers that count at once may read one plan more: no harm is done.
        self.missed += 1
        return replace(task, content="")

    def look(self, task: Task) -> Task:
        """Look at the files of a source, and read them where they do not look as they were seen."""
        if task.source != self._last.source:
            files = look([task.source])
            mark = files.mark
            content = self.seen.find_content(task.source, mark)
            if not content and self.missed <= self.few:
                content = files.digest()
                mark = mark if files.are_unchanged(content) else ""
            self._last = replace(task, mark=mark, content=content)
        return replace(task, mark=self._last.mark, content=self._last.content)

    def read(self, tasks: list[Task], unread: Sequence[int]) -> None:
        """Read stretches by several threads, which digest at once."""
        waiting = iter(unread)
        count = min(READERS, count_processors(), len(unread))
        readers = [Thread(target=self._read, args=(tasks, waiting)) for _ in range(count)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()

    def _read(self, tasks: list[Task], waiting: Iterator[int]) -> None:
        buffer = bytearray(BUFFER)
        for number in waiting:
            task = tasks[number]
            if task.stretch is None or self.missed > self.few:
                return
            try:
                content = digest_stretch(task.source, task.stretch, buffer)
            except OSError:
                # Whoever judges it will say what is wrong.
                content = ""
            tasks[number] = self.check(replace(task, content=content))
