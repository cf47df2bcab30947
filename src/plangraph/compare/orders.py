"""
A reorganization as a file: what happens to which units, and on which day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from plangraph.errors import FolderError
from plangraph.read.cells import read_units
from plangraph.read.folding import clean, compare_form
from plangraph.read.lines import read_lines

COLUMNS: Final = ("on", "kind", "from", "to")
BETWEEN: Final = "|"


class OrderKind(StrEnum):
    """What happens to units."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    CLOSE = "close"


COUNTS: Final = {
    OrderKind.RENAME: (range(1, 2), range(1, 2), "one unit in from and one in to"),
    OrderKind.MERGE: (range(1, 99), range(1, 2), "the units in from, by |, and one in to"),
    OrderKind.SPLIT: (range(1, 2), range(2, 99), "one unit in from, and two or more in to, by |"),
    OrderKind.MOVE: (range(1, 2), range(1, 2), "a section in from, and its new office in to"),
    OrderKind.CLOSE: (range(1, 2), range(2), "one unit in from, and at most one in to"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A unit as an order names it: an office, and a section of it where one is meant."""

    office: str
    section: str = ""

    @property
    def label(self) -> str:
        """The name as it stands in a cell."""
        return f"{self.office} ({self.section})" if self.section else self.office

    def means(self, other: "Named") -> bool:
        """Tell whether another unit is this one; an office means its sections, too."""
        same = compare_form(self.office) == compare_form(other.office)
        part = compare_form(self.section) in ("", compare_form(other.section))
        return same and part


@dataclass(frozen=True, slots=True)
class Order:
    """A line of a reorganization file."""

    line: int
    on: str
    kind: OrderKind
    origins: tuple[Named, ...]
    results: tuple[Named, ...]


def read_orders(data: bytes, where: str) -> tuple[Order, ...]:
    """
    Read a reorganization file: ``on,kind,from,to``, several units separated by ``|``.

    Raises:
        FolderError: A column is missing, or a line says nothing that can be done.
    """
    orders: list[Order] = []
    for line, row in read_lines(data, where, COLUMNS):
        place = f"{where}:{line}"
        if not any(row.values()):
            continue
        kinds = {kind.value: kind for kind in OrderKind}
        if row["kind"] not in kinds:
            known = ", ".join(kinds)
            raise FolderError(place, f"unknown kind {row['kind']!r}", f"Use one of {known}")
        kind = kinds[row["kind"]]
        origins, results = _units(row["from"], place), _units(row["to"], place)
        fewest, most, remedy = COUNTS[kind]
        if len(origins) not in fewest or len(results) not in most:
            told = f"{len(origins)} in from and {len(results)} in to do not make a {kind}"
            raise FolderError(place, told, f"Name {remedy}")
        if kind is OrderKind.MOVE and not origins[0].section:
            raise FolderError(place, f"'{row['from']}' is no section", "Write: office (section)")
        _check_date(row["on"], place)
        orders.append(Order(line, row["on"], kind, origins, results))
    if not orders:
        raise FolderError(where, "no order in it", f"Write a line: {','.join(COLUMNS)}")
    return tuple(orders)


def _units(text: str, place: str) -> tuple[Named, ...]:
    found: list[Named] = []
    for piece in (clean(piece) for piece in text.split(BETWEEN)):
        if not piece:
            continue
        units = read_units(piece)
        if len(units) != 1:
            raise FolderError(place, f"'{piece}' names several units", "Separate them by |")
        found.append(Named(units[0].name, units[0].section or ""))
    return tuple(found)


def _check_date(text: str, place: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise FolderError(place, f"{text!r} is no date", "Write a day as 2027-04-01") from error
