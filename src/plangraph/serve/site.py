"""
The files of a site as answers: the thing asked for in the form asked for.

One policy for all: the IRI of a thing answers 303 and names the file of the best form; the file
answers 200. The same table of forms makes the set-ups of other servers.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pyoxigraph as ox
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from plangraph.publish import MARKER, read_marker
from plangraph.publish.forms import FORMS, PAGE
from plangraph.serve.conditions import has_copy, without_odd_range
from plangraph.serve.negotiation import Variant, choose_variant
from plangraph.serve.problems import tell_problem
from plangraph.serve.profiles import find_profiles, list_variants

MEDIA: Final = {
    **{form.ending: form.media for form in FORMS},
    ".css": "text/css",
    ".gz": "application/gzip",
    ".js": "text/javascript",
    ".json": "application/json",
    ".rq": "application/sparql-query",
    ".svg": "image/svg+xml",
    ".trig": "application/trig",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
SUMS: Final = "data/SHA256SUMS"
SERVICE: Final = "data/service.ttl"
DESCRIPTION: Final = "http://www.w3.org/ns/sparql-service-description#"
GRAPH_NAMES: Final = frozenset({f"{DESCRIPTION}name", f"{DESCRIPTION}defaultGraph"})
UNLISTED: Final = frozenset({SUMS, MARKER})
LANGUAGES: Final = "ja, en"
"""Each page speaks both, so the language is told and never chosen."""
VARY: Final = {"Vary": "Accept, Accept-Profile"}
ALTERNATES: Final = "alt"
SAFE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Each page says itself, more narrowly, what it may load; what no page can say is added here.
    "Content-Security-Policy": "frame-ancestors 'none'",
}
LARGEST: Final = 512 * 1024
ROOM: Final = 64 * 1024 * 1024
"""Bytes of a file that is kept in memory, and of all of them."""

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was read: its bytes and what is said with them."""

    body: bytes
    headers: RawHeaders


@dataclass
class Shelf:
    """The files that were asked for last, as far as there is room."""

    sheets: OrderedDict[str, Sheet] = field(default_factory=OrderedDict)
    used: int = 0

    def find(self, path: str) -> Sheet | None:
        """Find a file that is kept."""
        sheet = self.sheets.get(path)
        if sheet is not None:
            self.sheets.move_to_end(path)
        return sheet

    def put(self, path: str, sheet: Sheet) -> None:
        """Keep a file, in the place of those not asked for the longest."""
        if path not in self.sheets:
            self.used += len(sheet.body)
        self.sheets[path] = sheet
        while self.used > ROOM:
            self.used -= len(self.sheets.popitem(last=False)[1].body)


