"""
The kinds that the values of a plan are told apart by; each names a concept of the vocabulary.
"""

from enum import StrEnum


class Column(StrEnum):
    """What a column of a project table holds; the values name concepts of the scheme ``aspect``."""

    MARK = "mark"
    NAME = "name"
    NUMBER = "number"
    DEPARTMENT = "department"
    BUDGET = "budget-item"
    SUMMARY = "summary"
    INDICATOR = "indicator"
    UNIT = "unit"


class LineKind(StrEnum):
    """What a line of the source is; the values name concepts of the scheme ``line-kind``."""

    BLANK = "blank"
    GOAL_HEADING = "goal-heading"
    MEASURE_HEADING = "measure-heading"
    INITIATIVES = "initiatives"
    PAGE_MARK = "page-mark"
    HEADER = "header"
    ROW = "row"
    CONTINUED = "continued"
    STRAY = "stray"
    ELEMENT = "element"


class AbsenceKind(StrEnum):
    """Why something is not there; the values name concepts of the scheme ``absence``."""

    NONE = "none"
    ZERO = "zero"
    NOT_STATED = "not-stated"
    UNDECIDED = "undecided"
    NOT_ITEMISED = "not-itemised"
