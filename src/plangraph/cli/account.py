"""
What was read, level by level, and an account of every line and every cell of the source.

The account adds up: a line or a cell that is nowhere else is named with its place.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from plangraph.cli.concepts import name_concept
from plangraph.cli.language import Language, Text
from plangraph.cli.unplaced import say_unplaced
from plangraph.plan import LineKind, Plan, Row

OPENING: Final = Text(
    "{file} を読みました ({encoding}、{lines}行)。",
    "Read {file} ({encoding}, {lines} lines).",
)
OPENING_XML: Final = Text(
    "{file} を読みました ({encoding}、内容のある要素 {lines})。",
    "Read {file} ({encoding}, {lines} elements that say anything).",
)
COUNTS: Final = Text(
    "基本目標 {goals}、施策 {measures}、主な取り組み {initiatives}、表の行 {rows}、事業 {projects}",
    "{goals} goals, {measures} measures, {initiatives} initiatives, {rows} rows, "
    "{projects} projects",
)
TARGETS: Final = Text("数値目標", "targets")
NOWHERE: Final = Text("位置づけの分からない行", "Rows without a known place")
LINES: Final = Text("行の内訳", "Lines")
CELLS: Final = Text("セルの内訳", "Cells")
CELL_COUNTS: Final = Text(
    "空でないセル {filled} = 列に置いたもの {placed} + 列のないもの {unplaced}、空のセル {blank}",
    "{filled} filled = {placed} under a column + {unplaced} without one; {blank} blank",
)
PROBLEMS: Final = Text("読み取れなかったところ", "What could not be placed")
NONE: Final = Text("ありません。", "Nothing.")
LINE_NAMES: Final = {
    LineKind.BLANK: Text("空行", "blank line"),
    LineKind.ROW: Text("表の行", "row of a table"),
    LineKind.CONTINUED: Text("前の行の続き", "continuation of the row above"),
}
"""Kinds of line that never become things of the graph, so the vocabulary has no name for them."""

STATED: Final = Text(
    "交換用ファイルの記載: 関係者 {stakeholders}、指標 {indicators}、目標値・実績値 {values}",
    "Stated in the exchange file: {stakeholders} stakeholders, {indicators} indicators, "
    "{values} targets and results",
)
TRAITS: Final = Text("文字と改行", "Encoding and line ends")


@dataclass(frozen=True, slots=True)
class CellCount:
    """How many cells the rows hold: under a column, without one, and blank."""

    placed: int
    unplaced: int
    blank: int


def count_lines(plan: Plan) -> dict[LineKind, int]:
    """Count the lines of each kind."""
    counted = Counter(line.kind for line in plan.lines)
    return {kind: counted[kind] for kind in LineKind if counted[kind]}


def count_cells(plan: Plan) -> CellCount:
    """Count the cells of all rows."""
    cells = [cell for row in plan.rows for cell in row.cells]
    filled = [cell for cell in cells if cell.printed.strip()]
    placed = sum(cell.column is not None or bool(cell.part) for cell in filled)
    return CellCount(placed, len(filled) - placed, len(cells) - len(filled))


def count_levels(plan: Plan) -> dict[str, int]:
    """Count what stands on each level of a plan."""
    return {
        "goals": len(plan.goals),
        "measures": len(plan.measures),
        "initiatives": len(plan.initiatives),
        "rows": len(plan.rows),
        "projects": len(plan.projects),
    }


def count_stated(plan: Plan) -> dict[str, int]:
    """Count what an exchange file states beyond the levels."""
    bodies = plan.charter.bodies if plan.charter is not None else ()
    indicators = [one for detail in plan.details for one in detail.indicators]
    held = [one for body in bodies for one in body.stakeholders]
    held += [one for detail in plan.details for one in detail.stakeholders]
    return {
        "stakeholders": len(held),
        "indicators": len(indicators),
        "values": sum(len(one.measured.observations) for one in indicators),
    }


def write_account_text(plan: Plan, language: Language) -> str:
    """Write the account for a reader."""
    document = plan.document
    lines = [
        (OPENING_XML if document.places else OPENING)
        .spoken(language)
        .format(file=document.file, encoding=document.encoding, lines=len(plan.lines)),
        COUNTS.spoken(language).format(**count_levels(plan)),
        *([STATED.spoken(language).format(**count_stated(plan))] if plan.charter else []),
        "",
        *_levels(plan, language),
        "",
        f"{LINES.spoken(language)}: {len(plan.lines)}",
    ]
    for kind, number in count_lines(plan).items():
        name = LINE_NAMES.get(kind) or name_concept(f"line-kind:{kind}")
        lines.append(f"  {name.spoken(language)} {number}")
    cells = count_cells(plan)
    lines.append(
        f"{CELLS.spoken(language)}: "
        + CELL_COUNTS.spoken(language).format(
            filled=cells.placed + cells.unplaced,
            placed=cells.placed,
            unplaced=cells.unplaced,
            blank=cells.blank,
        )
    )
    traits = [name_concept(f"trait:{trait}").spoken(language) for trait in document.traits]
    if traits:
        lines.append(f"{TRAITS.spoken(language)}: {' / '.join(traits)}")
    lines.append(f"{PROBLEMS.spoken(language)}:")
    lines += [f"  {line}" for line in say_unplaced(plan, language)] or [
        f"  {NONE.spoken(language)}"
    ]
    return "\n".join(lines) + "\n"


def _levels(plan: Plan, language: Language) -> Iterator[str]:
    for number, goal in enumerate(plan.goals):
        targets = (
            f" [{TARGETS.spoken(language)}: {'・'.join(goal.targets)}]" if goal.targets else ""
        )
        yield f"{_cited(goal.code, goal.title)}{targets}"
        yield from (_row(plan, row, "  ") for row in plan.rows if row.under == ("goal", number))
        for index, measure in enumerate(plan.measures):
            if measure.goal == number:
                yield from _measure(plan, index)
    for index, measure in enumerate(plan.measures):
        if measure.goal is None:
            yield from _measure(plan, index)
    lost = [
        row
        for row in plan.rows
        if plan.tables[row.table].measure is None and row.under is None and not _initiatives(row)
    ]
    if lost:
        yield NOWHERE.spoken(language)
        yield from (_row(plan, row, "  ") for row in lost)


def _measure(plan: Plan, index: int) -> Iterator[str]:
    measure = plan.measures[index]
    stated = [
        one
        for detail in plan.details
        if detail.of == ("measure", index)
        for one in detail.indicators
    ]
    labels = (*measure.indicators, *(one.measured.use.label or "-" for one in stated))
    kpi = f" [KPI: {'・'.join(labels)}]" if labels else ""
    yield f"  {_cited(measure.code or f'{measure.ordinal}.', measure.title)}{kpi}"
    below = {number for number, one in enumerate(plan.initiatives) if one.measure == index}
    rows = [
        row
        for row in plan.rows
        if plan.tables[row.table].measure == index
        or row.under == ("measure", index)
        or not below.isdisjoint(_initiatives(row))
    ]
    for number, initiative in enumerate(plan.initiatives):
        if initiative.measure == index:
            yield f"    {initiative.mark} {initiative.title}"
            yield from (_row(plan, row, "      ") for row in rows if number in _initiatives(row))
    for row in rows:
        if not _initiatives(row):
            yield _row(plan, row, "    " if row.under else "    ? ")


def _cited(code: str, title: str) -> str:
    """Put the code before a title; what has none is cited by the title alone."""
    return title if code == title else f"{code} {title}"


def _initiatives(row: Row) -> list[int]:
    under = [row.under[1]] if row.under is not None and row.under[0] == "initiative" else []
    return under + [index for _mark, index in row.marks if index is not None]


def _row(plan: Plan, row: Row, indent: str) -> str:
    units = "・".join(unit.printed for unit in row.units)
    line = plan.document.row_number(row.line)
    named = row.name or "・".join(use.label for use in row.uses if use.label)
    return f"{indent}L{line} {row.numbers.printed or '-'} {named or '-'} ({units or '-'})"


def write_account_json(plan: Plan, reported: Mapping[str, Any] | None = None) -> str:
    """Write the account for a program; ``reported`` is that of the values beside the document."""
    cells = count_cells(plan)
    document = plan.document
    account: dict[str, Any] = {
        "document": {
            "file": document.file,
            "sha256": document.sha256,
            "encoding": document.encoding,
            "traits": list(document.traits),
        },
        "counts": count_levels(plan) | (count_stated(plan) if plan.charter else {}),
        "lines": {"all": len(plan.lines), "kinds": count_lines(plan)},
        "cells": {"placed": cells.placed, "unplaced": cells.unplaced, "blank": cells.blank},
        "goals": [
            {"code": goal.code, "title": goal.title, "targets": list(goal.targets)}
            for goal in plan.goals
        ],
        "measures": [
            {
                "goal": measure.goal,
                "ordinal": measure.ordinal,
                "title": measure.title,
                "indicators": list(measure.indicators),
            }
            for measure in plan.measures
        ],
        "initiatives": [
            {"measure": one.measure, "mark": one.mark, "title": one.title, "line": one.line}
            for one in plan.initiatives
        ],
        "rows": [
            {
                "line": row.line,
                "measure": plan.tables[row.table].measure,
                "initiatives": _initiatives(row),
                "cells": [{"column": cell.column, "printed": cell.printed} for cell in row.cells],
            }
            for row in plan.rows
        ],
        "problems": [
            {
                "kind": problem.kind,
                "line": problem.line,
                "column": problem.column,
                "printed": problem.printed,
            }
            for problem in plan.problems
        ],
    }
    if reported and reported["lines"]:
        account["reported"] = dict(reported)
    return json.dumps(account, ensure_ascii=False, indent=2) + "\n"
