"""
A column of a table with what it holds, and all columns of a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from plangraph.plan import Period
from plangraph.read.tables.headings import Heading
from plangraph.read.tables.parts import Part


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
    """
    The columns of a table by index, and what a person said of the whole of it.

    ``assumed`` is true where the unit of ``money`` is that of the first column, which others leave
    out. ``kinds`` is what each text of the column stands for that says what its row holds.
    """

    columns: Mapping[int, Placed]
    money: str = ""
    year: Period | None = None
    assumed: bool = False
    kinds: Mapping[str, Heading] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)

    _found: dict[frozenset[Part], tuple[Placed, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, *parts: Part) -> tuple[Placed, ...]:
        """Give the columns that hold one of some parts, from left to right."""
        # Every row asks for the same parts, of a table that may have hundreds of columns.
        asked = frozenset(parts)
        found = self._found.get(asked)
        if found is None:
            found = tuple(placed for placed in self.columns.values() if placed.part in asked)
            self._found[asked] = found
        return found

    def first(self, part: Part) -> Placed | None:
        """Give the first column that holds a part."""
        found = self.of(part)
        return found[0] if found else None


def move(placed: Placed, part: Part | None, why: str) -> Placed:
    """Give a column another part, and say why."""
    return replace(placed, part=part, why=f"{placed.why}、{why}" if placed.why else why)
