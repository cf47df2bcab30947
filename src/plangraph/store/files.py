"""
Files written whole or not at all.
"""

import os
import tempfile
from pathlib import Path

from plangraph.errors import OutputError, name_reason


def write_file(path: Path, data: bytes) -> None:
    """
    Write a file whole or not at all: to a temporary file beside it, then by renaming.

    A device or a pipe is written to as it is.

    Raises:
        OutputError: The folder is absent, full or not writable.
    """
    temporary = ""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        remedy = "Choose another place or free some space"
        raise OutputError(path, name_reason(error), remedy) from error
