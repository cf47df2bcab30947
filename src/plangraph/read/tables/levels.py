"""
The levels above the projects, gathered from cells of rows and from headings between them.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from plangraph.plan import Goal, Heading, Initiative, Measure
from plangraph.read.folding import CIRCLED, clean, compare_form, fold_width, join_broken, numeral
from plangraph.read.tables.parts import LEVELS, Part

WORDS: Final = (
    "基本目標|政策目標|政策|基本施策|施策|基本方針|方針|大綱|目標|柱|取組|戦略|第|章|節"
    "|(?:[Ss]trategic |[Cc]orporate )?"
    "(?:[Gg]oal|[Oo]bjective|[Pp]riority|[Tt]heme|[Pp]illar|[Oo]utcome)"
)
CODE: Final = re.compile(
    rf"^(?P<before>(?:{WORDS})?[ 　]*[（(【\[]?)"
    r"(?P<code>[ア-コ](?=[ 　.．、)）])"
    r"|[0-9０-９]{1,6}(?:[-－‐.．・ー][0-9０-９]{1,4})*(?:[-－‐]?[（(][0-9０-９]{1,2}[）)])?"
    r"|[Ⅰ-Ⅻ]|[①-⑳]"
    r"|[IVX]{1,4}(?![a-zA-Z])|[一二三四五六七八九十]{1,3}(?=[ 　.．、:：章節]))"
    r"(?P<after>[）)】\]]?(?:の柱|章|節)?[ 　.．、:：_–—]+|[）)】\]]|(?<=[Ⅰ-Ⅻ①-⑳])"
    r"|(?<=[-－‐.．][0-9０-９]))[ 　]*(?P<title>\S.*)$",
    re.DOTALL,
)
SYLLABLES: Final = "アイウエオカキクケコ"
DASHES: Final = re.compile("[－‐．.・ー―]")


@dataclass(frozen=True, slots=True)
class Named:
    """A level's element as a cell names it: its code, the last number of that, and its title."""

    code: str
    ordinal: int | None
    title: str
    pieces: tuple[str, str, str, str, str, str, str]


def read_named(printed: str, code: str = "") -> Named:
    """
    Take the code off the name of a level's element.

    >>> named = read_named("基本目標Ⅱ 産業の振興")
    >>> named.code, named.ordinal, named.title
    ('Ⅱ', 2, '産業の振興')
    >>> read_named("1-2 地場産業の育成").code, read_named("3世代同居の推進").code
    ('1-2', '')
    """
    text = clean(printed)
    if clean(code):
        bare = clean(code)
        return Named(bare, read_ordinal(bare), join_broken(text), ("", bare, " ", text, "", "", ""))
    match = CODE.match(text)
    if match is None:
        return Named("", None, join_broken(text), ("", "", "", text, "", "", ""))
    title = clean(match["title"])
    pieces = (match["before"], match["code"], match["after"], match["title"], "", "", "")
    return Named(_cited(match["code"]), read_ordinal(match["code"]), join_broken(title), pieces)


def _cited(code: str) -> str:
    if len(code) <= 4 and not any(char.isdigit() for char in fold_width(code)):
        return numeral(code)[1]
    return DASHES.sub("-", fold_width(code))


def read_ordinal(code: str) -> int | None:
    """Give the last number of a code, in whatever digits it is written."""
    last = re.split(r"[-_/ (]", DASHES.sub("-", fold_width(code)).rstrip(")"))[-1]
    if last.isdecimal():
        return int(last) or None
    if len(last) == 1 and last in SYLLABLES:
        return SYLLABLES.index(last) + 1
    if len(last) == 1 and last in CIRCLED:
        return CIRCLED[last]
    return numeral(last)[0]


@dataclass(slots=True)
class Tree:
    """The elements found so far; one that stands again is found by its code and title."""

    goals: list[Goal] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    known: dict[tuple[Part, tuple[str, int] | None, str, str], int] = field(default_factory=dict)

    def place(
        self, level: Part, named: Named, above: tuple[str, int] | None, line: int
    ) -> tuple[str, int]:
        """Find an element by what a cell says, or add it; give its level and index."""
        key = (level, above, compare_form(named.code), compare_form(named.title))
        name = "initiative" if level is Part.SUBINITIATIVE else level.value
        if key not in self.known:
            self.known[key] = self._add(level, named, above, line)
        return name, self.known[key]

    def _add(self, level: Part, named: Named, above: tuple[str, int] | None, line: int) -> int:
        heading = Heading(line, named.pieces)
        if level is Part.GOAL:
            code = named.code or named.title
            self.goals.append(Goal(named.ordinal, code, named.title, (), (heading,)))
            return len(self.goals) - 1
        if level is Part.MEASURE:
            goal = above[1] if above is not None and above[0] == "goal" else None
            self.measures.append(
                Measure(goal, named.ordinal, named.title, (), (heading,), self._code(named, above))
            )
            return len(self.measures) - 1
        measure = above[1] if above is not None and above[0] == "measure" else None
        other = above if above is not None and above[0] != "measure" else None
        self.initiatives.append(
            Initiative(
                measure,
                named.ordinal,
                named.code,
                named.title,
                line,
                "",
                "".join(named.pieces),
                other,
                self._code(named, above),
            )
        )
        return len(self.initiatives) - 1

    def _code(self, named: Named, above: tuple[str, int] | None) -> str:
        """
        Put the code of the element above before a code that does not hold it already.

        What has no code is cited by its title, and so is what stands below.
        """
        own = named.code
        if above is None or not own:
            return own or named.title
        level, index = above
        upper = {
            "goal": lambda: self.goals[index].code,
            "measure": lambda: self.measures[index].code,
            "initiative": lambda: self.initiatives[index].code,
        }[level]()
        if not upper or (fold_width(own).startswith(fold_width(upper)) and own != upper):
            return own
        return own if re.search(r"[-.]", own) else f"{upper}-{own}"

    def add_targets(self, element: tuple[str, int], labels: tuple[str, ...]) -> None:
        """Note the indicators of a goal or a measure that rows without a project name."""
        level, index = element
        if level == "goal":
            goal = self.goals[index]
            self.goals[index] = replace(
                goal, targets=tuple(dict.fromkeys((*goal.targets, *labels)))
            )


@dataclass(slots=True)
class Standing:
    """Which element of each level the rows stand under at the moment."""

    elements: dict[Part, tuple[str, int]] = field(default_factory=dict)

    def enter(self, level: Part, element: tuple[str, int]) -> None:
        """Stand under an element; what was below the one before is left."""
        self.elements[level] = element
        for lower in LEVELS[LEVELS.index(level) + 1 :]:
            self.elements.pop(lower, None)

    def above(self, level: Part) -> tuple[str, int] | None:
        """Give the nearest element over a level."""
        for upper in reversed(LEVELS[: LEVELS.index(level)]):
            if upper in self.elements:
                return self.elements[upper]
        return None

    def deepest(self) -> tuple[str, int] | None:
        """Give the lowest element that the rows stand under."""
        for level in reversed(LEVELS):
            if level in self.elements:
                return self.elements[level]
        return None
