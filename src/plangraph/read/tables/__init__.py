"""
Tables: csv, tsv and workbooks, with any columns in any order, to the values of a plan.
"""

from typing import TYPE_CHECKING

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


def __getattr__(name: str) -> object:
    """Import what reads tables when it is first used: a plan in the text layout needs none."""
    if name not in _HOMES:
        raise AttributeError(f"module 'plangraph.read.tables' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