@dataclass(frozen=True)
class SiteFiles:
    """The files of one site."""

    root: Path
    shelf: Shelf = field(default_factory=Shelf)

    @cached_property
    def marker(self) -> dict[str, Any]:
        """What the site says of itself."""
        return read_marker(self.root)

    @property
    def base(self) -> str:
        """What the IRI of each of its things begins with."""
        return str(self.marker["base"])

    @property
    def current(self) -> str:
        """The graph over which a query runs that names none."""
        return str(self.marker["current"])

    @property
    def digest(self) -> str:
        """The digest of what the dataset says."""
        return str(self.marker["rdfc-1.0-sha256"])

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The graphs that the dataset has."""
        told = ox.parse(path=self.root / SERVICE, format=ox.RdfFormat.TURTLE)
        names = (quad.object for quad in told if quad.predicate.value in GRAPH_NAMES)
        return frozenset(name.value for name in names if isinstance(name, ox.NamedNode))

    @property
    def dump(self) -> Path:
        """The file that holds the whole dataset."""
        return self.root / str(self.marker["dataset"])

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digest of each file, which never changes while the site is served."""
        lines = (self.root / SUMS).read_text(encoding="utf-8").splitlines()
        found = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
        for path in UNLISTED:
            found[path] = sha256((self.root / path).read_bytes()).hexdigest()
        return found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a path of the site."""
        path = str(scope["path"]).removeprefix(str(scope.get("root_path", ""))).removeprefix("/")
        path = f"{path}index.html" if not path or path.endswith("/") else path
        if path in self.digests:
            await self.send(path, scope, receive, send)
            return
        answer = self._negotiate(path, Request(scope))
        await answer(scope, receive, send)

    async def send(
        self,
        path: str,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        """Send a file, or say that the client has it."""
        asked = Headers(scope=scope)
        tag = f'"{self.digests[path][:32]}"'
        sheet = self.shelf.find(path) or self._read(path, tag)
        if has_copy(asked, tag):
            headers = [pair for pair in sheet.headers if pair[0] not in UNSENT]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        elif sheet.body and "range" not in asked:
            await send({"type": "http.response.start", "status": 200, "headers": sheet.headers})
            body = b"" if scope["method"] == "HEAD" else sheet.body
            await send({"type": "http.response.body", "body": body})
        else:
            media, said = _find_media(path), self._describe(path, tag)
            answer = FileResponse(self.root / path, media_type=media, headers=said)
            await answer(without_odd_range(scope), receive, send)

    def _read(self, path: str, tag: str) -> Sheet:
        """Read a file, unless it is too large to be kept."""
        file = self.root / path
        headers = self._describe(path, tag)
        if file.stat().st_size > LARGEST:
            return Sheet(b"", _encode(headers))
        body = file.read_bytes()
        media = _find_media(path)
        charset = "; charset=utf-8" if media.startswith("text/") else ""
        headers["Content-Type"] = media + charset
        headers["Content-Length"] = str(len(body))
        sheet = Sheet(body, _encode(headers))
        self.shelf.put(path, sheet)
        return sheet

    def _describe(self, path: str, tag: str) -> dict[str, str]:
        said = {"ETag": tag, "Cache-Control": "public, no-cache", "Accept-Ranges": "bytes", **SAFE}
        if path.endswith(".html"):
            said["Content-Language"] = LANGUAGES
        profiles = find_profiles(path, self.digests)
        stem = path.removesuffix(Path(path).suffix)
        others = [each for each in list_variants(stem, self.digests) if each.path != path]
        links = [f'<{profile}>; rel="profile"' for profile in profiles]
        if others:
            links.append(f'<{_lead(stem, stem + PAGE.ending)}>; rel="canonical"')
            links += _link(stem, others)
        if links:
            said["Link"] = ", ".join(links)
        if profiles:
            said["Content-Profile"] = ", ".join(f"<{profile}>" for profile in profiles)
        return said

    def _negotiate(self, name: str, request: Request) -> Response:
        variants = list(list_variants(name, self.digests))
        if not variants:
            return tell_problem(404, f"nothing is at {request.url.path}")
        links = {**VARY, "Link": ", ".join(_link(name, variants))}
        wanted = request.query_params
        profile = wanted.get("_profile", "")
        if profile == ALTERNATES:
            return JSONResponse(_tell(name, variants), headers=links)
        chosen = choose_variant(
            variants,
            wanted.get("_mediatype") or request.headers.get("accept", ""),
            f"<{profile}>" if profile else request.headers.get("accept-profile", ""),
        )
        if chosen is None:
            detail = "none of the forms asked for is offered"
            return tell_problem(406, detail, headers=links, choices=_tell(name, variants))
        return RedirectResponse(_lead(name, chosen.path), 303, headers=links)


UNSENT: Final = frozenset({b"content-length", b"content-type", b"accept-ranges"})
"""What is said of a body, and not where none is sent."""


def _encode(headers: Mapping[str, str]) -> RawHeaders:
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]


def _find_media(path: str) -> str:
    return MEDIA.get(Path(path).suffix, "text/turtle" if "void" in path else "text/plain")


def _link(name: str, variants: Sequence[Variant]) -> list[str]:
    """Write links to forms, as RFC 8288 and content negotiation by profile have them."""
    found = []
    for variant in variants:
        profiles = f'; profile="{" ".join(variant.profiles)}"' if variant.profiles else ""
        place = _lead(name, variant.path)
        found.append(f'<{place}>; rel="alternate"; type="{variant.media}"{profiles}')
    return found


def _tell(name: str, variants: Sequence[Variant]) -> list[dict[str, Any]]:
    return [
        {
            "media": variant.media,
            "href": _lead(name, variant.path),
            "profiles": list(variant.profiles),
        }
        for variant in variants
    ]


def _lead(name: str, path: str) -> str:
    """
    Name a file by its place beside a name, wherever the site is mounted.

    >>> _lead("a/goal-1", "a/goal-1.ttl"), _lead("data", "data/void.ttl")
    ('goal-1.ttl', 'data/void.ttl')
    """
    folder = name.rpartition("/")[0]
    return quote(path.removeprefix(f"{folder}/") if folder else path)
