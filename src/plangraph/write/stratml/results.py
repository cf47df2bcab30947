"""
Indicators with their targets and results as performance indicators.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from plangraph.plan import Observation, Period, Relation, StatedIndicator
from plangraph.read.folding import fold_width
from plangraph.read.stratml import BASELINE
from plangraph.write.stratml.pages import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

STAGES: Final = {
    "outcome": "Outcome",
    "output-processing": "Output_Processing",
    "output": "Output",
    "input-processing": "Input_Processing",
    "input": "Input",
}
KINDS: Final = {"quantitative": "Quantitative", "qualitative": "Qualitative"}
RELATIONS: Final = {"broader": "Broader_Than", "peer": "Peer_To", "narrower": "Narrower_Than"}
RESULTS: Final = {
    "target": "TargetResult",
    "actual": "ActualResult",
    "baseline": "ActualResult",
}


def write_indicators(
    page: Page,
    parent: "_Element",
    indicators: Iterable[StatedIndicator],
    of: str,
    *,
    in_a_cell: bool = False,
) -> None:
    """
    Write the indicators of an objective; ``of`` says whose they are, should any stay behind.

    What stood ``in_a_cell`` is written as printed there, with the remarks beside it.
    """
    for one in indicators:
        _write_indicator(page, parent, one, of, in_a_cell=in_a_cell)


def _write_indicator(
    page: Page, parent: "_Element", one: StatedIndicator, of: str, *, in_a_cell: bool
) -> None:
    use = one.measured.use
    element = page.open(parent, "PerformanceIndicator")
    if one.measured.stage in STAGES:
        element.set("ValueChainStage", STAGES[one.measured.stage])
    if one.kind:
        element.set("PerformanceIndicatorType", KINDS[one.kind])
    page.add(element, "SequenceIndicator", one.sequence)
    dimension = use.printed if in_a_cell else use.label
    page.add(element, "MeasurementDimension", dimension, required=True)
    page.add(element, "UnitOfMeasurement", use.unit, required=True)
    page.add_identifier(element, one.identifier)
    for relation in one.relations:
        _write_relation(page, element, relation)
    name = f"{of}: {use.label}"
    if one.measured.direction:
        page.losses.note("directions", f"{name}: {one.measured.direction}")
    if (use.gloss or use.several) and not in_a_cell:
        page.losses.note("remarks-in-cells", f"{name}【{use.gloss}】" if use.gloss else name)
    for instance in _instances(one.measured.observations):
        _write_instance(page, element, instance, use.unit, name)
    page.add(element, "OtherInformation", one.remark)


def _write_relation(page: Page, parent: "_Element", relation: Relation) -> None:
    element = page.open(parent, "Relationship")
    if relation.kind:
        element.set("RelationshipType", RELATIONS[relation.kind])
    page.add_identifier(element, relation.identifier)
    for referent in relation.referents:
        page.add(element, "ReferentIdentifier", referent)
    page.add(element, "Name", relation.name)
    page.add(element, "Description", relation.description)


def _instances(observations: Sequence[Observation]) -> Iterator[list[Observation]]:
    """Put what is for the same days together; a target never comes behind a result."""
    instance: list[Observation] = []
    for one in observations:
        last = instance[-1] if instance else None
        if last is not None and (
            last.period != one.period or (last.kind != "target" and one.kind == "target")
        ):
            yield instance
            instance = []
        instance.append(one)
    if instance:
        yield instance


def _write_instance(
    page: Page, parent: "_Element", instance: Sequence[Observation], unit: str, name: str
) -> None:
    element = page.open(parent, "MeasurementInstance")
    for one in instance:
        result = page.open(element, RESULTS[one.kind])
        value, told = one.value, f"{name}: {one.value.printed}"
        for part, day in zip(("StartDate", "EndDate"), _days(page, one.period, told), strict=True):
            page.add_day(result, part, day)
        if value.number is not None:
            written = f"{value.number:f}"
            page.add(result, "NumberOfUnits", written)
            if written != value.printed and value.printed.lstrip("+") != written:
                page.losses.note("printed-values", told)
        if any(one.rating) or one.kind == "baseline":
            judged = page.open(result, "Descriptor")
            page.add(judged, "DescriptorName", one.rating[0] or BASELINE * (one.kind == "baseline"))
            page.add(judged, "DescriptorValue", one.rating[1])
        spoken = value.printed if value.number is None and not one.rating[1] else ""
        page.add(result, "Description", one.description or spoken)
        if one.cumulative:
            page.losses.note("cumulative", told)
        if value.number is not None and one.unit and fold_width(one.unit) != fold_width(unit):
            page.losses.note("units-of-values", f"{told} ({one.unit})")


def _days(page: Page, period: Period | None, told: str) -> tuple[str, str]:
    """Give the days of a period: a fiscal year runs from April to March."""
    if period is None:
        return "", ""
    if period.first or period.last:
        return period.first, period.last
    page.losses.note("printed-years", f"{told} ({period.printed})")
    if period.kind == "fiscal":
        return f"{period.start:04d}-04-01", f"{period.end + 1:04d}-03-31"
    return f"{period.start:04d}-01-01", f"{period.end:04d}-12-31"
