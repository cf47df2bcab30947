"""
Where a site that is to be verified lies: in a folder, or behind a server.
"""

import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from functools import cache
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import quote

from plangraph.errors import OutputError

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A site in a folder."""

    root: Path

    def read(self, path: str) -> bytes | None:
        """Give a file; None where there is none, or it would lie outside."""
        file = (self.root / path).resolve()
        if not file.is_relative_to(self.root.resolve()) or not file.is_file():
            return None
        return file.read_bytes()

    def negotiate(self, path: str, accept: str) -> tuple[int, str, str] | None:
        """Say that a folder does not negotiate."""
        return None


class _Staying(urllib.request.HTTPRedirectHandler):
    """Leaves it to the caller to follow a redirection."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Follow nothing."""
        return


@cache
def _make_opener() -> urllib.request.OpenerDirector:
    # A site has thousands of files, and to make one for each takes a fifth of the time.
    return urllib.request.build_opener(_Staying)


@dataclass(frozen=True, slots=True)
class WebSource:
    """A site behind a server."""

    address: str

    def read(self, path: str) -> bytes | None:
        """
        Give a file; None where the server has none.

        Raises:
            OutputError: The server cannot be reached.
        """
        status, _, body = self._get(path, "*/*")
        return body if status == 200 else None

    def negotiate(self, path: str, accept: str) -> tuple[int, str, str] | None:
        """
        Ask for a thing in a form.

        Raises:
            OutputError: The server cannot be reached.
        """
        status, headers, _ = self._get(path, accept)
        return status, headers.get("Location") or "", headers.get("Vary") or ""

    def _get(self, path: str, accept: str) -> tuple[int, Message, bytes]:
        url = f"{self.address.rstrip('/')}/{quote(path)}"
        request = urllib.request.Request(url, headers={"Accept": accept})
        try:
            with _make_opener().open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            what = f"cannot be reached: {reason}"
            raise OutputError(url, what, "Check the address and the server") from error
