"""
The files of a made plan folder.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from tests.benchmarks.generator.rows import TAGS, Row

Supports: TypeAlias = tuple[tuple[str, str], ...]
"""Indicators of projects, each with the indicator of a measure that it supports."""
LEDGER: Final = ("kind", "key", "number", "name", "parent", "since", "until", "replaced_by")
DEPARTMENTS: Final = ("key", "name", "kind", "parent", "from", "until", "other_names")
KINDS: Final = ("budget", "indicator", "organization", "project")


def write_files(
    code: str,
    issuer: str,
    revision: str,
    text: str,
    rows: Sequence[Row],
    labels: Iterable[str],
    supports: Supports,
    codes: Mapping[str, str],
) -> dict[str, str]:
    """Write the files of a plan folder by their paths."""
    keys = number_names(rows, labels)
    registered = [name for name in keys["organization"] if not name.endswith("果")]
    ledger = (
        (kind, f"u{key}" if kind == "project" else key, "", name, "", "1", "", "")
        for kind in KINDS
        for name, key in keys[kind].items()
    )
    return {
        "plan.toml": _write_description(code, issuer, revision),
        "identifiers.csv": write_table(LEDGER, ledger),
        "departments.csv": write_table(
            DEPARTMENTS,
            (
                (keys["organization"][name], name, _kind(name), "", "", "", "")
                for name in registered
            ),
        ),
        "codes.csv": write_table(
            ("code", "label", "parent"), ((code, title, "") for code, title in codes.items())
        ),
        "links.ttl": _write_links(supports, keys["indicator"]),
        f"revisions/{revision}/source.txt": text,
    }


def number_names(rows: Sequence[Row], labels: Iterable[str]) -> dict[str, dict[str, int]]:
    """Give each name its key, by kind, in the order in which names come."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for row in rows:
        found["organization"] |= dict.fromkeys(row.department.split(" "))
        item = row.budget.split(" ")[0]
        for tag in (*TAGS, "【裁量】"):
            item = item.removesuffix(tag)
        if item:
            found["budget"][item] = None
        if row.indicator:
            found["indicator"][row.indicator] = None
        if row.number == "新規":
            found["project"][row.name] = None
    found["indicator"] |= dict.fromkeys(labels)
    return {
        kind: {name: key for key, name in enumerate(names, start=1)}
        for kind, names in found.items()
    }


def write_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a CSV file."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return written.getvalue()


def _kind(name: str) -> str:
    return "office" if name.endswith("室") else "department"


def _write_description(code: str, issuer: str, revision: str) -> str:
    return f"""# {issuer} does not exist; this plan was made by a program, to measure and to test.
code = "{code}"
title = "{issuer}総合戦略"
issuer = "{issuer}"
version = "{revision}"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
current = "{revision}"

[period]
start = 2026
end = 2030
"""


def _write_links(supports: Supports, keys: Mapping[str, int]) -> str:
    lines = (
        f"<indicator-{keys[one]}> plan:supports <indicator-{keys[other]}> ."
        for one, other in supports
    )
    head = "PREFIX plan: <https://w3id.org/plangraph/ns#>\n"
    return "\n".join((head, *lines)) + "\n"
