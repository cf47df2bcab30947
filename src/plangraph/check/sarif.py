"""
A report as a SARIF 2.1.0 log, by which code hosts annotate the rows of a source.
"""

import hashlib
import json
from typing import Any, Final
from urllib.parse import quote

from plangraph.check.findings import REGISTERS, Finding, Place, Report, Status
from plangraph.check.registry import Severity
from plangraph.names import SARIF

LEVELS: Final = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def write_sarif(report: Report, language: str) -> str:
    """Write the log in one language; places are relative to where the report says the files lie."""
    rules = list(dict.fromkeys(finding.rule for finding in report.findings))
    files = dict.fromkeys(place.file for one in report.findings for place in one.source)
    run = {
        "tool": {
            "driver": {
                "name": "plangraph",
                "rules": [_rule(report, rule, language) for rule in rules],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(report, file)}} for file in files],
        "results": [
            _result(report, finding, rules.index(finding.rule), language)
            for finding in report.findings
        ],
    }
    log = {"$schema": SARIF, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(report: Report, rule: str, language: str) -> dict[str, Any]:
    (first, *_) = (finding for finding in report.findings if finding.rule == rule)
    return {
        "id": rule,
        "shortDescription": {"text": report.titles[rule].in_language(language)},
        "help": {"text": first.remedy.in_language(language)},
        "defaultConfiguration": {"level": LEVELS[first.severity]},
    }


def _result(report: Report, finding: Finding, index: int, language: str) -> dict[str, Any]:
    space = " " if language == "en" else ""
    message, remedy = (one.in_language(language) for one in (finding.message, finding.remedy))
    said: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{message}{space}{remedy}"},
        "locations": _locations(report, finding),
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
        "properties": {
            "focus": finding.focus,
            "departments": [department.label for department in finding.departments],
        },
    }
    if finding.status is Status.ACCEPTED:
        said["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return said


def _locations(report: Report, finding: Finding) -> list[dict[str, Any]]:
    """Give each row once; a finding about the plan as a whole lies at the head of its source."""
    heads = [Place(table.file, 1) for table in report.tables[:1]]
    found: dict[tuple[str, int | None, str | None], list[str]] = {}
    for place in finding.source or heads:
        columns = found.setdefault((place.file, place.line, place.sheet), [])
        columns += [name for name in (place.cell, place.column) if name]
    return [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": _uri(report, file)},
                "region": {"startLine": line or 1},
            },
            **({"logicalLocations": _columns(sheet, columns)} if columns or sheet else {}),
        }
        for (file, line, sheet), columns in found.items()
    ]


def _columns(sheet: str | None, columns: list[str]) -> list[dict[str, str]]:
    sheets = [{"name": sheet, "kind": "module"}] if sheet else []
    return sheets + [{"name": name, "kind": "member"} for name in dict.fromkeys(columns)]


def _uri(report: Report, file: str) -> str:
    parts = [part for part in report.folder.split("/") if part not in ("", ".")]
    if file in REGISTERS and parts[-2:-1] == ["revisions"]:
        parts = parts[:-2]
    return "/".join(quote(part, safe="") for part in (*parts, file))


def _fingerprint(finding: Finding) -> str:
    """Tell a finding by what it is about, not by its line, which moves."""
    key = "\n".join((finding.constraint, finding.focus, finding.value or ""))
    return hashlib.sha256(key.encode("utf-8", "backslashreplace")).hexdigest()
