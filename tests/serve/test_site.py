"""A thing's name leads to the form that the client likes best; files answer as HTTP has it."""

import hashlib
import time

import pytest

from tests.serve.calling import call
from tests.serve.conftest import Running

GOAL = "402052/goal-1"


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", ".html"),
        ("*/*", ".html"),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/n-triples", ".nt"),
        ("text/csv", ".csv"),
        ("text/html;q=0.1, text/turtle;q=0.9", ".ttl"),
        ("application/rdf+xml, text/turtle;q=0.5", ".ttl"),
    ],
)
def test_a_thing_leads_to_the_form_asked_for(server: Running, accept: str, ending: str) -> None:
    reply = call(f"{server.url}/{GOAL}", accept=accept)

    assert reply.status == 303
    assert reply.headers["location"] == f"goal-1{ending}"
    assert reply.headers["vary"] == "Accept, Accept-Profile"
    assert 'rel="alternate"; type="text/turtle"' in reply.headers["link"]
    file = call(f"{server.url}/{GOAL}{ending}")
    assert file.status == 200
    assert file.body == (server.site / f"{GOAL}{ending}").read_bytes()


def test_a_form_that_is_not_there_is_answered_with_the_choices(server: Running) -> None:
    reply = call(f"{server.url}/{GOAL}", accept="image/png")

    assert (reply.status, reply.media) == (406, "application/problem+json")
    assert {choice["media"] for choice in reply.json["choices"]} >= {"text/html", "text/turtle"}


def test_what_the_client_has_is_not_sent_again(server: Running) -> None:
    first = call(f"{server.url}/{GOAL}.ttl")
    again = call(f"{server.url}/{GOAL}.ttl", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_head_says_what_get_would(server: Running) -> None:
    got = call(f"{server.url}/{GOAL}.html")
    head = call(f"{server.url}/{GOAL}.html", method="HEAD")

    assert (head.status, head.body) == (200, b"")
    for name in ("content-length", "content-type", "etag"):
        assert head.headers[name] == got.headers[name]


def test_a_dump_can_be_had_in_parts(server: Running) -> None:
    dump = (server.site / "data/dataset.nq.gz").read_bytes()
    reply = call(f"{server.url}/data/dataset.nq.gz", headers={"Range": "bytes=100-199"})

    assert reply.status == 206
    assert reply.body == dump[100:200]
    assert reply.headers["content-range"] == f"bytes 100-199/{len(dump)}"
    tag = call(f"{server.url}/data/dataset.nq.gz").headers["etag"]
    assert tag.strip('"') == hashlib.sha256(dump).hexdigest()[:32]


@pytest.mark.parametrize(
    "path",
    [
        *("/nothing", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/402052/..%2f..%2fx"),
        *("/402052", "/.git/config", "//etc/passwd", "/%00", "/402052/goal-1.html/x"),
    ],
)
def test_what_is_not_in_the_site_is_not_there(server: Running, path: str) -> None:
    reply = call(f"{server.url}{path}")

    assert (reply.status, reply.media) == (404, "application/problem+json")


def test_answers_can_be_read_from_other_sites_pages(server: Running) -> None:
    assert call(f"{server.url}/{GOAL}.ttl").headers["access-control-allow-origin"] == "*"
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    allowed = call(f"{server.url}/sparql", method="OPTIONS", headers=asked)
    assert allowed.status == 204
    assert "POST" in allowed.headers["access-control-allow-methods"]


def test_nothing_can_be_written(server: Running) -> None:
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        assert call(f"{server.url}/{GOAL}", method=method, body=b"x").status == 405


def test_the_start_page_and_well_known_answer(server: Running) -> None:
    assert call(f"{server.url}/").media == "text/html"
    assert call(f"{server.url}/.well-known/void").media == "text/turtle"
    health = call(f"{server.url}/health")
    assert (health.status, health.json["status"]) == (200, "ok")


def test_pages_are_quick(server: Running) -> None:
    began = time.perf_counter()
    for _ in range(50):
        assert call(f"{server.url}/{GOAL}.html").status == 200
    assert (time.perf_counter() - began) / 50 < 0.2
