"""
The levels that the table going round the offices names: each by its code and its title.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from plangraph.plan import Goal, Heading, Initiative, Measure
from plangraph.read.folding import clean, compare_form, join_broken
from plangraph.read.indicators import read_list, read_targets
from plangraph.read.tables.levels import read_ordinal

BETWEEN: Final = "\u3000"
SIGNS: Final = "0-9０-９A-Za-zⅠ-ⅿ①-⑳一二三四五六七八九十ア-コ?第章節の柱()（）._・－-"
CODED: Final = re.compile(
    rf"[ \n]*(?P<code>[{SIGNS}]{{1,24}}){BETWEEN}(?P<title>.*\S.*)",
    re.DOTALL,
)
LEVELS: Final = ("goal", "measure", "initiative", "initiative")
Element = tuple[str, int]


def write_level(code: str, title: str) -> str:
    """
    Write a level's element in one cell, as it is read again.

    >>> write_level("Ⅰ-1", "企業の育成"), write_level("柱", "柱")
    ('Ⅰ-1　企業の育成', '柱')
    """
    return f"{code}{BETWEEN}{title}" if code and code != title else title


@dataclass(slots=True)
class Levels:
    """The elements so far, and how cells name them."""

    marked: bool
    goals: list[Goal] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    identifiers: list[tuple[str, int, str]] = field(default_factory=list)
    known: dict[tuple[str, Element | None, str], Element] = field(default_factory=dict)
    keyed: dict[tuple[str, str], Element] = field(default_factory=dict)
    above: dict[Element, Element | None] = field(default_factory=dict)

    def level_of(self, named: list[str]) -> str:
        """Give the lowest level that the cells of a row name, or an empty string."""
        return next((LEVELS[rank] for rank in (3, 2, 1, 0) if clean(named[rank])), "")

    def define(self, level: str, key: str, named: list[str], listed: str, line: int) -> bool:
        """Take a row that states an element; False where it names none of its level."""
        deepest = max((rank for rank in range(4) if clean(named[rank])), default=-1)
        if deepest < 0 or LEVELS[deepest] != level:
            return False
        known = self.keyed.get((level, key)) if key else None
        if known is not None:
            self._head_again(known, named[deepest], listed, line)
            return True
        above = self._find(named[:deepest], line)
        element = self._add(level, named[deepest], above, listed, line)
        if key:
            self.keyed[level, key] = element
            self.identifiers.append((*element, key))
        return True

    def find(self, named: list[str], line: int) -> tuple[Element | None, str]:
        """Find what a row stands under: its lowest level decides; say which cell disagrees."""
        cells = list(named)
        if self.marked:
            cells[2] = clean(cells[2]).split("\n")[0]
            if self._is_bare_mark(cells[2]):
                cells[2] = ""
        element = self._find(cells, line)
        upper = self.above.get(element) if element is not None else None
        while upper is not None:
            cell = named[LEVELS.index(upper[0])]
            if clean(cell) and upper[0] != "initiative":
                stated = self._look_up(upper[0], None, cell)
                if stated != upper:
                    return element, clean(cell)
            upper = self.above.get(upper)
        return element, ""

    def marks(
        self, printed: str, deepest: Element | None, line: int
    ) -> tuple[tuple[str, int | None], ...]:
        """Give the marks of the initiatives that a cell names, one a line."""
        found: list[tuple[str, int | None]] = []
        for text in filter(None, map(clean, clean(printed).split("\n"))):
            element = self._look_up("initiative", None, text)
            if element is None and not self._is_bare_mark(text):
                above = (
                    self.above.get(deepest) if deepest and deepest[0] == "initiative" else deepest
                )
                element = self._add("initiative", text, above, "", line)
            if element is None:
                found.append((text, None))
            else:
                found.append((self.initiatives[element[1]].mark, element[1]))
        return tuple(dict.fromkeys(found))

    def measure_of(self, element: Element | None) -> int | None:
        """Give the measure that an element is, or is part of."""
        while element is not None and element[0] != "measure":
            element = self.above.get(element)
        return element[1] if element is not None else None

    def _is_bare_mark(self, text: str) -> bool:
        return len(text) <= 4 and self._look_up("initiative", None, text) is None

    def _find(self, cells: list[str], line: int) -> Element | None:
        """
        Find the lowest element that is named.

        What is not known is added under the one above it, unless one below it is known.
        """
        above: Element | None = None
        missing: list[tuple[str, str]] = []
        for level, cell in zip(LEVELS, cells, strict=False):
            if not clean(cell):
                continue
            known = self._look_up(level, above, cell) or self._look_up(level, None, cell)
            if known is None:
                missing.append((level, cell))
            else:
                above, missing = known, []
        for level, cell in missing:
            above = self._add(level, cell, above, "", line)
        return above

    def _look_up(self, level: str, above: Element | None, cell: str) -> Element | None:
        code, title = _split(cell)
        for text in (f"{code}\n{title}", code or title):
            found = self.known.get((level, above, compare_form(text)))
            if found is not None:
                return found
        return None

    def _add(self, level: str, cell: str, above: Element | None, listed: str, line: int) -> Element:
        code, printed = _split(cell)
        title = clean(printed) if self.marked else join_broken(clean(printed))
        ordinal, cited = read_ordinal(code) if code else None, code or title
        heading = Heading(line, ("", code, BETWEEN, printed, "", listed, ""))
        if level == "goal":
            self.goals.append(Goal(ordinal, cited, title, read_targets(listed), (heading,)))
            element = ("goal", len(self.goals) - 1)
        elif level == "measure":
            goal = above[1] if above is not None and above[0] == "goal" else None
            labels = read_list(listed)
            self.measures.append(Measure(goal, ordinal, title, labels, (heading,), cited))
            element = ("measure", len(self.measures) - 1)
        else:
            measure = above[1] if above is not None and above[0] == "measure" else None
            other = above if above is not None and above[0] != "measure" else None
            mark = code.rpartition("-")[2]
            self.initiatives.append(
                Initiative(measure, ordinal, mark, title, line, "", clean(cell), other, cited)
            )
            element = ("initiative", len(self.initiatives) - 1)
        self.above[element] = above
        for text in (f"{code}\n{title}", code or title):
            for upper in {None, above}:
                self.known.setdefault((level, upper, compare_form(text)), element)
        return element

    def _head_again(self, element: Element, cell: str, listed: str, line: int) -> None:
        """Take a second heading of an element, whose wording differs from the first one's."""
        level, index = element
        code, printed = _split(cell)
        heading = Heading(line, ("", code, BETWEEN, printed, "", listed, ""))
        if level == "goal":
            goal = self.goals[index]
            targets = tuple(dict.fromkeys((*goal.targets, *read_targets(listed))))
            headings = (*goal.headings, heading)
            self.goals[index] = replace(goal, headings=headings, targets=targets)
        elif level == "measure":
            measure = self.measures[index]
            labels = tuple(dict.fromkeys((*measure.indicators, *read_list(listed))))
            headings = (*measure.headings, heading)
            self.measures[index] = replace(measure, headings=headings, indicators=labels)


def _split(cell: str) -> tuple[str, str]:
    match = CODED.fullmatch(cell)
    return (match["code"], match["title"]) if match else ("", cell)
