"""
A second reading of the text layout, which shares no line with the package.

It is naive on purpose: plain Python over well-formed sources, so that the expected answers of
this folder have another origin than the answers that they judge.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

LATIN = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "V": "Ⅴ"}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
GOAL = re.compile(r"^基本目標\s*([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]+)\s*(.+?)\s*数値目標：(.+)$")
MEASURE = re.compile(r"^(\d+)\.\s*(.+?)【KPI：(.+)】$")
FULL_NUMBER = re.compile(r"(\d{3})-(\d+)")
OPEN_LIST = re.compile(r"(?:他|ほか)\d+(?:件|事業)$")
TAGGED = re.compile(r"^(.+?)(?:【(.+?)】)?$")
COLUMNS = {
    "推進する取り組み": "mark",
    "事業名": "name",
    "事務事業番号": "number",
    "担当課": "department",
    "予算（中事業）": "budget",
    "事業概要": "summary",
    "KPI": "indicator",
    "単位": "unit",
}

T = TypeVar("T")
Fixes: TypeAlias = Sequence[tuple[int, str, str]]
"""Line, column and what a person put there."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with what stands above its table."""

    code: str
    goal: str
    title: str
    indicators: tuple[str, ...]
    initiatives: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal and its targets."""

    code: str
    title: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, its cells by column name."""

    line: int
    measure: Measure
    cells: dict[str, str]

    @property
    def mark(self) -> str:
        """Short code of the initiative under which the row stands."""
        return f"{self.measure.code}-{self.cells['mark']}"


