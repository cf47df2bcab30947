"""
Measure ``plangraph serve`` beside other servers, on the same data and queries in one run.

Queries beside ``oxigraph serve`` and ``rdflib-endpoint``, pages beside nginx over the same folder;
what is not installed is left out by name. Each gets its turn several times, and the best counts.
"""

import gzip
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import pyoxigraph as ox

from plangraph.ask import find_query
from plangraph.opening import load
from plangraph.publish import merge, publish
from tests.benchmarks.clients import Figures, ask, drive, get

SCRIPTS: Final = Path(sys.executable).parent
CLIENTS: Final = 16
SECONDS: Final = 3.0
ROUNDS: Final = 3
QUESTIONS: Final = (
    "indicators/units",
    "responsibility/departments-by-goal",
    "structure/goals-with-targets",
    "coverage/projects-without-number",
)
PAGES: Final = ("goal-1", "measure-1.2", "project-442-1", "projects", "goals")
LEAST_OF_NGINX: Final = 0.1


def find_port() -> int:
    """Find a port that is free now."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


@contextmanager
def run(command: list[str], port: int) -> Iterator[int]:
    """Run a server, and give its port once it takes connections."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if running.poll() is not None or time.monotonic() > end:
                    raise SystemExit(f"does not start: {' '.join(command)}") from None
                time.sleep(0.1)
        yield port
    finally:
        running.terminate()
        running.wait(timeout=30)


def find_command(name: str) -> str | None:
    """Find a command beside this Python, or on the path."""
    beside = SCRIPTS / name
    return str(beside) if beside.exists() else shutil.which(name)


def write_site(folder: Path) -> tuple[Path, Path]:
    """Publish the shipped plan; give the site, and the current facts as one graph."""
    plan = load()
    site = folder / "site"
    report = plan.check(profile="publish", today=date(2026, 11, 1))
    publish(merge([plan.dataset]), [report], site)
    quads = ox.parse(
        gzip.decompress((site / "data/dataset.nq.gz").read_bytes()), format=ox.RdfFormat.N_QUADS
    )
    current = ox.NamedNode(plan.dataset.current)
    facts = folder / "current.nt"
    triples = (quad.triple for quad in quads if quad.graph_name == current)
    ox.serialize(triples, output=facts, format=ox.RdfFormat.N_TRIPLES)
    return site, facts


def send(port: int, path: str, triples: bytes) -> None:
    """Send a server its data, which it keeps in memory as ours does."""
    line = HTTPConnection("127.0.0.1", port)
    line.request("POST", path, triples, {"Content-Type": "application/n-triples"})
    line.getresponse().read()
    line.close()


def start_endpoints(stack: ExitStack, site: Path, facts: Path) -> dict[str, tuple[int, str]]:
    """Start the servers of queries; give each its port and path."""
    found = {}
    port = find_port()
    ours = [sys.executable, "-m", "plangraph", "serve", str(site), "--port", str(port)]
    found["plangraph serve"] = (stack.enter_context(run(ours, port)), "/sparql")
    if command := find_command("oxigraph"):
        port = find_port()
        words = [command, "serve", "--bind", f"127.0.0.1:{port}"]
        found["oxigraph serve"] = (stack.enter_context(run(words, port)), "/query")
        send(port, "/store?default", facts.read_bytes())
    else:
        print("oxigraph is not installed: left out")
    if command := find_command("rdflib-endpoint"):
        port = find_port()
        words = [command, "serve", "--host", "127.0.0.1", "--port", str(port), str(facts)]
        found["rdflib-endpoint"] = (stack.enter_context(run(words, port)), "/")
    else:
        print("rdflib-endpoint is not installed: left out")
    return found


def start_nginx(stack: ExitStack, folder: Path, site: Path) -> int | None:
    """Start nginx over the site."""
    command = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if command is None:
        print("nginx is not installed: left out")
        return None
    for place in (folder, site):
        place.chmod(0o755)
    port = find_port()
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error; worker_processes 1;\n"
        f"events {{}}\nhttp {{ access_log {folder}/access; sendfile on; {places}\n"
        f"server {{ listen 127.0.0.1:{port}; root {site}; include {site}/setup/nginx.conf; }} }}\n"
    )
    return stack.enter_context(
        run([command, "-e", f"{folder}/error", "-c", f"{folder}/nginx.conf"], port)
    )


def count_rows(port: int, path: str, sparql: str) -> int:
    """Count the rows that a server answers."""
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    accept = {"Accept": "application/sparql-results+json"}
    line.request("GET", f"{path}?{urlencode({'query': sparql})}", headers=accept)
    rows = json.loads(line.getresponse().read())["results"]["bindings"]
    line.close()
    return len(rows)


def race(runners: Mapping[str, tuple[int, list[bytes]]], title: str) -> dict[str, Figures]:
    """Let the servers answer in turns, and say the best of each."""
    best: dict[str, Figures] = {}
    for _ in range(ROUNDS):
        for name, (port, requests) in runners.items():
            figures = drive(port, requests, CLIENTS, SECONDS)
            if name not in best or figures.rate > best[name].rate:
                best[name] = figures
    print(f"\n{title}")
    for name, figures in best.items():
        print(figures.say(name))
    return best


def main() -> int:
    """Measure, and exit with 1 where ours fails, or is far slower than it should be."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        site, facts = write_site(folder)
        endpoints = start_endpoints(stack, site, facts)
        queries = [find_query(question).sparql for question in QUESTIONS]
        for query in queries:
            counts = {count_rows(port, path, query) for port, path in endpoints.values()}
            if len(counts) != 1:
                raise SystemExit("the servers answer differently, so their speed says nothing")
        fresh = [f"{query}\n# {number}" for number in range(2000) for query in queries]
        told = {
            "asked again and again": queries,
            "each asked for the first time": fresh,
        }
        kept = True
        for title, asked in told.items():
            best = race(
                {
                    name: (port, [ask(path, query) for query in asked])
                    for name, (port, path) in endpoints.items()
                },
                f"Queries, {title}",
            )
            kept = kept and set(best["plangraph serve"].statuses) == {"200"}
        pages = [get(f"/402052/{page}.html") for page in PAGES]
        sites = {"plangraph serve": (endpoints["plangraph serve"][0], pages)}
        nginx = start_nginx(stack, folder, site)
        if nginx is not None:
            sites["nginx"] = (nginx, pages)
        best = race(sites, "Pages")
        kept = kept and set(best["plangraph serve"].statuses) == {"200"}
        if nginx is not None:
            share = best["plangraph serve"].rate / best["nginx"].rate
            print(f"{'of the rate of nginx':<34} {share:8.2f}      limit {LEAST_OF_NGINX}")
            kept = kept and share >= LEAST_OF_NGINX
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
