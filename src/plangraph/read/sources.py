"""
A source file of any kind to the values of a plan: the text layout, a table, or StratML.
"""

from pathlib import PurePath
from typing import Final

from plangraph.errors import SourceError
from plangraph.plan import Plan
from plangraph.read.decoding import decode
from plangraph.read.folding import clean
from plangraph.read.headings import read_goal, read_measure
from plangraph.read.stratml import read_stratml
from plangraph.read.tables import Mapping, Words, read_table
from plangraph.read.text import read_text

TABLES: Final = frozenset({".csv", ".ods", ".tsv", ".xls", ".xlsb", ".xlsm", ".xlsx"})
TEXTS: Final = frozenset({".txt", ".tsv"})
EXCHANGE: Final = ".xml"
SOURCES: Final = TABLES | TEXTS | {EXCHANGE}
"""Endings of the files that are read as a plan's document."""


def read_source(
    data: bytes, file: str, mapping: Mapping | None = None, words: Words | None = None
) -> Plan:
    """
    Read a plan's document by the ending of its name.

    A ``.tsv`` may be either: it is in the text layout where it has the headings of that. A
    ``.txt`` that is neither is read as a table where a mapping names its columns.

    Raises:
        SourceError: The document cannot be read as a plan.
    """
    ending = PurePath(file).suffix.lower()
    if ending == EXCHANGE:
        return read_stratml(data, file)
    if ending in TABLES and not (ending in TEXTS and has_headings(data, file)):
        return read_table(data, file, mapping, words).plan
    try:
        return read_text(data, file)
    except SourceError:
        if mapping is None or not mapping.columns:
            raise
        return read_table(data, file, mapping, words).plan


def has_headings(data: bytes, file: str) -> bool:
    """Tell whether a text has a goal's and a measure's heading on lines of their own."""
    try:
        lines = [line for line, _ in decode(data, file).lines if "\t" not in clean(line)]
    except SourceError:
        return False
    goal = any(read_goal(number, line) for number, line in enumerate(lines, start=1))
    return goal and any(read_measure(number, line) for number, line in enumerate(lines, start=1))
