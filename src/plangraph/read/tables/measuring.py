"""
What a project's rows measure and spend: its indicators with their values, and its amounts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from plangraph.plan import Amount, IndicatorUse, MeasuredUse, Observation, Period, Value
from plangraph.read.folding import clean
from plangraph.read.indicators import read_use
from plangraph.read.periods import read_period
from plangraph.read.tables.alternates import lend_values, repeats, values_of
from plangraph.read.tables.grid import Grid, GridRow
from plangraph.read.tables.headings import MONEY
from plangraph.read.tables.parts import PHASES, SOURCES, VALUES, YEARS, Part
from plangraph.read.tables.placed import Placed, Placing
from plangraph.read.values import is_blank, money_unit, read_direction, read_value, read_yen

UNIT_IN_LABEL: Final = re.compile(
    r"[（(【\[][ 　]*(?:単位[ 　]*[:：]?[ 　]*)?([^（）()【】\[\]0-9０-９]{1,6})[）)】\]]$"
)
NO_UNITS: Final = re.compile(
    r"^(?:累計|再掲|年間|年度|単年度|新規|延べ|のべ|市内|KPI|kpi|目標|実績)|者$|値$"
)
PER_YEAR: Final = re.compile(r"[ 　]*(?:[/／]|毎)[ 　]*年度?$|[（(]年間?[)）]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A row of the grid as it belongs to a project: its cells, and those that were carried down."""

    line: int
    continued: tuple[int, ...]
    cells: dict[int, str]
    carried: frozenset[int]


def read_uses(grid: Grid, placing: Placing, pieces: Sequence[Piece]) -> tuple[MeasuredUse, ...]:
    """Read every indicator of a project; one label in two blocks of years is one indicator."""
    found: dict[tuple[str, str], MeasuredUse] = {}
    loose = ""
    before: dict[str, list[tuple[Placed, IndicatorUse]]] = {}
    lent: dict[str, str] = {}
    for piece in pieces:
        lent |= lend_values(placing, piece.cells)
        for key in dict.fromkeys(placed.key for placed in placing.of(Part.INDICATOR)):
            own = values_of(key, placing, lent)
            if not own and repeats(key, placing, piece.cells, lent):
                continue
            before[key] = _turning(placing, piece, key, own, before.get(key, []))
            for placed, use in before[key]:
                stage = placed.heading.stage
                name = (stage, use.label or use.unit)
                known = found.get(name)
                fresh = piece if known is None else _uncarried(piece)
                observations = _observe(grid, placing, fresh, placed, own, use)
                if known is None:
                    group = len(found) + 1
                    found[name] = MeasuredUse(
                        use,
                        group,
                        stage or "not-stated",
                        piece.line,
                        observations,
                        placed.header,
                        grid.address(piece.line, placed.index),
                        _direction(placing, piece, own) if own else "",
                    )
                else:
                    merged = tuple(dict.fromkeys((*known.observations, *observations)))
                    better = use if use.unit and not known.use.unit else known.use
                    found[name] = replace(known, use=better, observations=merged)
        loose = loose or _direction(placing, piece, "")
    if len(found) == 1 and loose:
        only = next(iter(found))
        found[only] = replace(found[only], direction=found[only].direction or loose)
    return tuple(map(_with_unit_of_values, found.values()))


def _direction(placing: Placing, piece: Piece, key: str) -> str:
    """Give the direction that a column of an indicator says; one of no indicator has no key."""
    for placed in placing.of(Part.DIRECTION):
        if placed.key == key and (found := read_direction(piece.cells.get(placed.index, ""))):
            return found
    return ""


def _with_unit_of_values(measured: MeasuredUse) -> MeasuredUse:
    """Where only the values name a unit, and all the same one, it is that of the indicator."""
    units = {one.unit for one in measured.observations if one.value.number is not None}
    if measured.use.unit or len(units) != 1:
        return measured
    unit = units.pop()
    return replace(
        measured,
        use=replace(measured.use, unit=unit),
        observations=tuple(replace(one, unit=one.unit or unit) for one in measured.observations),
    )


def _uncarried(piece: Piece) -> Piece:
    """Leave out what merged cells hand down: of one indicator it is read already."""
    own = {column: text for column, text in piece.cells.items() if column not in piece.carried}
    return replace(piece, cells=own)


def _turning(
    placing: Placing, piece: Piece, key: str, own: str, before: list[tuple[Placed, IndicatorUse]]
) -> list[tuple[Placed, IndicatorUse]]:
    """Where rows take turns, one without a name of its own is of the indicator above it."""
    kind = placing.first(Part.KIND)
    named = any(
        not is_blank(piece.cells.get(one.index, ""))
        for one in placing.of(Part.INDICATOR)
        if one.key == key
    )
    if before and not named and kind is not None and kind.index in piece.cells:
        return before
    return _labels(placing, piece, key, own)


def _labels(
    placing: Placing, piece: Piece, key: str, own: str
) -> list[tuple[Placed, IndicatorUse]]:
    """The labels of one indicator, one a block of years where each block repeats it."""
    labels: list[tuple[Placed, IndicatorUse]] = []
    units = [one for one in placing.of(Part.UNIT) if own and one.key == own]
    for placed in placing.of(Part.INDICATOR):
        if placed.key != key:
            continue
        printed = piece.cells.get(placed.index, "")
        unit = _unit_beside(piece, placed, units)
        if is_blank(printed) and (is_blank(unit) or placed.index in piece.carried):
            continue
        use = read_use(printed, unit)
        if not use.label and not use.unit:
            continue
        if not use.unit:
            inside = unit_in_label(use.label) or placed.heading.unit
            use = IndicatorUse(use.label, inside, use.gloss, use.printed, use.several, use.absence)
        labels.append((placed, use))
    return labels


