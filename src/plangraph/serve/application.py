"""
The server: routes, and what every answer carries.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from plangraph.serve.answers import Answers
from plangraph.serve.limits import Limits
from plangraph.serve.problems import tell_problem
from plangraph.serve.recorder import Recorder
from plangraph.serve.site import SiteFiles
from plangraph.serve.sparql import Endpoint
from plangraph.serve.workers import Workers

READING: Final = ("GET", "HEAD", "OPTIONS")
ASKING: Final = ("GET", "HEAD", "POST", "OPTIONS")


def make_application(site: Path, limits: Limits | None = None) -> Starlette:
    """
    Make the server of a site.

    Raises:
        OutputError: The folder is no site.
    """
    files = SiteFiles(site)
    workers = Workers(files.dump, limits or Limits())
    endpoint = Endpoint(files, Answers(workers))

    @asynccontextmanager
    async def live(_application: Starlette) -> AsyncIterator[None]:
        await workers.start()
        try:
            yield
        finally:
            await workers.stop()

    async def tell_health(_request: Request) -> Response:
        crowd = workers.count()
        state = {
            "status": "ok" if crowd.living else "failing",
            "workers": crowd.living,
            "free": crowd.free,
            "waiting": crowd.waiting,
            "dataset": files.digest,
        }
        headers = {"Cache-Control": "no-store"}
        return JSONResponse(state, status_code=200 if crowd.living else 503, headers=headers)

    async def tell_asking(_request: Request) -> Response:
        return Response(status_code=204, headers={"Allow": ", ".join(ASKING)})

    async def tell_reading(_request: Request) -> Response:
        return Response(status_code=204, headers={"Allow": ", ".join(READING)})

    routes = [
        Route("/health", tell_health),
        Route("/sparql", endpoint.query, methods=["GET", "POST"]),
        Route("/sparql", tell_asking, methods=["OPTIONS"]),
        Route("/graphs", endpoint.graph, methods=["GET"]),
        Route("/graphs/{name:path}", endpoint.graph, methods=["GET"]),
        Route("/{path:path}", files, methods=["GET"]),
        Route("/{path:path}", tell_reading, methods=["OPTIONS"]),
    ]
    application = Starlette(
        routes=routes, lifespan=live, exception_handlers={HTTPException: _tell_refused}
    )
    application.add_middleware(Recorder)
    return application


async def _tell_refused(request: Request, error: Exception) -> Response:
    """Answer what has no route, or not with this method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = {}
    if status == 405:
        allowed = ASKING if request.url.path.endswith("/sparql") else READING
        headers["Allow"] = ", ".join(allowed)
    detail = f"{request.method} is not for {request.url.path}" if status == 405 else "not here"
    return tell_problem(status, detail, headers=headers)
