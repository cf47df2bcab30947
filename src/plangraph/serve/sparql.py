"""
The SPARQL 1.1 Protocol for queries, and the Graph Store Protocol for reading.
"""

import asyncio
import hashlib
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plangraph.ask.guard import names_graphs, refuse_hostile
from plangraph.ask.tokens import split_query
from plangraph.errors import QueryError
from plangraph.serve.answers import Answers
from plangraph.serve.conditions import has_copy
from plangraph.serve.description import write_description
from plangraph.serve.negotiation import choose_media
from plangraph.serve.parameters import Pairs, is_iri, read_parameters
from plangraph.serve.problems import RefusedRequest, tell_problem
from plangraph.serve.results import ALIASES
from plangraph.serve.site import SiteFiles
from plangraph.serve.worker import Answered, Asked

UPDATES: Final = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})
CHANGING: Final = frozenset({"RAND", "NOW", "UUID", "STRUUID"})
"""Functions that give something else each time."""
SHAPED: Final = {"variable": "?", "string": "'", "number": "0"}
NOTHING: Final = ("urn:plangraph:nothing",)
"""A graph that is empty, since it is none of the dataset's."""
GONE: Final = 499
"""What the log says of a client that did not wait; nobody is there to be told."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a query by its words alone."""

    refused: str
    names_graphs: bool
    lasting: bool
    shape: str
    """The query without what is easily changed in it: values, names of variables, remarks."""


@lru_cache(maxsize=256)
def look_at(sparql: str, graphs: frozenset[str]) -> Seen:
    """Look at a query: why it is refused, if so, and whether its answer is the same each time."""
    try:
        refuse_hostile(sparql, "query", graphs=graphs)
    except QueryError as error:
        return Seen(f"{error.what}. {error.remedy}", names_graphs=False, lasting=False, shape="")
    tokens = split_query(sparql)
    words = {token.text.upper() for token in tokens if token.kind == "word"}
    parts = (SHAPED.get(token.kind, token.text) for token in tokens)
    shape = hashlib.sha256(" ".join(parts).encode("utf-8", "replace")).hexdigest()
    return Seen("", names_graphs(sparql), lasting=not words & CHANGING, shape=shape)


