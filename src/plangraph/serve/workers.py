"""
The workers of a server: how many there are, how long each may take, and what replaces a dead one.
"""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from plangraph.serve.worker import Answered, Asked, run_worker


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take."""

    seconds: float = 10.0
    rows: int = 100_000
    memory: int = 2 * 1024**3
    workers: int = 2
    waiting: int = 256
    """Queries that may wait for a worker; one more is turned away at once."""


class Worker:
    """One process and the line to it."""

    def __init__(self, dump: Path, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=run_worker, args=(theirs, dump, memory), daemon=True
        )
        self.process.start()
        theirs.close()

    def ask(self, asked: Asked, seconds: float) -> Answered:
        """Ask and wait; the time runs from when the worker has the query."""
        try:
            self.connection.send(asked)
            if not self.connection.poll(seconds):
                return Answered(503, "", b"", f"the query took longer than {seconds:g} seconds")
            answer = self.connection.recv()
        except (EOFError, OSError):
            return Answered(503, "", b"", "the query ended its worker; it may need too much memory")
        return answer if isinstance(answer, Answered) else Answered(500, "", b"", "no answer")

    def is_fit(self, answer: Answered) -> bool:
        """Tell whether the worker can take another query after this answer."""
        return answer.status != 503 and self.process.is_alive()

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Workers:
    """The workers of a server; a query takes the first that is free."""

    def __init__(self, dump: Path, limits: Limits) -> None:
        self.dump = dump
        self.limits = limits
        self.waiting = 0
        self.free: asyncio.Queue[Worker] = asyncio.Queue()
        self.all: list[Worker] = []

    async def start(self) -> None:
        """Start the processes, and wait until each has its data."""
        for _ in range(self.limits.workers):
            self._add()
        await asyncio.gather(*(self.ask(PROBE, patience=60.0) for _ in self.all))

    def stop(self) -> None:
        """End all processes."""
        for worker in self.all:
            worker.kill()
        self.all.clear()

    async def ask(self, asked: Asked, patience: float = 0.0) -> Answered:
        """Ask a free worker; one that is stuck or dead is replaced."""
        seconds = patience or self.limits.seconds
        async with self._queue() as admitted:
            if not admitted:
                return Answered(503, "", b"", "too many queries are waiting")
            try:
                worker = await asyncio.wait_for(self.free.get(), timeout=seconds * 3)
            except TimeoutError:
                return Answered(503, "", b"", "no worker was free in time")
        task = asyncio.ensure_future(asyncio.to_thread(worker.ask, asked, seconds))
        try:
            answer = await asyncio.shield(task)
        except asyncio.CancelledError:
            # The client has gone; nobody else must get its answer.
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._replace(worker)
            raise
        if worker.is_fit(answer):
            self.free.put_nowait(worker)
        else:
            self._replace(worker)
        return answer

    @asynccontextmanager
    async def _queue(self) -> AsyncIterator[bool]:
        if self.waiting >= self.limits.waiting:
            yield False
            return
        self.waiting += 1
        try:
            yield True
        finally:
            self.waiting -= 1

    def _add(self) -> None:
        worker = Worker(self.dump, self.limits.memory)
        self.all.append(worker)
        self.free.put_nowait(worker)

    def _replace(self, worker: Worker) -> None:
        if worker in self.all:
            self.all.remove(worker)
            with suppress(OSError, ValueError):
                worker.kill()
            self._add()


PROBE = Asked("ASK {}", "", (), (), 1)
