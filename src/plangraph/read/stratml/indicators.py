"""
Performance indicators with their targets and results.
"""

from decimal import Decimal
from typing import Final

from plangraph.plan import (
    AbsenceKind,
    IndicatorUse,
    MeasuredUse,
    Observation,
    Period,
    Problem,
    Relation,
    StatedIndicator,
    Value,
)
from plangraph.read.periods import read_period
from plangraph.read.stratml.checking import DECIMAL, read_day
from plangraph.read.stratml.parsing import Element
from plangraph.read.values import is_blank, read_value

RESULTS: Final = {"TargetResult": "target", "ActualResult": "actual"}
STAGES: Final = {
    "outcome": "outcome",
    "output_processing": "output-processing",
    "output": "output",
    "input_processing": "input-processing",
    "input": "input",
}
KINDS: Final = {"quantitative": "quantitative", "qualitative": "qualitative"}
RELATIONS: Final = {"broader_than": "broader", "peer_to": "peer", "narrower_than": "narrower"}
BASELINE: Final = "基準値"
"""Describes a result that was there before the plan: the format has no element for it."""

MOST: Final = 60
"""Signs up to which a number is still taken as one."""


def read_indicators(element: Element) -> tuple[tuple[StatedIndicator, ...], list[Problem]]:
    """Read the indicators of an element; a result that says nothing but its days is named."""
    notes: list[Problem] = []
    found = tuple(
        _read_indicator(one, group, notes)
        for group, one in enumerate(element.all("PerformanceIndicator"), start=1)
    )
    return found, notes


def _read_indicator(element: Element, group: int, notes: list[Problem]) -> StatedIndicator:
    label, unit = element.said("MeasurementDimension"), element.said("UnitOfMeasurement")
    absence = None if label else AbsenceKind.NOT_STATED
    use = IndicatorUse(label, unit, "", label, several=False, absence=absence)
    observations: list[Observation] = []
    results = [one for instance in element.all("MeasurementInstance") for one in instance.children]
    for one in (*results, *element.children):
        if one.speaks and one.name in RESULTS:
            observation = _read_result(one, unit)
            if observation is None:
                notes.append(Problem("result-without-value", one.place, None, one.name))
            else:
                observations.append(observation)
    stage = STAGES.get(_word(element, "ValueChainStage"), "not-stated")
    return StatedIndicator(
        measured=MeasuredUse(use, group, stage, element.place, tuple(observations)),
        identifier=element.said("Identifier"),
        sequence=element.said("SequenceIndicator"),
        kind=KINDS.get(_word(element, "PerformanceIndicatorType"), ""),
        relations=tuple(_read_relation(one) for one in element.all("Relationship")),
        remark=element.said("OtherInformation"),
    )


def _word(element: Element, name: str) -> str:
    return element.attribute(name).lower().replace(" ", "_").replace("-", "_")


def _read_relation(element: Element) -> Relation:
    return Relation(
        kind=RELATIONS.get(_word(element, "RelationshipType"), ""),
        identifier=element.said("Identifier"),
        referents=tuple(one.text for one in element.all("ReferentIdentifier")),
        name=element.said("Name"),
        description=element.said("Description"),
        line=element.place,
    )


def _read_result(element: Element, unit: str) -> Observation | None:
    printed, description = element.said("NumberOfUnits"), element.said("Description")
    judged = element.find("Descriptor")
    rating = ("", "")
    if judged is not None:
        rating = (judged.said("DescriptorName"), judged.said("DescriptorValue") or judged.text)
    kind = RESULTS[element.name]
    if kind == "actual" and rating[0] == BASELINE:
        kind, rating = "baseline", ("", rating[1])
    value = _read_number(printed)
    measured_in = (value.unit if value is not None else "") or unit
    if value is None:
        said = rating[1] or description
        if not said:
            return None
        reading = read_value(said).value
        form = reading.kind if reading is not None and reading.number is None else "text"
        value = Value(form, None, "", said)
        description = "" if description == said else description
    return Observation(
        kind=kind,
        period=read_span(element.said("StartDate"), element.said("EndDate")),
        cumulative=False,
        value=value,
        unit=measured_in,
        header="",
        address="",
        line=element.place,
        description=description,
        rating=rating,
    )


def _read_number(printed: str) -> Value | None:
    """A number as a schema writes it, or what a person wrote in its place."""
    if is_blank(printed):
        return None
    if DECIMAL.fullmatch(printed) and len(printed) <= MOST:
        return Value("number", Decimal(printed), "", printed)
    return read_value(printed).value


def read_span(start: str, end: str) -> Period | None:
    """
    Read the days between which a result falls: April to March is a fiscal year.

    >>> span = read_span("2024-04-01", "2025-03-31")
    >>> span.kind, span.start, span.end
    ('fiscal', 2024, 2024)
    >>> span = read_span("", "2025-12-31")
    >>> span.kind, span.end, span.printed
    ('calendar', 2025, '2025-12-31')
    """
    first, last = read_day(start), read_day(end)
    if first is None and last is None:
        return read_period(end) or read_period(start)
    days = (first.isoformat() if first else "", last.isoformat() if last else "")
    printed = "/".join(day for day in days if day)
    begin, finish = first or last, last or first
    if begin is None or finish is None:
        return None
    if days[0].endswith("-04-01") and days[1].endswith("-03-31") and finish.year > begin.year:
        return Period("fiscal", begin.year, finish.year - 1, printed, *days)
    return Period("calendar", begin.year, finish.year, printed, *days)
