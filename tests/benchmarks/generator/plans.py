"""
Plans of cities that do not exist, made from a seed: the same seed, the same bytes.

Each is what an office would hand in: a plan folder with its source, ledger and links. Faults are
put into rows at a known rate, and a plan says how often each rule must speak because of them.
"""

import random
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.generator.cities import make_code, make_name
from tests.benchmarks.generator.folder import Supports, write_files
from tests.benchmarks.generator.rows import FAULTS, MARKS, Row, make_rows, put_faults

RATE: Final = 0.02
"""Part of the rows that get a given fault, where nothing else is asked for."""
ROMAN: Final = "ⅠⅡⅢⅣ"
HEADER: Final = (
    "推進する取り組み", "事業名", "事務事業番号", "担当課",
    "予算（中事業）", "事業概要", "KPI", "単位",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadePlan:
    """A made plan: its code, its files by their path in the folder, its rows and their faults."""

    code: str
    files: Mapping[str, str]
    rows: tuple[Row, ...]
    faults: Counter[str]

    @property
    def expected(self) -> Counter[str]:
        """How often each rule must speak because of the faults that were put in."""
        return Counter(FAULTS[name].rule for name in self.faults.elements())

    def write(self, folder: Path) -> Path:
        """Write the plan folder under another folder, and give its path."""
        home = folder / self.code
        for path, text in self.files.items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, encoding="utf-8", newline="\n")
        return home


@cache
def read_pool() -> Sequence[Mapping[str, Any]]:
    """Read what plans are made of."""
    text = Path(__file__).with_name("pool.toml").read_text(encoding="utf-8")
    goals: Sequence[Mapping[str, Any]] = tomllib.loads(text)["goals"]
    return goals


def make_plan(
    seed: int, number: int, *, rate: float = RATE, large: bool = False, edited: bool = False
) -> MadePlan:
    """
    Make the plan of the city ``number``.

    A plan has about ten projects, a ``large`` one all 64 of the pool. ``rate`` is the part of the
    rows that get each fault. An ``edited`` plan is the next revision: one summary a measure says
    more.
    """
    chance = random.Random(f"plangraph/{seed}/{number}")
    pool, faults = read_pool(), Counter[str]()
    sections: list[str] = []
    rows: list[Row] = []
    supports: list[tuple[str, str]] = []
    codes: dict[str, str] = {}
    labels: dict[str, None] = {}
    misspelt: set[str] = set()
    goals = range(len(pool)) if large else sorted(chance.sample(range(len(pool)), 2))
    for place, chosen in enumerate(goals):
        goal = pool[chosen]
        labels |= dict.fromkeys(goal["targets"].split("・"))
        measures = range(len(goal["measures"]))
        for rank, which in enumerate(measures if large else [chance.choice(measures)], start=1):
            measure = goal["measures"][which]
            labels |= dict.fromkeys(measure["indicators"])
            table: list[Row] = []
            for step, initiative in enumerate(measure["initiatives"]):
                code = f"{chosen + 1}{which + 1}{step + 1}"
                codes[code] = initiative["title"]
                table += make_rows(chance, initiative["projects"], code, step, large=large)
            found = list(put_faults(chance, table, rate, misspelt))
            faults.update(name for name, _ in found if name)
            table = [row for _, row in found]
            if edited:
                table[0] = replace(table[0], summary=f"{table[0].summary}対象を広げる。")
            supports += _pair(table, measure["indicators"])
            rows += table
            sections.append(_write_section(place, rank, goal, measure, table))
    text = "\n\n".join(sections) + "\n"
    kept: Supports = tuple(supports)
    issuer = make_name(number)
    code = make_code(number)
    files = write_files(code, issuer, "2" if edited else "1", text, rows, labels, kept, codes)
    return MadePlan(code, files, tuple(rows), faults)


def _pair(table: Sequence[Row], indicators: Sequence[str]) -> list[tuple[str, str]]:
    """Let every indicator of a measure be supported by one of its projects."""
    return list(zip(cycle(row.indicator for row in table if row.indicator), indicators))


def _write_section(
    place: int, rank: int, goal: Mapping[str, Any], measure: Mapping[str, Any], table: Sequence[Row]
) -> str:
    initiatives = (
        f"{mark} {one['title']}" for mark, one in zip(MARKS, measure["initiatives"], strict=False)
    )
    return "\n\n".join(
        (
            f"基本目標{ROMAN[place]} {goal['title']} 数値目標：{goal['targets']}",
            f"{rank}. {measure['title']}【KPI：{' '.join(measure['indicators'])}】",
            f"主な取り組み {' '.join(initiatives)}",
            "\n".join(("\t".join(HEADER), *map(str, table))),
        )
    )
