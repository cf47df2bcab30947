"""
Errors as answers: one JSON document of the form that RFC 9457 gives.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response


def tell_problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """Answer with a problem; ``more`` holds what a program may want to know."""
    problem = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return Response(
        json.dumps(problem, ensure_ascii=False).encode("utf-8", "backslashreplace"),
        status_code=status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
