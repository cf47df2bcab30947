"""
What a column of any table can hold.
"""

from enum import StrEnum
from typing import Final

from plangraph.plan import Column


class Part(StrEnum):
    """What a column of a table holds, by the name that a mapping calls it."""

    MARK = "mark"
    NAME = "name"
    NUMBER = "number"
    DEPARTMENT = "department"
    BUDGET = "budget-item"
    SUMMARY = "summary"
    INDICATOR = "indicator"
    UNIT = "unit"
    DIVISION = "division"
    SECTION = "section"
    GOAL = "goal"
    MEASURE = "measure"
    INITIATIVE = "initiative"
    SUBINITIATIVE = "subinitiative"
    GOAL_CODE = "goal-code"
    MEASURE_CODE = "measure-code"
    INITIATIVE_CODE = "initiative-code"
    SUBINITIATIVE_CODE = "subinitiative-code"
    BASELINE = "baseline"
    TARGET = "target"
    ACTUAL = "actual"
    VALUE = "value"
    KIND = "value-kind"
    PERIOD = "period"
    BASELINE_YEAR = "baseline-year"
    TARGET_YEAR = "target-year"
    ACTUAL_YEAR = "actual-year"
    AMOUNT = "amount"
    INITIAL = "amount-initial"
    SUPPLEMENTARY = "amount-supplementary"
    SETTLED = "amount-settled"
    SOURCE = "source"
    SOURCE_WITHIN = "source-within"
    DIRECTION = "direction"
    RELISTED = "relisted"
    RUNNING = "running-number"
    OTHER = "other"


LEVELS: Final = (Part.GOAL, Part.MEASURE, Part.INITIATIVE, Part.SUBINITIATIVE)
CODES: Final = {
    Part.GOAL: Part.GOAL_CODE,
    Part.MEASURE: Part.MEASURE_CODE,
    Part.INITIATIVE: Part.INITIATIVE_CODE,
    Part.SUBINITIATIVE: Part.SUBINITIATIVE_CODE,
}
VALUES: Final = frozenset({Part.BASELINE, Part.TARGET, Part.ACTUAL})
YEARS: Final = {
    Part.BASELINE_YEAR: Part.BASELINE,
    Part.TARGET_YEAR: Part.TARGET,
    Part.ACTUAL_YEAR: Part.ACTUAL,
}
PHASES: Final = {
    Part.AMOUNT: "",
    Part.INITIAL: "initial",
    Part.SUPPLEMENTARY: "supplementary",
    Part.SETTLED: "settled",
    Part.SOURCE: "",
    Part.SOURCE_WITHIN: "",
}
SOURCES: Final = frozenset({Part.SOURCE, Part.SOURCE_WITHIN})
GROUPED: Final = frozenset({Part.INDICATOR, Part.UNIT, Part.DIRECTION, Part.VALUE, *VALUES, *YEARS})
"""Parts that belong to one of the indicators of a row."""

COLUMNS: Final = {Part(column.value): column for column in Column}
"""The parts that are columns of every project table."""
