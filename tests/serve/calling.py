"""Calls a server as curl would: redirects are not followed, errors are answers."""

import json
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit


class Reply(NamedTuple):
    """Status, headers by lower-case name, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def call(
    url: str,
    *,
    method: str = "GET",
    accept: str | None = None,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """Send one request."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    # A header without a value is one that is not sent, even where the client would add it.
    sent = {name: value for name, value in (headers or {}).items() if value}
    if accept is not None:
        sent["Accept"] = accept
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request(method, target, body=body, headers=sent)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, found, answer.read())
    finally:
        connection.close()


def ask(endpoint: str, sparql: str, accept: str = "application/json", **more: str) -> Reply:
    """Ask by GET."""
    asked = urlencode({"query": sparql, **{name.replace("_", "-"): v for name, v in more.items()}})
    return call(f"{endpoint}?{asked}", accept=accept)


def post(endpoint: str, sparql: str, accept: str = "application/json") -> Reply:
    """Ask by POST, the query as the body."""
    kind = {"Content-Type": "application/sparql-query"}
    return call(endpoint, method="POST", accept=accept, body=sparql.encode(), headers=kind)


def escape(text: str) -> str:
    """Escape text for a URL."""
    return quote(text, safe="")
