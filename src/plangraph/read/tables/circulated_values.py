"""
Indicators, their values and the money of a row of the table that goes round the offices.
"""

from typing import Final

from plangraph.plan import Amount, MeasuredUse, Observation
from plangraph.read.folding import clean
from plangraph.read.indicators import read_use
from plangraph.read.tables.circulated_columns import Heading
from plangraph.read.tables.circulated_lines import Line
from plangraph.read.values import is_blank, read_direction, read_value, read_yen

DIRECTIONS: Final = {"増加": "increase", "減少": "decrease", "維持": "maintain"}
STAGES: Final = {"投入": "input", "活動": "output", "成果": "outcome"}


def read_measured(line: Line, number: int) -> tuple[MeasuredUse, ...]:
    """Read the indicators of a row, at least one, which may say nothing."""
    places = {heading.place for heading in line.cells if heading.kind in ("指標", "単位", "値")}
    found: list[MeasuredUse] = []
    for place in sorted(places | {1}):
        use = read_use(line.text("指標", place), line.text("単位", place))
        seen = tuple(
            _observe(line, heading, index, use.unit, number)
            for index, heading in line.sheet.headings.items()
            if heading.kind == "値" and heading.place == place and not is_blank(line.cell(index))
        )
        stage = STAGES.get(clean(line.text("種類", place)), "not-stated")
        if place != 1 and not (use.label or use.unit):
            continue
        group = sum(bool(one.use.label or one.use.unit) for one in found) + 1
        address = line.address("指標", place)
        told = read_direction(line.text("方向", place))
        found.append(MeasuredUse(use, group, stage, number, seen, f"指標{place}", address, told))
    return tuple(found)


def _observe(line: Line, heading: Heading, index: int, unit: str, number: int) -> Observation:
    reading = read_value(line.cell(index))
    value = reading.value
    assert value is not None, "a cell that is not blank has a value"
    return Observation(
        kind=heading.detail,
        period=reading.period or heading.period,
        cumulative=reading.cumulative or heading.cumulative,
        value=value,
        unit=value.unit or heading.unit or unit,
        header=line.header(index),
        address=line.sheet.grid.address(number, index),
        line=number,
    )


def read_money(line: Line) -> tuple[Amount, ...]:
    """Read the amounts of a row."""
    found: list[Amount] = []
    for index, heading in line.sheet.headings.items():
        printed = line.cell(index)
        if heading.kind != "金額" or is_blank(printed):
            continue
        reading = read_value(printed)
        value = reading.value
        number = value.number if value is not None else None
        unit = (value.unit if value is not None else "") or heading.unit
        found.append(
            Amount(
                yen=read_yen(number, unit) if number is not None else None,
                unit=unit,
                phase=heading.detail,
                period=reading.period or heading.period,
                source=heading.source,
                printed=clean(printed),
                header=line.header(index),
                address=line.sheet.grid.address(line.row.line, index),
                line=line.row.line,
            )
        )
    return tuple(found)
