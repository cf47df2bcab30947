"""
Graphs of a server by the SPARQL 1.1 Graph Store Protocol: put, added to, fetched, taken away.

A request that fails for a while is tried again; each is of a kind that may be repeated.
"""

import http.client
import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from plangraph.endpoint import PASSING, PASSWORD, TOKEN, USER
from plangraph.errors import StoreError

SECONDS: Final = 300
WAITS: Final = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each further try."""
LONGEST: Final = 30.0
ABSENT: Final = frozenset({404, 405, 501})
N_TRIPLES: Final = "application/n-triples"
USUAL: Final = {
    "query": ("store", "data"),
    "sparql": ("sparql-graph-crud-auth", "data", "store", "sparql-graph-crud"),
}
"""Where servers keep their graphs, by the end of the address at which they answer queries."""


def list_places(address: str) -> tuple[str, ...]:
    """
    List where the graphs of a server may be put, likeliest first.

    >>> list_places("http://localhost:7878/query")
    ('http://localhost:7878/store', 'http://localhost:7878/data')
    """
    parts = urlsplit(address)
    head, _, last = parts.path.rstrip("/").rpartition("/")
    names = USUAL.get(last, ())
    beside = (urlunsplit((*parts[:2], f"{head}/{name}", "", "")) for name in names)
    return tuple(beside) or (address,)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: what was sent would not go along."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


@dataclass(slots=True)
class GraphStore:
    """The graphs of one server; ``place`` is found by the first graph that is put."""

    places: tuple[str, ...]
    wait: Callable[[float], None] = time.sleep
    place: str = ""
    opener: urllib.request.OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        handlers: list[urllib.request.BaseHandler] = [_Stay()]
        if os.environ.get(USER):
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            known = os.environ[USER], os.environ.get(PASSWORD, "")
            passwords.add_password(None, self.places, *known)
            handlers.append(urllib.request.HTTPDigestAuthHandler(passwords))
            handlers.append(urllib.request.HTTPBasicAuthHandler(passwords))
        self.opener = urllib.request.build_opener(*handlers)

    def put(self, graph: str, triples: bytes) -> None:
        """
        Put triples in the place of a graph.

        Raises:
            StoreError: The server cannot be reached, refuses, or keeps no graphs at these places.
        """
        self._send("PUT", graph, triples)

    def add(self, graph: str, triples: bytes) -> None:
        """
        Add triples to a graph.

        Raises:
            StoreError: The server cannot be reached, or refuses.
        """
        self._send("POST", graph, triples)

    def remove(self, graph: str) -> None:
        """
        Take a graph away, if it is there.

        Raises:
            StoreError: The server cannot be reached, or refuses.
        """
        self._send("DELETE", graph, None)

    def fetch(self, graph: str) -> bytes:
        """
        Fetch a graph as N-Triples; one that is not there is empty.

        Raises:
            StoreError: The server cannot be reached, refuses, or breaks off.
        """
        return self._send("GET", graph, None)

    def _send(self, method: str, graph: str, body: bytes | None) -> bytes:
        places = (self.place,) if self.place else self.places
        for place in places:
            status, data = self._try(method, f"{place}?graph={quote(graph, safe='')}", body)
            if status < 300 or (status == 404 and method in ("GET", "DELETE")):
                self.place = place
                return data if status < 300 else b""
            if status not in ABSENT:
                break
        if status in (401, 403):
            remedy = "Set PLANGRAPH_USER and PLANGRAPH_PASSWORD, or PLANGRAPH_TOKEN"
            raise StoreError(place, f"refuses to let you in (status {status})", remedy)
        if status in ABSENT and not self.place:
            remedy = "Name its Graph Store Protocol with --graph-store"
            raise StoreError(places[0], f"keeps no graphs there (status {status})", remedy)
        raise StoreError(
            place, f"refuses {method} of {graph} (status {status})", "Look into the server's log"
        )

    def _try(self, method: str, address: str, body: bytes | None) -> tuple[int, bytes]:
        headers = {}
        if method == "GET":
            headers["Accept"] = N_TRIPLES
        if body is not None:
            headers["Content-Type"] = N_TRIPLES
        if os.environ.get(TOKEN):
            headers["Authorization"] = f"Bearer {os.environ[TOKEN]}"
        request = urllib.request.Request(address, body, headers, method=method)
        for wait in (*WAITS, None):
            try:
                with self.opener.open(request, timeout=SECONDS) as response:
                    return response.status, response.read()
            except urllib.error.HTTPError as error:
                with error:
                    status, asked = error.code, error.headers.get("Retry-After", "")
                if status not in PASSING or wait is None:
                    return status, b""
                self.wait(_choose_wait(wait, asked))
            except ValueError:
                # It asks for a password in a way that is not known here.
                return 401, b""
            except (OSError, http.client.HTTPException) as error:
                if wait is None or not _may_pass(error):
                    reason = getattr(error, "reason", None) or error
                    what = f"does not answer: {' '.join(str(reason).split())}"
                    remedy = "See whether the server runs, then load again"
                    raise StoreError(address.split("?")[0], what, remedy) from error
                self.wait(wait)
        raise AssertionError


def _choose_wait(wait: float, asked: str) -> float:
    return min(float(asked), LONGEST) if asked.isdecimal() else wait


def _may_pass(error: Exception) -> bool:
    """Tell whether to try again: not where the name itself is unknown."""
    return not isinstance(getattr(error, "reason", error), socket.gaierror)
