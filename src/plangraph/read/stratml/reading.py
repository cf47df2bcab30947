"""
A StratML document to the values of a plan, with an account of every element that says anything.
"""

import hashlib
import re
from collections.abc import Set as AbstractSet
from typing import Final

from plangraph.errors import SourceError
from plangraph.plan import (
    Detail,
    Document,
    Goal,
    Heading,
    Initiative,
    Line,
    LineKind,
    Measure,
    Plan,
    Problem,
    Table,
)
from plangraph.read.folding import fold_width, numeral
from plangraph.read.stratml.charter import read_charter
from plangraph.read.stratml.checking import check_schema, find_private
from plangraph.read.stratml.indicators import read_indicators
from plangraph.read.stratml.language import guess_language
from plangraph.read.stratml.parsing import Element, Parsed, parse
from plangraph.read.stratml.projects import Projects, is_project, is_target_list
from plangraph.read.stratml.stakes import read_stakeholders
from plangraph.read.stratml.words import ROOTS

TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
SEPARATORS: Final = re.compile(r"[-_./\s]+")
UNPLACED: Final = ("Vision/Identifier", "Mission/Identifier", "Relationship/Identifier")
"""Identifiers of what is no thing of its own in a graph, but a word of another."""


def read_stratml(data: bytes, file: str) -> Plan:
    """
    Read a plan from StratML of either part and any version.

    Raises:
        SourceError: The document is malformed, bears entities, or is no StratML.
    """
    parsed = parse(data, file)
    if parsed.root.name not in (*ROOTS, "StrategicPlanCore"):
        raise SourceError(
            file,
            f"its outermost element is {parsed.root.printed[:40]}, so it is no StratML",
            "Give a document that begins with StrategicPlan or PerformancePlanOrReport",
        )
    tree = Tree()
    core = parsed.root
    if core.name != "StrategicPlanCore":
        core = parsed.root.find("StrategicPlanCore") or parsed.root
    for goal in core.all("Goal"):
        tree.add_goal(goal)
    for objective in core.all("Objective"):
        tree.add_objective(objective, None)
    notes = [*tree.notes, *tree.projects.notes, *_unplaced(parsed)]
    language, guessed = _language(parsed)
    if guessed:
        notes.append(Problem("guessed-language", 1, None, language))
    marked = parsed.byte_order_mark
    traits = (parsed.trait, "byte-order-mark") if marked else (parsed.trait,)
    digest = hashlib.sha256(data).hexdigest()
    return Plan(
        document=Document(
            file, digest, parsed.encoding, marked, traits, "xml", places=parsed.lines
        ),
        lines=_lines(parsed, {row.line for row in tree.projects.rows}),
        goals=tuple(tree.goals),
        measures=tuple(tree.measures),
        initiatives=tuple(tree.initiatives),
        tables=(Table(1, tree.projects.rows[0].line, (), (), None),) if tree.projects.rows else (),
        rows=tuple(tree.projects.rows),
        projects=tree.projects.listed(),
        problems=tuple(sorted(check_schema(parsed), key=_place_of)),
        notes=tuple(sorted(notes, key=_place_of)),
        charter=read_charter(parsed.root, core),
        details=tuple(tree.details),
        language=language,
        identifiers=tree.projects.identifiers(),
    )


