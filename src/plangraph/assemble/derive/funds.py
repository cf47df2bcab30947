"""
Whether the sources of a project's money add up to the sum that it is given.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, node
from plangraph.assemble.derive.observed import Said
from plangraph.read.values import read_yen

GENERAL: Final = re.compile(r"一般財源|一財|一般会計")
OTHER: Final = re.compile(r"その他|他財源|諸収入")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of a project: as a whole, or from one source."""

    thing: str
    yen: Decimal
    source: str
    phase: str
    unit: str


def derive_fund_remarks(builder: Builder, said: Said) -> None:
    """
    Remark on sums whose sources come to another sum.

    Where no sum is given as a whole, or sources may be left out, only more than the sum is odd.
    """
    found: dict[tuple[str, str, str], list[Money]] = defaultdict(list)
    sources: set[str] = set()
    for thing in said.each("plan:amount"):
        one = Money(
            thing=thing,
            yen=Decimal(said.one(thing, "plan:amount")),
            source=said.one(thing, "plan:fundingSource"),
            phase=said.one(thing, "plan:phase"),
            unit=said.one(thing, "plan:unitLabel"),
        )
        year = said.one(thing, "plan:fiscalYear", "plan:calendarYear")
        row = said.one(thing, "prov:wasQuotedFrom")
        found[(said.one(thing, "plan:project"), row, year)].append(one)
        sources.add(one.source)
    is_complete = all(any(sign.search(name) for name in sources) for sign in (GENERAL, OTHER))
    for group in found.values():
        for total in _odd(group, is_complete=is_complete):
            odd = ox.NamedNode(total.thing)
            builder.derive(odd, "plan:valueRemark", node("value-remark:sources-apart"))
            for part in group:
                if part.source and part.phase in ("", total.phase):
                    builder.derive(odd, "plan:comparedWith", ox.NamedNode(part.thing))


def _odd(group: list[Money], *, is_complete: bool) -> list[Money]:
    """Give the sums that the sources of the same phase miss; those of none fit any of the sums."""
    odd: list[Money] = []
    totals = [one for one in group if not one.source]
    for phase in dict.fromkeys(one.phase for one in group if one.source):
        parts = [one for one in group if one.source and one.phase == phase]
        judged = [one for one in totals if phase in ("", one.phase)]
        together = sum((one.yen for one in parts), Decimal(0))
        slack = sum((read_yen(Decimal(1), one.unit) or Decimal(1) for one in parts), Decimal(0))
        if parts[0].unit == "円":
            slack = Decimal(0)
        # Each part may have been rounded to its unit.
        fits = [
            abs(together - one.yen) <= slack if is_complete else together <= one.yen + slack
            for one in judged
        ]
        if judged and not any(fits):
            odd.append(judged[-1])
    return odd
