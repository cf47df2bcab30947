"""
Stubs of decisions: a line of ``decisions.csv`` for each open finding, for a person to fill in.
"""

from collections.abc import Iterator
from typing import Final

from plangraph.check.decisions import squeeze
from plangraph.check.findings import Finding, Report
from plangraph.read.lines import read_lines
from plangraph.write.lines import append_lines

COLUMNS: Final = (
    *("rule", "focus", "file", "line", "column", "printed"),
    *("verdict", "value", "by", "on", "until", "why"),
)
KEY: Final = ("rule", "focus", "printed")
"""What tells two stubs apart; lines move from revision to revision."""

ABOUT_DECISIONS: Final = "DEC-"
"""Rules whose findings are settled by mending the decisions themselves."""


def record_stubs(existing: bytes, report: Report, where: object) -> tuple[bytes, int]:
    """
    Append a stub for each open finding that has no line yet; give the file, and their number.

    Raises:
        FolderError: The file cannot be read as decisions.
    """
    known: set[tuple[str, ...]] = set()
    if existing.strip():
        lines = read_lines(existing, str(where), COLUMNS)
        known = {tuple(squeeze(row[column]) for column in KEY) for _, row in lines}
    fresh = []
    for stub in _stubs(report):
        key = tuple(squeeze(stub[column]) for column in KEY)
        # A person may have decided on the rule as a whole.
        broader = (key[0].partition(".")[0], *key[1:])
        if not known & {key, broader, (*key[:2], ""), (*broader[:2], "")}:
            known.add(key)
            fresh.append(stub)
    return (append_lines(existing, COLUMNS, fresh, where) if fresh else existing), len(fresh)


def _stubs(report: Report) -> Iterator[dict[str, str]]:
    for finding in report.open:
        if finding.rule.startswith(ABOUT_DECISIONS):
            continue
        place = finding.source[0] if finding.source else None
        yield {
            **dict.fromkeys(COLUMNS, ""),
            "rule": finding.constraint,
            "focus": finding.focus.removeprefix(report.root),
            "file": place.file if place else "",
            "line": str(place.line or "") if place else "",
            "column": (place.column or "") if place else "",
            "printed": _printed(finding),
        }


def _printed(finding: Finding) -> str:
    """A value on one line tells findings about one thing apart."""
    return " ".join((finding.value or "").split())
