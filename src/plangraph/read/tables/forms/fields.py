"""
What a form asks once: a label, and what was filled in to the right of it, below it, or behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from plangraph.read.tables.choosing import is_code
from plangraph.read.tables.forms.entries import Entry
from plangraph.read.tables.forms.spots import Rows, Spot
from plangraph.read.tables.headings import MONEY, NAMING, Heading, read_path
from plangraph.read.tables.parts import CODES, LEVELS, VALUES, Part
from plangraph.read.tables.words import Words, fold_word
from plangraph.read.values import money_unit

HEADED: Final = frozenset({Part.INDICATOR, Part.DEPARTMENT, *LEVELS, *MONEY})
"""Labels that other labels right beside them belong to: 担当 over 課 and 係."""

CODED: Final = {Part.NAME: Part.NUMBER, **CODES}
"""What a code before a name is, where the two stand in cells of their own."""

AIMS: Final = frozenset(("意図", "ねらい", "狙い", "目標", "目指す姿", "めざす姿"))
"""Labels beside 事業の目的 that ask for the aim itself; 対象 and 手段 do not."""

LONG: Final = frozenset({Part.SUMMARY, Part.OTHER})
"""Parts whose text may go on in the rows below."""

BESIDE, BELOW, BEHIND = "右の欄", "下の欄", "同じ欄"


@dataclass(slots=True)
class Fields:
    """The cells of a form that are in no block of values, as far as they are gone through."""

    rows: Rows
    words: Words
    entries: list[Entry] = field(default_factory=list)
    groups: list[Spot] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def read(self) -> list[Entry]:
        """Give every label with what was filled in, and every other cell without one."""
        for place, spots in enumerate(self.rows):
            if self._heads_row(place):
                self._take_columns(place)
            else:
                self._take_row(place, spots)
        return self.entries

    def _below(self, place: int) -> Sequence[Spot]:
        spots = self.rows[place]
        bottom = max(spot.bottom for spot in spots)
        rest = self.rows[place + 1 :]
        return next((row for row in rest if row and row[0].line == bottom + 1), ())

    def _heads_row(self, place: int) -> bool:
        """Tell whether a row of labels has a row of what was filled in right below it."""
        spots = self.rows[place]
        labels = [spot for spot in spots if spot.is_label and not spot.inside]
        if len(labels) < 2 or len(labels) * 2 < len(spots):
            return False
        if any(spot.is_figure and not spot.is_label for spot in spots):
            return False
        below = self._below(place)
        columns = {spot.column for spot in spots}
        filled = {spot.column for spot in below}
        return (
            len(below) >= 2
            and not any(spot.is_label for spot in below)
            and filled <= columns
            and any(spot.column in filled for spot in labels)
            and len(filled) * 2 >= len(columns)
        )

    def _take_columns(self, place: int) -> None:
        below = {spot.column: spot for spot in self._below(place)}
        for label in self.rows[place]:
            value = below.get(label.column)
            if value is not None:
                self._enter([label], value, BELOW)
            elif label.is_label:
                self._leave_blank(label)

    def _take_row(self, place: int, spots: Sequence[Spot]) -> None:
        left = [spot for spot in spots if (spot.line, spot.column) not in self.taken]
        index = 0
        while index < len(left):
            spot = left[index]
            index += 1
            if spot.inside:
                self._enter([spot], spot, BEHIND)
            elif not self._asks(spot) and not self._names(left, index - 1):
                self.entries.append(Entry(spot, (), None, Heading(), spot.text, known=False))
            elif index < len(left) and self._is_answer(left, index, spot):
                values = [left[index]]
                index += 1
                while index < len(left) and not (self._asks(left[index]) or left[index].inside):
                    values.append(left[index])
                    index += 1
                self._enter_all(place, spot, values)
            else:
                self._look_below(place, spot)

    def _asks(self, spot: Spot) -> bool:
        if spot.part is Part.SOURCE_WITHIN:
            return any(group.part in MONEY for group in self._over(spot))
        return spot.is_label

    def _names(self, left: Sequence[Spot], index: int) -> bool:
        """名称 behind 指標 asks for the name, where something stands behind it in turn."""
        spot = left[index]
        if fold_word(spot.text) not in NAMING or index + 1 >= len(left):
            return False
        before = left[index - 1] if index else None
        labelled = before is not None and self._asks(before)
        return (labelled or bool(self._over(spot))) and not self._asks(left[index + 1])

    def _is_answer(self, left: Sequence[Spot], index: int, label: Spot) -> bool:
        """A word such as 拡充 answers what is only kept, where nothing answers to the word."""
        spot = left[index]
        if spot.inside or self._names(left, index):
            return False
        if spot.is_time and label.part in HEADED:
            after = left[index + 1] if index + 1 < len(left) and label.part in MONEY else None
            return after is not None and after.is_figure and not after.is_time
        if not self._asks(spot):
            return True
        alone = index + 1 == len(left) or self._asks(left[index + 1])
        return spot.part is label.part is Part.OTHER and alone

    def _over(self, spot: Spot) -> list[Spot]:
        """Give the labels that a label belongs to: merged beside it, or without a cell between."""
        over: list[Spot] = []
        reach = spot.column
        for group in reversed(self.groups):
            if group.column >= reach or not group.line <= spot.line <= group.bottom:
                continue
            merged = group.bottom > group.line
            if merged or (group.part in HEADED and group.right + 1 == reach):
                over.insert(0, group)
                reach = group.column
        return over

    def _look_below(self, place: int, label: Spot) -> None:
        below = self._below_label(place, label)
        if below is not None:
            self._enter([label], below, BELOW, self._going_on(label, below))
            return
        self.groups.append(label)
        self._leave_blank(label)

    def _below_label(self, place: int, label: Spot) -> Spot | None:
        rest = self.rows[place + 1 :]
        row = next((row for row in rest if row and row[0].line == label.bottom + 1), ())
        if not row or not label.column <= row[0].column <= label.right or row[0].is_label:
            return None
        beside = any(spot.column > label.right for spot in self.rows[place])
        return None if row[0].inside or beside or len(row) > 1 else row[0]

    def _going_on(self, label: Spot, value: Spot) -> list[Spot]:
        """Give the cells below a text that go on with it: they stand alone under it."""
        found: list[Spot] = []
        if label.part not in LONG:
            return found
        line = value.bottom
        for row in self.rows:
            if not row or row[0].line <= line:
                continue
            inside = row[0].line <= label.bottom
            if row[0].line > line + 1 and not inside:
                break
            spot = row[0]
            if len(row) > 1 or spot.is_label or spot.inside or spot.column != value.column:
                break
            found.append(spot)
            line = spot.bottom
        return found

    def _enter_all(self, place: int, label: Spot, values: list[Spot]) -> None:
        if label.part in MONEY | VALUES and self._take_years(place, label, values):
            return
        first, rest = values[0], values[1:]
        labels = [*self._over(label), label]
        if label.part in MONEY | VALUES and sum(spot.is_figure for spot in values) > 1:
            for spot in values:  # Nothing says what each of several numbers is for.
                self._add(labels, spot, None, Heading(), "")
            return
        if rest and label.part in MONEY | VALUES and rest[0].unit:
            unit = rest.pop(0)
            heading = replace(label.heading, unit=money_unit(unit.text) or "")
            measured = label.part in VALUES
            part = Part.UNIT if measured else Part.OTHER
            self._enter([*labels[:-1], replace(label, heading=heading)], first, BESIDE)
            self._add(labels, unit, part, Heading(), "値の右の単位")
        elif rest and label.part in CODED and is_code(first.text) and not is_code(rest[0].text[:2]):
            self._add(labels, first, CODED[label.part], label.heading, "名の左のコード")
            self._enter(labels, rest.pop(0), BESIDE)
        elif rest and label.part is Part.NUMBER:
            self._enter(labels, first, BESIDE)
            self._enter(labels, rest.pop(0), BESIDE)
        else:
            self._enter(labels, first, BESIDE, self._going_on(label, first) if not rest else [])
        for spot in rest:
            self._add(labels, spot, Part.OTHER, Heading(), "右の欄の続き")

    def _take_years(self, place: int, label: Spot, values: list[Spot]) -> bool:
        """Take years and what stands behind each of them, where a year comes first."""
        starts = [index for index, spot in enumerate(values) if spot.is_time]
        if starts[:1] != [0] or label.heading.period is not None:
            return False
        ends = [*starts[1:], len(values)]
        if any(end - start < 2 for start, end in zip(starts, ends, strict=True)):
            return False
        for start, end in zip(starts, ends, strict=True):
            year = values[start]
            self._add([*self._over(label), label], year, Part.OTHER, Heading(), "値の左の年")
            heading = replace(label.heading, period=year.heading.period)
            self._enter_all(place, replace(label, heading=heading), values[start + 1 : end])
        return True

    def _enter(
        self, labels: Sequence[Spot], value: Spot, how: str, more: Sequence[Spot] = ()
    ) -> None:
        heading = _heading(labels, self.words)
        text = "\n".join([value.inside or value.text, *(spot.text for spot in more)])
        self.taken.update((spot.line, spot.column) for spot in (value, *more))
        known = heading.part is not None
        why = f"{heading.why}の{how}" if heading.why else how
        shown = replace(value, bottom=max([value.bottom, *(spot.bottom for spot in more)]))
        printed = tuple(spot.text for spot in labels)
        self.entries.append(Entry(shown, printed, heading.part, heading, text, why, known=known))

    def _add(
        self, labels: Sequence[Spot], value: Spot, part: Part | None, heading: Heading, why: str
    ) -> None:
        self.taken.add((value.line, value.column))
        printed = tuple(spot.text for spot in labels)
        self.entries.append(Entry(value, printed, part, heading, value.unit or value.text, why))

    def _leave_blank(self, label: Spot) -> None:
        self.entries.append(Entry(label, (label.text,), label.part, label.heading, ""))


def _heading(labels: Sequence[Spot], words: Words) -> Heading:
    """Read a label under those that it belongs to; what a mapping says of it holds."""
    own = labels[-1].heading
    if len(labels) == 1 or labels[-1].is_said:
        return own
    found = read_path(tuple(spot.asking for spot in labels), words)
    aimed = any(label.part is Part.SUMMARY for label in labels[:-1])
    if aimed and fold_word(labels[-1].text) in AIMS:
        found = replace(found, part=Part.SUMMARY)
    return replace(found, unit=own.unit or found.unit, period=own.period or found.period)


def read_fields(rows: Rows, words: Words) -> Iterator[Entry]:
    """Give what the cells outside the blocks of a form say."""
    yield from Fields(rows, words).read()
