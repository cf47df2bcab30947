"""The server waits for nobody for long, and ends what nobody waits for."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from plangraph.serve import listening
from plangraph.serve.worker import Answered, Asked
from plangraph.serve.workers import Worker
from tests.serve.calling import ask, call, post
from tests.serve.conftest import LIMITS, Running
from tests.serve.test_command import start

CROSS = "SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {}"
HEAVY = "SELECT DISTINCT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
QUICK = "ASK {{ ?a ?b ?c }} # {}"


def test_the_query_of_a_client_that_has_gone_is_ended(server: Running) -> None:
    server.wait_for_free(LIMITS.total)
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        target = f"/sparql?query={quote(CROSS.format('gone'))}"
        line.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        server.wait_for_free(LIMITS.total - 1)
    server.wait_for_free(LIMITS.total)


def test_clients_that_ask_the_same_wait_for_one_answer(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Together they take one worker, and the other answers somebody else."""
    asked: list[str] = []
    ask_worker = Worker.ask

    def note(worker: Worker, what: Asked, seconds: float) -> Answered:
        asked.append(what.sparql)
        return ask_worker(worker, what, seconds)

    monkeypatch.setattr(Worker, "ask", note)
    server.wait_for_free(LIMITS.total)
    with ThreadPoolExecutor(20) as pool:
        slow = [pool.submit(post, server.endpoint, CROSS.format("same")) for _ in range(10)]
        server.wait_for_free(LIMITS.total - 1)
        assert post(server.endpoint, QUICK.format("meanwhile")).status == 200
        assert {reply.result().status for reply in slow} == {503}
    # What took too long a moment ago is not tried again.
    assert post(server.endpoint, CROSS.format("same")).status == 503
    assert asked.count(CROSS.format("same")) == 1


def test_many_runaway_queries_leave_a_worker_to_others(server: Running) -> None:
    server.wait_for_free(LIMITS.total)
    with ThreadPoolExecutor(8) as pool:
        slow = [pool.submit(post, server.endpoint, CROSS.format(number)) for number in range(6)]
        for number in range(10):
            assert post(server.endpoint, QUICK.format(number)).status == 200
        assert {reply.result().status for reply in slow} == {503}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_query_that_needs_too_much_memory_is_ended(site: Path) -> None:
    current = json.loads((site / "plangraph-site.json").read_text())["current"]
    worker = Worker(site / "data/dataset.nq.gz", 300 * 1024**2)
    try:
        assert worker.wait(60)
        answer = worker.ask(Asked(HEAVY, "", (current,), (), 10**9, 10**9), 30)
        assert answer.status == 503
        assert "memory" in answer.detail
    finally:
        worker.kill()


def test_an_idle_worker_that_dies_is_nobodys_error(site: Path, tmp_path: Path) -> None:
    with serving(site, tmp_path) as (running, address):
        for pid in list_workers(running.pid):
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        replies = [ask(f"{address}/sparql", QUICK.format(number)).status for number in range(8)]
        assert replies == [200] * 8


def test_what_is_under_way_is_finished_before_the_server_stops(site: Path, tmp_path: Path) -> None:
    with serving(site, tmp_path) as (running, address), ThreadPoolExecutor(1) as pool:
        sparql = "SELECT (COUNT(*) AS ?n) WHERE { ?a a ?c . ?d a ?f }"
        asked = pool.submit(post, f"{address}/sparql", sparql)
        crowd = call(f"{address}/health").json
        while crowd["free"] == crowd["workers"] and not asked.done():
            crowd = call(f"{address}/health").json
        running.send_signal(signal.SIGTERM)
        assert asked.result().status == 200
        assert running.wait(timeout=30) == 0


def test_who_never_ends_a_request_is_cut_off(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "SENDING", 1.0)
    begun = [b"", b"GET /", b"GET /sparql HTTP/1.1\r\nHost: x\r\nX: ", b"\r\n"]
    lines = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in begun]
    for line, part in zip(lines, begun, strict=True):
        line.sendall(part)
    for line in lines:
        with suppress(ConnectionResetError):
            assert line.recv(100) == b""
        line.close()


def test_a_head_without_end_is_cut_off(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX: ")
        sent = 0
        with suppress(ConnectionResetError, BrokenPipeError):
            while sent < 2**24:
                sent += line.send(b"a" * 65536)
                time.sleep(0.001)
        assert sent < 2**24


def test_a_query_that_trickles_in_is_refused(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plangraph.serve.parameters.PATIENCE", 0.5)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        line.sendall(f"{head}Content-Length: 100\r\n\r\nASK".encode())
        assert b" 408 " in line.recv(4096).split(b"\r\n")[0]


def test_a_service_on_this_machine_hears_nothing(server: Running) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        place = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for sparql in (
            f"SELECT * {{ SERVICE <{place}> {{ ?a ?b ?c }} }}",
            f"SELECT * {{ SERVICE SILENT <{place}> {{ ?a ?b ?c }} }}",
            f"SELECT * FROM <{place}> {{ ?a ?b ?c }}",
            f"SELECT * {{ VALUES ?s {{ <{place}> }} SERVICE ?s {{ ?a ?b ?c }} }}",
            f"LOAD <{place}>",
        ):
            assert post(server.endpoint, sparql).status == 400
        assert ask(server.endpoint, QUICK.format("x"), default_graph_uri=place).status == 200
        with pytest.raises(TimeoutError):
            listener.accept()


@contextmanager
def serving(site: Path, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run the command until it is done with."""
    running, address = start(site, folder / "log")
    try:
        yield running, address
    finally:
        running.kill()
        running.wait(timeout=20)


def list_workers(parent: int) -> list[int]:
    """List the processes that have the server's data."""
    found, workers = [parent], []
    for pid in found:
        words = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)]
        told = subprocess.run(words, capture_output=True, text=True, check=False).stdout
        children = [int(word) for word in re.findall(r"^\s*(\d+)", told, re.MULTILINE)]
        found += children
        workers += children if pid != parent else []
    return workers
