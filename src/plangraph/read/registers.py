"""
What stands beside the source in a plan folder: the description, the ledger, registers, decisions.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plangraph.errors import FolderError
from plangraph.read.lines import read_lines
from plangraph.read.reports import Report
from plangraph.read.tables import Mapping as Table
from plangraph.read.tables import Words, read_mapping, read_words


@dataclass(frozen=True, slots=True)
class Description:
    """What ``plan.toml`` states; an empty string or None is what it does not."""

    code: str = ""
    title: str = ""
    issuer: str = ""
    start: int | None = None
    end: int | None = None
    licence: str = ""
    base: str = ""
    current: str = ""


@dataclass(frozen=True, slots=True)
class RevisionNote:
    """What ``revision.toml`` states about one revision's source; ``table`` says how to read one."""

    file: str = ""
    date: str = ""
    sha256: str = ""
    origin: str = ""
    previous: str = ""
    table: Table = field(default_factory=Table)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A line of ``identifiers.csv``: a key that was given once and is never used again."""

    line: int
    kind: str
    key: str
    number: str
    name: str
    parent: str
    since: str
    until: str
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Department:
    """A line of ``departments.csv``; ``kind`` is department, office, section or group."""

    key: str
    name: str
    kind: str
    parent: str
    since: str
    until: str
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A line of ``gazetteer.csv``: a proper name, and forms in which it is misspelt."""

    name: str
    kind: str
    misspelt: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of ``decisions.csv``; ``verdict`` is accept, fix or unknown."""

    rule: str
    focus: str
    file: str
    line: int | None
    column: str
    printed: str
    verdict: str
    value: str
    by: str
    on: str
    until: str
    why: str


@dataclass(frozen=True, slots=True)
class Registers:
    """All that a plan folder holds beside the sources of its revisions."""

    description: Description = field(default_factory=Description)
    ledger: tuple[LedgerEntry, ...] = ()
    departments: tuple[Department, ...] = ()
    gazetteer: tuple[GazetteerEntry, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    links: bytes = b""
    reports: tuple[Report, ...] = ()
    words: Words = field(default_factory=read_words)


def read_description(data: bytes, where: str) -> Description:
    """
    Read a ``plan.toml``.

    Raises:
        FolderError: The file is not TOML, or a value is of the wrong kind.
    """
    table = _toml(data, where)
    period = table.get("period", {})
    if not isinstance(period, dict):
        raise FolderError(
            where, "period is not a table", "Write period = {start = 2025, end = 2029}"
        )
    return Description(
        code=_string(table, "code", where),
        title=_string(table, "title", where),
        issuer=_string(table, "issuer", where),
        start=_year(period, "start", where),
        end=_year(period, "end", where),
        licence=_string(table, "licence", where),
        base=_string(table, "base", where),
        current=_string(table, "current", where),
    )


def read_revision_note(data: bytes, where: str) -> RevisionNote:
    """
    Read a ``revision.toml``.

    Raises:
        FolderError: The file is not TOML, or a value is of the wrong kind.
    """
    table = _toml(data, where)
    return RevisionNote(
        file=_string(table, "file", where),
        date=_string(table, "date", where),
        sha256=_string(table, "sha256", where),
        origin=_string(table, "from", where),
        previous=_string(table, "previous", where),
        table=read_mapping(table.get("table", {}), where),
    )


def _toml(data: bytes, where: str) -> dict[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        what = " ".join(str(error).split())
        raise FolderError(where, f"not valid TOML: {what}", "Correct the file") from error


def _string(table: Mapping[str, object], key: str, where: str) -> str:
    value = table.get(key, "")
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise FolderError(where, f"{key} is not text", f'Write {key} = "…" in quotation marks')
    return value.strip()


def _year(table: Mapping[str, object], key: str, where: str) -> int | None:
    value = table.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise FolderError(where, f"period.{key} is not a year", f"Write {key} = 2025")
    return value


def read_ledger(data: bytes, where: str) -> tuple[LedgerEntry, ...]:
    """
    Read an ``identifiers.csv``.

    Raises:
        FolderError: A column is missing, or a line has no kind, key or name.
    """
    columns = ("kind", "key", "number", "name", "parent", "since", "until", "replaced_by")
    entries: list[LedgerEntry] = []
    for line, row in read_lines(data, where, columns):
        if not (row["kind"] and row["key"]):
            raise FolderError(f"{where}:{line}", "a line without kind or key", "Fill both in")
        entries.append(LedgerEntry(line, *(row[column] for column in columns)))
    return tuple(entries)


def read_departments(data: bytes, where: str) -> tuple[Department, ...]:
    """
    Read a ``departments.csv``; other names stand in one cell, separated by ``|``.

    Raises:
        FolderError: A column is missing, or a line has no name.
    """
    columns = ("key", "name", "kind", "parent", "from", "until", "other_names")
    found: list[Department] = []
    for line, row in read_lines(data, where, columns):
        if not row["name"]:
            raise FolderError(f"{where}:{line}", "a line without a name", "Fill it in")
        others = tuple(name.strip() for name in row["other_names"].split("|") if name.strip())
        key, name, kind, parent, since, until = (row[column] for column in columns[:-1])
        found.append(Department(key, name, kind, parent, since, until, others))
    return tuple(found)


def read_gazetteer(data: bytes, where: str) -> tuple[GazetteerEntry, ...]:
    """
    Read a ``gazetteer.csv``; misspelt forms stand in one cell, separated by ``|``.

    Raises:
        FolderError: A column is missing, or a line has no name.
    """
    found: list[GazetteerEntry] = []
    for line, row in read_lines(data, where, ("name", "kind", "not", "source")):
        if not row["name"]:
            raise FolderError(f"{where}:{line}", "a line without a name", "Fill it in")
        misspelt = tuple(form.strip() for form in row["not"].split("|") if form.strip())
        found.append(GazetteerEntry(row["name"], row["kind"], misspelt, row["source"]))
    return tuple(found)


def read_codes(data: bytes, where: str) -> dict[str, str]:
    """
    Read a ``codes.csv``: labels by three-digit code.

    Raises:
        FolderError: A column is missing.
    """
    return {
        row["code"]: row["label"] for _, row in read_lines(data, where, ("code", "label", "parent"))
    }


def read_decisions(data: bytes, where: str) -> tuple[Decision, ...]:
    """
    Read a ``decisions.csv``; a line without a verdict is a stub and decides nothing yet.

    Raises:
        FolderError: A column is missing, a verdict is unknown, a line or date is none.
    """
    columns = (
        "rule", "focus", "file", "line", "column", "printed",
        "verdict", "value", "by", "on", "until", "why",
    )  # fmt: skip
    found: list[Decision] = []
    for line, row in read_lines(data, where, columns):
        place = f"{where}:{line}"
        if not row["verdict"]:
            continue
        if row["verdict"] not in ("accept", "fix", "unknown"):
            raise FolderError(
                place, f"unknown verdict {row['verdict']!r}", "Use accept, fix or unknown"
            )
        if row["line"] and not row["line"].isdecimal():
            raise FolderError(place, f"{row['line']!r} is no line number", "Write digits")
        for column in ("on", "until"):
            _check_date(row[column], place, column)
        number = int(row["line"]) if row["line"] else None
        values = {name: value for name, value in row.items() if name not in ("line", "rule")}
        found.append(Decision(line=number, rule=row["rule"], **values))
    return tuple(found)


def _check_date(text: str, place: str, column: str) -> None:
    if not text:
        return
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise FolderError(
            place, f"{column} is no date: {text!r}", "Write it as 2026-03-31"
        ) from error
