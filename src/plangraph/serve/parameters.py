"""
What a request to the endpoint asks for, wherever the protocol lets it stand.
"""

import asyncio
import re
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from plangraph.serve.problems import RefusedRequest

LONGEST: Final = 64 * 1024
"""Bytes that a query, with all its parameters, may have."""

TAKEN: Final = 16 * 1024 * 1024
"""Bytes that are taken, and thrown away, since many clients read no answer before all is sent."""

PATIENCE: Final = 10.0
"""Seconds in which a client must have sent its query."""

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

IRI: Final = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*')

Pairs = list[tuple[str, str]]


async def read_parameters(request: Request) -> Pairs:
    """
    Read the parameters of a request.

    Raises:
        RefusedRequest: They are too long, come too slowly, are of another type, or no UTF-8.
    """
    if len(request.url.query) > LONGEST:
        raise RefusedRequest(414, f"longer than {LONGEST} bytes; send the query by POST")
    pairs = _split(request.url.query)
    if request.method != "POST":
        return pairs
    kind, _, more = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise RefusedRequest(403, "this server only reads")
    if kind not in (FORM, QUERY):
        raise RefusedRequest(415, f"send the query as {FORM} or {QUERY}")
    charset = more.lower().replace(" ", "").replace('"', "")
    if charset.startswith("charset=") and charset not in ("charset=utf-8", "charset=utf8"):
        raise RefusedRequest(415, "send the query in UTF-8")
    try:
        text = (await _read_body(request)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedRequest(400, "the request is not UTF-8 text") from error
    if kind == FORM:
        return [*pairs, *_split(text)]
    if any(name == "query" for name, _ in pairs):
        raise RefusedRequest(400, "more than one query; send one at a time")
    return [*pairs, ("query", text)]


def _split(text: str) -> Pairs:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except (UnicodeDecodeError, ValueError) as error:
        raise RefusedRequest(400, "the parameters cannot be read") from error


async def _read_body(request: Request) -> bytes:
    said = request.headers.get("content-length", "0")
    if said.isascii() and said.isdigit() and int(said[:20]) > TAKEN:
        raise _too_long()
    parts, size = [], 0
    try:
        async with asyncio.timeout(PATIENCE):
            async for part in request.stream():
                size += len(part)
                if size > TAKEN:
                    break
                if size <= LONGEST:
                    parts.append(part)
    except TimeoutError as error:
        if size <= LONGEST:
            what = f"the query did not arrive in {PATIENCE:g} seconds"
            raise RefusedRequest(408, what) from error
    if size > LONGEST:
        raise _too_long()
    return b"".join(parts)


def _too_long() -> RefusedRequest:
    return RefusedRequest(413, f"the query is longer than {LONGEST} bytes")


def is_iri(text: str) -> bool:
    """
    Tell whether text can stand between the signs that hold an IRI.

    >>> is_iri("urn:x"), is_iri("no iri"), is_iri("a:> . ?a")
    (True, False, False)
    """
    return IRI.fullmatch(text) is not None
