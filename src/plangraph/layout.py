"""
Where files lie: the only module that knows a path of the repository, the wheel or a plan folder.

In a wheel the rooms ontology/, shapes/, queries/ and data/ lie inside the package; in a clone they
lie two folders above it.
"""

import os
import sys
from functools import cache
from pathlib import Path
from typing import Final

from plangraph.errors import FolderError, SourceError, name_reason

PACKAGE: Final = Path(__file__).resolve().parent
DEFAULT_PLAN: Final = "iizuka"
LARGEST: Final = 256 * 1024 * 1024
"""Bytes up to which a source file is read."""


@cache
def rooms() -> Path:
    """
    Find the folder that holds ontology/, shapes/, queries/ and data/.

    Raises:
        FolderError: The installation is broken.
    """
    for folder in (PACKAGE / "rooms", PACKAGE.parent.parent):
        if (folder / "ontology").is_dir() and (folder / "shapes").is_dir():
            return folder
    raise FolderError(PACKAGE, "the installation lacks its data folders", "Install it again")


def ontology_folder() -> Path:
    """Give the folder of the vocabulary."""
    return rooms() / "ontology"


def shapes_folder() -> Path:
    """Give the folder of the shapes and the rule registry."""
    return rooms() / "shapes"


def queries_folder() -> Path:
    """Give the folder of the query library."""
    return rooms() / "queries"


def data_folder() -> Path:
    """Give the folder of the shipped plans."""
    return rooms() / "data"


def shipped_plan() -> Path:
    """Give the plan folder that commands use where none is named."""
    return data_folder() / DEFAULT_PLAN


def cache_folder() -> Path:
    """Give the folder for what may be deleted at any time, as the system has it."""
    home = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    if home and Path(home).is_absolute():
        return Path(home) / "plangraph"
    return Path.home() / ".cache" / "plangraph"


def is_plan_folder(path: Path) -> bool:
    """Tell whether a folder is a plan folder: it has a ``plan.toml``."""
    return (path / "plan.toml").is_file()


def read_file(path: Path) -> bytes:
    """
    Read a file of a plan whole.

    Raises:
        SourceError: It is absent, unreadable, or larger than ``LARGEST``.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise SourceError(
                path, f"larger than {LARGEST // 1024 // 1024} MiB", "Split the document"
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(path, name_reason(error), "Check the path and its permissions") from error
