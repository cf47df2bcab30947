"""
Open what is read from a source: a plan folder, one or all of its revisions, or a bare file.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from plangraph.assemble import assemble, identify
from plangraph.errors import FolderError, SourceError, UsageError
from plangraph.layout import is_plan_folder, read_file
from plangraph.names import CITY_BASE, UNREGISTERED, PlanNames, segment
from plangraph.opening.folders import lend_links, read_registers
from plangraph.opening.loaded import LoadedPlan
from plangraph.read.registers import Registers, RevisionNote, read_revision_note
from plangraph.read.sources import SOURCES, read_source
from plangraph.store import FORMATS, Dataset


def load_file(
    path: Path, registers: str | Path | None, base: str | None, links: Sequence[str | Path]
) -> LoadedPlan:
    """
    Read a bare file, with what a plan folder lends it.

    Raises:
        SourceError: It is of no kind that is read, or cannot be read as a plan.
        FolderError: The folder that lends cannot be used as it stands.
    """
    ending = path.suffix.lower()
    if ending not in SOURCES:
        raise SourceError(
            path,
            f"{ending or 'a file without an ending'} is no kind of file that is read",
            f"Give a text or table ({' '.join(sorted(SOURCES))}) or RDF ({' '.join(FORMATS)})",
        )
    lent = read_registers(Path(registers)) if registers is not None else Registers()
    return _load_text(path, lend_links(lent, links), base, RevisionNote(), path.stem)


def suggest_columns(source: str | Path, *, registers: str | Path | None = None) -> str:
    """
    Look at a table and propose how its columns are to be read, as a part of ``revision.toml``.

    Raises:
        UsageError: The path names a folder.
        SourceError: There is no such file, or no table of projects is found in it.
    """
    from plangraph.read.tables import read_table, suggest_mapping

    path = Path(source)
    if path.is_dir():
        raise UsageError(path, "is a folder", "Name the file of one of its revisions")
    lent = read_registers(Path(registers)) if registers is not None else Registers()
    return suggest_mapping(read_table(read_file(path), path.name, None, lent.words))


def load_history(folder: Path, base: str | None, links: Sequence[str | Path]) -> LoadedPlan:
    """
    Read all revisions of a plan folder.

    Raises:
        FolderError: The folder, or a file in it, cannot be used as it stands.
        SourceError: A source cannot be read as a plan.
    """
    newest = load_folder(folder, base, None, links)
    current = newest.dataset.revisions[-1]
    homes = [home for home in (folder / "revisions").iterdir() if home.is_dir()]
    earlier = [
        load_folder(folder, base, home.name)
        for home in sorted(homes, key=lambda home: (_note(home).date, home.name))
        if home.name != current.revision
    ]
    store = newest.dataset.store
    for loaded in earlier:
        names = loaded.dataset.revisions[-1]
        for graph in (names.facts, names.source, names.derived):
            store.extend(
                loaded.dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            )
    revisions = (*(loaded.dataset.revisions[-1] for loaded in earlier), current)
    return replace(newest, dataset=Dataset(store, revisions, newest.dataset.current))


def load_folder(
    folder: Path, base: str | None, revision: str | None = None, links: Sequence[str | Path] = ()
) -> LoadedPlan:
    """
    Read a revision of a plan folder, by default the current one.

    Raises:
        FolderError: The folder, or a file in it, cannot be used as it stands.
        SourceError: The source cannot be read as a plan.
    """
    if not is_plan_folder(folder):
        raise FolderError(folder, "not a plan folder: it has no plan.toml", "Give a plan folder")
    registers = lend_links(read_registers(folder), links)
    wanted = revision
    revision = wanted or registers.description.current
    if not revision:
        raise FolderError(folder / "plan.toml", "names no current revision", 'Write current = "…"')
    home = folder / "revisions" / revision
    if segment(revision) != revision or not home.is_dir():
        where = folder if wanted else folder / "plan.toml"
        raise FolderError(where, f"no folder revisions/{revision}", "Name one that is there")
    note = _note(home)
    source = home / (note.file or _only_text(home))
    if source.parent != home:
        where = home / "revision.toml"
        raise FolderError(where, f"file lies elsewhere: {note.file}", "Name a file beside it")
    return _load_text(source, registers, base, note, revision, folder)


def _note(home: Path) -> RevisionNote:
    file = home / "revision.toml"
    return read_revision_note(read_file(file), str(file)) if file.is_file() else RevisionNote()


def _only_text(home: Path) -> str:
    found = sorted(path.name for path in home.iterdir() if path.suffix.lower() in SOURCES)
    if len(found) != 1:
        raise FolderError(
            home, f"{len(found)} source files", 'Name one in revision.toml: file = "…"'
        )
    return found[0]


def _load_text(
    path: Path,
    registers: Registers,
    base: str | None,
    note: RevisionNote,
    revision: str,
    folder: Path | None = None,
) -> LoadedPlan:
    with _collector_at_rest():
        return _read_text(path, registers, base, note, revision, folder)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """
    Keep Python from looking for garbage while a plan grows: there is none, and looking takes long.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_text(
    path: Path,
    registers: Registers,
    base: str | None,
    note: RevisionNote,
    revision: str,
    folder: Path | None = None,
) -> LoadedPlan:
    plan = read_source(read_file(path), path.name, note.table, registers.words)
    if note.sha256 and note.sha256 != plan.document.sha256:
        raise SourceError(
            path, "changed since revision.toml was written", "Restore it, or correct sha256"
        )
    description = registers.description
    space = _choose_base(base, description.base, folder)
    code = segment(description.code) or f"{UNREGISTERED}/{segment(path.stem)}"
    names = PlanNames(space, code, revision)
    dataset = assemble(plan, names, registers, note)
    return LoadedPlan(dataset, plan, registers, identify(plan, registers), folder)


def _choose_base(asked: str | None, stated: str, folder: Path | None) -> str:
    """
    Choose where the IRIs of a city's things begin: as asked for, else as ``plan.toml`` states.

    Raises:
        UsageError: What was asked for begins no IRI.
        FolderError: What ``plan.toml`` states begins none.
    """
    space = asked or stated or CITY_BASE
    if not space.endswith(("/", "#")):
        space += "/"
    try:
        ox.NamedNode(space)
    except ValueError as error:
        what = f"no IRI begins with '{asked or stated}'"
        remedy = "Give one like https://data.example.org/id/"
        if asked:
            raise UsageError("--base", what, remedy) from error
        raise FolderError((folder or Path()) / "plan.toml", what, remedy) from error
    return space
