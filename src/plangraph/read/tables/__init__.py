"""
Tables: csv, tsv and workbooks, with any columns in any order, to the values of a plan.
"""

from plangraph.read.tables.mapping import MappedColumn, Mapping, read_mapping
from plangraph.read.tables.reading import TableReading, read_table
from plangraph.read.tables.suggesting import suggest_mapping
from plangraph.read.tables.words import Words, read_words

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
