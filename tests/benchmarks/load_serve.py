"""
Load ``plangraph serve``: 200 clients for a minute, some of them hostile.

Most ask for pages and saved questions; meanwhile others send queries that run away, results that
are too large, requests that never end, and somebody kills a worker. Whoever behaves is answered,
whoever does not gets his error, and the memory does not grow.
"""

import argparse
import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from plangraph.ask import find_query
from tests.benchmarks.clients import Figures, ask, drive_all, get
from tests.benchmarks.compare_serve import QUESTIONS, find_port, run, write_site

SLOW: Final = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } # %d",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?c ?f # %d",
    "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<x:y>|^!<x:y>)* ?b . ?b (!<x:y>|^!<x:y>)* ?c } # %d",
    "SELECT (GROUP_CONCAT(?c) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # %d",
)
LARGE: Final = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 200000 # %d"


def list_processes(parent: int) -> list[int]:
    """List a process and all that it began, the workers last."""
    found = [parent]
    for pid in found:
        words = ["ps", "-ww", "-o", "pid=", "--ppid", str(pid)]
        told = subprocess.run(words, capture_output=True, text=True, check=False)
        found += [int(word) for word in told.stdout.split()]
    return found


def measure_memory(pids: list[int]) -> list[int]:
    """Measure the megabytes that each process has in memory."""
    found = []
    for pid in pids:
        with suppress(OSError):
            told = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
            found.append(int(told[1]) // 1024 if told else 0)
    return found


async def dawdle(port: int, seconds: float) -> int:
    """Begin requests and never end them; count how often the server cut the connection off."""
    end, cut = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /sparql?query=")
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.1, end - time.monotonic())):
                    await reader.read(1)
                    cut += 1
            writer.close()
    return cut


async def kill_workers(parent: int, seconds: float) -> int:
    """Kill a worker now and then."""
    end, killed = time.monotonic() + seconds, 0
    while time.monotonic() < end - 5:
        await asyncio.sleep(5)
        workers = list_processes(parent)[1:]
        if workers:
            with suppress(ProcessLookupError):
                os.kill(workers[-1], signal.SIGKILL)
                killed += 1
    return killed


async def load_server(port: int, parent: int, clients: int, seconds: float) -> bool:
    """Let all at it, and say what came of it."""
    queries = [find_query(question).sparql for question in QUESTIONS]
    good = [
        *(ask("/sparql", query) for query in queries),
        *(ask("/sparql", f"{query}\n# {number}") for number in range(200) for query in queries),
        *(get(f"/402052/{page}.html") for page in ("goal-1", "goals", "projects") * 100),
        *(get(f"/402052/{page}", "text/turtle") for page in ("goal-1", "measure-1.2") * 50),
    ]
    slow = [ask("/sparql", query % number) for number in range(10_000) for query in SLOW]
    large = [ask("/sparql", LARGE % number) for number in range(10_000)]
    hostile = max(2, clients // 50)
    before = measure_memory(list_processes(parent))
    told = await asyncio.gather(
        drive_all(port, good, clients - 3 * hostile, seconds),
        drive_all(port, slow, hostile, seconds),
        drive_all(port, large, hostile, seconds),
        asyncio.gather(*(dawdle(port, seconds) for _ in range(hostile))),
        kill_workers(parent, seconds),
    )
    await asyncio.sleep(3)
    after = measure_memory(list_processes(parent))
    figures: dict[str, Figures] = {"good": told[0], "running away": told[1], "too large": told[2]}
    for name, found in figures.items():
        print(found.say(f"{name} clients"))
    print(f"{'unending requests cut off':<34} {sum(told[3]):8}")
    print(f"{'workers killed':<34} {told[4]:8}")
    print(f"{'megabytes before':<34} {before}\n{'megabytes after':<34} {after}")
    answered = await drive_all(port, good, 1, 1)
    total = sum(told[0].statuses.values())
    fine = sum(told[0].statuses[status] for status in ("200", "303"))
    print(f"{'good requests answered':<34} {fine / total:8.4%}")
    return fine / total > 0.99 and set(answered.statuses) <= {"200", "303"}


def main() -> int:
    """Load the server, and exit with 1 where those who behave are not answered."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site, _ = write_site(Path(name))
        port = find_port()
        words = [sys.executable, "-m", "plangraph", "serve", str(site), "--port", str(port)]
        with run(words, port):
            time.sleep(3)
            found = subprocess.run(
                ["pgrep", "-f", f"serve {site}"], capture_output=True, text=True, check=True
            )
            parent = int(found.stdout.split()[0])
            kept = asyncio.run(load_server(port, parent, asked.clients, asked.seconds))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
