"""
Answers that were given and are kept, and queries that several clients wait for at once.
"""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from plangraph.serve.worker import Answered, Asked
from plangraph.serve.workers import Workers

LASTING: Final = frozenset({200, 400, 406, 413})
"""What the same query over the same data is answered again."""
SHARE: Final = 16
"""The part of the room that one answer may take."""
LEAST: Final = 1024
"""Bytes that each answer is taken to need."""
REFUSED: Final = 60.0
"""Seconds in which a query that took too long is not tried again."""
MOST_REFUSED: Final = 1000


@dataclass(slots=True)
class Errand:
    """A query under way, and how many clients wait for it."""

    task: asyncio.Task[Answered]
    clients: int = 0


class Answers:
    """Asks the workers, and asks them only once."""

    def __init__(self, workers: Workers) -> None:
        self.workers = workers
        self.used = 0
        self._kept: OrderedDict[Asked, Answered] = OrderedDict()
        self._refused: OrderedDict[Asked, tuple[float, Answered]] = OrderedDict()
        self._errands: dict[Asked, Errand] = {}

    def find(self, asked: Asked) -> Answered | None:
        """Find an answer that is there without asking."""
        answer = self._kept.get(asked)
        if answer is not None:
            self._kept.move_to_end(asked)
            return answer
        refused = self._refused.get(asked)
        if refused is not None and time.monotonic() - refused[0] < REFUSED:
            return refused[1]
        return None

    async def ask(self, asked: Asked, shape: str = "", *, lasting: bool = True) -> Answered:
        """Ask; ``lasting`` where the answer is the same each time."""
        if not lasting:
            return await self.workers.ask(asked, shape)
        errand = self._errands.get(asked)
        if errand is None:
            errand = Errand(asyncio.ensure_future(self._run(asked, shape)))
            self._errands[asked] = errand
        errand.clients += 1
        try:
            return await asyncio.shield(errand.task)
        finally:
            errand.clients -= 1
            if not errand.clients:
                if self._errands.get(asked) is errand:
                    del self._errands[asked]
                errand.task.cancel()

    async def _run(self, asked: Asked, shape: str) -> Answered:
        answer = await self.workers.ask(asked, shape)
        if answer.status in LASTING:
            self._keep(asked, answer)
        elif answer.overdue:
            self._refused[asked] = (time.monotonic(), answer)
            while len(self._refused) > MOST_REFUSED:
                self._refused.popitem(last=False)
        return answer

    def _keep(self, asked: Asked, answer: Answered) -> None:
        room = self.workers.limits.kept
        if _weigh(asked, answer) > room // SHARE or asked in self._kept:
            return
        self._kept[asked] = answer
        self.used += _weigh(asked, answer)
        while self.used > room:
            self.used -= _weigh(*self._kept.popitem(last=False))


def _weigh(asked: Asked, answer: Answered) -> int:
    return LEAST + len(asked.sparql) * 4 + len(answer.body)
