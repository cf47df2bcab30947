"""
Tables: csv, tsv and workbooks, with any columns in any order, to the values of a plan.
"""

from typing import TYPE_CHECKING

from plangraph.later import import_later
from plangraph.read.tables.mapping import MappedColumn, Mapping, read_mapping
from plangraph.read.tables.words import Words, read_words

if TYPE_CHECKING:
    from plangraph.read.tables.reading import TableReading, read_table
    from plangraph.read.tables.suggesting import suggest_mapping

__all__ = [
    "MappedColumn",
    "Mapping",
    "TableReading",
    "Words",
    "read_mapping",
    "read_table",
    "read_words",
    "suggest_mapping",
]

_HOMES = {
    "TableReading": "plangraph.read.tables.reading",
    "read_table": "plangraph.read.tables.reading",
    "suggest_mapping": "plangraph.read.tables.suggesting",
}
# A plan in the text layout needs nothing of what reads tables.
__getattr__ = import_later(__name__, _HOMES)
