"""
The values that the graph holds so far, each with its indicator, put together for comparing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import Builder, Node
from plangraph.names import shorten, term

YEARS: Final = {"plan:fiscalYear": False, "plan:calendarYear": True}
"""Properties that say when a value is for, and whether that is a calendar year."""

PARTIAL: Final = re.compile(
    r"見込|予定|速報|半期|四半期|中間|期末|[0-9０-９一二三四五六七八九十]月"
)
"""Words over a column whose values need not be those of the whole year."""


@dataclass(frozen=True, slots=True)
class Observed:
    """
    A value of an indicator in a role; ``known`` is the date at which it was reported, if told.

    ``kind`` and ``form`` are concepts without their schemes: target, milestone. One that is
    ``is_partial`` is expected, or for a part of its year.
    """

    thing: str
    role: str
    kind: str
    form: str
    year: int | None
    is_calendar: bool
    number: Decimal | None
    unit: str
    is_cumulative: bool
    known: date | None
    is_partial: bool


class Said(dict[str, dict[str, list[Node]]]):
    """What is said of each thing, by property."""

    def one(self, thing: str, *properties: str) -> str:
        """Give the first value of the first property that has any, or an empty text."""
        for name in properties:
            for value in self.get(thing, {}).get(name, ()):
                return value.value
        return ""

    def each(self, name: str) -> Iterator[str]:
        """Give the things of which a property is said."""
        return (thing for thing, said in self.items() if name in said)


def read_said(builder: Builder) -> Said:
    """Gather what facts and registers say so far, by thing and property."""
    said = Said()
    names: dict[ox.NamedNode, str] = {}
    things: dict[ox.NamedNode, dict[str, list[Node]]] = {}
    for graph in (builder.names.facts, builder.names.decisions):
        for subject, predicate, value in builder.within(graph):
            if isinstance(subject, ox.NamedNode) and isinstance(value, (ox.NamedNode, ox.Literal)):
                name = names.get(predicate)
                if name is None:
                    name = names[predicate] = shorten(predicate.value)
                of = things.get(subject)
                if of is None:
                    of = things[subject] = said.setdefault(subject.value, {})
                of.setdefault(name, []).append(value)
    return said


def read_observed(said: Said) -> dict[str, list[Observed]]:
    """Give the values of each role, in the order in which they were stated."""
    found: dict[str, list[Observed]] = defaultdict(list)
    for thing in said.each("plan:observes"):
        one = _observed(said, thing)
        found[one.role].append(one)
    return dict(found)


def _observed(said: Said, thing: str) -> Observed:
    name = next((name for name in YEARS if said.one(thing, name)), "")
    year = said.one(thing, name) if name else ""
    number = said.one(thing, "sosa:hasSimpleResult")
    known = said.one(thing, "plan:reportedOn")
    return Observed(
        thing=thing,
        role=said.one(thing, "plan:observes"),
        kind=said.one(thing, "plan:observationKind").rpartition("#")[2],
        form=said.one(thing, "plan:valueKind").rpartition("#")[2],
        year=int(year) if year else None,
        is_calendar=YEARS.get(name, False),
        number=Decimal(number) if number else None,
        unit=said.one(thing, "plan:unit", "plan:unitLabel"),
        is_cumulative=said.one(thing, "plan:counting") == term("counting:cumulative"),
        known=date.fromisoformat(known) if known else None,
        is_partial=bool(PARTIAL.search(said.one(thing, "plan:columnHeader"))),
    )
