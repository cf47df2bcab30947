"""
What a form says, one thing an entry: its labels, what they ask for, and what was filled in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from plangraph.read.folding import compare_form
from plangraph.read.tables.forms.spots import Spot
from plangraph.read.tables.headings import MONEY, Heading
from plangraph.read.tables.parts import GROUPED, PHASES, SOURCES, VALUES, Part


@dataclass(frozen=True, slots=True)
class Entry:
    """
    What stands in a cell of a form under its labels.

    ``labels`` are the printed labels, outermost first; ``text`` is empty where nothing was filled
    in. ``block`` is the place of the block of values that the cell is in, from 1; 0 is none.
    """

    spot: Spot
    labels: tuple[str, ...]
    part: Part | None
    heading: Heading
    text: str
    why: str = ""
    block: int = 0
    key: str = ""
    known: bool = True


@dataclass(slots=True)
class Gauges:
    """The indicators that a form has named so far, from top to bottom."""

    reaches: Mapping[int, tuple[int, int]]
    known: dict[tuple[str, str, str], str] = field(default_factory=dict)
    above: list[tuple[str, int]] = field(default_factory=list)
    current: str = ""
    block: int = 0
    passed: bool = False

    def attach(self, entry: Entry) -> Entry:
        """
        Give an entry the key of the indicator that it belongs to.

        A number or a kind that the labels state counts first, then the indicator named last. What
        a block says of an indicator that it does not name is of none that another block named.
        """
        if entry.block != self.block:
            self.passed = self.passed or bool(self.block)
            self.block = entry.block
            self.current = self._over(entry.block) if entry.block else ""
        if entry.part is Part.INDICATOR and entry.text:
            return self._name(entry)
        if entry.part not in GROUPED:
            return entry
        found = self._find(entry.heading)
        return replace(entry, key=found)

    def _over(self, block: int) -> str:
        """Of several indicators named above a block it is of the one that stands over it."""
        left, right = self.reaches[block]
        over = [key for key, column in self.above if left <= column < right]
        found = over if len(self.above) > 1 else [key for key, _ in self.above]
        return found[0] if len(found) == 1 else ""

    def _name(self, entry: Entry) -> Entry:
        heading = entry.heading
        name = (heading.stage, heading.group, compare_form(entry.text))
        if name in self.known:
            self.current = self.known[name]
            return replace(entry, part=Part.OTHER, why="上と同じ指標")
        self.current = self.known[name] = f"{heading.stage}/{heading.group}#{len(self.known) + 1}"
        if not entry.block:
            if self.passed:
                self.above.clear()
            self.passed = False
            self.above.append((self.current, entry.spot.column))
        return replace(entry, key=self.current)

    def _find(self, heading: Heading) -> str:
        told = [
            key
            for (stage, group, _), key in self.known.items()
            if (not heading.group or heading.group == group)
            and (not heading.stage or heading.stage == stage)
        ]
        if self.current in told or not (heading.group or heading.stage):
            return self.current
        return told[0] if len(told) == 1 else ""


def attach_all(entries: Sequence[Entry], reaches: Mapping[int, tuple[int, int]]) -> list[Entry]:
    """
    Give every unit, value and year of a form the indicator that it belongs to.

    A block is gone through as a whole, also where another one stands beside it; ``reaches`` are
    its first column and the one behind its last.
    """
    tops: dict[int, int] = {}
    for entry in entries:
        tops[entry.block] = min(tops.get(entry.block, entry.spot.line), entry.spot.line)

    def order(entry: Entry) -> tuple[int, int, int, int]:
        line = entry.spot.line
        return tops[entry.block] if entry.block else line, entry.block, line, entry.spot.column

    gauges = Gauges(reaches)
    attached = [gauges.attach(entry) for entry in sorted(entries, key=order)]
    return sorted(attached, key=lambda entry: (entry.spot.line, entry.spot.column))


def combine(row: Heading, column: Heading, *, named: bool) -> Heading:
    """
    Put together what stands before a value and what stands over it.

    ``named`` is true where words that nobody knows stand before it as well: over a sum they may be
    part of it, so that it is none of the project's.
    """
    part, phase = _part(row.part, column.part, named=named), row.phase or column.phase
    if part in MONEY:
        phase = phase or PHASES.get(_part(Part.AMOUNT, column.part, named=False) or part, "")
    source = column.label if column.part in SOURCES else row.label
    return Heading(
        part=part,
        group=row.group or column.group,
        stage=row.stage or column.stage,
        period=column.period or row.period,
        cumulative=row.cumulative or column.cumulative,
        unit=row.unit or column.unit,
        label=source if part is Part.SOURCE else column.label or row.label,
        phase=phase,
        why="・".join(why for why in (row.why, column.why) if why),
    )


def _part(row: Part | None, column: Part | None, *, named: bool) -> Part | None:
    if row is Part.SOURCE_WITHIN:
        return Part.SOURCE if column in MONEY else None
    if row in MONEY:
        if row is Part.AMOUNT and column in MONEY:
            return column
        if row is Part.AMOUNT and column is Part.ACTUAL:
            return Part.SETTLED
        if row is Part.AMOUNT and column is Part.TARGET:
            return Part.INITIAL
        return Part.OTHER if column is Part.OTHER else row
    if Part.OTHER in (row, column):
        return Part.OTHER
    if row in VALUES:
        return None if column in VALUES and column is not row else row
    if column in MONEY:
        return None if named else column
    return column if column in VALUES else None
