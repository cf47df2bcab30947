"""Forms are chosen by type and profile, copies and parts are told apart, and all of it is said."""

import json
import re
import time

import pytest

from plangraph.serve.profiles import DCAT, SCHEMA, SERVICE, VOCABULARY, VOID
from tests.serve.calling import call
from tests.serve.conftest import Running

GOAL = "402052/goal-1"
DUMP = "data/dataset.nq.gz"
PROFILES = {"data/dcat.ttl": DCAT, "data/void.ttl": VOID, "data/service.ttl": SERVICE}


@pytest.mark.parametrize("path", PROFILES)
def test_the_description_of_the_dataset_is_chosen_by_profile(server: Running, path: str) -> None:
    wanted = {"Accept-Profile": f"<urn:other>, <{PROFILES[path]}>;q=0.9"}
    reply = call(f"{server.url}/data", accept="text/turtle", headers=wanted)

    assert (reply.status, reply.headers["location"]) == (303, path)
    assert reply.headers["vary"] == "Accept, Accept-Profile"
    by_address = call(f"{server.url}/data?_profile={PROFILES[path]}&_mediatype=text/turtle")
    assert by_address.headers["location"] == path
    file = call(f"{server.url}/{path}")
    assert file.headers["content-profile"] == f"<{PROFILES[path]}>"
    assert f'<{PROFILES[path]}>; rel="profile"' in file.headers["link"]


def test_a_profile_that_is_not_there_is_answered_with_the_choices(server: Running) -> None:
    reply = call(f"{server.url}/{GOAL}", headers={"Accept-Profile": "<urn:none>"})

    assert (reply.status, reply.media) == (406, "application/problem+json")
    assert {name for choice in reply.json["choices"] for name in choice["profiles"]} == {
        VOCABULARY,
        SCHEMA,
    }
    listed = call(f"{server.url}/{GOAL}?_profile=alt")
    assert (listed.status, listed.json) == (200, reply.json["choices"])


def test_the_forms_of_a_thing_are_linked(server: Running) -> None:
    link = call(f"{server.url}/{GOAL}.ttl").headers["link"]

    assert '<goal-1.html>; rel="canonical"' in link
    assert re.search(r'<goal-1.jsonld>; rel="alternate"; type="application/ld\+json"', link)
    assert "goal-1.ttl" not in link


def test_a_page_says_its_languages_and_is_the_same_for_all(server: Running) -> None:
    """Both languages stand on each page, so none is negotiated, and no variance is told."""
    replies = [
        call(f"{server.url}/{GOAL}.html", headers={"Accept-Language": language})
        for language in ("ja", "en", "fr")
    ]

    assert {reply.headers["content-language"] for reply in replies} == {"ja, en"}
    assert len({reply.body for reply in replies}) == 1
    assert "vary" not in replies[0].headers


@pytest.mark.parametrize(
    ("have", "status"),
    [
        ("{tag}", 304),
        ('"x", W/{tag}', 304),
        ("*", 304),
        ('"x"', 200),
        ("{part}", 200),
    ],
)
def test_copies_are_told_apart(server: Running, have: str, status: int) -> None:
    for path in (f"{GOAL}.html", DUMP):
        tag = call(f"{server.url}/{path}", method="HEAD").headers["etag"]
        told = have.format(tag=tag, part=f'{tag[:-2]}"')
        reply = call(f"{server.url}/{path}", headers={"If-None-Match": told})
        assert (reply.status, reply.headers["etag"]) == (status, tag)


@pytest.mark.parametrize("path", [DUMP, f"{GOAL}.html"])
def test_parts_are_sent_as_asked(server: Running, path: str) -> None:
    url = f"{server.url}/{path}"
    whole = (server.site / path).read_bytes()
    tag = call(url, method="HEAD").headers["etag"]

    def take(wanted: str, **more: str) -> tuple[int, bytes]:
        headers = {"Range": wanted, **{name.replace("_", "-"): v for name, v in more.items()}}
        reply = call(url, headers=headers)
        return reply.status, reply.body

    assert take("bytes=0-9") == (206, whole[:10])
    assert take("bytes=-7") == (206, whole[-7:])
    assert take("bytes=5-") == (206, whole[5:])
    assert take("bytes=0-9", If_Range=tag) == (206, whole[:10])
    assert take("bytes=0-9", If_Range='"other"') == (200, whole)
    assert take("bytes=0-9", If_Range=f"W/{tag}") == (200, whole)
    assert take("lines=0-9") == take("bytes=x") == (200, whole)
    beyond = call(url, headers={"Range": f"bytes={len(whole)}-"})
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")
    parts = call(url, headers={"Range": "bytes=0-3,10-13"})
    assert (parts.status, parts.media) == (206, "multipart/byteranges")
    assert whole[:4] in parts.body
    assert whole[10:14] in parts.body


def test_a_method_that_is_not_for_it_is_told_those_that_are(server: Running) -> None:
    reply = call(f"{server.url}/{GOAL}.ttl", method="PUT", body=b"x")

    assert (reply.status, reply.media) == (405, "application/problem+json")
    assert reply.headers["allow"] == "GET, HEAD, OPTIONS"


def test_each_request_is_one_line_of_the_log(
    server: Running, capfd: pytest.CaptureFixture[str]
) -> None:
    hostile = {"User-Agent": 'a"} {"status": 200'}
    call(f"{server.url}/402052/%0Aforged?x=%0A", headers=hostile)
    # The line is written after the answer has gone, so the client may be here before it.
    printed, end = "", time.monotonic() + 30
    while not re.search(r"forged.*\n", printed) and time.monotonic() < end:
        time.sleep(0.02)
        printed += capfd.readouterr().err

    (text,) = [each for each in printed.splitlines() if "forged" in each]
    line = json.loads(text)
    assert (line["status"], line["path"]) == (404, "/402052/\nforged")
    assert line["agent"] == hostile["User-Agent"]
    assert {"time", "client", "method", "bytes", "milliseconds", "query"} <= set(line)
