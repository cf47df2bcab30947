"""
The rows of made plans, and the faults that are put into them.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Final, TypeAlias

MARKS: Final = "①②③④⑤⑥⑦⑧⑨"
TAGS: Final = ("", "【政策】", "【義務】")
ELSEWHERE: Final = "総務課"
"""A department without a project of its own in any made plan."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells in the order in which they are printed."""

    mark: str
    name: str
    number: str
    department: str
    budget: str
    summary: str
    indicator: str
    unit: str

    def __str__(self) -> str:
        return "\t".join(astuple(self))


Change: TypeAlias = Callable[[Row], Row]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one row: how it is made, and the rule that must speak of it once."""

    change: Change
    rule: str


FAULTS: Final[dict[str, Fault]] = {
    "no-indicator": Fault(lambda row: replace(row, indicator="", unit=""), "KPI-01"),
    "unit-alone": Fault(lambda row: replace(row, indicator=""), "KPI-10"),
    "placeholder": Fault(lambda row: replace(row, number="新規"), "ID-01"),
    "joint": Fault(lambda row: replace(row, department=f"{row.department} {ELSEWHERE}"), "OWN-02"),
    "misspelt-department": Fault(
        lambda row: replace(row, department=f"{row.department[:-1]}果"), "NAM-04"
    ),
    "unknown-tag": Fault(lambda row: replace(row, budget=f"{row.name}費【裁量】"), "BUD-04"),
    "open-budget": Fault(lambda row: replace(row, budget=f"{row.name}費 他3事業"), "BUD-02"),
    "no-budget": Fault(lambda row: replace(row, budget=""), "BUD-01"),
    "no-summary": Fault(lambda row: replace(row, summary=""), "CEL-01"),
    "stray-sign": Fault(lambda row: replace(row, summary=f"{row.summary}<b>"), "TXT-04"),
}
"""Faults by name; a row gets at most one."""


def make_rows(
    chance: random.Random, pool: Sequence[Sequence[str]], code: str, step: int, *, large: bool
) -> list[Row]:
    """Make the rows of one initiative: two or three of its pool, or all of it."""
    kept = len(pool) if large else chance.choice((2, 3))
    chosen = sorted(chance.sample(range(len(pool)), kept))
    numbers = sorted(chance.sample(range(1, 31), kept))
    return [
        Row(MARKS[step], name, f"{code}-{number}", department,
            f"{name}費{chance.choice(TAGS)}", summary, indicator, unit)
        for (name, department, summary, indicator, unit), number in zip(
            (pool[place] for place in chosen), numbers, strict=True
        )
    ]  # fmt: skip


def put_faults(
    chance: random.Random, rows: Sequence[Row], rate: float, departments: set[str]
) -> Iterator[tuple[str, Row]]:
    """
    Give each row of a measure with the name of its fault, which is empty for most.

    A fault that would not be one finding of its own is left out: a name misspelt as it was before
    in the plan, whose ``departments`` are remembered, an empty cell that none filled stands above,
    a first row whose measure might then have no indicator to support it.
    """
    above = ""
    for place, row in enumerate(rows):
        hit = next((name for name in FAULTS if chance.random() < rate), "")
        changed = FAULTS[hit].change(row) if hit else row
        misspelt = changed.department if hit == "misspelt-department" else ""
        bare = place == 0 and not changed.indicator
        if misspelt in departments or bare or not (changed.summary or above):
            hit, changed, misspelt = "", row, ""
        departments |= {misspelt} - {""}
        above = changed.summary
        yield hit, changed
