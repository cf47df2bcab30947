"""
A report as text for a terminal: a slip for each department that has something to correct.
"""

from wcwidth import wcswidth

from plangraph.check.findings import Finding, Report, Status
from plangraph.check.wording import (
    SLIP,
    STATUSES,
    UNVERIFIABLE,
    WORDS,
    group_findings,
    say_departments,
    say_summary,
)


def write_slips(report: Report, language: str) -> str:
    """Write the slips, the whole plan's first."""
    lines = list(say_summary(report, language))
    groups = group_findings(report.findings, language)
    widest = max((wcswidth(word.in_language(language)) for word in WORDS.values()), default=0)
    colon = ": " if language == "en" else "："
    for label, findings in groups.items():
        lines += ["", f"■ {SLIP.in_language(language)}{colon}{label} ({len(findings)})"]
        for finding in findings:
            word = WORDS[finding.severity].in_language(language)
            if finding.status is Status.ACCEPTED:
                word = STATUSES[Status.ACCEPTED].in_language(language)
            gap = " " * max(0, widest - wcswidth(word))
            lines.append(f"  {word}{gap} {finding.rule} {_sentence(finding, language)}")
    if report.unverifiable:
        lines += ["", f"■ {UNVERIFIABLE.in_language(language)}"]
        lines += [f"  {text.in_language(language)}" for text in report.unverifiable]
    return "\n".join(lines) + "\n"


def _sentence(finding: Finding, language: str) -> str:
    space = " " if language == "en" else ""
    labels = say_departments(finding, language) if len(finding.departments) > 1 else ""
    return (
        finding.message.in_language(language)
        + space
        + finding.remedy.in_language(language)
        + (f"{space}[{labels}]" if labels else "")
    )