@dataclass(frozen=True, slots=True)
class Project:
    """A project: rows that agree in number and name."""

    rows: tuple[Row, ...]

    @property
    def line(self) -> int:
        """Line of the first row."""
        return self.rows[0].line

    @property
    def label(self) -> str:
        """The name, line breaks taken out."""
        return join_broken(self.rows[0].cells["name"])

    @property
    def goals(self) -> list[str]:
        """Goals under which the project stands."""
        return in_first_order(row.measure.goal for row in self.rows)

    @property
    def measures(self) -> list[str]:
        """Measures under which the project stands."""
        return in_first_order(row.measure.code for row in self.rows)

    @property
    def number(self) -> str:
        """The number cell as printed."""
        return self.rows[0].cells["number"]

    @property
    def numbers(self) -> list[str]:
        """The full numbers in the number cell."""
        return [match.group(0) for match in FULL_NUMBER.finditer(self.number)]

    @property
    def groups(self) -> list[str]:
        """The three-digit codes in the number cell, those of placeholders included."""
        return in_first_order(re.findall(r"(\d{3})-", self.number))

    @property
    def units(self) -> list[tuple[str, str]]:
        """Responsible offices in the order of the cell, each with its section or nothing."""
        return read_departments(self.rows[0].cells["department"])

    @property
    def offices(self) -> list[str]:
        """Responsible offices, each once."""
        return in_first_order(office for office, _ in self.units)

    @property
    def items(self) -> list[tuple[str, str]]:
        """Budget items and their tags in the order of the cell."""
        return read_budget(self.rows[0].cells["budget"])[0]

    @property
    def reason(self) -> str:
        """Why no budget item is named, or nothing where one is."""
        return read_budget(self.rows[0].cells["budget"])[1]

    @property
    def indicator(self) -> str:
        """Label of the indicator without its gloss."""
        return join_broken(re.sub(r"【.*?】", "", self.rows[0].cells["indicator"]).strip())

    @property
    def unit(self) -> str:
        """The unit as printed."""
        return self.rows[0].cells["unit"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the questions need to know of one source."""

    goals: tuple[Goal, ...]
    measures: tuple[Measure, ...]
    rows: tuple[Row, ...]
    projects: tuple[Project, ...]


def in_first_order(things: Iterable[T]) -> list[T]:
    """Keep each thing once, where it first appears."""
    return list(dict.fromkeys(things))


def join_broken(text: str) -> str:
    """Take out the spaces that line breaks left, not those between Latin words."""
    return re.sub(r"(?<![0-9A-Za-z])[ \u3000]+|[ \u3000]+(?![0-9A-Za-z])", "", text)


def read_departments(cell: str) -> list[tuple[str, str]]:
    """
    Read the department cell as offices with their sections.

    >>> read_departments("特産品振興・ ふるさと応援課 推進室 (雇用)")
    [('特産品振興・ふるさと応援課', ''), ('推進室', '雇用')]
    """
    whole = re.sub(r"・\s+", "・", cell)
    whole = re.sub(r"\s*[(（](.+?)[)）]", r"(\1)", whole)
    found = []
    for token in whole.split():
        office, _, section = token.rstrip(")").partition("(")
        found.append((office, section))
    return found


def read_budget(cell: str) -> tuple[list[tuple[str, str]], str]:
    """
    Read the budget cell as items with tags, and the reason where there is none.

    >>> read_budget("子ども医療費【義務】他1事業")
    ([('子ども医療費', '義務')], '')
    """
    if not cell:
        return [], "not-stated"
    if "予算ゼロ" in cell:
        return [], "zero"
    if "事業費なし" in cell or "予算なし" in cell:
        return [], "none"
    if "関係予算多数" in cell:
        return [], "not-itemised"
    items = []
    for part in re.split(r"[、\s]+|(?<=】)(?=他|ほか)", cell):
        if not part or OPEN_LIST.match(part):
            continue
        match = TAGGED.match(part)
        assert match is not None, part
        items.append((match.group(1), match.group(2) or "なし"))
    return items, ""


def read_initiatives(line: str) -> tuple[tuple[str, str], ...]:
    """Cut the line of initiatives at its circled numbers, and nowhere else."""
    pieces = re.split(f"([{CIRCLED}])", line.removeprefix("主な取り組み"))
    return tuple(
        (mark, title.strip()) for mark, title in zip(pieces[1::2], pieces[2::2], strict=True)
    )


def group_projects(rows: Iterable[Row]) -> tuple[Project, ...]:
    """Join the rows that agree in number and name, in the order of first rows."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        key = (row.cells["number"], join_broken(row.cells["name"]))
        groups.setdefault(key, []).append(row)
    return tuple(Project(tuple(group)) for group in groups.values())


def read_lines(lines: Sequence[str], fixes: Fixes) -> Reading:
    """Read a well-formed source; anything else is for the package to judge."""
    goals: dict[str, Goal] = {}
    measures: list[Measure] = []
    rows: list[Row] = []
    columns: list[str] = []
    goal = ""
    heading: tuple[str, str, tuple[str, ...]] | None = None
    for number, line in enumerate(lines, start=1):
        if match := GOAL.match(line):
            goal = LATIN.get(match.group(1), match.group(1))
            goals.setdefault(goal, Goal(goal, match.group(2), tuple(match.group(3).split("・"))))
        elif match := MEASURE.match(line):
            code = f"{goal}-{match.group(1)}"
            heading = (code, match.group(2), tuple(match.group(3).split()))
        elif line.startswith("主な取り組み") and heading is not None:
            measures.append(
                Measure(heading[0], goal, heading[1], heading[2], read_initiatives(line))
            )
        elif "\t" in line:
            cells = [cell.strip() for cell in line.split("\t")]
            names = [re.sub(r"\s", "", cell) for cell in cells]
            if "事業名" in names:
                columns = [COLUMNS[name] for name in names]
            else:
                found = dict(zip(columns, cells, strict=True))
                found |= {column: value for at, column, value in fixes if at == number}
                rows.append(Row(number, measures[-1], found))
    return Reading(tuple(goals.values()), tuple(measures), tuple(rows), group_projects(rows))


def read_source(path: Path, fixes: Fixes = ()) -> Reading:
    """Read a source file in plain UTF-8, with what a person decided to mend."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    return read_lines(text.split("\n"), fixes)
