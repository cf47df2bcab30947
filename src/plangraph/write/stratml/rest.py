"""
What a plan says that has no element to stand in, neither in Part 1 nor in Part 2.
"""

from collections.abc import Iterator
from typing import Final

from plangraph.plan import Charter, Plan
from plangraph.read.registers import Description
from plangraph.read.stratml import guess_language
from plangraph.write.stratml.losses import Losses

TYPES: Final = ("Strategic_Plan", "Performance_Plan", "Performance_Report")


def note_rest(losses: Losses, plan: Plan, told: Description, charter: Charter, part: int) -> None:
    """Note what has no element to stand in at all."""
    for measure in plan.measures:
        if measure.goal is None:
            losses.note("measures-without-goal", measure.title)
    for initiative in plan.initiatives:
        above = plan.measures[initiative.measure] if initiative.measure is not None else None
        if above is None or above.goal is None:
            losses.note("initiatives", initiative.title)
    for goal in plan.goals:
        for heading in goal.headings:
            if heading.listed:
                losses.note("other-headings", heading.listed.strip())
    levels = [(goal.title, goal.headings) for goal in plan.goals]
    levels += [(measure.title, measure.headings) for measure in plan.measures]
    for title, headings in levels:
        for wording in sorted({heading.title.strip() for heading in headings} - {title}):
            losses.note("other-headings", wording)
    for name, value in (("code", told.code), ("license", told.licence)):
        if value:
            losses.note("register", f"{name}: {value}")
    for name, year, day in (
        ("start", told.start, charter.start),
        ("end", told.end, charter.end),
    ):
        if year is not None and not day:
            losses.note("register", f"{name}: {year}")
    if part == 1 and charter.kind not in ("", TYPES[0]):
        losses.note("type", charter.kind)
    if guess_language(_texts(plan, told)) != plan.language:
        losses.note("language", plan.language)


def _texts(plan: Plan, told: Description) -> Iterator[str]:
    """Give the texts of a plan from which a reader will tell its language."""
    yield told.title
    yield told.issuer
    if plan.charter is not None:
        yield from (plan.charter.name, plan.charter.description, plan.charter.remark)
        yield from (text for one in plan.charter.tenets for text in (one.name, one.description))
        yield from (text for one in plan.charter.bodies for text in (one.name, one.description))
    yield from (goal.title for goal in plan.goals)
    yield from (measure.title for measure in plan.measures)
    yield from (initiative.title for initiative in plan.initiatives)
    yield from (text for one in plan.details for text in (one.description, one.remark))
