"""
Values that are reported beside the document of a plan: a line each, in ``values.csv``.

What a line says is read as in a table. A line that cannot be used is kept, with the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from plangraph.errors import FolderError
from plangraph.plan import Observation, Value
from plangraph.read.folding import clean, compare_form
from plangraph.read.lines import read_lines
from plangraph.read.periods import take_period
from plangraph.read.values import read_value

REPORTS: Final = "values.csv"
COLUMNS: Final = ("indicator", "role", "year", "value")
MORE: Final = ("of", "unit", "printed", "source", "by", "on")
DAY: Final = "on"
ROLES: Final = {
    "baseline": ("baseline", "基準値", "基準", "現状値", "現状", "現況値", "当初値"),
    "target": ("target", "目標値", "目標", "計画値"),
    "actual": ("actual", "実績値", "実績", "実測値"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """
    A line of ``values.csv``.

    ``of`` says whose the indicator is, where several have one of its name; ``observation`` is None
    where the line says no value, and ``problem`` then names the ``reading-problem``, if it is one.
    """

    line: int
    indicator: str
    of: str
    observation: Observation | None
    problem: str
    source: str
    by: str
    on: str
    printed: str


def read_reports(data: bytes, where: str) -> tuple[Report, ...]:
    """
    Read a ``values.csv``; lines without a word in them are passed over.

    Raises:
        FolderError: A column is missing, or a day of reporting is no date.
    """
    return tuple(_reports(data, where))


def _reports(data: bytes, where: str) -> Iterator[Report]:
    for line, row in read_lines(data, where, COLUMNS, MORE):
        if not any(row.values()):
            continue
        if row[DAY] and not _is_day(row[DAY]):
            column, text = DAY, row[DAY]
            raise FolderError(
                f"{where}:{line}", f"{column} is no date: {text!r}", "Write it as 2026-03-31"
            )
        observation, problem = _observe(line, row)
        yield Report(
            line=line,
            indicator=row["indicator"],
            of=row["of"],
            observation=observation,
            problem=problem,
            source=row["source"],
            by=row["by"],
            on=row["on"],
            printed=",".join(row[name] for name in (*COLUMNS, *MORE)).rstrip(","),
        )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _observe(line: int, row: dict[str, str]) -> tuple[Observation | None, str]:
    """Read the value of a line, or give the reason why there is none."""
    word = compare_form(row["role"])
    role = next((role for role, words in ROLES.items() if word in map(compare_form, words)), "")
    if not role:
        return None, "unknown-value-kind"
    dated = take_period(row["year"])
    if clean(row["year"]) and dated.period is None:
        return None, "unreadable-year"
    said, shown = read_value(row["value"]), read_value(row["printed"])
    if _number(said.value) is not None and _number(shown.value) not in (None, _number(said.value)):
        return None, "values-apart"
    reading = said if said.value is not None else shown
    value = reading.value
    if value is None:
        return None, "result-without-value"
    unit = row["unit"] or value.unit or (shown.value.unit if shown.value is not None else "")
    printed = clean(row["printed"]) or value.printed
    observation = Observation(
        kind=role,
        period=dated.period or reading.period,
        cumulative=dated.cumulative or reading.cumulative,
        value=Value(value.kind, value.number, unit, printed),
        unit=unit,
        header="value",
        address="",
        line=line,
    )
    return observation, ""


def _number(value: Value | None) -> Decimal | None:
    return value.number if value is not None else None