@dataclass(frozen=True)
class Endpoint:
    """Answers queries over the site's data; without a graph named, over the current facts."""

    site: SiteFiles
    answers: Answers

    async def query(self, request: Request) -> Response:
        """Answer a request to the endpoint."""
        try:
            pairs = await read_parameters(request)
            if any(name in UPDATES for name, _ in pairs):
                raise RefusedRequest(403, "this server only reads")
            if not any(name == "query" for name, _ in pairs):
                return self._describe(request, pairs)
            asked, seen = self._read(pairs, request.headers.get("accept", ""))
        except RefusedRequest as refused:
            return tell_problem(refused.status, refused.detail)
        return await self._answer(request, asked, seen.shape, lasting=seen.lasting)

    async def _answer(
        self, request: Request, asked: Asked, shape: str, *, lasting: bool
    ) -> Response:
        headers = {"Vary": "Accept", "Cache-Control": "public, no-cache"}
        if lasting:
            headers["ETag"] = self._tag(asked)
            if has_copy(request.headers, headers["ETag"]):
                return Response(status_code=304, headers=headers)
        else:
            headers["Cache-Control"] = "no-store"
        answer = self.answers.find(asked) if lasting else None
        if answer is None:
            work = self.answers.ask(asked, shape, lasting=lasting)
            answer = await _ask_while_there(request, work)
        if answer is None:
            return Response(status_code=GONE)
        return _respond(answer, headers)

    def _describe(self, request: Request, pairs: Pairs) -> Response:
        if pairs or request.method == "POST":
            return tell_problem(400, "no query; give one as the parameter 'query'")
        media = choose_media(request.headers.get("accept", ""), ["text/turtle", "text/html"])
        headers = {"Vary": "Accept"}
        if media == "text/html":
            place = "query.html" if "query.html" in self.site.digests else "questions.html"
            return RedirectResponse(place, 303, headers=headers)
        if media is None:
            choices = ["text/turtle", "text/html"]
            detail = "the description of the service is text/turtle"
            return tell_problem(406, detail, headers=headers, choices=choices)
        body = write_description(self.site, str(request.url.replace(query="")))
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers["Cache-Control"] = "public, no-cache"
        if has_copy(request.headers, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="text/turtle", headers=headers)

    def _read(self, pairs: Pairs, accept: str) -> tuple[Asked, Seen]:
        queries = [value for name, value in pairs if name == "query"]
        if len(queries) != 1:
            raise RefusedRequest(400, "more than one query; send one at a time")
        seen = look_at(queries[0], self.site.graphs)
        if seen.refused:
            raise RefusedRequest(400, seen.refused)
        defaults = [value for name, value in pairs if name == "default-graph-uri"]
        named = [value for name, value in pairs if name == "named-graph-uri"]
        if not all(map(is_iri, (*defaults, *named))):
            raise RefusedRequest(400, "a graph is named by something that is no IRI")
        if named and not defaults:
            # The protocol then leaves the default graph empty.
            defaults = list(NOTHING)
        if not defaults and not seen.names_graphs:
            defaults = [self.site.current]
        limits = self.answers.workers.limits
        asked = Asked(
            queries[0],
            ", ".join(_unalias(part) for part in accept.split(",")),
            tuple(defaults),
            tuple(named),
            limits.rows,
            limits.size,
        )
        return asked, seen

    def _tag(self, asked: Asked) -> str:
        parts = (self.site.digest, asked.sparql, asked.accept, str(asked.default_graphs))
        said = "\0".join((*parts, str(asked.named_graphs)))
        return f'"{hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]}"'

    async def graph(self, request: Request) -> Response:
        """Give one graph whole, by the Graph Store Protocol."""
        asked = request.query_params
        direct = str(request.path_params.get("name", ""))
        if direct:
            iri = f"{self.site.base}{direct}"
        elif ("graph" in asked) == ("default" in asked):
            return tell_problem(400, "name one graph: ?graph=IRI, or ?default")
        else:
            iri = asked.get("graph", self.site.current)
        if not is_iri(iri):
            return tell_problem(400, "the graph is named by something that is no IRI")
        limits = self.answers.workers.limits
        there = Asked(f"ASK {{ GRAPH <{iri}> {{ ?a ?b ?c }} }}", "", NOTHING, (), 1, limits.size)
        exists = self.answers.find(there)
        exists = exists or await _ask_while_there(request, self.answers.ask(there))
        if exists is None:
            return Response(status_code=GONE)
        if exists.status == 200 and b"true" not in exists.body:
            return tell_problem(404, f"no graph {iri}")
        sparql = f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ GRAPH <{iri}> {{ ?a ?b ?c }} }}"
        accept = request.headers.get("accept", "")
        whole = Asked(sparql, accept, NOTHING, (), limits.statements, limits.size)
        return await self._answer(request, whole, "", lasting=True)


async def _ask_while_there(
    request: Request, work: Coroutine[Any, Any, Answered]
) -> Answered | None:
    """Do work until it is done or the client has gone; then there is no answer."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_wait_until_gone(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        gone.cancel()


async def _wait_until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _respond(answer: Answered, headers: dict[str, str]) -> Response:
    vary = {"Vary": "Accept"}
    if answer.status == 406:
        choices = answer.detail.split()
        detail = "none of the types asked for is offered"
        return tell_problem(406, detail, headers=vary, choices=choices)
    if answer.status == 503:
        return tell_problem(503, answer.detail, headers={"Retry-After": "5"})
    if answer.status != 200:
        return tell_problem(answer.status, answer.detail)
    return Response(answer.body, media_type=answer.media, headers=headers)


def _unalias(part: str) -> str:
    name, mark, rest = part.strip().partition(";")
    return ALIASES.get(name.strip().lower(), name) + mark + rest
