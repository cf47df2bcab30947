"""
Clients that ask a server as fast as it answers, over connections that stay open.
"""

import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote


@dataclass
class Figures:
    """What the clients saw: seconds of each answer, and how many there were of each status."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    taken: float = 0.0

    @property
    def rate(self) -> float:
        """Answers in a second."""
        return len(self.seconds) / self.taken if self.taken else 0.0

    def say(self, name: str) -> str:
        """Say it in a line."""
        if not self.seconds:
            return f"{name:<34} no answer {dict(self.statuses)}"
        ordered = sorted(self.seconds)
        middle, late = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
        spread = f"median {middle * 1000:7.1f} ms   99% {late * 1000:8.1f} ms"
        return f"{name:<34} {self.rate:8.0f} /s   {spread}   {dict(sorted(self.statuses.items()))}"


def get(path: str, accept: str = "*/*") -> bytes:
    """Write a request."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode()


def ask(path: str, sparql: str, accept: str = "application/sparql-results+json") -> bytes:
    """Write a request with a query."""
    return get(f"{path}?query={quote(sparql, safe='')}", accept)


def drive(port: int, requests: Sequence[bytes], clients: int, seconds: float) -> Figures:
    """Let clients send requests at random for a while."""
    return asyncio.run(drive_all(port, requests, clients, seconds))


async def drive_all(port: int, requests: Sequence[bytes], clients: int, seconds: float) -> Figures:
    """Let clients send requests at random for a while."""
    figures = Figures()
    began = time.perf_counter()
    end = began + seconds
    await asyncio.gather(*(_run(port, requests, end, figures, seed) for seed in range(clients)))
    figures.taken = time.perf_counter() - began
    return figures


async def _run(
    port: int, requests: Sequence[bytes], end: float, figures: Figures, seed: int
) -> None:
    chance = random.Random(seed)
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    while time.perf_counter() < end:
        began = time.perf_counter()
        try:
            line = line or await asyncio.open_connection("127.0.0.1", port, limit=2**22)
            reader, writer = line
            writer.write(chance.choice(requests))
            status, stays = await read_answer(reader)
        except (OSError, EOFError, ValueError) as error:
            figures.statuses[type(error).__name__] += 1
            line = None
            await asyncio.sleep(0.05)
            continue
        figures.statuses[status] += 1
        figures.seconds.append(time.perf_counter() - began)
        if not stays:
            writer.close()
            line = None
    if line:
        line[1].close()


async def read_answer(reader: asyncio.StreamReader) -> tuple[str, bool]:
    """Read one answer whole; give its status, and whether the connection stays."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    headers = {
        name.lower(): value.strip() for name, _, value in (each.partition(":") for each in lines)
    }
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
    elif "chunked" in headers.get("transfer-encoding", ""):
        while size := int((await reader.readline()).split(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return first.split(" ")[1], headers.get("connection", "").lower() != "close"
