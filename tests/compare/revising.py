"""Made revisions of a made plan: edits, each with the one change that it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from plangraph.assemble import assemble
from plangraph.compare import Change
from plangraph.names import CITY_BASE, PlanNames
from plangraph.opening import read_registers
from plangraph.read import read_text
from plangraph.read.registers import Registers
from plangraph.store import Dataset
from tests.damage.draft import Draft

PLANS: Final = Path(__file__).parents[1] / "plans"
OTHER: Final = PLANS / "other/source.txt"
TINY: Final = PLANS / "tiny"

Told: TypeAlias = tuple[str, str, str, str | None, str | None]
"""Kind, element, label, before, after."""


def begin(path: Path = OTHER) -> Draft:
    """Begin with a made plan as it stands."""
    text = path.read_text(encoding="utf-8")
    return Draft(list(enumerate(text.split("\n"), start=1)))


def assemble_text(text: str, registers: Registers | None = None, code: str = "999") -> Dataset:
    """Make a dataset of a document; without registers its things are unregistered."""
    name = code if registers is not None else "unregistered/source"
    names = PlanNames(CITY_BASE, name, "1")
    return assemble(read_text(text.encode(), "source.txt"), names, registers)


def lend(folder: Path = TINY) -> Registers:
    """Read the registers of a made plan folder."""
    return read_registers(folder)


def find(draft: Draft, text: str, *, occurrence: int = 0) -> int:
    """Find the original number of the line that holds a text."""
    found = [origin for origin, line in draft.lines if origin is not None and text in line]
    return found[occurrence]


def tell(changes: Iterable[Change]) -> list[Told]:
    """Reduce changes to what they say."""
    return sorted((str(one.kind), one.element, one.label, one.before, one.after) for one in changes)


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of the made plan, and the change it is; ``touches`` keeps edits apart."""

    name: str
    apply: Callable[[Draft], None]
    told: Told
    touches: frozenset[str]


def set_cell(row: str, column: str, text: str) -> Callable[[Draft], None]:
    """Make the edit that puts other text into a cell."""

    def apply(draft: Draft) -> None:
        draft.set_cell(find(draft, f"\t{row}\t"), column, text)

    return apply


def replace(line: str, old: str, new: str) -> Callable[[Draft], None]:
    """Make the edit that replaces text in every line that holds another text."""

    def apply(draft: Draft) -> None:
        for origin, text in list(draft.lines):
            if origin is not None and line in text:
                draft[origin] = draft[origin].replace(old, new)

    return apply


def replace_cells(old: str, new: str) -> Callable[[Draft], None]:
    """Make the edit that replaces a text in the department cells of all rows."""

    def apply(draft: Draft) -> None:
        for line in draft.row_lines():
            cell = draft.get_cell(line, "department")
            draft.set_cell(line, "department", cell.replace(old, new))

    return apply


def delete(row: str) -> Callable[[Draft], None]:
    """Make the edit that takes a row out."""
    return lambda draft: draft.delete(find(draft, f"\t{row}\t"))


def insert(after: str, row: str) -> Callable[[Draft], None]:
    """Make the edit that adds a row."""

    def apply(draft: Draft) -> None:
        draft.insert_after(find(draft, f"\t{after}\t"), row)

    return apply


def move(row: str, after: str, mark: str) -> Callable[[Draft], None]:
    """Make the edit that puts a row into another initiative."""

    def apply(draft: Draft) -> None:
        line = find(draft, f"\t{row}\t")
        draft.set_cell(line, "mark", mark)
        draft.move(line, find(draft, f"\t{after}\t"))

    return apply


def merge(one: str, other: str, row: str) -> Callable[[Draft], None]:
    """Make the edit that puts one row in the place of two."""

    def apply(draft: Draft) -> None:
        draft[find(draft, f"\t{one}\t")] = row
        draft.delete(find(draft, f"\t{other}\t"))

    return apply


def split(row: str, *rows: str) -> Callable[[Draft], None]:
    """Make the edit that puts several rows in the place of one."""

    def apply(draft: Draft) -> None:
        line = find(draft, f"\t{row}\t")
        for text in reversed(rows[1:]):
            draft.insert_after(line, text)
        draft[line] = rows[0]

    return apply