def _unit_beside(piece: Piece, placed: Placed, units: Sequence[Placed]) -> str:
    if not units:
        return ""
    right = [one for one in units if one.index > placed.index]
    same = [one for one in units if one.heading.period == placed.heading.period]
    for one in (*(unit for unit in same if unit in right), *right, *units):
        if one.index in piece.cells:
            return piece.cells[one.index]
    return ""


def unit_in_label(label: str) -> str:
    """
    Give the unit that an indicator's name ends in, in brackets.

    >>> unit_in_label("住民の満足度（％）"), unit_in_label("来場者数（累計）")
    ('％', '')
    """
    match = UNIT_IN_LABEL.search(label)
    if match is None or NO_UNITS.search(match[1]):
        return ""
    return clean(match[1])


def _observe(
    grid: Grid,
    placing: Placing,
    piece: Piece,
    label: Placed,
    key: str,
    use: IndicatorUse,
) -> tuple[Observation, ...]:
    if not key:
        return ()
    found: list[Observation] = []
    years = {
        YEARS[one.part]: read_period(piece.cells.get(one.index, ""))
        for one in placing.of(*YEARS)
        if one.key == key and one.part is not None
    }
    block = label.heading.period
    blocks = [one for one in placing.of(Part.INDICATOR) if one.key == label.key]
    for placed in placing.of(Part.VALUE, *VALUES):
        kind = part_of(placing, placed, piece)
        if placed.key != key or kind not in VALUES or placed.index not in piece.cells:
            continue
        when = placed.heading.period
        if len(blocks) > 1 and _block_of(placed, blocks) is not label:
            continue
        reading = read_value(piece.cells[placed.index])
        if reading.value is None:
            continue
        period = reading.period or when or years.get(kind) or block
        if period is None and kind is not Part.BASELINE:
            period = _row_period(placing, piece, placed) or placing.year
        found.append(
            Observation(
                kind=kind.value,
                period=period,
                cumulative=reading.cumulative or placed.heading.cumulative,
                value=reading.value,
                unit=_measured_in(reading.value, placed, use),
                header=placed.header,
                address=grid.address(piece.line, placed.index),
                line=piece.line,
            )
        )
    return tuple(found)


def part_of(placing: Placing, placed: Placed, piece: Piece) -> Part:
    """Give what a column holds on a row; where rows take turns, the row says it."""
    if placed.part is not Part.VALUE:
        return placed.part or Part.OTHER
    column = placing.first(Part.KIND)
    said = clean(piece.cells.get(column.index, "")) if column is not None else ""
    return placing.kinds[said].part or Part.OTHER if said in placing.kinds else Part.OTHER


def _block_of(placed: Placed, blocks: Sequence[Placed]) -> Placed:
    """Of the blocks that repeat an indicator's label, find the one that a value belongs to."""
    same = [one for one in blocks if one.heading.period == placed.heading.period]
    left = [one for one in (same or blocks) if one.index < placed.index]
    return left[-1] if left else (same or list(blocks))[0]


def _measured_in(value: Value, placed: Placed, use: IndicatorUse) -> str:
    """Give the unit of a value; that a count is one of a year goes without saying."""
    own = value.unit or placed.heading.unit
    return use.unit if not own or PER_YEAR.sub("", own) == PER_YEAR.sub("", use.unit) else own


def _row_period(placing: Placing, piece: Piece, placed: Placed) -> Period | None:
    """Give the year that a row states: of several, the nearest to the left of a column."""
    stated = placing.of(Part.PERIOD)
    left = [one for one in stated if one.index < placed.index]
    found = left[-1] if left and len(stated) > 1 else next(iter(stated), None)
    period = read_period(piece.cells.get(found.index, "")) if found is not None else None
    shift = placed.heading.shift
    if period is None or not shift:
        return period
    start, end = period.start + shift, period.end + shift
    told = f"{start}～{end}" if start != end else str(end)
    unit = "年度" if period.kind == "fiscal" else "年"
    return replace(period, start=start, end=end, printed=f"{told}{unit}")


def read_amounts(grid: Grid, placing: Placing, pieces: Sequence[Piece]) -> tuple[Amount, ...]:
    """Read the money of a project; what a merged cell hands down counts once."""
    found: list[Amount] = []
    for piece in pieces:
        for placed in placing.of(Part.VALUE, *MONEY):
            printed = piece.cells.get(placed.index, "")
            part = part_of(placing, placed, piece)
            if part not in MONEY or is_blank(printed) or placed.index in piece.carried:
                continue
            reading = read_value(printed)
            value = reading.value
            unit = (value.unit if value else "") or money_unit(placed.heading.unit) or placing.money
            number = value.number if value is not None else None
            found.append(
                Amount(
                    yen=read_yen(number, unit) if number is not None else None,
                    unit=unit,
                    phase=PHASES[part] or placed.heading.phase,
                    period=reading.period
                    or placed.heading.period
                    or _row_period(placing, piece, placed)
                    or placing.year,
                    source=placed.heading.label if part in SOURCES else "",
                    printed=clean(printed),
                    header=placed.header,
                    address=grid.address(piece.line, placed.index),
                    line=piece.line,
                )
            )
    return tuple(found)


def piece_of(row: GridRow, carried: dict[int, str]) -> Piece:
    """Put a row together with what merged cells hand down to it."""
    handed = {column: text for column, text in carried.items() if column not in row.cells}
    cells = dict(sorted({**row.cells, **handed}.items()))
    return Piece(row.line, row.continued, cells, frozenset(handed))
