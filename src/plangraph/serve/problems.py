"""
Errors as answers: one JSON document of the form that RFC 9457 gives.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response


class RefusedRequest(Exception):
    """A request that is answered by a problem."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def tell_problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """Answer with a problem; ``more`` holds what a program may want to know."""
    problem = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    said = {"Cache-Control": "no-store", **(headers or {})}
    if status in (408, 413):
        # The rest of what the client sends is not waited for.
        said["Connection"] = "close"
    return Response(
        json.dumps(problem, ensure_ascii=False).encode("utf-8", "backslashreplace"),
        status_code=status,
        media_type="application/problem+json",
        headers=said,
    )
