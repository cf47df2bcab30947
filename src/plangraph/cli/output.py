"""Where results go: standard output, in UTF-8 on every machine, or a file, whole or not at all."""

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NoReturn

import click

from plangraph.cli.failures import NOT_DONE
from plangraph.errors import OutputError, name_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
STANDARD_OUTPUT: Final = "standard output"
SPACE: Final = "Choose another place or free some space"


def prepare_streams() -> None:
    """Make standard output and error speak UTF-8 with plain line ends, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        # Neither exists under pythonw, and a test may have put something else in their place.
        change = getattr(stream, "reconfigure", None)
        if change is not None:
            change(encoding="utf-8", errors="backslashreplace", newline="\n")


def write_note(text: str) -> None:
    """Tell on standard error what is no part of the result."""
    click.echo(text, err=True)


def write_result(result: str | bytes, output: "Path | None" = None) -> None:
    """
    Write a result to a file, or to standard output where there is none or it is ``-``.

    Raises:
        OutputError: The place is full, absent or not writable.
    """
    data = result if isinstance(result, bytes) else result.encode("utf-8", "backslashreplace")
    if output is None or str(output) == "-":
        _write_out(data)
    else:
        _write_file(data, output)


@contextmanager
def open_result(output: "Path | None" = None) -> "Iterator[Callable[[bytes], None]]":
    """
    Open the place of a result that comes piece by piece; a file is there whole or not at all.

    Raises:
        OutputError: The place is full, absent or not writable.
    """
    if output is None or str(output) == "-":
        yield _write_out
        return
    from plangraph.store.files import replace_file

    place = output.resolve() if output.is_symlink() else output
    try:
        with place.open("wb") if is_device(place) else replace_file(place) as file:

            def write(data: bytes) -> None:
                file.write(data)

            yield write
    except OSError as error:
        raise OutputError(output, name_reason(error), SPACE) from error


def with_byte_order_mark(result: str | bytes) -> bytes:
    """Begin CSV for a file with the mark by which Excel knows UTF-8."""
    data = result if isinstance(result, bytes) else result.encode("utf-8", "backslashreplace")
    return data if data.startswith(BYTE_ORDER_MARK) else BYTE_ORDER_MARK + data


def flush_output() -> None:
    """
    Write what standard output still holds, so that a full disk is seen before the exit code is set.

    Raises:
        OutputError: Standard output cannot be written.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _give_up(error)


def _write_out(data: bytes) -> None:
    if sys.stdout is None:
        raise OutputError(STANDARD_OUTPUT, "closed", "Name a file with -o")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up(error)


def _give_up(error: OSError) -> NoReturn:
    """Let go of standard output, lest the interpreter try it again at its end and complain."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, sys.stdout.fileno())
    os.close(silent)
    if isinstance(error, BrokenPipeError):
        # The reader, such as `head`, has all it wanted: nothing to tell.
        raise click.exceptions.Exit(NOT_DONE) from error
    raise OutputError(
        STANDARD_OUTPUT, name_reason(error), "Free some space, or name a file with -o"
    ) from error


@contextmanager
def fill_folder(path: "Path") -> "Iterator[Path]":
    """
    Make a folder to write into, unless it is there; where nothing came into it, take it away again.

    Raises:
        OutputError: A file stands in its place, or it may not be made.
    """
    made: list[Path] = []
    try:
        try:
            made += [one for one in (path, *path.parents) if not one.exists()]
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(path, name_reason(error), "Choose another folder") from error
        yield path
    except BaseException:
        with suppress(OSError):
            for one in made:
                one.rmdir()
        raise


def is_device(path: "Path") -> bool:
    """Tell whether a path is a device or a pipe, which a new file must not replace."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _write_file(data: bytes, path: "Path") -> None:
    from plangraph.store import write_file

    # What a link to a pipe resolves to is no path that could be opened.
    write_file(path.resolve() if path.is_symlink() and not is_device(path) else path, data)
