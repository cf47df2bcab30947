"""
Files written whole or not at all.

What is being written lies beside its place under a name of ours, locked by whoever writes; what a
process that was killed has left is not locked any more, and the next that writes there removes it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from plangraph.errors import OutputError, name_reason
from plangraph.store.locks import take_lock

BEGUN: Final = ".plangraph-begun-"
"""What the names of files begin with that are being written."""

WRITING: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
LOOKING: Final = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)


def write_file(path: Path, data: bytes) -> None:
    """
    Write a file whole or not at all: to a temporary file beside it, then by renaming.

    A device or a pipe is written to as it is.

    Raises:
        OutputError: The folder is absent, full or not writable.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        with replace_file(path) as file:
            file.write(data)
    except OSError as error:
        remedy = "Choose another place or free some space"
        raise OutputError(path, name_reason(error), remedy) from error


@contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """
    Give a file to write into, and put it in the place of another when all is written.

    Raises:
        OSError: The folder is absent, full or not writable.
    """
    _clear_up(path.parent)
    handle, begun = _begin(path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(handle)
            if sys.platform == "win32":
                # Nothing that is open can be renamed there, nor removed by another process.
                file.close()
            os.replace(begun, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(begun)
        raise


def _begin(folder: Path) -> tuple[int, str]:
    """Make a file that nobody else has, and lock it."""
    while True:
        begun = f"{folder}/{BEGUN}{os.urandom(8).hex()}"
        handle = os.open(begun, WRITING, 0o666)
        try:
            take_lock(handle)
        except BlockingIOError:
            # Somebody is about to clear it away, since it was not locked yet.
            os.close(handle)
            continue
        except OSError:
            # Where files cannot be locked, nobody takes this one for left behind either.
            return handle, begun
        if os.path.exists(begun):
            return handle, begun
        os.close(handle)


def _clear_up(folder: Path) -> None:
    """Remove what processes that were killed have begun in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for one in entries:
            if one.name.startswith(BEGUN) and one.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_left(one.path)


def _remove_left(path: str) -> None:
    handle = os.open(path, LOOKING)
    try:
        take_lock(handle)
        if sys.platform != "win32":
            os.unlink(path)
    finally:
        os.close(handle)
    if sys.platform == "win32":
        os.unlink(path)
