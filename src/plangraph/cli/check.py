"""The command ``check``."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from plangraph.cli.failures import CLEAN, FINDINGS, NOT_DONE, explain
from plangraph.cli.language import Language, Text
from plangraph.cli.options import (
    choose_format,
    format_option,
    links_option,
    output_option,
    plans_argument,
    scheduler_option,
    source_options,
)
from plangraph.cli.output import with_byte_order_mark, write_note, write_result
from plangraph.cli.plans import STANDARD_INPUT, open_plan
from plangraph.cli.spoken import command, option, pass_language
from plangraph.errors import FolderError, OutputError, PlanGraphError, UsageError, name_reason

if TYPE_CHECKING:
    from plangraph.check import Report
    from plangraph.opening import LoadedPlan

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
AGAINST: Final = Text(
    "前の版 (計画のフォルダー、原文、RDF)。この版までに変わったことも点検する",
    "Earlier revision (a plan folder, a source file, RDF): check what changed since, too",
)
ENGINE: Final = Text(
    "判定のしかた。pyshacl は遅いが、規則の言語 SHACL の標準の実装 (結果は同じ)",
    "Who judges: pyshacl is slow, but the usual judge of SHACL (the findings are the same)",
)
JOBS: Final = Text(
    "複数の計画を点検するプロセスの数 [既定: 多ければ CPU の数]",
    "Processes that check several plans [default: of many plans, as many as processors]",
)
FRESH: Final = Text(
    "複数の計画の、前回の結果を使わず、残しもしない",
    "Of several plans, neither use what was found before nor keep what is found",
)
RECORD: Final = Text(
    "判断を待つ指摘を decisions.csv に一行ずつ書き足す",
    "Append a line to decisions.csv for each finding that awaits a decision",
)
RECORDED: Final = Text("{path} に {number}件を書き足しました。", "Appended {number} to {path}.")
DECISIONS: Final = "decisions.csv"
FORMATS: Final = ("text", "json", "csv", "xlsx", "html", "turtle", "sarif")
PROFILES: Final = ("draft", "council", "publish")
ENGINES: Final = ("compiled", "pyshacl")
SEVERITIES: Final = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Batch:
    """How plans are to be judged: ``jobs`` processes, with or without what is remembered."""

    profile: str
    engine: str
    fail_on: str
    registers: Path | None
    links: tuple[Path, ...]
    jobs: int | None
    remember: bool
    scheduler: str | None = None


@command(
    "check",
    about=ABOUT,
    examples=(
        "plangraph check",
        "plangraph check --profile publish --fail-on warning",
        "plangraph check plan.txt -o findings.xlsx",
        "plangraph check FOLDER --against FOLDER/revisions/1",
    ),
)
@plans_argument
@option("--against", metavar="OLD", about=AGAINST)
@option("--profile", type=click.Choice(PROFILES), default="council", about=PROFILE)
@option("--fail-on", type=click.Choice(SEVERITIES), default="violation", about=FAIL_ON)
@option("--engine", type=click.Choice(ENGINES), default="compiled", about=ENGINE)
@option("--jobs", type=click.IntRange(min=1), metavar="N", about=JOBS)
@scheduler_option
@option("--no-cache", "fresh", is_flag=True, about=FRESH)
@option("--record", is_flag=True, about=RECORD)
@format_option(*FORMATS, default="text")
@output_option()
@links_option
@source_options
@pass_language
def check(
    language: Language,
    plans: tuple[str, ...],
    against: str | None,
    profile: str,
    fail_on: str,
    engine: str,
    jobs: int | None,
    scheduler: str | None,
    fresh: bool,
    record: bool,
    form: str | None,
    output: Path | None,
    kind: str | None,
    registers: Path | None,
    links: tuple[Path, ...],
) -> None:
    """Judge plans and report the findings."""
    several = len(plans) > 1 or _holds_several(plans, remember=not fresh)
    chosen = choose_format(form, output, FORMATS, "json" if several else "text")
    batch = Batch(profile, engine, fail_on, registers, links, jobs, not fresh, scheduler)
    if scheduler is not None and not several:
        raise UsageError("check --scheduler", "goes with several plans", "Name more than one")
    if several:
        _refuse_several(chosen, against)
    if several and not record and STANDARD_INPUT not in plans:
        if kind is not None:
            raise UsageError("--from", "goes with standard input only", "Give '-' as PLAN")
        _judge_all(plans, batch, output, language)
    old = None if against is None else open_plan(against, None, registers)
    reports: list[Report] = []
    worst = CLEAN
    for plan in plans or (None,):
        try:
            opened = open_plan(
                plan, kind if plan == STANDARD_INPUT or not several else None, registers, links
            )
            if record and opened.folder is None:
                raise UsageError(
                    "check --record", "a bare file has no decisions", "Give a plan folder"
                )
            if plan is not None and not several and len(opened.dataset.newest()) > 1:
                _refuse_several(form or "json", against)
                _judge_all(plans, batch, output, language)
            report = opened.check(profile=profile, against=old, engine=engine)
            if record:
                _record(opened, report, language)
        except PlanGraphError as error:
            if not several:
                raise
            # One plan that cannot be read does not keep the others from being judged.
            line, code = explain(error, "check", language)
            write_note(line)
            worst = max(worst, code)
            continue
        reports.append(replace(report, folder=_locate(opened, plan)))
        worst = max(worst, CLEAN if report.conforms(fail_on) else FINDINGS)
    try:
        found = b"".join(_write(one, chosen, language, output, several=several) for one in reports)
        write_result(found, output)
    except (OutputError, OSError) as error:
        if output is None:
            raise
        # Whoever waits for the findings gets them all the same.
        line, _code = explain(error, "check", language)
        write_note(line)
        shown = "json" if several else "text"
        write_result(
            b"".join(_write(one, shown, language, None, several=several) for one in reports)
        )
        worst = NOT_DONE
    raise click.exceptions.Exit(worst)


def _holds_several(plans: tuple[str, ...], *, remember: bool) -> bool:
    """Tell whether a store folder or a large file of N-Quads, named alone, holds several plans."""
    if not any(Path(plan).is_dir() or plan.lower().endswith(".nq") for plan in plans):
        return False
    from plangraph.cli.batch import holds_several

    return holds_several(plans, remember=remember)


def _judge_all(
    plans: tuple[str, ...], batch: Batch, output: Path | None, language: Language
) -> NoReturn:
    # What starts processes is large, and one plan needs none of it.
    from plangraph.cli.batch import judge_batch

    raise click.exceptions.Exit(judge_batch(plans, batch, output, language))


def _refuse_several(form: str, against: str | None) -> None:
    if form != "json":
        raise UsageError("check --format", f"several plans have no {form} report", "Use json")
    if against is not None:
        raise UsageError("check --against", "goes with one plan", "Check the plans one by one")


def _locate(opened: "LoadedPlan", plan: str | None) -> str:
    """Give the folder of the source, from where the command runs, with slashes."""
    if opened.folder is not None:
        home = opened.folder / "revisions" / opened.dataset.revisions[-1].revision
    elif plan is None or plan == STANDARD_INPUT:
        return ""
    else:
        home = Path(plan).parent
    try:
        return home.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (OSError, ValueError):
        return ""


def _record(opened: "LoadedPlan", report: "Report", language: Language) -> None:
    """Append a stub for each finding that nobody has decided on."""
    from plangraph.check.stubs import record_stubs

    if opened.folder is None:
        return
    path = opened.folder / DECISIONS
    try:
        existing = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise FolderError(path, name_reason(error), "Check its permissions") from error
    data, number = record_stubs(existing, report, path)
    if number:
        write_result(data, path)
    write_note(RECORDED.spoken(language).format(path=path, number=number))


def _write(
    report: "Report", form: str, language: Language, output: Path | None, *, several: bool
) -> bytes:
    written = report.write(form, language)
    if form == "csv" and output is not None:
        return with_byte_order_mark(written)
    data = written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")
    return json.dumps(json.loads(data), ensure_ascii=False).encode() + b"\n" if several else data
