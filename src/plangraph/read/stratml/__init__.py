"""
StratML (ISO 17469-1 and its second part) to the values of a plan.
"""

from plangraph.read.stratml.checking import read_day
from plangraph.read.stratml.indicators import BASELINE
from plangraph.read.stratml.language import guess_language
from plangraph.read.stratml.projects import BUDGET, LEAD, TARGETS
from plangraph.read.stratml.reading import read_stratml
from plangraph.read.stratml.words import PART_1, PART_2

__all__ = [
    "BASELINE",
    "BUDGET",
    "LEAD",
    "PART_1",
    "PART_2",
    "TARGETS",
    "guess_language",
    "read_day",
    "read_stratml",
]
