"""
A report in each form: text, JSON and CSV here, the others in modules of their own.
"""

import csv
import io
import json
from typing import Final

from plangraph.check.findings import Report
from plangraph.check.wording import HEADERS, PROFILES, WORDS, list_rows
from plangraph.errors import UsageError

__all__ = ["FORMATS", "PROFILES", "WORDS", "describe", "write_report"]

FORMATS: Final = ("text", "json", "csv", "xlsx", "html", "turtle", "sarif")


def write_report(report: Report, format: str, language: str) -> str | bytes:
    """
    Write a report; ``xlsx`` gives bytes, the other formats text.

    Raises:
        UsageError: There is no such format.
    """
    # Each form loads what it needs when it is asked for.
    if format == "text":
        from plangraph.check.slips import write_slips

        return write_slips(report, language)
    if format == "json":
        return json.dumps(describe(report), ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _write_csv(report, language)
    if format == "xlsx":
        from plangraph.check.book import write_book

        return write_book(report, language)
    if format == "html":
        from plangraph.check.page import write_page

        return write_page(report, language)
    if format == "turtle":
        from plangraph.check.turtle import write_turtle

        return write_turtle(report)
    if format == "sarif":
        from plangraph.check.sarif import write_sarif

        return write_sarif(report, language)
    raise UsageError(format, "not a format of reports", f"Use one of {', '.join(FORMATS)}")


def describe(report: Report) -> dict[str, object]:
    """Give a report as the JSON contract has it."""
    return {
        "plan": report.plan,
        "revision": report.revision,
        "profile": report.profile,
        "conforms": report.conforms(),
        "rules": {"evaluated": report.evaluated, "fired": report.fired},
        "counts": {severity.value: count for severity, count in report.counts.items()},
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "status": finding.status,
                "focus": finding.focus,
                "label": finding.label,
                "path": finding.path,
                "value": finding.value,
                "message": {"ja": finding.message.ja, "en": finding.message.en},
                "remedy": {"ja": finding.remedy.ja, "en": finding.remedy.en},
                "source": [
                    {
                        "file": place.file,
                        "line": place.line,
                        "column": place.column,
                        "sheet": place.sheet,
                        "cell": place.cell,
                    }
                    for place in finding.source
                ],
                "departments": [
                    {"iri": department.iri, "label": department.label}
                    for department in finding.departments
                ],
            }
            for finding in report.findings
        ],
    }


def _write_csv(report: Report, language: str) -> str:
    from plangraph.write.workbook import guard_text

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header.in_language(language) for header in HEADERS)
    for row in list_rows(report.findings, language):
        writer.writerow(guard_text(cell) if isinstance(cell, str) else cell for cell in row)
    return out.getvalue()
