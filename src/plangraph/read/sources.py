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
from plangraph.read.tables import Mapping, Words
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
        # Each kind of reader is large, and the others need none of it.
        from plangraph.read.stratml import read_stratml

        return read_stratml(data, file)
    if ending in TABLES and not (ending in TEXTS and has_headings(data, file)):
        return _read_table(data, file, mapping, words)
    try:
        return read_text(data, file)
    except SourceError:
        if mapping is None or not mapping.columns:
            raise
        return _read_table(data, file, mapping, words)


def _read_table(data: bytes, file: str, mapping: Mapping | None, words: Words | None) -> Plan:
    from plangraph.read.tables.reading import read_table

    return read_table(data, file, mapping, words).plan


def has_headings(data: bytes, file: str) -> bool:
    """Tell whether a text has a goal's and a measure's heading on lines of their own."""
    try:
        lines = [line for line, _ in decode(data, file).lines if "\t" not in clean(line)]
    except SourceError:
        return False
    goal = any(read_goal(number, line) for number, line in enumerate(lines, start=1))
    return goal and any(read_measure(number, line) for number, line in enumerate(lines, start=1))
