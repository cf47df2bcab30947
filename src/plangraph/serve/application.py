"""
The server: routes, what every answer carries, and the log.
"""

import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plangraph.serve.site import SiteFiles
from plangraph.serve.sparql import Endpoint
from plangraph.serve.workers import Limits, Workers

SHARED: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match, Range"),
    (b"access-control-expose-headers", b"Content-Range, ETag, Link, Location, Retry-After, Vary"),
)


def make_application(site: Path, limits: Limits | None = None) -> Starlette:
    """
    Make the server of a site.

    Raises:
        OutputError: The folder is no site.
    """
    files = SiteFiles(site)
    workers = Workers(files.dump, limits or Limits())
    endpoint = Endpoint(files, workers)

    @asynccontextmanager
    async def live(_application: Starlette) -> AsyncIterator[None]:
        await workers.start()
        try:
            yield
        finally:
            workers.stop()

    async def tell_health(_request: Request) -> Response:
        living = sum(worker.process.is_alive() for worker in workers.all)
        state = {
            "status": "ok" if living else "failing",
            "workers": living,
            "waiting": workers.waiting,
            "dataset": files.digest,
        }
        headers = {"Cache-Control": "no-store"}
        return JSONResponse(state, status_code=200 if living else 503, headers=headers)

    async def tell_allowed(_request: Request) -> Response:
        return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})

    routes = [
        Route("/health", tell_health),
        Route("/sparql", endpoint.query, methods=["GET", "POST"]),
        Route("/graphs", endpoint.graph, methods=["GET"]),
        Route("/{path:path}", tell_allowed, methods=["OPTIONS"]),
        Route("/{path:path}", files.answer, methods=["GET"]),
    ]
    application = Starlette(routes=routes, lifespan=live)
    application.add_middleware(Recorder)
    return application


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
    line = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "client": (scope.get("client") or ("",))[0],
        "method": scope["method"],
        "path": scope["path"],
        **told,
        "milliseconds": round(seconds * 1000, 1),
    }
    if sys.stderr is not None:
        # As ASCII, so that nothing a client sends can break or forge a line.
        sys.stderr.write(json.dumps(line) + "\n")
