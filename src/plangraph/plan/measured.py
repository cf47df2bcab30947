"""
Values and amounts as a table states them: what was measured or spent, when, in what unit.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Period:
    """
    The time that a value or an amount is for, as printed.

    ``kind`` is fiscal or calendar; ``start`` differs from ``end`` where a span of years is meant.
    ``first`` and ``last`` are the days, where the source names them.
    """

    kind: str
    start: int
    end: int
    printed: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """
    What a cell says of a quantity; ``kind`` names a concept of the scheme ``value-kind``.

    Only a number has a ``number``. Everything else stays text: a milestone, a comparison, a range
    are no numbers, and what is not known is never nought.
    """

    kind: str
    number: Decimal | None
    unit: str
    printed: str


@dataclass(frozen=True, slots=True)
class Observation:
    """
    A value that an indicator has or is meant to have.

    ``kind`` names a concept of the scheme ``observation-kind``; ``cumulative`` is true where the
    value counts from the start of the plan or of the span; ``unit`` is the printed one.
    ``rating`` is a judgement beside the number, by what it is called and what it says.
    """

    kind: str
    period: Period | None
    cumulative: bool
    value: Value
    unit: str
    header: str
    address: str
    line: int
    description: str = ""
    rating: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Amount:
    """
    Money that a project is given or has spent.

    ``yen`` is None where the unit of the money is not stated; ``phase`` names a concept of the
    scheme ``budget-phase`` or is empty; ``source`` is the printed source of the funds.
    """

    yen: Decimal | None
    unit: str
    phase: str
    period: Period | None
    source: str
    printed: str
    header: str
    address: str
    line: int
