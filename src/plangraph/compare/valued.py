"""
Values of indicators and amounts of money that differ between two revisions.
"""

from collections.abc import Sequence
from typing import Final

from plangraph.compare.snapshot import Value

KINDS: Final = {
    "baseline": "基準値",
    "target": "目標値",
    "actual": "実績",
    "initial": "当初",
    "supplementary": "補正",
    "settled": "決算",
}


def differing(
    before: Sequence[Value], after: Sequence[Value]
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """
    Give the values of each side that the other does not have in the same place.

    Two that are told in one place are compared as they come.
    """
    known = [(one.place, one.said) for one in after], [(one.place, one.said) for one in before]
    return (
        tuple(one for one in before if (one.place, one.said) not in known[0]),
        tuple(one for one in after if (one.place, one.said) not in known[1]),
    )


def say_values(values: Sequence[Value]) -> str:
    """
    Put values as people cite them.

    >>> say_values([Value("参加者数", "target", "2029", "120", "120", "R11", "人")])
    '目標値（R11）120人'
    """
    return "、".join(_say(one) for one in values)


def _say(value: Value) -> str:
    year = value.printed_year or value.year
    printed = value.printed
    unit = value.unit if not printed.endswith(value.unit) else ""
    return f"{KINDS.get(value.kind, '')}{f'（{year}）' if year else ''}{printed}{unit}"


def say_amounts(values: Sequence[Value]) -> str:
    """
    Put amounts of money as people cite them, with their source where one is named.

    >>> say_amounts([Value("国", "initial", "2025", "500000", "500", "R7", "千円")])
    '国 当初（R7）500千円'
    """
    return "、".join(f"{one.name} {_say(one)}".strip() for one in values)
