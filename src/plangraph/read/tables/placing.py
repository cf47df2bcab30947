"""
Columns to parts: what each column of a table holds, by its header, its cells and its neighbours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from plangraph.plan import Period
from plangraph.read.folding import CIRCLED, clean, compare_form, fold_width
from plangraph.read.tables.grid import Grid, GridRow
from plangraph.read.tables.headers import Header
from plangraph.read.tables.headings import MONEY, Heading, read_path
from plangraph.read.tables.indicators import attach_values
from plangraph.read.tables.mapping import Mapping as TableMapping
from plangraph.read.tables.parts import CODES, LEVELS, VALUES, Part
from plangraph.read.tables.words import Words, fold_word
from plangraph.read.values import is_blank, money_unit, read_value

SAMPLE: Final = 400
"""Cells of a column that are looked at to tell what it holds."""

LONG: Final = 25
SHORT: Final = 4
SINGLE: Final = (
    Part.NAME, Part.DEPARTMENT, Part.DIVISION, Part.SECTION, Part.BUDGET, Part.SUMMARY,
    Part.MARK, Part.PERIOD, Part.RELISTED, *CODES.values(),
)  # fmt: skip
"""Parts of which a row has one; a second column for one is kept without a place."""

PLAIN_NUMBER_WORDS: Final = frozenset(
    map(fold_word, ("no", "no.", "№", "#", "項番", "連番", "通番", "通し番号", "番号"))
)
BEST_SUMMARY: Final = ("概要", "内容", "目的")


@dataclass(frozen=True, slots=True)
class Placed:
    """
    A column with what it holds.

    ``key`` names the indicator of a row that its values are of; ``why`` is the reason for all of
    it, ``known`` false where neither a word nor a person says anything of the column.
    """

    index: int
    path: tuple[str, ...]
    part: Part | None
    heading: Heading
    key: str = ""
    why: str = ""
    known: bool = True
    joined: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """The lowest text over the column, empty where it has none."""
        return self.path[-1] if self.path else ""

    @property
    def header(self) -> str:
        """The texts over the column in one."""
        return " / ".join(self.path)


@dataclass(frozen=True, slots=True)
class Placing:
    """The columns of a table by index, and what a person said of the whole of it."""

    columns: Mapping[int, Placed]
    money: str = ""
    year: Period | None = None
    stage: Mapping[str, str] = field(default_factory=dict)

    def of(self, *parts: Part) -> list[Placed]:
        """Give the columns that hold one of some parts, from left to right."""
        return [placed for placed in self.columns.values() if placed.part in parts]

    def first(self, part: Part) -> Placed | None:
        """Give the first column that holds a part."""
        return next(iter(self.of(part)), None)


def place_columns(
    grid: Grid, header: Header, rows: Sequence[GridRow], words: Words, mapping: TableMapping
) -> Placing:
    """Tell what every column holds that has a header or a cell."""
    columns: dict[int, Placed] = {}
    used = set(header.paths) | {column for row in rows for column in row.cells}
    for column in sorted(used):
        path = header.paths.get(column, ())
        heading = read_path(path, words) if path else Heading()
        said = mapping.find(column, path)
        placed = Placed(column, path, heading.part, heading, why=heading.why)
        if said is not None:
            heading = replace(
                heading,
                group=said.indicator or heading.group,
                period=said.year or heading.period,
                unit=said.unit or heading.unit,
                stage=said.stage or heading.stage,
                label=said.source or heading.label,
            )
            placed = replace(
                placed, heading=heading, part=said.part or heading.part, why="revision.toml"
            )
        columns[column] = replace(placed, known=placed.part is not None)
    fixed = {column for column in columns if mapping.find(column, header.paths.get(column, ()))}
    samples = _sample(rows)
    _judge_contents(columns, samples, fixed)
    _join_codes(columns, samples)
    _order_levels(columns, samples)
    _choose_numbers(columns, samples, fixed)
    _choose_single(columns)
    attach_values(columns)
    money = mapping.money or _money_above(grid, header)
    return Placing(columns, money, mapping.year)


def _sample(rows: Sequence[GridRow]) -> dict[int, list[str]]:
    samples: dict[int, list[str]] = {}
    for row in rows:
        for column, text in row.cells.items():
            found = samples.setdefault(column, [])
            if len(found) < SAMPLE:
                found.append(clean(text))
    return samples


def _judge_contents(
    columns: dict[int, Placed], samples: Mapping[int, Sequence[str]], fixed: Iterable[int]
) -> None:
    """Take back what a header says where the cells below it are plainly something else."""
    named = any(placed.part is Part.NAME for placed in columns.values())
    for index, placed in columns.items():
        cells = [text for text in samples.get(index, ()) if not is_blank(text)]
        if index in fixed or not cells:
            continue
        numbers = sum(_is_number(text) for text in cells) / len(cells)
        length = sum(map(len, cells)) / len(cells)
        wordy = length > LONG or (length > SHORT and not any(map(_is_formed, cells)))
        if placed.part in VALUES and wordy and numbers < 0.2:
            columns[index] = _moved(placed, Part.OTHER, "中身が文章")
        elif placed.part is Part.BUDGET and numbers > 0.5:
            columns[index] = _moved(placed, Part.AMOUNT, "中身が数")
        elif placed.part is Part.AMOUNT and numbers < 0.2:
            free = not any(one.part is Part.BUDGET for one in columns.values())
            columns[index] = _moved(placed, Part.BUDGET if free else Part.OTHER, "中身が文章")
        elif placed.part in MONEY - {Part.AMOUNT} and numbers < 0.1 and length > LONG:
            columns[index] = _moved(placed, Part.OTHER, "中身が文章")
        elif placed.part is Part.MARK and not all(_is_mark(text) for text in cells):
            part = Part.INITIATIVE if named else Part.NAME
            columns[index] = _moved(placed, part, "中身が記号でない")
            named = True


def _moved(placed: Placed, part: Part, why: str) -> Placed:
    return replace(placed, part=part, why=f"{placed.why}、{why}")


def _is_number(text: str) -> bool:
    value = read_value(text).value
    return value is not None and value.kind == "number"


def _is_formed(text: str) -> bool:
    """Tell whether a cell has a digit, or is a comparison, a milestone or the like."""
    value = read_value(text).value
    return any(map(str.isdigit, text)) or (value is not None and value.kind != "text")


def _is_mark(text: str) -> bool:
    return len(text) <= 4 and (
        any(char in CIRCLED for char in text) or fold_width(text).strip("()（）.").isdigit()
    )


def _is_code(text: str) -> bool:
    folded = fold_width(text)
    return len(folded) <= 8 and (
        any(char.isdigit() for char in folded) or (len(folded) <= 3 and folded.isascii())
    )


def _join_codes(columns: dict[int, Placed], samples: Mapping[int, Sequence[str]]) -> None:
    """Two columns side by side under one header: the code and the name, or a code in two cells."""
    for index in sorted(columns):
        placed, beside = columns[index], columns.get(index + 1)
        if beside is None or placed.part is None or placed.path[:1] != beside.path[:1]:
            continue
        left = [text for text in samples.get(index, ()) if text]
        codes = bool(left) and all(_is_code(text) for text in left)
        if beside.part is not placed.part or not codes:
            continue
        right = [text for text in samples.get(index + 1, ()) if text]
        if placed.part in CODES and not all(_is_code(text) for text in right):
            columns[index] = _moved(placed, CODES[placed.part], "中身がコード")
        elif placed.part is Part.NAME and not all(_is_code(text) for text in right):
            columns[index] = _moved(placed, Part.NUMBER, "中身がコード")
        elif placed.part is Part.NUMBER and all(_is_code(text) for text in right):
            columns[index] = replace(placed, joined=(index + 1,), why=f"{placed.why}、隣の欄と一組")
            columns[index + 1] = replace(beside, part=Part.OTHER, why="左の番号の続き")


def _order_levels(columns: dict[int, Placed], samples: Mapping[int, Sequence[str]]) -> None:
    """Levels stand from left to right; two columns of one level are one level and the next."""
    levels = [index for index in sorted(columns) if columns[index].part in LEVELS]
    rank = -1
    for place, index in enumerate(levels):
        placed = columns[index]
        part = placed.part
        if part is None:
            continue
        left = len(levels) - place
        wanted = max(LEVELS.index(part), rank + 1)
        wanted = min(wanted, max(rank + 1, len(LEVELS) - left))
        if wanted >= len(LEVELS):
            columns[index] = _moved(placed, Part.OTHER, "段階が多すぎる")
            continue
        rank = wanted
        if LEVELS[wanted] is not part:
            columns[index] = _moved(placed, LEVELS[wanted], "左から数えた段階")
    _pair_codes(columns)


def _pair_codes(columns: dict[int, Placed]) -> None:
    """A code belongs to the level that stands to the right of it, or else to the left."""
    levels = [index for index in sorted(columns) if columns[index].part in LEVELS]
    for index in sorted(columns):
        part = columns[index].part
        if part not in CODES.values() or not levels:
            continue
        near = min(levels, key=lambda level: (abs(level - index), level < index))
        level = columns[near].part
        if level is not None and abs(near - index) <= 2 and CODES[level] is not part:
            columns[index] = _moved(columns[index], CODES[level], "隣の段階のコード")


def _choose_numbers(
    columns: dict[int, Placed], samples: Mapping[int, Sequence[str]], fixed: Iterable[int]
) -> None:
    """Of several number columns one names the project; one that counts the rows names nothing."""
    numbered = [index for index in sorted(columns) if columns[index].part is Part.NUMBER]
    for index in list(numbered):
        if index in fixed or not _counts_rows(samples.get(index, ())):
            continue
        alone = len(numbered) == 1
        plain = fold_word(columns[index].title) in PLAIN_NUMBER_WORDS
        if plain or not alone:
            columns[index] = _moved(columns[index], Part.RUNNING, "行の通し番号")
            numbered.remove(index)
    chosen = sorted(
        numbered,
        key=lambda index: (
            index not in fixed,
            fold_word(columns[index].title) in PLAIN_NUMBER_WORDS,
            -len(set(samples.get(index, ()))),
            index,
        ),
    )
    for index in chosen[1:]:
        if not any(index in columns[other].joined for other in numbered):
            columns[index] = _moved(columns[index], Part.OTHER, "番号の列はほかにある")


def _counts_rows(cells: Sequence[str]) -> bool:
    folded = [fold_width(text) for text in cells]
    return (
        len(folded) >= 2
        and all(text.isdecimal() for text in folded)
        and [int(text) for text in folded] == list(range(1, len(folded) + 1))
    )


def _choose_single(columns: dict[int, Placed]) -> None:
    for part in SINGLE:
        found = [index for index in sorted(columns) if columns[index].part is part]
        if part is Part.SUMMARY:
            found.sort(key=lambda index: (_summary_rank(columns[index]), index))
        if part is Part.PERIOD:
            found.sort(key=lambda index: ("予算" not in columns[index].header, index))
            if len({columns[index].path[-1:] for index in found}) == 1:
                # A year of its own before each block: it holds for the columns to its right.
                continue
        for index in found[1:]:
            columns[index] = _moved(columns[index], Part.OTHER, "同じ種類の列がほかにある")


def _summary_rank(placed: Placed) -> int:
    word = compare_form(placed.header)
    return next((rank for rank, sign in enumerate(BEST_SUMMARY) if sign in word), len(BEST_SUMMARY))


def _money_above(grid: Grid, header: Header) -> str:
    """Find （単位：千円） above the header, where tables state it once for all."""
    for row in grid.rows[: header.top]:
        for text in row.cells.values():
            if "単位" in text and money_unit(text):
                return money_unit(text)
    return ""
