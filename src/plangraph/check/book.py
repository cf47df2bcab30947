"""
A report as a workbook: a summary, a sheet a department, and the source with findings in its cells.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from plangraph.check.findings import Finding, Report, Status, Table
from plangraph.check.registry import Severity, Texts
from plangraph.check.wording import (
    HEADERS,
    STATUSES,
    WORDS,
    group_findings,
    list_rows,
    say_summary,
)
from plangraph.write.workbook import Note, Sheet, Value, write_workbook

COLOURS: Final = {
    Severity.VIOLATION: "F8CBAD",
    Severity.WARNING: "FFE699",
    Severity.INFO: "DDEBF7",
}
ACCEPTED: Final = "E2EFDA"
"""Colours light enough for black text."""

SUMMARY, FINDINGS, SOURCE = (
    Texts("概要", "Summary"),
    Texts("指摘", "Findings"),
    Texts("原典", "Source"),
)
LINE: Final = Texts("行", "line")


def write_book(report: Report, language: str) -> bytes:
    """Write the workbook."""
    header = [one.in_language(language) for one in HEADERS]
    sheets = [
        _summary_sheet(report, language, SUMMARY.in_language(language)),
        _list_sheet(FINDINGS.in_language(language), header, report.findings, language),
    ]
    sheets += [
        _list_sheet(label, header, findings, language)
        for label, findings in group_findings(report.findings, language).items()
    ]
    sheets += _source_sheets(report, language)
    return write_workbook(sheets)


def _list_sheet(
    title: str, header: Sequence[str], findings: Sequence[Finding], language: str
) -> Sheet:
    """One row a finding; its IRI and the value that a shape refused are for machines."""
    hidden = frozenset({len(header) - 2, len(header) - 1})
    return Sheet(title, header, list(list_rows(findings, language)), hidden=hidden)


def _summary_sheet(report: Report, language: str, title: str) -> Sheet:
    header = Texts("規則", "rule"), Texts("題", "title"), Texts("重さ", "severity")
    counted = Texts("件数", "findings"), Texts("うち承認済み", "of these accepted")
    rows: list[list[Value]] = []
    for rule in dict.fromkeys(finding.rule for finding in report.findings):
        found = [finding for finding in report.findings if finding.rule == rule]
        accepted = sum(finding.status is Status.ACCEPTED for finding in found)
        word = WORDS[found[0].severity].in_language(language)
        rows.append([rule, report.titles[rule].in_language(language), word, len(found), accepted])
    rows.append([])
    rows += [[line] for line in say_summary(report, language)]
    rows += [[text.in_language(language)] for text in report.unverifiable]
    return Sheet(title, [one.in_language(language) for one in (*header, *counted)], rows)


def _source_sheets(report: Report, language: str) -> Iterator[Sheet]:
    """Copy the source row by row; a comment stands in each cell that a finding is about."""
    word = SOURCE.in_language(language)
    for table in report.tables:
        title = word if len(report.tables) == 1 else f"{word} {table.sheet or table.file}"
        width = max(len(row.cells) for row in table.rows)
        header = [LINE.in_language(language), *[""] * width]
        rows: list[list[Value]] = [
            [row.line, *(text for _, text in row.cells)] for row in table.rows
        ]
        yield Sheet(title, header, rows, notes=_notes(report.findings, table, language))


def _notes(findings: Sequence[Finding], table: Table, language: str) -> dict[tuple[int, int], Note]:
    """Find the cell of each finding; one about a row as a whole stands by the line's number."""
    told: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        for place in finding.source:
            if place.file != table.file or (place.sheet or None) != table.sheet:
                continue
            for number, row in enumerate(table.rows):
                if row.line == place.line:
                    headers = [header for header, _ in row.cells]
                    column = headers.index(place.column) + 1 if place.column in headers else 0
                    cell = told.setdefault((number, column), [])
                    if finding not in cell:
                        cell.append(finding)
    return {cell: _note(found, language) for cell, found in told.items()}


def _note(findings: Sequence[Finding], language: str) -> Note:
    open_ones = [one for one in findings if one.status is Status.OPEN]
    gravest = min((one.severity for one in open_ones), key=lambda one: one.rank, default=None)
    texts = [
        f"{finding.rule} {_word(finding, language)}\n{finding.message.in_language(language)}"
        f"\n{finding.remedy.in_language(language)}"
        for finding in findings
    ]
    return Note("\n\n".join(texts), ACCEPTED if gravest is None else COLOURS[gravest])


def _word(finding: Finding, language: str) -> str:
    if finding.status is Status.ACCEPTED:
        return STATUSES[finding.status].in_language(language)
    return WORDS[finding.severity].in_language(language)
