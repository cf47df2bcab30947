"""
Remarks on values that disagree with one another, with their indicator, or with the plan.

Each stands at the value that is in question, and names the one that it was compared with.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, node
from plangraph.assemble.derive.indicators import is_share
from plangraph.assemble.derive.observed import Observed, Said
from plangraph.names import shorten

PERCENT: Final = ("unit:percent", "%")
WHOLE: Final = Decimal(100)
NEAR: Final = Decimal("0.05")
"""Share of a baseline within which a target still maintains it: targets are round numbers."""

FISCAL_START: Final = (4, 1)

Remark = tuple[Observed, str, Observed | None]


def derive_remarks(
    builder: Builder,
    said: Said,
    observed: dict[str, list[Observed]],
    untargeted: frozenset[str] = frozenset(),
) -> None:
    """
    State what is odd about the values of each indicator.

    Of ``untargeted`` roles it is already told that they have no target.
    """
    end = said.one(builder.names.plan, "plan:periodEnd")
    dated = said.one(builder.names.facts, "dcterms:date")
    for role, values in observed.items():
        direction = said.one(role, "plan:direction").rpartition("#")[2]
        label = said.one(said.one(role, "plan:indicator"), "skos:prefLabel")
        remarks = [
            *_beyond_period(values, int(end) if end else None),
            *_baseline_after_target(values),
            *(_without_target(values) if role not in untargeted else ()),
            *_against_direction(values, direction),
            *_ahead_of_time(values, date.fromisoformat(dated) if dated else None),
            *_outside_share(values, label),
            *_told_twice(values),
        ]
        for one, remark, other in remarks:
            thing = ox.NamedNode(one.thing)
            builder.derive(thing, "plan:valueRemark", node(f"value-remark:{remark}"))
            if other is not None:
                builder.derive(thing, "plan:comparedWith", ox.NamedNode(other.thing))


def _last(values: Iterable[Observed], kind: str, *, numeric: bool = False) -> Observed | None:
    """Give the value of a kind that is for the latest year; of several, the first."""
    fitting = [
        one
        for one in values
        if one.kind == kind and one.year is not None and (one.number is not None or not numeric)
    ]
    return max(fitting, key=lambda one: one.year or 0, default=None)


def _beyond_period(values: list[Observed], end: int | None) -> Iterator[Remark]:
    """A calendar year counts as the fiscal year that ends in it: the plan's last one may."""
    target = _last(values, "target")
    if target is None or target.year is None or end is None:
        return
    if target.year - target.is_calendar > end:
        yield target, "beyond-period", None


def _baseline_after_target(values: list[Observed]) -> Iterator[Remark]:
    target = _last(values, "target")
    if target is None or target.year is None:
        return
    for one in values:
        if one.kind == "baseline" and one.year is not None and one.year > target.year:
            yield one, "baseline-after-target", target


def _without_target(values: list[Observed]) -> Iterator[Remark]:
    if any(one.kind == "target" for one in values):
        return
    actuals = [one for one in values if one.kind == "actual"]
    if actuals:
        yield _last(values, "actual") or actuals[-1], "no-target", None


def _against_direction(values: list[Observed], direction: str) -> Iterator[Remark]:
    target = _last(values, "target", numeric=True)
    baseline = _last(values, "baseline", numeric=True) or next(
        (one for one in values if one.kind == "baseline" and one.number is not None), None
    )
    if target is None or baseline is None or target.number is None or baseline.number is None:
        return
    if target.is_cumulative != baseline.is_cumulative or not _alike(target, baseline):
        return
    change = target.number - baseline.number
    if (
        (direction == "increase" and change < 0)
        or (direction == "decrease" and change > 0)
        or (direction == "maintain" and abs(change) > abs(baseline.number) * NEAR)
    ):
        yield target, "against-direction", baseline


def _ahead_of_time(values: list[Observed], dated: date | None) -> Iterator[Remark]:
    """Nobody can report a year that had not begun when the report was made."""
    for one in values:
        known = one.known or dated
        if one.kind != "actual" or one.year is None or known is None:
            continue
        if date(one.year, *((1, 1) if one.is_calendar else FISCAL_START)) > known:
            yield one, "ahead-of-time", None


def _outside_share(values: list[Observed], label: str) -> Iterator[Remark]:
    if not is_share(label):
        return
    for one in values:
        if one.number is None or (shorten(one.unit) not in PERCENT and one.unit not in PERCENT):
            continue
        if not 0 <= one.number <= WHOLE:
            yield one, "outside-share", None


def _told_twice(values: list[Observed]) -> Iterator[Remark]:
    """Two reports of one whole year agree; targets may have been revised."""
    first: dict[tuple[str, int, bool, bool], Observed] = {}
    for one in values:
        if one.kind == "target" or one.year is None or one.number is None or one.is_partial:
            continue
        before = first.setdefault((one.kind, one.year, one.is_calendar, one.is_cumulative), one)
        if before.number != one.number and _alike(before, one):
            yield one, "told-twice", before


def _alike(one: Observed, other: Observed) -> bool:
    return one.unit == other.unit or not one.unit or not other.unit
