"""A query that runs away is ended and told so; the server stays up and answers others."""

import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from plangraph.opening import LoadedPlan
from plangraph.serve.worker import Answered, Asked
from plangraph.serve.workers import Worker
from tests.serve.calling import ask, call, post
from tests.serve.conftest import LIMITS, Running

CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SLOW = {
    "cross-product": CROSS,
    "sorted-cross-product": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?c ?f",
    "paths": "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<x:y>|^!<x:y>)* ?b . ?b (!<x:y>|^!<x:y>)* ?c }",
}
QUICK = "ASK { ?a ?b ?c }"


@pytest.mark.parametrize("name", SLOW)
def test_a_query_past_its_time_is_ended_and_others_are_answered(server: Running, name: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(post, server.endpoint, SLOW[name])
        server.wait_for_free(LIMITS.total - 1)
        assert post(server.endpoint, QUICK).json["boolean"] is True
        reply = slow.result()

    assert (reply.status, reply.media) == (503, "application/problem+json")
    assert reply.headers["retry-after"]
    assert post(server.endpoint, QUICK).status == 200


def test_a_result_past_its_size_is_refused_whole(server: Running) -> None:
    """Never a part of the rows with a status of 200."""
    for sparql in ("SELECT * { ?a ?b ?c }", "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }"):
        reply = post(server.endpoint, sparql, "*/*")
        assert (reply.status, reply.media) == (413, "application/problem+json")
    few = post(server.endpoint, f"SELECT * {{ ?a ?b ?c }} LIMIT {LIMITS.rows}")
    assert len(few.json["results"]["bindings"]) == LIMITS.rows


def test_a_query_of_ten_megabytes_is_refused(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        line.sendall(f"{head}Content-Length: 100000000\r\n\r\n".encode())
        # So much is refused by its head alone.
        first = line.recv(4096)
    assert b" 413 " in first.split(b"\r\n")[0]
    # A client that reads no answer before it has sent all hears it, too.
    assert post(server.endpoint, " " * 10_000_000).status == 413
    assert post(server.endpoint, QUICK).status == 200


def test_slow_clients_do_not_keep_others_waiting(server: Running) -> None:
    lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    try:
        for line in lines:
            line.sendall(b"GET /sparql?query=")
        assert post(server.endpoint, QUICK).status == 200
    finally:
        for line in lines:
            line.close()


def test_many_clients_at_once_are_all_answered(server: Running) -> None:
    with ThreadPoolExecutor(100) as pool:
        replies = list(pool.map(lambda _: ask(server.endpoint, QUICK).status, range(400)))

    assert replies == [200] * 400


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the machine cannot kill so")
def test_a_killed_worker_is_told_of_and_replaced(server: Running, shipped: LoadedPlan) -> None:
    graphs = (shipped.dataset.current,)
    worker = Worker(server.site / "data/dataset.nq.gz", LIMITS.memory)
    try:
        assert worker.wait(60)
        assert worker.ask(Asked(QUICK, "", graphs, (), 1, 1000), 30).status == 200
        assert worker.process.pid is not None
        timer = threading.Timer(0.3, os.kill, (worker.process.pid, signal.SIGKILL))
        timer.start()
        answer = worker.ask(Asked(CROSS, "", graphs, (), 1, 1000), 30)
        assert isinstance(answer, Answered)
        assert answer.status == 503
        assert not worker.is_fit(answer)
    finally:
        worker.kill()


def test_the_server_has_all_its_workers_after_all_this(server: Running) -> None:
    end = time.monotonic() + 60
    while call(f"{server.url}/health").json["workers"] != LIMITS.total:
        assert time.monotonic() < end
        time.sleep(0.2)
    assert [post(server.endpoint, QUICK).status for _ in range(4)] == [200] * 4