class Tree:
    """Goals, objectives and what lies beneath them, in the order of the document."""

    def __init__(self) -> None:
        self.goals: list[Goal] = []
        self.measures: list[Measure] = []
        self.initiatives: list[Initiative] = []
        self.details: list[Detail] = []
        self.notes: list[Problem] = []
        self.sequences: dict[tuple[str, int], str] = {}
        self.projects = Projects()

    def add_goal(self, element: Element) -> None:
        """Take a goal with all that is in it."""
        detail = self._detail(element, ("goal", len(self.goals)))
        title = _title(detail)
        code = fold_width(detail.sequence)
        heading = Heading(_named_at(element), ("", code, " " if code else "", title, "", "", ""))
        self.goals.append(Goal(_ordinal(code), code or title, title, (), (heading,)))
        last = detail.of
        for objective in element.all("Objective"):
            if is_project(objective):
                self.projects.add(objective, last)
            elif not is_target_list(objective):
                last = self.add_objective(objective, detail.of)

    def add_objective(self, element: Element, above: tuple[str, int] | None) -> tuple[str, int]:
        """
        Take an objective: beneath a goal a measure, beneath another objective an initiative.

        Gives its level and index.
        """
        marked = element.said("Identifier").startswith("initiative-")
        if marked and above is not None and self.measures and self.measures[-1].goal == above[1]:
            # Thus an initiative is written, as the format has no third level.
            above = ("measure", len(self.measures) - 1)
        if above is None or above[0] == "goal":
            of = ("measure", len(self.measures))
        else:
            of = ("initiative", len(self.initiatives))
        detail = self._detail(element, of)
        title, line = _title(detail), _named_at(element)
        own = fold_width(detail.sequence)
        code = self._code(own, above) or title
        if of[0] == "measure":
            pieces = ("", own, " " if own else "", title, "", "", "")
            goal = above[1] if above is not None else None
            ordinal = _ordinal(own)
            self.measures.append(Measure(goal, ordinal, title, (), (Heading(line, pieces),), code))
        else:
            measure = above[1] if above is not None and above[0] == "measure" else None
            other = above if measure is None else None
            self.initiatives.append(
                Initiative(measure, _ordinal(own), own, title, line, "", title, other, code)
            )
        for objective in element.all("Objective", "Goal"):
            self.add_objective(objective, of)
        return of

    def _detail(self, element: Element, of: tuple[str, int]) -> Detail:
        indicators, notes = read_indicators(element)
        for one in element.all("Objective") if of[0] == "goal" else ():
            if is_target_list(one):
                more, others = read_indicators(one)
                indicators, notes = (*indicators, *more), [*notes, *others]
        self.notes.extend(notes)
        name, description = element.said("Name"), element.said("Description")
        if not name and not description:
            # Early documents let a statement stand in the element itself.
            description = element.text
        detail = Detail(
            of=of,
            identifier=element.said("Identifier"),
            sequence=element.said("SequenceIndicator"),
            name=name,
            description=description,
            remark=element.said("OtherInformation"),
            stakeholders=read_stakeholders(element),
            indicators=indicators,
            line=element.place,
        )
        self.details.append(detail)
        self.sequences[of] = fold_width(detail.sequence)
        return detail

    def _code(self, own: str, above: tuple[str, int] | None) -> str:
        """Put the code of what is above before one that does not hold it already."""
        if above is None or not own:
            return own
        upper = self.sequences[above]
        if above[0] == "measure":
            upper = self.measures[above[1]].code if upper else ""
        if not upper or own.startswith(upper) or re.search(r"[-.]", own):
            return own
        return f"{upper}-{own}"


def _title(detail: Detail) -> str:
    """A name is what a thing goes by; where there is none, the statement itself is."""
    return detail.name or detail.description or detail.sequence


def _named_at(element: Element) -> int:
    named = element.find("Name") or element.find("Description")
    return named.place if named is not None else element.place


def _ordinal(code: str) -> int | None:
    last = SEPARATORS.split(code.strip(" .)）"))[-1]
    if last.isascii() and last.isdecimal() and len(last) <= 6:
        return int(last) or None
    return numeral(last)[0] if last and len(last) <= 6 else None


def _lines(parsed: Parsed, rows: AbstractSet[int]) -> tuple[Line, ...]:
    """Every element that says anything is a line; of a person who sent the file in, only that."""
    lines: list[Line] = []
    private = find_private(parsed.root)
    for path, element in parsed.root.walk():
        if not element.speaks:
            continue
        words: list[str] = []
        if element.place not in private:
            said = sorted(f"{name}={value}" for name, value in element.attributes.items() if value)
            words = [text for text in (element.text, *said) if text]
        printed = f"{path}: {' | '.join(words)}" if words else path
        kind = LineKind.ROW if element.place in rows else LineKind.ELEMENT
        lines.append(Line(element.place, kind, "\n", printed))
    return tuple(lines)


def _unplaced(parsed: Parsed) -> list[Problem]:
    """Name what stands in the values and can be written again, but has no place in a graph."""
    return [
        Problem("no-place-in-graph", element.place, None, path)
        for path, element in parsed.root.walk()
        if element.speaks and (element.name == "Submitter" or path in UNPLACED)
    ]


def _language(parsed: Parsed) -> tuple[str, bool]:
    """Give the language that the document states, or the one it seems to be in."""
    stated = parsed.root.attributes.get("lang", "")
    if TAG.fullmatch(stated):
        return stated.lower() if len(stated) < 4 else stated, False
    private = find_private(parsed.root)
    texts = (one.text for _, one in parsed.root.walk() if one.place not in private)
    return guess_language(texts), True


def _place_of(problem: Problem) -> int:
    return problem.line
