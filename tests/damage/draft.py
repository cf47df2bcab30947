"""A copy of the document under the knife: lines that remember where they came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SHIPPED: Final = Path(__file__).resolve().parents[2] / "data/iizuka/revisions/1/source.txt"
COLUMNS: Final = (
    "mark",
    "name",
    "number",
    "department",
    "budget-item",
    "summary",
    "indicator",
    "unit",
)


@dataclass(slots=True)
class Draft:
    """Lines with the number that each has in the document, or None where it is new."""

    lines: list[tuple[int | None, str]]

    @classmethod
    def of_shipped(cls) -> "Draft":
        """Begin with the document as published."""
        text = SHIPPED.read_text(encoding="utf-8")
        return cls(list(enumerate(text.split("\n"), start=1)))

    def __str__(self) -> str:
        return "\n".join(text for _, text in self.lines)

    def place(self, line: int) -> int:
        """Say where an original line stands now, counted from 1."""
        return [origin for origin, _ in self.lines].index(line) + 1

    def places(self) -> dict[int, int]:
        """Original line to present line, for all that are still there."""
        pairs = enumerate(self.lines, start=1)
        return {origin: now for now, (origin, _) in pairs if origin is not None}

    def __getitem__(self, line: int) -> str:
        return self.lines[self.place(line) - 1][1]

    def __setitem__(self, line: int, text: str) -> None:
        self.lines[self.place(line) - 1] = (line, text)

    def cells(self, line: int) -> list[str]:
        """Cut a row into its cells."""
        return self[line].split("\t")

    def set_cell(self, line: int, column: str, text: str) -> None:
        """Put other text into one cell."""
        cells = self.cells(line)
        cells[COLUMNS.index(column)] = text
        self[line] = "\t".join(cells)

    def get_cell(self, line: int, column: str) -> str:
        """Read one cell."""
        return self.cells(line)[COLUMNS.index(column)]

    def drop_cell(self, line: int, column: str) -> None:
        """Take a cell out together with its tab."""
        cells = self.cells(line)
        del cells[COLUMNS.index(column)]
        self[line] = "\t".join(cells)

    def swap_cells(self, line: int, one: str, other: str) -> None:
        """Exchange two cells of a row, or two titles of a header."""
        first, second = self.get_cell(line, one), self.get_cell(line, other)
        self.set_cell(line, one, second)
        self.set_cell(line, other, first)

    def insert_after(self, line: int, text: str) -> int:
        """Put a new line below an original one and say where it stands."""
        index = self.place(line)
        self.lines.insert(index, (None, text))
        return index + 1

    def delete(self, line: int) -> None:
        """Take a line out."""
        del self.lines[self.place(line) - 1]

    def move(self, line: int, after: int) -> None:
        """Put an original line below another one."""
        text = self[line]
        self.delete(line)
        self.lines.insert(self.place(after), (line, text))

    def table_lines(self, header: int) -> Iterator[int]:
        """Original numbers of a header line and of the rows below it."""
        line = header
        while "\t" in self[line]:
            yield line
            line += 1

    def row_lines(self) -> list[int]:
        """Original numbers of all rows of all tables."""
        return [
            origin
            for origin, text in self.lines
            if origin is not None and "\t" in text and "事業名" not in text
        ]
