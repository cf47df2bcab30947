"""
A report as text for a terminal, as JSON, as CSV, and as a workbook with a sheet a department.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from wcwidth import wcswidth

from plangraph.check.findings import Finding, Report, Status
from plangraph.check.registry import Profile, Severity, Texts
from plangraph.errors import UsageError
from plangraph.write.workbook import Sheet, Value, guard_text, write_workbook

WORDS: Final = {
    Severity.VIOLATION: Texts("違反", "violation"),
    Severity.WARNING: Texts("警告", "warning"),
    Severity.INFO: Texts("参考", "info"),
}

PROFILES: Final = {
    Profile.DRAFT: Texts("下書き", "draft"),
    Profile.COUNCIL: Texts("審議", "council"),
    Profile.PUBLISH: Texts("公開", "publish"),
}

WHOLE_PLAN: Final = Texts("計画全体", "The plan as a whole")

UNVERIFIABLE: Final = Texts("確かめられなかったこと", "Not verifiable")

HEADERS: Final = (
    Texts("規則", "rule"),
    Texts("重さ", "severity"),
    Texts("扱い", "status"),
    Texts("対象", "subject"),
    Texts("指摘", "message"),
    Texts("対応", "remedy"),
    Texts("担当", "departments"),
    Texts("ファイル", "file"),
    Texts("行", "line"),
    Texts("列", "column"),
    Texts("値", "value"),
    Texts("IRI", "iri"),
)


def write_report(report: Report, format: str, language: str) -> str | bytes:
    """
    Write a report; ``xlsx`` gives bytes, the other formats text.

    Raises:
        UsageError: There is no such format.
    """
    if format == "text":
        return _write_text(report, language)
    if format == "json":
        return json.dumps(describe(report), ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _write_csv(report, language)
    if format == "xlsx":
        return _write_workbook(report, language)
    raise UsageError(format, "not a format of reports", "Use text, json, csv or xlsx")


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


def group_findings(findings: Sequence[Finding], language: str) -> Mapping[str, list[Finding]]:
    """
    Group findings by department: the whole plan first, then departments in the source's order.

    A finding that concerns several departments stands under each of them.
    """
    whole = WHOLE_PLAN.in_language(language)
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        for label in {one.label: None for one in finding.departments} or [whole]:
            groups.setdefault(label, []).append(finding)
    first = {
        label: (label != whole, min(min(one.lines, default=0) for one in found))
        for label, found in groups.items()
    }
    return {label: groups[label] for label in sorted(groups, key=lambda label: first[label])}


def _write_text(report: Report, language: str) -> str:
    lines = list(_summary(report, language))
    groups = group_findings(report.findings, language)
    widest = max((wcswidth(word.in_language(language)) for word in WORDS.values()), default=0)
    for label, findings in groups.items():
        lines += ["", f"■ {label} ({len(findings)})"]
        for finding in findings:
            word = WORDS[finding.severity].in_language(language)
            if finding.status is Status.ACCEPTED:
                word = Texts("承認", "accepted").in_language(language)
            gap = " " * max(0, widest - wcswidth(word))
            lines.append(f"  {word}{gap} {finding.rule} {_sentence(finding, language)}")
    if report.unverifiable:
        lines += ["", f"■ {UNVERIFIABLE.in_language(language)}"]
        lines += [f"  {text.in_language(language)}" for text in report.unverifiable]
    return "\n".join(lines) + "\n"


def _sentence(finding: Finding, language: str) -> str:
    space = " " if language == "en" else ""
    labels = _departments(finding, language) if len(finding.departments) > 1 else ""
    return (
        finding.message.in_language(language)
        + space
        + finding.remedy.in_language(language)
        + (f"{space}[{labels}]" if labels else "")
    )


def _departments(finding: Finding, language: str) -> str:
    return (", " if language == "en" else "、").join(one.label for one in finding.departments)


def _summary(report: Report, language: str) -> Iterator[str]:
    profile = PROFILES[report.profile].in_language(language)
    counts = {word: report.counts[severity] for severity, word in WORDS.items()}
    accepted = len(report.findings) - len(report.open)
    if language == "en":
        yield f"Integrity check, profile {profile}: {report.name} (revision {report.revision})"
        said = ", ".join(f"{word.en} {count}" for word, count in counts.items())
        yield f"{said}, accepted {accepted}; {report.fired} of {report.evaluated} rules fired."
    else:
        yield f"点検結果（{profile}）：{report.name}（版 {report.revision}）"
        said = "、".join(f"{word.ja} {count}件" for word, count in counts.items())
        yield f"{said}、承認済み {accepted}件（規則 {report.evaluated}のうち {report.fired}が該当）"


def _rows(findings: Sequence[Finding], language: str) -> Iterator[list[Value]]:
    statuses = {Status.OPEN: Texts("未処理", "open"), Status.ACCEPTED: Texts("承認", "accepted")}
    for finding in findings:
        files = dict.fromkeys(place.file for place in finding.source)
        columns = dict.fromkeys(place.column for place in finding.source if place.column)
        lines = finding.lines
        yield [
            finding.rule,
            WORDS[finding.severity].in_language(language),
            statuses[finding.status].in_language(language),
            finding.label,
            finding.message.in_language(language),
            finding.remedy.in_language(language),
            _departments(finding, language),
            " ".join(files),
            lines[0] if len(lines) == 1 else " ".join(str(line) for line in lines),
            " ".join(columns),
            finding.value,
            finding.focus,
        ]


def _write_csv(report: Report, language: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header.in_language(language) for header in HEADERS)
    for row in _rows(report.findings, language):
        writer.writerow(guard_text(cell) if isinstance(cell, str) else cell for cell in row)
    return out.getvalue()


def _write_workbook(report: Report, language: str) -> bytes:
    titles = Texts("概要", "Summary"), Texts("指摘", "Findings")
    header = [one.in_language(language) for one in HEADERS]
    sheets = [
        _summary_sheet(report, language, titles[0].in_language(language)),
        Sheet(titles[1].in_language(language), header, list(_rows(report.findings, language))),
    ]
    sheets += [
        Sheet(label, header, list(_rows(findings, language)))
        for label, findings in group_findings(report.findings, language).items()
    ]
    return write_workbook(sheets)


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
    rows += [[line] for line in _summary(report, language)]
    rows += [[text.in_language(language)] for text in report.unverifiable]
    return Sheet(title, [one.in_language(language) for one in (*header, *counted)], rows)
