"""
A store folder: plans on disk, loaded whole or not at all.

The folder has a marker file, which says what it holds and in which folder beside it the data lie.
A load builds a new such folder and then puts another marker in the place of the first, so whoever
reads meanwhile, or after a load that was killed, finds the old store.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from plangraph.errors import OutputError, StoreError, name_reason
from plangraph.names import ONTOLOGY, PlanNames
from plangraph.store import FORMATS, Dataset, describe_damage, list_revisions, write_file
from plangraph.store.files import BEGUN
from plangraph.store.locks import take_lock
from plangraph.store.parts import Chunks, remove_plans

MARKER: Final = "plangraph-store.json"
DATA: Final = "data-"
LOCK: Final = ".plangraph-lock"
VERSION: Final = 1
TRIES: Final = 3
REMEDY: Final = "Load it anew with 'plangraph load'"
SPACE: Final = "Choose another place or free some space"


@dataclass(frozen=True, slots=True)
class Content:
    """What a store folder holds: its plans, the current graph, and where the data lie."""

    data: str
    current: str
    plans: tuple[PlanNames, ...]
    statements: int

    def write(self) -> bytes:
        """Write the marker file."""
        described = {
            "version": VERSION,
            "program": f"plangraph {_find_version()}",
            "vocabulary": ONTOLOGY,
            "data": self.data,
            "current": self.current,
            "statements": self.statements,
            "plans": [
                {"plan": one.plan, "base": one.base, "code": one.code, "revision": one.revision}
                for one in self.plans
            ],
        }
        return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _find_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("plangraph")
    except PackageNotFoundError:
        return "not installed"


def is_store(path: Path) -> bool:
    """Tell whether a folder is a store folder: it has the marker file."""
    return (path / MARKER).is_file()


def read_content(folder: Path) -> Content:
    """
    Read what a store folder says that it holds.

    Raises:
        StoreError: The marker is unreadable, damaged, or of a version to come.
    """
    marker = folder / MARKER
    try:
        found = json.loads(marker.read_bytes())
        version = int(found["version"])
        if version > VERSION:
            raise StoreError(
                marker, f"version {version} of the store is not known", "Use a newer plangraph"
            )
        data = str(found["data"])
        if not data.startswith(DATA) or Path(data).name != data:
            raise KeyError(data)
        plans = tuple(
            PlanNames(str(one["base"]), str(one["code"]), str(one["revision"]))
            for one in found["plans"]
        )
        return Content(data, str(found["current"]), plans, int(found["statements"]))
    except OSError as error:
        raise StoreError(marker, name_reason(error), "Check its permissions") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(marker, "the marker of the store is damaged", REMEDY) from error


def open_store(folder: Path) -> Dataset:
    """
    Open a store folder to read; nothing is copied, and nothing in it changes.

    Raises:
        StoreError: The marker or the data are damaged.
    """
    for attempt in range(1, TRIES + 1):
        content = read_content(folder)
        try:
            store = ox.Store.read_only(str(folder / content.data))
        except OSError as error:
            if attempt < TRIES and read_content(folder).data != content.data:
                # A load has put new data in the place of these just now.
                continue
            what = name_reason(error)
            raise StoreError(folder, f"the data are damaged: {what}", REMEDY) from error
        return Dataset(store, content.plans, content.current)
    raise StoreError(folder, "is being loaded over and over", "Try again later")


def load_store(folder: Path, files: Sequence[Path], datasets: Iterable[Dataset | bytes]) -> Content:
    """
    Load plans into a store folder, in the place of the same revisions; others that it holds stay.

    ``files`` hold quads and are read by the store itself; ``datasets`` are taken one at a time,
    each as it is or as N-Quads.

    Raises:
        StoreError: What is loaded is damaged or holds no plan, plans stand under different bases,
            or another load is at work.
        OutputError: The folder is full or not writable, or something else stands there.
    """
    made = _make_folder(folder)
    try:
        with _lock(folder):
            old = read_content(folder) if is_store(folder) else None
            _sweep(folder, old)
            fresh = _make_data(folder)
            try:
                content = _fill(fresh, files, datasets)
                if old is not None and set(old.plans) - set(content.plans):
                    content = _join(folder, old, fresh, content)
                write_file(folder / MARKER, content.write())
            except BaseException:
                _sweep(folder, old)
                raise
            _sweep(folder, content)
            return content
    except OSError as error:
        raise OutputError(folder, name_reason(error), SPACE) from error
    finally:
        if made and not is_store(folder):
            _remove(folder)


def _fill(fresh: Path, files: Sequence[Path], datasets: Iterable[Dataset | bytes]) -> Content:
    """Build new data from what is loaded, and say what they hold."""
    store = ox.Store(str(fresh))
    for file in files:
        try:
            with file.open("rb") as opened:
                if opened.peek(len(BOM_UTF8)).startswith(BOM_UTF8):
                    opened.read(len(BOM_UTF8))
                store.bulk_load(opened, format=FORMATS[file.suffix.lower()])
        except (SyntaxError, ValueError) as error:
            raise describe_damage(file, error) from error
        except FileNotFoundError as error:
            raise StoreError(file, name_reason(error), "Check the path") from error
    _load_stream(store, Chunks(datasets))
    where = files[0] if files else fresh.parent
    if next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is not None:
        remedy = "Give it as triples (.ttl .nt), or with its named graphs"
        raise StoreError(where, "holds statements outside any named graph", remedy)
    plans = list_revisions(store)
    currents = {names.current for names in plans}
    if len(currents) > 1:
        raise StoreError(where, "the plans stand under different bases", "Load them apart")
    if not currents or not store.contains_named_graph(ox.NamedNode(min(currents))):
        raise StoreError(where, "holds no plan", "Give a file made by 'plangraph assemble'")
    return Content(fresh.name, min(currents), plans, len(store))


def _load_stream(store: ox.Store, chunks: Chunks) -> None:
    try:
        # The bulk loader asks for the bytes as it needs them.
        store.bulk_load(chunks, format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type] # reads only
    finally:
        if chunks.error is not None:
            raise chunks.error


def _join(folder: Path, old: Content, fresh: Path, content: Content) -> Content:
    """Put what was loaded into a copy of the old data, whose files are linked and not copied."""
    if content.current != old.current:
        raise StoreError(folder, "the plans stand under different bases", "Load them apart")
    joined = _make_data(folder)
    joined.rmdir()
    ox.Store(str(folder / old.data)).backup(str(joined))
    store = ox.Store(str(joined))
    added = ox.Store.read_only(str(fresh))
    remove_plans(store, old.plans, content.plans)
    store.bulk_extend(added)
    kept = [one for one in old.plans if one not in content.plans]
    plans = tuple(sorted((*kept, *content.plans), key=lambda one: one.code))
    return Content(joined.name, old.current, plans, len(store))


def _make_data(folder: Path) -> Path:
    """Make a folder for data, with a name of its own."""
    # Who reads a store needs none of this.
    from tempfile import mkdtemp

    return Path(mkdtemp(prefix=DATA, dir=folder))


def _remove(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def _make_folder(folder: Path) -> bool:
    """Make the folder unless it is there, and tell whether it was made."""
    if is_store(folder):
        return False
    try:
        if folder.is_dir():
            strange = [one.name for one in folder.iterdir() if not _is_ours(one.name)]
            if strange:
                remedy = "Name an empty or a new folder"
                raise OutputError(folder, f"is no store and holds {min(strange)}", remedy)
            return False
        folder.mkdir(parents=True)
    except OSError as error:
        raise OutputError(folder, name_reason(error), "Choose another folder") from error
    return True


def _is_ours(name: str) -> bool:
    return name.startswith((DATA, BEGUN)) or name == LOCK


def _sweep(folder: Path, kept: Content | None) -> None:
    """Clear away data that no marker names: what a load that was killed has left, or the old."""
    for one in folder.iterdir():
        if one.name.startswith(DATA) and (kept is None or one.name != kept.data):
            # Where a reader still holds them, the next load will clear them away.
            _remove(one)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Keep other loads out; the system gives the lock back when a process dies."""
    with (folder / LOCK).open("ab") as file:
        try:
            take_lock(file.fileno())
        except OSError as error:
            raise StoreError(folder, "another load is at work here", "Wait for its end") from error
        yield
