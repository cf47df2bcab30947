"""
The SPARQL 1.1 Protocol for queries, and the Graph Store Protocol for reading.
"""

import hashlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plangraph.ask.guard import refuse_hostile
from plangraph.errors import QueryError
from plangraph.serve.negotiation import choose_media
from plangraph.serve.problems import tell_problem
from plangraph.serve.results import ALIASES
from plangraph.serve.site import SiteFiles
from plangraph.serve.worker import Answered, Asked
from plangraph.serve.workers import Workers

LONGEST: Final = 64 * 1024
"""Bytes that a query, with all its parameters, may have."""

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATES: Final = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})

Pairs = list[tuple[str, str]]


class RefusedRequest(Exception):
    """A request that is answered by a problem."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


@dataclass(frozen=True)
class Endpoint:
    """Answers queries over the site's data; without a graph named, over the current facts."""

    site: SiteFiles
    workers: Workers

    async def query(self, request: Request) -> Response:
        """Answer a request to the endpoint."""
        try:
            pairs = await read_parameters(request)
            if not any(name == "query" for name, _ in pairs):
                return self._describe(request, pairs)
            asked = self._read(pairs, request.headers.get("accept", ""))
        except RefusedRequest as refused:
            return tell_problem(refused.status, refused.detail)
        tag = self._tag(asked)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
        return _respond(await self.workers.ask(asked), tag)

    def _describe(self, request: Request, pairs: Pairs) -> Response:
        if pairs or request.method == "POST":
            return tell_problem(400, "no query; give one as the parameter 'query'")
        media = choose_media(request.headers.get("accept", ""), ["text/turtle", "text/html"])
        if media == "text/html":
            return RedirectResponse("questions.html", 303, headers={"Vary": "Accept"})
        if media is None:
            return tell_problem(406, "the description of the service is text/turtle")
        return self.site.send("data/service.ttl", request, {"Vary": "Accept"})

    def _read(self, pairs: Pairs, accept: str) -> Asked:
        queries = [value for name, value in pairs if name == "query"]
        if any(name in UPDATES for name, _ in pairs):
            raise RefusedRequest(403, "this server only reads")
        if len(queries) != 1:
            raise RefusedRequest(400, "more than one query; send one at a time")
        try:
            refuse_hostile(queries[0], "query")
        except QueryError as error:
            raise RefusedRequest(400, f"{error.what}. {error.remedy}") from error
        defaults = [value for name, value in pairs if name == "default-graph-uri"]
        named = [value for name, value in pairs if name == "named-graph-uri"]
        if not all(map(_is_iri, (*defaults, *named))):
            raise RefusedRequest(400, "a graph is named by something that is no IRI")
        if named and not defaults:
            # The protocol then leaves the default graph empty.
            defaults = ["urn:plangraph:nothing"]
        return Asked(
            queries[0],
            ", ".join(_unalias(part) for part in accept.split(",")),
            tuple(defaults or [self.site.current]),
            tuple(named),
            self.workers.limits.rows,
        )

    def _tag(self, asked: Asked) -> str:
        parts = (self.site.digest, asked.sparql, asked.accept, str(asked.default_graphs))
        said = "\0".join((*parts, str(asked.named_graphs)))
        return f'"{hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]}"'

    async def graph(self, request: Request) -> Response:
        """Give one graph whole, by the Graph Store Protocol."""
        asked = request.query_params
        if ("graph" in asked) == ("default" in asked):
            return tell_problem(400, "name one graph: ?graph=IRI, or ?default")
        iri = asked.get("graph", self.site.current)
        if not _is_iri(iri):
            return tell_problem(400, "the graph is named by something that is no IRI")
        there = await self.workers.ask(_ask_graph(f"ASK {{ GRAPH <{iri}> {{ ?a ?b ?c }} }}", ""))
        if there.status == 200 and b"true" not in there.body:
            return tell_problem(404, f"no graph {iri}")
        accept = request.headers.get("accept", "")
        sparql = f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ GRAPH <{iri}> {{ ?a ?b ?c }} }}"
        found = _ask_graph(sparql, accept)
        tag = self._tag(found)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
        return _respond(await self.workers.ask(found), tag)


def _ask_graph(sparql: str, accept: str) -> Asked:
    return Asked(sparql, accept, ("urn:plangraph:nothing",), (), 10_000_000)


def _respond(answer: Answered, tag: str) -> Response:
    if answer.status == 406:
        choices = answer.detail.split()
        return tell_problem(406, "none of the types asked for is offered", choices=choices)
    if answer.status != 200:
        headers = {"Retry-After": "5"} if answer.status == 503 else {}
        return tell_problem(answer.status, answer.detail, headers=headers)
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "public, no-cache"}
    return Response(answer.body, media_type=answer.media, headers=headers)


async def read_parameters(request: Request) -> Pairs:
    """
    Read the parameters of a request, wherever the protocol lets them stand.

    Raises:
        RefusedRequest: They are too long, of another type, or no UTF-8.
    """
    if len(request.url.query) > LONGEST:
        raise RefusedRequest(414, f"longer than {LONGEST} bytes; send the query by POST")
    pairs = _split(request.url.query)
    if request.method != "POST":
        return pairs
    body = await _read_body(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedRequest(400, "the request is not UTF-8 text") from error
    if kind == FORM:
        return [*pairs, *_split(text)]
    if kind == QUERY:
        return [*pairs, ("query", text)]
    if kind == "application/sparql-update":
        raise RefusedRequest(403, "this server only reads")
    raise RefusedRequest(415, f"send the query as {FORM} or {QUERY}")


def _split(text: str) -> Pairs:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except (UnicodeDecodeError, ValueError) as error:
        raise RefusedRequest(400, "the parameters cannot be read") from error


async def _read_body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LONGEST:
            raise RefusedRequest(413, f"the query is longer than {LONGEST} bytes")
        parts.append(part)
    return b"".join(parts)


def _unalias(part: str) -> str:
    name, mark, rest = part.strip().partition(";")
    return ALIASES.get(name.strip().lower(), name) + mark + rest


def _is_iri(text: str) -> bool:
    scheme, mark, _ = text.partition(":")
    return bool(mark) and scheme.isalnum() and not set(text) & set('<>"{}|^`\\ \n\t\r\0')
