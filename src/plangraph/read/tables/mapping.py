"""
What a file needs beyond the words of its header: the table ``[table]`` of ``revision.toml``.
"""

from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field, replace

from plangraph.errors import FolderError
from plangraph.plan import Period
from plangraph.read.periods import read_period
from plangraph.read.tables.grid import column_number
from plangraph.read.tables.headings import Heading
from plangraph.read.tables.parts import Part
from plangraph.read.tables.words import fold_word
from plangraph.read.values import MONEY

FIELDS = ("part", "indicator", "year", "unit", "stage", "source")


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """What a person says that a column holds; an empty field leaves the header its say."""

    part: Part | None = None
    indicator: str = ""
    year: Period | None = None
    unit: str = ""
    stage: str = ""
    source: str = ""

    def overrule(self, heading: Heading) -> Heading:
        """Give a heading with what is said of its values; of what part they are stays apart."""
        return replace(
            heading,
            group=self.indicator or heading.group,
            period=self.year or heading.period,
            unit=self.unit or heading.unit,
            stage=self.stage or heading.stage,
            label=self.source or heading.label,
        )


@dataclass(frozen=True, slots=True)
class Mapping:
    """
    What a person says of a table.

    ``columns`` are named by their letter or by the text of their header; ``sheets`` are those to
    be read, all visible ones if none is named; ``header`` are its first and last row. ``form`` is
    true where each sheet asks of one project, false where none does, and None where nobody says.
    """

    sheets: tuple[str, ...] = ()
    header: tuple[int, int] | None = None
    money: str = ""
    year: Period | None = None
    form: bool | None = None
    columns: Lookup[str, MappedColumn] = field(default_factory=dict)

    def find(self, column: int, path: tuple[str, ...]) -> MappedColumn | None:
        """Give what is said of a column, by its letter, its whole header or its lowest part."""
        for name, mapped in self.columns.items():
            if column_number(name) == column:
                return mapped
        texts = {fold_word("".join(path)), fold_word(path[-1])} if path else set()
        for name, mapped in self.columns.items():
            if column_number(name) is None and fold_word(name.replace(" / ", "")) in texts:
                return mapped
        return None


def read_mapping(table: object, where: str) -> Mapping:
    """
    Read the table ``[table]`` of a ``revision.toml``.

    >>> said = {"columns": {"G": {"part": "target", "year": "R9"}}}
    >>> mapping = read_mapping(said, "revision.toml")
    >>> mapping.find(6, ("めざす値",)).part.value
    'target'

    Raises:
        FolderError: A key is unknown, or a value is of the wrong kind.
    """
    if not isinstance(table, dict):
        raise FolderError(where, "table is no table", "Write [table]")
    unknown = sorted(set(table) - {"sheets", "header", "money", "year", "form", "columns"})
    if unknown:
        remedy = "Use sheets, header, money, year, form and columns"
        raise FolderError(where, f"table has an unknown key {unknown[0]!r}", remedy)
    sheets = table.get("sheets", [])
    if not isinstance(sheets, list) or not all(isinstance(name, str) for name in sheets):
        raise FolderError(where, "table.sheets is no list of names", 'Write sheets = ["…"]')
    money = table.get("money", "")
    if money and money not in MONEY:
        raise FolderError(where, f"no unit of money {money!r}", f"Use one of {', '.join(MONEY)}")
    form = table.get("form")
    if not isinstance(form, bool | None):
        raise FolderError(where, "table.form is neither true nor false", "Write form = true")
    columns = table.get("columns", {})
    if not isinstance(columns, dict):
        raise FolderError(where, "table.columns is no table", "Write [table.columns]")
    return Mapping(
        sheets=tuple(sheets),
        header=_rows(table.get("header"), where),
        money=money,
        year=_period(table.get("year", ""), where),
        form=form,
        columns={name: _column(name, value, where) for name, value in columns.items()},
    )


def _rows(value: object, where: str) -> tuple[int, int] | None:
    if value is None:
        return None
    rows = [value, value] if isinstance(value, int) else value
    if (
        isinstance(rows, list)
        and len(rows) == 2
        and all(isinstance(row, int) and row > 0 for row in rows)
        and rows[0] <= rows[1] <= rows[0] + 9
    ):
        return rows[0], rows[1]
    raise FolderError(where, "table.header is no row", "Write header = 2 or header = [2, 3]")


def _period(value: object, where: str) -> Period | None:
    if not value:
        return None
    period = read_period(str(value))
    if period is None:
        raise FolderError(where, f"no year {value!r}", 'Write year = "R7" or year = "2025年度"')
    return period


def _column(name: str, value: object, where: str) -> MappedColumn:
    given = {"part": value} if isinstance(value, str) else value
    place = f"{where}: table.columns.{name}"
    if not isinstance(given, dict) or not set(given) <= set(FIELDS):
        raise FolderError(place, "unknown keys", f"Use {', '.join(FIELDS)}")
    parts = {part.value: part for part in Part}
    part = given.get("part")
    if part is not None and part not in parts:
        raise FolderError(place, f"no part {part!r}", f"Use one of {', '.join(sorted(parts))}")
    stage = str(given.get("stage", ""))
    if stage not in ("", "input", "output", "outcome"):
        raise FolderError(place, f"no stage {stage!r}", "Use input, output or outcome")
    return MappedColumn(
        part=parts[part] if part is not None else None,
        indicator=str(given.get("indicator", "")),
        year=_period(given.get("year", ""), place),
        unit=str(given.get("unit", "")),
        stage=stage,
        source=str(given.get("source", "")),
    )
