"""
StratML (ISO 17469-1 and its second part) to the values of a plan.
"""

from plangraph.read.stratml.checking import read_day
from plangraph.read.stratml.reading import read_stratml

__all__ = ["read_day", "read_stratml"]
