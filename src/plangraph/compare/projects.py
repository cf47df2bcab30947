"""
What changed about projects.
"""

from collections import Counter
from dataclasses import replace

from plangraph.compare.changes import ChangeKind
from plangraph.compare.matching import Match
from plangraph.compare.pairs import LEDGER, TITLE, Pair
from plangraph.compare.recording import Recorder
from plangraph.compare.saying import (
    say_charges,
    say_indicators,
    say_money,
    say_project,
    say_seats,
)
from plangraph.compare.snapshot import Charge, Level, Project
from plangraph.compare.valued import differing, say_amounts, say_values
from plangraph.read.folding import compare_form


def record_projects(recorder: Recorder) -> None:
    """Record what came, went, was merged or split as a whole, and what changed within."""
    old, new, projects = recorder.match.old, recorder.match.new, recorder.match.projects
    spent = {pair.old for pair in projects.pairs} | set(projects.split)
    spent |= {one for sources in projects.merged.values() for one in sources}
    made = {pair.new for pair in projects.pairs} | set(projects.merged)
    made |= {one for parts in projects.split.values() for one in parts}
    for iri, project in old.projects.items():
        if iri not in spent:
            recorder.lone(ChangeKind.REMOVED, "project", iri, say_project(project))
    for iri, project in new.projects.items():
        if iri not in made:
            recorder.lone(ChangeKind.ADDED, "project", iri, say_project(project))
    recorder.joined("project", projects, lambda iri, side: say_project(side.projects[iri]))
    for pair in projects.pairs:
        if pair.new not in projects.merged and pair.old not in projects.split:
            _compare(recorder, pair)


def _compare(recorder: Recorder, pair: Pair) -> None:
    match = recorder.match
    one, other = match.old.projects[pair.old], match.new.projects[pair.new]

    def record(kind: ChangeKind, before: str, after: str, column: str) -> None:
        recorder.record(kind, "project", pair, before, after, column)

    if one.form != other.form:
        record(ChangeKind.RENAMED, one.name, other.name, "name")
    if _number_form(one) != _number_form(other):
        record(ChangeKind.RENUMBERED, one.printed_number, other.printed_number, "number")
    if _seats(one, match.levels.forward()) != _seats(other, {}) and not _left_behind(match, pair):
        seats = say_seats(one, match.old), say_seats(other, match.new)
        record(ChangeKind.MOVED, *seats, "mark")
    if not same_charges(one, other, match):
        charges = say_charges(one, match.old), say_charges(other, match.new)
        record(ChangeKind.DEPARTMENT, *charges, "department")
    _compare_indicators(recorder, pair)
    record_values(recorder, pair, "project", one, other)
    amounts = differing(one.money.amounts, other.money.amounts)
    texts = [say_amounts(side) for side in amounts]
    if one.money.form != other.money.form:
        sides = zip((one, other), texts, strict=True)
        texts = ["、".join(filter(None, (say_money(side.money), said))) for side, said in sides]
    if any(amounts) or one.money.form != other.money.form:
        record(ChangeKind.BUDGET, texts[0], texts[1], "budget")
    if _forms(one.summaries) != _forms(other.summaries):
        record(ChangeKind.TEXT, " ".join(one.summaries), " ".join(other.summaries), "summary")


def _forms(texts: tuple[str, ...]) -> set[str]:
    return {compare_form(text) for text in texts}


def _number_form(project: Project) -> tuple[frozenset[str], str]:
    full = frozenset(project.numbers)
    return full, "" if full else compare_form(project.printed_number)


def _seats(project: Project, images: dict[str, str]) -> Counter[tuple[str, str]]:
    return Counter((images.get(seat.under, seat.under), seat.mark) for seat in project.seats)


def _left_behind(match: Match, pair: Pair) -> bool:
    """
    Tell whether a project stands where it stood while its initiative did not stay.

    That one was given another number, or is told to be gone.
    """
    one, other = match.old.projects[pair.old], match.new.projects[pair.new]
    unknown = {seat.under for seat in other.seats if seat.mark}
    same = say_seats(one, match.old) == say_seats(other, match.new)
    return bool(unknown) and same


def _compare_indicators(recorder: Recorder, pair: Pair) -> None:
    """A unit that came or went together with the indicator is no change of its own."""
    one = recorder.match.old.projects[pair.old]
    other = recorder.match.new.projects[pair.new]
    gone, come = changed_indicators(one.indicators, other.indicators, recorder.match)
    units = _forms(one.units), _forms(other.units)
    whole = (not one.indicators and not units[0]) or (not other.indicators and not units[1])
    if gone or come or _forms(one.glosses) != _forms(other.glosses):
        recorder.record(
            ChangeKind.INDICATOR,
            "project",
            pair,
            say_indicators(one),
            say_indicators(other),
            "indicator",
        )
    if units[0] != units[1] and not (whole and bool(one.indicators) != bool(other.indicators)):
        texts = "、".join(one.units), "、".join(other.units)
        recorder.record(ChangeKind.UNIT, "project", pair, *texts, "unit")


def record_values(
    recorder: Recorder, pair: Pair, element: str, one: Project | Level, other: Project | Level
) -> None:
    """Record the values that differ, once for each indicator that both sides name."""
    match = recorder.match
    gone, _ = changed_indicators(one.indicators, other.indicators, match)
    heirs = {old.old: old.new for old in match.indicators.pairs}
    for iri, label in one.indicators if not gone else ():
        heir = match.new.indicators.get(heirs.get(iri, ""), label)
        sides = [
            [replace(value, name="") for value in side.values if compare_form(value.name) == form]
            for side, form in ((one, compare_form(label)), (other, compare_form(heir)))
        ]
        before, after = differing(*sides)
        if before or after:
            texts = [f"{label} {say_values(before)}", f"{label} {say_values(after)}"]
            said = [text if side else "" for text, side in zip(texts, (before, after), strict=True)]
            recorder.record(ChangeKind.VALUE, element, pair, said[0], said[1], "indicator")


def changed_indicators(
    before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...], match: Match
) -> tuple[list[str], list[str]]:
    """Give the indicators that an element named and names no more, and those it names only now."""
    renamed = {
        compare_form(match.old.indicators[pair.old]): compare_form(match.new.indicators[pair.new])
        for pair in match.indicators.pairs
    }
    old = {renamed.get(compare_form(label), compare_form(label)): iri for iri, label in before}
    new = {compare_form(label): iri for iri, label in after}
    gone = [iri for form, iri in old.items() if form not in new]
    return gone, [iri for form, iri in new.items() if form not in old]


def same_charges(one: Project, other: Project, match: Match) -> bool:
    """Tell whether the same units answer for a project, renamed, merged or split ones included."""
    images = match.units()
    known = {pair.old for pair in match.offices.pairs if pair.method in (LEDGER, TITLE)}

    def continues(before: Charge, after: Charge) -> bool:
        if before.lead != after.lead:
            return False
        unit, named = before.section or before.office, after.section or after.office
        if named in images.get(unit, frozenset()):
            return True
        # An office that was reorganized as a whole takes its sections along.
        reorganized = before.office not in known or before.office in match.offices.split
        heirs = images.get(before.office, frozenset())
        taken_up = any(before.office in match.offices.merged.get(heir, ()) for heir in heirs)
        return (reorganized or taken_up) and after.office in heirs

    return all(any(continues(b, a) for a in other.charges) for b in one.charges) and all(
        any(continues(b, a) for b in one.charges) for a in other.charges
    )
