"""
A report as one page of HTML in two languages: it needs nothing else, and prints a slip a sheet.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup

from plangraph.check.findings import Finding, Report, Status
from plangraph.check.registry import Texts
from plangraph.check.wording import (
    SLIP,
    STATUSES,
    UNVERIFIABLE,
    WHOLE_PLAN,
    WORDS,
    group_findings,
    say_summary,
)
from plangraph.write.workbook import show_controls

HERE: Final = Path(__file__).parent
LABELS: Final = {
    "all": Texts("すべて", "All"),
    "answer": Texts("回答", "Answer"),
    "contents": Texts("担当ごとの指摘", "Findings by department"),
    "dense": Texts("続けて", "One after another"),
    "department": Texts("担当", "Department"),
    "language": Texts("English", "日本語"),
    "none": Texts("指摘はありません。", "There is no finding."),
    "place": Texts("箇所", "Place"),
    "printing": Texts("印刷", "Printing"),
    "remedy": Texts("対応", "Remedy"),
    "reset": Texts("絞り込みを解除", "Show all"),
    "rule": Texts("規則", "Rule"),
    "severity": Texts("重さ", "Severity"),
    "sheets": Texts("担当ごとに改ページ", "A sheet for each department"),
    "shown": Texts("表示中の指摘", "Findings shown"),
    "skip": Texts("本文へ", "Skip to the findings"),
    "title": Texts("点検結果", "Integrity check"),
    "what": Texts("指摘", "Finding"),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """The findings that one department has to look into."""

    key: str
    label: Texts
    findings: tuple[Finding, ...]


def write_page(report: Report, language: str) -> str:
    """Write the page; it opens in one language and can be switched to the other."""
    # Loaded here, since no other form needs it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        finalize=lambda value: show_controls(value) if type(value) is str else value,
    )
    environment.globals.update(label=LABELS, place=_say_place, word=_say_weight, kind=_kind)
    environment.globals["quoted"] = _quote
    return environment.get_template("report.html").render(
        report=report,
        language="en" if language == "en" else "ja",
        slips=_slips(report),
        summary=[Texts(*both) for both in zip(*_both_summaries(report), strict=True)],
        rules={rule: report.titles[rule] for rule in _rules(report)},
        kinds={
            _kind(finding): _say_weight(finding)
            for finding in sorted(report.findings, key=lambda one: (one.status, one.severity.rank))
        },
        slip=SLIP,
        unverifiable=UNVERIFIABLE,
    )


def _quote(text: str) -> Markup:
    """Write a text as a string of CSS, from which nothing in it can lead out."""
    signs = (sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in text)
    return Markup('"{}"').format(Markup("").join(signs))


def _slips(report: Report) -> list[Slip]:
    groups = group_findings(report.findings, "ja")
    whole = WHOLE_PLAN.ja
    return [
        Slip(str(number), WHOLE_PLAN if label == whole else Texts(label, label), tuple(found))
        for number, (label, found) in enumerate(groups.items(), start=1)
    ]


def _both_summaries(report: Report) -> list[list[str]]:
    return [list(say_summary(report, language)) for language in ("ja", "en")]


def _rules(report: Report) -> list[str]:
    return sorted({finding.rule for finding in report.findings})


def _kind(finding: Finding) -> str:
    return finding.status if finding.status is Status.ACCEPTED else finding.severity


def _say_weight(finding: Finding) -> Texts:
    accepted = finding.status is Status.ACCEPTED
    return STATUSES[Status.ACCEPTED] if accepted else WORDS[finding.severity]


def _say_place(finding: Finding) -> Texts:
    """
    Say at which lines, and in which columns, a finding lies.

    Of a workbook it names sheets and cells.
    """
    cells = [f"{place.sheet}!{place.cell}" for place in finding.source if place.cell]
    columns = list(dict.fromkeys(place.column for place in finding.source if place.column))
    lines = [str(line) for line in finding.lines]
    if cells:
        return Texts("、".join(cells), ", ".join(cells))
    if not lines:
        return Texts("", "")
    ja, en = f"{'・'.join(lines)}行目", f"line{'s' * (len(lines) > 1)} {', '.join(lines)}"
    if columns:
        return Texts(f"{ja}「{'」「'.join(columns)}」", f"{en}: {', '.join(columns)}")
    return Texts(ja, en)
