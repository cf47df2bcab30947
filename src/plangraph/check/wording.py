"""
The words that all forms of a report share: headings, counts, departments, rows of a table.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from plangraph.check.findings import Finding, Report, Status
from plangraph.check.registry import Profile, Severity, Texts

if TYPE_CHECKING:
    from plangraph.write.workbook import Value

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

STATUSES: Final = {
    Status.OPEN: Texts("未処理", "open"),
    Status.ACCEPTED: Texts("承認", "accepted"),
}

SLIP: Final = Texts("修正依頼票", "Request for correction")


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


def say_summary(report: Report, language: str) -> Iterator[str]:
    """Say in two lines what was checked, and how many findings there are."""
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


def say_departments(finding: Finding, language: str) -> str:
    """List the departments of a finding."""
    return (", " if language == "en" else "、").join(one.label for one in finding.departments)


def list_rows(findings: Sequence[Finding], language: str) -> Iterator[list["Value"]]:
    """Give each finding as a row under ``HEADERS``."""
    for finding in findings:
        files = dict.fromkeys(place.file for place in finding.source)
        columns = dict.fromkeys(place.column for place in finding.source if place.column)
        lines = finding.lines
        yield [
            finding.rule,
            WORDS[finding.severity].in_language(language),
            STATUSES[finding.status].in_language(language),
            finding.label,
            finding.message.in_language(language),
            finding.remedy.in_language(language),
            say_departments(finding, language),
            " ".join(files),
            lines[0] if len(lines) == 1 else " ".join(str(line) for line in lines),
            " ".join(columns),
            finding.value,
            finding.focus,
        ]
