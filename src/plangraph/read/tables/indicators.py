"""
Repeated groups of columns: which indicator of a row each unit, value and year belongs to.
"""

from dataclasses import replace

from plangraph.read.tables.parts import GROUPED, Part
from plangraph.read.tables.placed import Placed


def attach_values(columns: dict[int, Placed]) -> None:
    """
    Give every column of an indicator the key of the indicator.

    The header's own number counts first; where there is none, a value belongs to the indicator
    that stands to the left of it.
    """
    keys = _name_indicators(columns)
    current = ""
    counted = _count_in_blocks(columns, keys)
    for index in sorted(columns):
        placed = columns[index]
        if placed.part is Part.INDICATOR:
            current = placed.key
        elif placed.part in GROUPED:
            key, why = counted.get(index) or _find_key(placed, keys, current)
            columns[index] = replace(
                placed, key=key, why=f"{placed.why}、{why}" if why else placed.why
            )


def _name_indicators(columns: dict[int, Placed]) -> list[str]:
    keys: list[str] = []
    seen: set[tuple[str, tuple[int, int] | None]] = set()
    for index in sorted(columns):
        placed = columns[index]
        if placed.part is not Part.INDICATOR:
            continue
        heading = placed.heading
        when = (heading.period.start, heading.period.end) if heading.period else None
        key = _key(heading.stage, heading.group)
        count = 1
        while (key, when) in seen:
            count += 1
            key = _key(heading.stage, f"{heading.group}#{count}")
        seen.add((key, when))
        if key not in keys:
            keys.append(key)
        columns[index] = replace(placed, key=key)
    return keys


def _count_in_blocks(columns: dict[int, Placed], keys: list[str]) -> dict[int, tuple[str, str]]:
    """
    Where a block of a year repeats 目標 without a number, the first is of the first indicator.

    That holds right of all names only, and where a block repeats it no more often than there are
    indicators.
    """
    last = max((one.index for one in columns.values() if one.part is Part.INDICATOR), default=0)
    alike: dict[tuple[object, ...], list[int]] = {}
    for index, placed in sorted(columns.items()):
        heading = placed.heading
        if placed.part in GROUPED and index > last and heading.period and not heading.group:
            when = (heading.period.start, heading.period.end)
            alike.setdefault((placed.part, when, heading.stage), []).append(index)
    found: dict[int, tuple[str, str]] = {}
    for indexes in alike.values():
        if 2 <= len(indexes) <= len(keys):
            for index, key in zip(indexes, keys, strict=False):
                found[index] = (key, "年の中での順")
    return found


def _key(stage: str, group: str) -> str:
    return f"{stage}/{group}"


def _find_key(placed: Placed, keys: list[str], current: str) -> tuple[str, str]:
    heading = placed.heading
    own = _key(heading.stage, heading.group)
    if heading.group or heading.stage:
        if own in keys:
            if own != current and current.startswith(f"{own}#"):
                return current, "左の指標"
            return own, ""
        if heading.group:
            same = [key for key in keys if key.partition("/")[2] == heading.group]
            if len(same) == 1:
                return same[0], "番号が同じ指標"
            if not same and heading.group.isdecimal() and int(heading.group) <= len(keys):
                plain = all(key.partition("/")[2].partition("#")[0] == "" for key in keys)
                if plain:
                    return keys[int(heading.group) - 1], "番号の順の指標"
            if current in same:
                return current, "左の指標"
        if heading.stage:
            same = [key for key in keys if key.startswith(f"{heading.stage}/")]
            if len(same) == 1:
                return same[0], "種類が同じ指標"
            if current in same:
                return current, "左の指標"
    if current:
        return current, "左の指標" if len(keys) > 1 else ""
    if len(keys) == 1:
        return keys[0], "ただ一つの指標"
    return "", "指標の列がない"
