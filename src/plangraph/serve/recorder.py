"""
What every answer carries, and the log: one line of JSON for each.
"""

import json
import sys
import time
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

SHARED: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (
        b"access-control-allow-headers",
        b"Accept, Accept-Profile, Content-Type, If-None-Match, If-Range, Range",
    ),
    (
        b"access-control-expose-headers",
        b"Content-Profile, Content-Range, ETag, Link, Location, Retry-After, Vary",
    ),
)
LONGEST: Final = 1000
"""Signs of a client's words that the log keeps."""


class Recorder:
    """Lets every answer be read from other sites' pages, and writes one line of JSON for each."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        told = {"status": 500, "bytes": 0}

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                message = {**message, "headers": [*message["headers"], *SHARED]}
            elif message["type"] == "http.response.body":
                told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        finally:
            _record(scope, told, time.perf_counter() - began)


def _record(scope: Scope, told: dict[str, int], seconds: float) -> None:
    if sys.stderr is None:
        return
    line: dict[str, Any] = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "client": (scope.get("client") or ("",))[0],
        "method": scope["method"],
        "path": scope["path"][:LONGEST],
        **told,
        "milliseconds": round(seconds * 1000, 1),
    }
    if scope.get("query_string"):
        line["query"] = scope["query_string"][:LONGEST].decode("latin-1")
    agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
    if agent:
        line["agent"] = agent[:LONGEST].decode("latin-1")
    # As ASCII, so that nothing a client sends can break or forge a line.
    sys.stderr.write(json.dumps(line) + "\n")
