"""
What the reader of a document could not place, or kept without a place, in lines for a person.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from plangraph.cli.concepts import name_concept
from plangraph.cli.language import Language, Text
from plangraph.plan import Plan, Problem

AT_LINE: Final = Text("{}行目", "line {}")
AGAIN: Final = Text("（ほか{}か所）", " (and {} more)")
KEPT: Final = Text(
    "列の意味を定めず、行とともに残したセル: {}",
    "Cells kept with their rows, without a meaning: {}",
)
SHOWN: Final = 3
"""Notes of one kind that are shown one by one; a table may give as many as it has rows."""


def say_unplaced(plan: Plan, language: Language) -> Iterator[str]:
    """Give a line for each problem, and for what is noted again and again one for its kind."""
    for problem in plan.problems:
        yield _say(plan, problem, language)
    ordered = sorted(plan.notes, key=lambda note: note.kind)
    for _, group in groupby(ordered, key=lambda note: note.kind):
        notes = list(group)
        different = list({note.printed: note for note in reversed(notes)}.values())[::-1]
        shown = different if len(different) <= SHOWN else different[:SHOWN]
        for note in shown[:-1]:
            yield _say(plan, note, language)
        left = len(notes) - len(shown)
        more = AGAIN.spoken(language).format(left) if left else ""
        yield _say(plan, shown[-1], language) + more
    yield from _kept(plan, language)


def _say(plan: Plan, problem: Problem, language: Language) -> str:
    what = name_concept(f"reading-problem:{problem.kind}").spoken(language)
    column = problem.column
    where = f" [{name_concept(f'aspect:{column}').spoken(language)}]" if column else ""
    printed = f": {_shorten(problem.printed)}" if problem.printed else ""
    return f"{_place(plan, problem.line, language)}{where} {what}{printed}"


def _kept(plan: Plan, language: Language) -> Iterator[str]:
    """Name cells without a column: by their header where there is one, else by their row."""
    named = {problem.line for problem in plan.problems}
    headed: Counter[str] = Counter()
    for row in plan.rows:
        loose = [
            cell
            for cell in row.cells
            if cell.column is None and not cell.part and cell.printed.strip()
        ]
        headed.update(" ".join(cell.header.split()) for cell in loose if cell.header)
        bare = [cell.printed for cell in loose if not cell.header]
        if bare and row.line not in named:
            yield f"{_place(plan, row.line, language)} {_shorten(' | '.join(bare))}"
    if headed:
        counted = (f"{_shorten(header)} ({count})" for header, count in headed.items())
        yield KEPT.spoken(language).format(", ".join(counted))


def _place(plan: Plan, line: int, language: Language) -> str:
    """Say a line, or the row of a sheet."""
    found = plan.document.find_sheet(line)
    at = AT_LINE.spoken(language).format(plan.document.row_number(line))
    return f"{found[1].name} {at}" if found else at


def _shorten(text: str) -> str:
    """Cut what would fill the screen, and show signs that would drive a terminal."""
    line = " ".join(text.split())
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"
