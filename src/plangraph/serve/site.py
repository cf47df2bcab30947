"""
The files of a site as answers: the thing asked for in the form asked for.

One policy for all: the IRI of a thing answers 303 and names the file of the best form; the file
answers 200. The same table of forms makes the set-ups of other servers.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from plangraph.publish import MARKER, read_marker
from plangraph.publish.forms import FORMS
from plangraph.serve.negotiation import choose_media
from plangraph.serve.problems import tell_problem

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
UNLISTED: Final = frozenset({SUMS, MARKER})
SAFE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'",
}


@dataclass(frozen=True)
class SiteFiles:
    """The files of one site."""

    root: Path

    @cached_property
    def marker(self) -> dict[str, Any]:
        """What the site says of itself."""
        return read_marker(self.root)

    @property
    def current(self) -> str:
        """The graph over which a query runs that names none."""
        return str(self.marker["current"])

    @property
    def digest(self) -> str:
        """The digest of what the dataset says."""
        return str(self.marker["rdfc-1.0-sha256"])

    @property
    def dump(self) -> Path:
        """The file that holds the whole dataset."""
        return self.root / str(self.marker["dataset"])

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digest of each file, which never changes while the site is served."""
        lines = (self.root / SUMS).read_text(encoding="utf-8").splitlines()
        return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}

    async def answer(self, request: Request) -> Response:
        """Answer a request for a path of the site."""
        path = request.path_params.get("path", "")
        path = f"{path}index.html" if not path or path.endswith("/") else path
        if path in self.digests or path in UNLISTED:
            return self.send(path, request, self._links(path))
        offered = {
            form.media: f"{path}{form.ending}"
            for form in FORMS
            if f"{path}{form.ending}" in self.digests
        }
        if not offered:
            return self._missing(request)
        media = choose_media(request.headers.get("accept", ""), list(offered))
        vary = {"Vary": "Accept", "Link": self._alternates(offered)}
        if media is None:
            choices = [{"media": kind, "href": _beside(at)} for kind, at in offered.items()]
            return tell_problem(
                406, "none of the types asked for is offered", headers=vary, choices=choices
            )
        return RedirectResponse(_beside(offered[media]), 303, headers=vary)

    def send(self, path: str, request: Request, headers: dict[str, str]) -> Response:
        """Send a file, or say that the client has it."""
        digest = self.digests.get(path) or sha256((self.root / path).read_bytes()).hexdigest()
        tag = f'"{digest[:32]}"'
        sent = {"ETag": tag, "Cache-Control": "public, no-cache", **SAFE, **headers}
        liked = [part.strip() for part in request.headers.get("if-none-match", "").split(",")]
        if tag in liked or f"W/{tag}" in liked or "*" in liked:
            return Response(status_code=304, headers=sent)
        media = MEDIA.get(Path(path).suffix, "text/turtle" if "void" in path else "text/plain")
        return FileResponse(self.root / path, media_type=media, headers=sent)

    def _links(self, path: str) -> dict[str, str]:
        stem = path.removesuffix(Path(path).suffix)
        others = {
            form.media: f"{stem}{form.ending}"
            for form in FORMS
            if f"{stem}{form.ending}" in self.digests and f"{stem}{form.ending}" != path
        }
        return {"Link": self._alternates(others)} if others else {}

    def _alternates(self, offered: dict[str, str]) -> str:
        return ", ".join(
            f'<{_beside(path)}>; rel="alternate"; type="{media}"' for media, path in offered.items()
        )

    def _missing(self, request: Request) -> Response:
        detail = f"nothing is at {request.url.path}"
        return tell_problem(404, detail)


def _beside(path: str) -> str:
    """Name a file that lies beside what was asked for, wherever the site is mounted."""
    return quote(path.rpartition("/")[2])
