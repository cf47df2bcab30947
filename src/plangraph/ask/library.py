"""
The query library: one ``.rq`` file a question, its metadata in ``#+`` lines.

The file stays plain SPARQL, so any editor and any endpoint can run it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Final

from plangraph.ask.header import Header, read_header
from plangraph.ask.parameters import Given, bind_values, check_given
from plangraph.errors import QueryError, name_reason
from plangraph.layout import queries_folder

ENDING: Final = ".rq"


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the graph: what it asks, and the SPARQL that asks it."""

    path: Path
    header: Header
    sparql: str

    @property
    def name(self) -> str:
        """
        Name by which the command line calls the query.

        >>> Query(Path("queries/coverage/goals-without-indicator.rq"), Header(), "").name
        'coverage/goals-without-indicator'
        """
        return f"{self.path.parent.name}/{self.path.stem}"

    def bind(self, given: Mapping[str, Given] | None = None) -> str:
        """
        Give the SPARQL with the reader's values in place of the defaults.

        Raises:
            QueryError: A parameter is unknown, missing or wrong.
        """
        values = check_given(self.header.parameters, given or {}, self.name)
        return bind_values(self.sparql, self.header.parameters, values)


def read_query(path: Path, *, complete: bool = False) -> Query:
    """
    Read one query file; a file of one's own may do without metadata, one of the library may not.

    Raises:
        QueryError: The file cannot be read, or its metadata is broken or, if asked for, incomplete.
    """
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size, complete)
    except OSError as error:
        raise QueryError(path, name_reason(error), "Check the path and its permissions") from error
    except UnicodeDecodeError as error:
        raise QueryError(path, "not UTF-8 text", "Save the query as UTF-8") from error


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int, complete: bool) -> Query:
    """Read a file once as long as it stays the same: many plans are asked the same questions."""
    sparql = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    if not sparql.strip():
        raise QueryError(path, "the file is empty", "Write a query into it")
    return Query(path, read_header(sparql, path, complete=complete), sparql)


def list_queries(folder: Path | None = None) -> list[Query]:
    """
    Read the whole library, by theme and name.

    Raises:
        QueryError: A file's metadata is broken or incomplete.
    """
    paths = sorted((folder or queries_folder()).glob(f"*/*{ENDING}"))
    return [read_query(path, complete=True) for path in paths]


def find_query(name: str | Path) -> Query:
    """
    Find a question of the library by name, or read a query file of one's own by its path.

    Raises:
        QueryError: There is neither, or the metadata is broken.
    """
    asked = str(name)
    folder = queries_folder()
    inside = [path for path in folder.glob(f"*/*{ENDING}") if _name(path) == asked]
    if inside:
        return read_query(inside[0], complete=True)
    if isinstance(name, Path) or asked.endswith(ENDING):
        return read_query(Path(name))
    names = sorted(_name(path) for path in folder.glob(f"*/*{ENDING}"))
    stems = [known for known in names if known.split("/")[1] == asked]
    near = stems or get_close_matches(asked, names, n=2, cutoff=0.5)
    remedy = f"Did you mean {' or '.join(near)}" if near else "See 'plangraph ask --list'"
    raise QueryError(asked or "ask", "no question has this name", remedy)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"
