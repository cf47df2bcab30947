"""
Whose turn it is: queries that wait for a worker, and those that ran long lately behind all others.
"""

import asyncio
import time
from collections import OrderedDict, deque
from typing import Final, Generic, Protocol, TypeVar

REMEMBERED: Final = 300.0
"""Seconds in which a query that ran long stands behind others."""
MOST: Final = 1000
"""Shapes of queries that are remembered."""


class Waited(Protocol):
    """What is waited for: a worker."""

    long: bool
    """Whether it has a query of a shape that runs long."""


W = TypeVar("W", bound=Waited)


class Turns(Generic[W]):
    """Free workers and the queries that wait for one, in the order in which they came."""

    def __init__(self, spare: int) -> None:
        self.spare = spare
        self.free: list[W] = []
        self.long = 0
        """Workers that have a query of a shape that runs long; never more than are spared."""
        self._waiting: tuple[deque[asyncio.Future[W]], ...] = (deque(), deque())
        self._shapes: OrderedDict[str, float] = OrderedDict()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(not each.done() for queue in self._waiting for each in queue)

    def remember(self, shape: str) -> None:
        """Remember that a query of this shape ran long."""
        self._shapes[shape] = time.monotonic()
        self._shapes.move_to_end(shape)
        while len(self._shapes) > MOST:
            self._shapes.popitem(last=False)

    def is_long(self, shape: str) -> bool:
        """Tell whether a query of this shape ran long lately."""
        return time.monotonic() - self._shapes.get(shape, -REMEMBERED) < REMEMBERED

    async def take(self, shape: str) -> W:
        """Take a worker when it is this query's turn."""
        turn: asyncio.Future[W] = asyncio.get_running_loop().create_future()
        self._waiting[self.is_long(shape)].append(turn)
        self._hand_out()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give_back(turn.result())
            raise

    def give_back(self, worker: W) -> None:
        """Give a worker back, or a new one."""
        self.forget(worker)
        self.free.append(worker)
        self._hand_out()

    def forget(self, worker: W) -> None:
        """Note that a worker has no query any more, whether or not it takes another."""
        if worker.long:
            worker.long = False
            self.long -= 1

    def _hand_out(self) -> None:
        for long, queue in enumerate(self._waiting):
            while queue and self.free and (not long or self.long < self.spare):
                turn = queue.popleft()
                if turn.done():
                    continue
                worker = self.free.pop()
                worker.long = bool(long)
                self.long += long
                turn.set_result(worker)
