"""The command ``check``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from plangraph.cli.failures import CLEAN, FINDINGS, explain
from plangraph.cli.language import Language, Text
from plangraph.cli.options import (
    choose_format,
    format_option,
    output_option,
    plans_argument,
    source_options,
)
from plangraph.cli.output import with_byte_order_mark, write_note, write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import command, option, pass_language
from plangraph.errors import PlanGraphError, UsageError

if TYPE_CHECKING:
    from plangraph.check import Report

ABOUT: Final = Text(
    "計画の不備を、担当課ごとに、原文の行と列を示して報告します。\n"
    "終了コード: 0 不備なし、1 --fail-on 以上の指摘あり、2 使い方の誤り、3 実行できない。",
    "Report what is missing or contradictory, by department, at the line and column of the "
    "source.\nExit code: 0 clean, 1 findings at or above --fail-on, 2 wrong usage, "
    "3 could not be done.",
)
PROFILE: Final = Text("計画の段階", "Stage of the plan")
FAIL_ON: Final = Text(
    "この重さ以上の指摘があれば終了コードを 1 にする",
    "Exit with 1 if there is a finding of this weight or more",
)
FORMATS: Final = ("text", "json", "csv", "xlsx")
PROFILES: Final = ("draft", "council", "publish")
SEVERITIES: Final = ("violation", "warning", "info")


@command(
    "check",
    about=ABOUT,
    examples=(
        "plangraph check",
        "plangraph check --profile publish --fail-on warning",
        "plangraph check plan.txt -o findings.xlsx",
    ),
)
@plans_argument
@option("--profile", type=click.Choice(PROFILES), default="council", about=PROFILE)
@option("--fail-on", type=click.Choice(SEVERITIES), default="violation", about=FAIL_ON)
@format_option(*FORMATS, default="text")
@output_option()
@source_options
@pass_language
def check(
    language: Language,
    plans: tuple[str, ...],
    profile: str,
    fail_on: str,
    form: str | None,
    output: Path | None,
    kind: str | None,
    registers: Path | None,
) -> None:
    """Judge plans and report the findings."""
    several = len(plans) > 1
    chosen = choose_format(form, output, FORMATS, "json" if several else "text")
    if several and chosen != "json":
        raise UsageError("check --format", f"several plans have no {chosen} report", "Use json")
    reports: list[bytes] = []
    worst = CLEAN
    for plan in plans or (None,):
        try:
            report = open_plan(plan, kind, registers).check(profile=profile)
        except PlanGraphError as error:
            if not several:
                raise
            # One plan that cannot be read does not keep the others from being judged.
            line, code = explain(error, "check", language)
            write_note(line)
            worst = max(worst, code)
            continue
        reports.append(_write_report(report, chosen, language, output, several=several))
        worst = max(worst, CLEAN if report.conforms(fail_on) else FINDINGS)
    write_result(b"".join(reports), output)
    raise click.exceptions.Exit(worst)


def _write_report(
    report: "Report", form: str, language: Language, output: Path | None, *, several: bool
) -> bytes:
    written = report.write(form, language)
    if form == "csv" and output is not None:
        return with_byte_order_mark(written)
    data = written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")
    return json.dumps(json.loads(data), ensure_ascii=False).encode() + b"\n" if several else data
