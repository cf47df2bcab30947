"""
The folder of a site: written aside, swapped in whole, and known again by its marker.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from typing import Any, Final

from plangraph.errors import OutputError, name_reason
from plangraph.publish.dumps import Dump
from plangraph.publish.words import Words
from plangraph.store.locks import take_lock

MARKER: Final = "plangraph-site.json"
"""File by which a folder is known to be a site."""

LOCK: Final = "lock"
"""File in a folder aside that is locked while somebody writes there."""

FORMER: Final = "former"

WRITING: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Folder:
    """A site being written, with the digests of its files."""

    root: Path
    digests: dict[str, str] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)
    _folded: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, data: bytes) -> None:
        """
        Write one file, by its path from the top of the site.

        Raises:
            OutputError: Two files would be one where case does not count, or the disk is full.
        """
        self._register(path, self._write(path, data))

    def write_aside(self, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """
        Write files for another process, which is to register them; give their digests.

        Raises:
            OutputError: The disk is full.
        """
        return {path: self._write(path, data) for path, data in files}

    def register(self, digests: Mapping[str, str]) -> None:
        """
        Note files that another process has written.

        Raises:
            OutputError: Two files would be one where case does not count.
        """
        for path, digest in digests.items():
            self._register(path, digest)

    def describe(self, path: str, media: str, title: Words) -> Dump:
        """Describe a file that was written."""
        size = (self.root / path).stat().st_size
        return Dump(path, media, title, size, self.digests[path])

    def _register(self, path: str, digest: str) -> None:
        folded = path.casefold()
        if self._folded.setdefault(folded, path) != path or path in self.digests:
            what = f"stands for the same file as {self._folded[folded]}"
            raise OutputError(path, what, "Give one of the two things another key")
        self.digests[path] = digest

    def _write(self, path: str, data: bytes) -> str:
        folder = path.rpartition("/")[0]
        try:
            if folder not in self._made:
                (self.root / folder).mkdir(parents=True, exist_ok=True)
                self._made.add(folder)
            handle = os.open(f"{self.root}/{path}", WRITING, 0o666)
            try:
                written = os.write(handle, data)
                while written < len(data):
                    written += os.write(handle, data[written:])
            finally:
                os.close(handle)
        except OSError as error:
            raise _failure(path, error) from error
        return hashlib.sha256(data).hexdigest()


def is_site(path: Path) -> bool:
    """Tell whether a folder is a site: it has the marker."""
    return (path / MARKER).is_file()


def read_marker(path: Path) -> dict[str, Any]:
    """
    Read what a site says of itself.

    Raises:
        OutputError: The folder is no site.
    """
    try:
        found = json.loads((path / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OutputError(
            path, "not a site", "Give a folder made by 'plangraph publish'"
        ) from error
    return found if isinstance(found, dict) else {}


@contextmanager
def replace_folder(out: Path) -> Iterator[Folder]:
    """
    Give a folder to write into, and put it in the place of ``out`` when all is written.

    Until then, and where anything fails, what lies at ``out`` stays as it is. What a process that
    was killed left aside is cleared up first.

    Raises:
        OutputError: Something else than a site lies there, or it cannot be written.
    """
    out = out.resolve()
    clear_up(out)
    if out.exists() and not is_site(out) and not (out.is_dir() and not any(out.iterdir())):
        raise OutputError(out, "holds something else than a site", "Name a new or an empty folder")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise _failure(out, error) from error
    fresh = aside / "site"
    try:
        with (aside / LOCK).open("ab") as file:
            take_lock(file.fileno())
            fresh.mkdir()
            yield Folder(fresh)
            if out.exists():
                os.replace(out, aside / FORMER)
            try:
                os.replace(fresh, out)
            except OSError:
                if (aside / FORMER).exists():
                    os.replace(aside / FORMER, out)
                raise
    except OSError as error:
        raise _failure(out, error) from error
    finally:
        with suppress(OSError):
            _remove(aside)


def clear_up(out: Path) -> None:
    """Clear away what killed processes left beside a site, and put back what they had put aside."""
    out = out.resolve()
    for aside in out.parent.glob(f".{escape(out.name)}.*"):
        # Without a lock it is somebody else's; with one that is held, it is being written.
        if not (aside / LOCK).is_file():
            continue
        with suppress(OSError):
            with (aside / LOCK).open("ab") as file:
                take_lock(file.fileno())
                if is_site(aside / FORMER) and not out.exists():
                    os.replace(aside / FORMER, out)
            _remove(aside)


def _remove(aside: Path) -> None:
    # The lock goes last, so that what is left of a removal that was killed is known again.
    for name in (FORMER, "site"):
        shutil.rmtree(aside / name, ignore_errors=True)
    shutil.rmtree(aside)


def _failure(where: object, error: OSError) -> OutputError:
    return OutputError(where, name_reason(error), "Choose another place or free some space")
