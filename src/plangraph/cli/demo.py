"""The command ``demo``: the whole walk on the shipped plan, in a few screens."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from plangraph.ask import find_query
from plangraph.check import Report
from plangraph.check.formats import WORDS
from plangraph.cli.account import COUNTS, count_cells, count_levels
from plangraph.cli.language import Language, Text
from plangraph.cli.output import fill_folder, write_note, write_result
from plangraph.cli.pages import measure_width
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import argument, command, pass_language
from plangraph.opening import LoadedPlan
from plangraph.store import write_rdf

ABOUT: Final = Text(
    "同梱の計画を読み、点検し、三つの質問に答えて、次に試すことを示します。\n"
    "OUT を挙げると、点検の結果 (Excel) とデータセットをそのフォルダーに書きます。",
    "Read the shipped plan, check it, answer three questions, and say what to try next.\n"
    "With OUT the findings (a workbook) and the dataset are written to that folder.",
)
OUT: Final = Text("結果を書くフォルダー", "Folder to write the results to")
READ: Final = Text("1. 読む", "1. Read")
ACCOUNTED: Final = Text(
    "原文の{lines}行と、空でない{cells}のセルは、すべて行き先が分かっています。",
    "All {lines} lines and {cells} filled cells of the source are accounted for.",
)
CHECK: Final = Text("2. 点検する", "2. Check")
VERDICT: Final = Text(
    "{evaluated}の規則のうち{fired}の規則で指摘があります: "
    "違反 {violation}件、警告 {warning}件、参考 {info}件。",
    "{fired} of {evaluated} rules found something: {violation} violations, {warning} warnings, "
    "{info} notes.",
)
BY_RULE: Final = Text("規則ごとの件数", "Findings by rule")
BY_DEPARTMENT: Final = Text("指摘の多い課", "Departments with most findings")
EXAMPLE: Final = Text("指摘の例", "A finding in full")
AT_LINES: Final = Text("{file} {lines}行目", "{file} line {lines}")
ASK: Final = Text("3. 問い合わせる", "3. Ask")
NEXT: Final = Text("次に試すこと", "What to try next")
WRITTEN: Final = Text("開いてください: {}", "Open: {}")
QUESTIONS: Final = (
    "responsibility/concentration-by-measure",
    "coverage/projects-without-indicator",
    "coverage/measure-indicators-without-support",
)
TRIES: Final = (
    ("plangraph check", Text("すべての指摘を課ごとに見る", "see all findings by department")),
    ("plangraph check -o findings.xlsx", Text("Excel で受け取る", "have them as a workbook")),
    ("plangraph rules KPI-03", Text("規則の説明を読む", "read what a rule means")),
    ("plangraph ask --list", Text("ほかの質問を見る", "see the other questions")),
    ("plangraph ask --schema", Text("自分で SPARQL を書く", "write SPARQL of your own")),
    ("plangraph check plan.txt", Text("自分の計画を点検する", "check a plan of your own")),
)
MOST: Final = 5


@command("demo", about=ABOUT, examples=("plangraph demo", "plangraph demo out"))
@argument("out", required=False, about=OUT)
@pass_language
def demo(language: Language, out: str | None) -> None:
    """Walk through the shipped plan."""
    with nullcontext() if out is None else fill_folder(Path(out)) as folder:
        _walk(folder, language)


def _walk(folder: Path | None, language: Language) -> None:
    opened = open_plan(None, None, None)
    write_result("\n".join(_read(opened, language)) + "\n")
    report = opened.check()
    write_result("\n".join(_check(report, language)) + "\n")
    write_result("\n".join(_ask(opened, language)) + "\n")
    write_result("\n".join(_next(language)) + "\n")
    if folder is not None:
        workbook, graph = folder / "findings.xlsx", folder / "graph.trig"
        write_result(report.write("xlsx", language), workbook)
        write_rdf(opened.dataset, graph)
        write_note(WRITTEN.spoken(language).format(f"{workbook} {graph}"))


def _read(opened: LoadedPlan, language: Language) -> Iterator[str]:
    yield _heading(READ, language)
    if opened.plan is None:
        return
    cells = count_cells(opened.plan)
    yield opened.registers.description.title or opened.registers.description.issuer
    yield COUNTS.spoken(language).format(**count_levels(opened.plan))
    if not opened.plan.problems and not cells.unplaced:
        yield ACCOUNTED.spoken(language).format(lines=len(opened.plan.lines), cells=cells.placed)


def _check(report: Report, language: Language) -> Iterator[str]:
    yield _heading(CHECK, language)
    counts = {severity.value: number for severity, number in report.counts.items()}
    yield VERDICT.spoken(language).format(evaluated=report.evaluated, fired=report.fired, **counts)
    yield ""
    yield f"{BY_RULE.spoken(language)}:"
    gravest = {one.rule: WORDS[one.severity] for one in reversed(report.open)}
    rows = [
        (
            gravest[rule].in_language(language),
            rule,
            str(number),
            report.titles[rule].in_language(language),
        )
        for rule, number in Counter(one.rule for one in report.open).items()
    ]
    yield from _table(rows)
    yield ""
    yield f"{BY_DEPARTMENT.spoken(language)}:"
    busiest = Counter(unit.label for one in report.open for unit in one.departments)
    yield from _table((label, str(number)) for label, number in busiest.most_common(MOST))
    placed = [one for one in report.open if one.lines and one.departments]
    if placed:
        example = placed[0]
        lines = "・".join(map(str, example.lines))
        yield ""
        yield f"{EXAMPLE.spoken(language)}:"
        where = AT_LINES.spoken(language).format(file=example.source[0].file, lines=lines)
        units = "・".join(unit.label for unit in example.departments)
        yield f"  {example.rule} {where} [{units}]"
        yield f"  {example.message.in_language(language)}"
        yield f"  {example.remedy.in_language(language)}"


def _ask(opened: LoadedPlan, language: Language) -> Iterator[str]:
    yield _heading(ASK, language)
    for number, name in enumerate(QUESTIONS):
        if number:
            yield ""
        yield find_query(name).header.question[language]
        yield f"$ plangraph ask {name}"
        written = opened.ask(name).write("table", language)
        table = written if isinstance(written, str) else written.decode("utf-8")
        yield table.rstrip("\n")


def _next(language: Language) -> Iterator[str]:
    yield _heading(NEXT, language)
    yield from _table((words, about.spoken(language)) for words, about in TRIES)


def _heading(text: Text, language: Language) -> str:
    title = text.spoken(language)
    return f"\n{title}\n{'-' * measure_width(title)}"


def _table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    listed = list(rows)
    widths = [max(map(measure_width, column)) for column in zip(*listed, strict=True)]
    for row in listed:
        cells = (
            cell + " " * (width - measure_width(cell))
            for cell, width in zip(row, widths, strict=True)
        )
        yield f"  {'  '.join(cells)}".rstrip()
