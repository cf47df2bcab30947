"""
The workers of a server: how many there are, how long each may take, and what replaces a dead one.
"""

import asyncio
import multiprocessing
import time
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from plangraph.serve.limits import Limits
from plangraph.serve.turns import Turns
from plangraph.serve.worker import READY, Answered, Asked, run_worker

LOADING: Final = 300.0
"""Seconds in which a worker must have its data."""
GRACE: Final = 0.5
"""Seconds that a query may still run whose client has gone: shorter than to replace a worker."""
GONE: Final = "the query ended its worker; it may need too much memory"
PULSE: Final = 0.1
REST: Final = 1.0
"""Seconds to wait after a worker that could not even start."""


def _choose_context() -> BaseContext:
    """Choose how processes begin: copied from one that has done its imports, where that can be."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["plangraph.serve.worker"])
    return context


CONTEXT: Final = _choose_context()


class Worker:
    """One process and the line to it."""

    def __init__(self, dump: Path, memory: int) -> None:
        self.connection: Connection
        self.connection, theirs = CONTEXT.Pipe()
        # Typeshed knows no common class of the contexts that has it.
        make: Any = CONTEXT.Process  # type: ignore[attr-defined]
        self.process: BaseProcess = make(
            target=run_worker, args=(theirs, dump, memory), daemon=True
        )
        self.process.start()
        theirs.close()
        self.began: float | None = None
        self.long = False
        self.ended = ""
        """Why the server ended it, if it did."""

    def wait(self, seconds: float) -> bool:
        """Wait until the worker has its data; tell whether it has."""
        try:
            return self.connection.poll(seconds) and self.connection.recv() == READY
        except (EOFError, OSError):
            return False

    def ask(self, asked: Asked, seconds: float) -> Answered:
        """Ask and wait; the time runs from when the worker has the query."""
        self.began = time.monotonic()
        try:
            self.connection.send(asked)
            if not self.connection.poll(seconds):
                late = f"the query took longer than {seconds:g} seconds"
                return Answered(503, "", b"", late, overdue=True)
            answer = self.connection.recv()
        except (EOFError, OSError):
            return Answered(503, "", b"", self.ended or GONE)
        finally:
            self.began = None
        return answer if isinstance(answer, Answered) else Answered(500, "", b"", "no answer")

    def is_fit(self, answer: Answered) -> bool:
        """Tell whether the worker can take another query after this answer."""
        return answer.status != 503 and self.process.is_alive()

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.connection.close()


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a server says of its workers."""

    living: int
    free: int
    waiting: int


class Workers:
    """The workers of a server; a query takes the first that is free."""

    def __init__(self, dump: Path, limits: Limits) -> None:
        self.dump = dump
        self.limits = limits
        self.turns: Turns[Worker] = Turns(limits.spare)
        self.all: list[Worker] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def start(self) -> None:
        """Start the processes, and wait until each has its data."""
        await asyncio.gather(*(self._add() for _ in range(self.limits.total)))
        self._do(self._watch())

    async def stop(self) -> None:
        """End all processes."""
        self._stopping = True
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self.all:
            worker.kill()
        self.all.clear()

    def count(self) -> Crowd:
        """Count the workers that live and that are free, and the queries that wait."""
        living = sum(worker.process.is_alive() for worker in self.all)
        return Crowd(living, len(self.turns.free), self.turns.waiting)

    async def ask(self, asked: Asked, shape: str = "") -> Answered:
        """Ask a free worker; one that is stuck or dead is replaced."""
        if self.turns.waiting >= self.limits.waiting:
            return Answered(503, "", b"", "too many queries are waiting")
        began = time.monotonic()
        answer = await self._ask_once(asked, shape)
        if answer.detail == GONE and time.monotonic() - began < GRACE:
            # More likely the worker was dead before, and the query is not to blame.
            answer = await self._ask_once(asked, shape)
        return answer

    async def _ask_once(self, asked: Asked, shape: str) -> Answered:
        try:
            async with asyncio.timeout(self.limits.seconds * 3):
                worker = await self.turns.take(shape)
                while not worker.process.is_alive():
                    self._put_back(worker, Answered(503, "", b"", GONE))
                    worker = await self.turns.take(shape)
        except TimeoutError:
            return Answered(503, "", b"", "no worker was free in time")
        began = time.monotonic()
        task = asyncio.ensure_future(asyncio.to_thread(worker.ask, asked, self.limits.seconds))
        try:
            answer = await asyncio.shield(task)
        except asyncio.CancelledError:
            # Nobody waits for it any more, and nobody else must get its answer.
            self._do(self._outlast(worker, task))
            raise
        if shape and time.monotonic() - began > self.limits.quick:
            self.turns.remember(shape)
        self._put_back(worker, answer)
        return answer

    async def _outlast(self, worker: Worker, task: asyncio.Future[Answered]) -> None:
        await asyncio.wait([task], timeout=GRACE)
        if not task.done():
            worker.ended = "nobody waits for the answer any more"
            worker.process.kill()
        self._put_back(worker, await task)

    def _put_back(self, worker: Worker, answer: Answered) -> None:
        if self._stopping:
            return
        if worker.is_fit(answer):
            self.turns.give_back(worker)
            return
        self.turns.forget(worker)
        if worker in self.all:
            self.all.remove(worker)
            with suppress(OSError, ValueError):
                worker.kill()
            self._do(self._add())

    async def _add(self) -> None:
        while not self._stopping:
            worker = await asyncio.to_thread(Worker, self.dump, self.limits.memory)
            self.all.append(worker)
            if await asyncio.to_thread(worker.wait, LOADING):
                self.turns.give_back(worker)
                return
            self.all.remove(worker)
            worker.kill()
            await asyncio.sleep(REST)

    async def _watch(self) -> None:
        """While queries wait, end those that take too long for that."""
        while True:
            await asyncio.sleep(PULSE)
            if self.turns.waiting:
                self._make_room(time.monotonic())

    def _make_room(self, now: float) -> None:
        """End what runs the longest: beyond its time, or beyond the workers for long queries."""
        limits = self.limits
        began = [(worker.began, worker) for worker in self.all if not worker.ended]
        ages = [(now - since, worker) for since, worker in began if since is not None]
        long = sorted((pair for pair in ages if pair[0] > limits.quick), key=lambda pair: -pair[0])
        excess = len(long) - limits.spare
        for rank, (age, worker) in enumerate(long):
            if age > limits.pressed or rank < excess:
                worker.ended = f"the query was ended after {age:.1f} seconds, since others wait"
                worker.process.kill()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
