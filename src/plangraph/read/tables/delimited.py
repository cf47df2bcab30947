"""
Text files with separated cells: csv, tsv, and those that separate by semicolons.

A quoted cell may hold line ends, so a row has as many physical lines as it spreads over.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from plangraph.errors import SourceError
from plangraph.read.decoding import Text
from plangraph.read.folding import clean
from plangraph.read.tables.grid import MOST_CELLS, MOST_ROWS, Grid, GridRow

SEPARATORS: Final = (",", "\t", ";")
LOOKED_AT: Final = 50
"""Lines from whose separators the one of the file is told."""

ESCAPED: Final = ("=", "+", "@", "-", "\t", "\r")
WIDEST: Final = 16_384
"""Cells that a row may have, as in a workbook."""

LONGEST: Final = 1_000_000
"""Characters that a cell may hold; a quotation mark that is never closed makes one this long."""


def find_separator(lines: Sequence[str]) -> str:
    """
    Tell what separates the cells: what most lines have, and have equally often.

    >>> find_separator(["a;b;c", "1,5;2;3"]), find_separator(["a"])
    (';', ',')
    """
    counts: dict[str, tuple[int, int]] = {}
    for separator in SEPARATORS:
        found = [_count(line, separator) for line in lines[:LOOKED_AT] if line.strip()]
        common = Counter(number for number in found if number).most_common(1)
        if common:
            number, times = common[0]
            counts[separator] = (times * min(number, 20), sum(found))
    return max(counts, key=lambda separator: counts[separator], default=",")


def _count(line: str, separator: str) -> int:
    """Count a separator outside quotation marks."""
    return sum(part.count(separator) for part in line.split('"')[::2])


def read_delimited(text: Text, file: str) -> Grid:
    """
    Split a decoded text into rows and cells.

    Raises:
        SourceError: The file holds more cells than are read, or its quotation marks do not close.
    """
    lines = [line for line, _ in text.lines]
    separator = find_separator(lines)
    if any(line.count(separator) > WIDEST for line in lines):
        remedy = "Give the plan's own table, without the data behind it"
        raise SourceError(file, f"a line of more than {WIDEST} cells", remedy)
    rows: list[GridRow] = []
    total = 0
    for first, last, values in _records(lines, separator, file):
        cells = {
            index: _unescape(value) for index, value in enumerate(values) if value and clean(value)
        }
        total += len(cells)
        if total > MOST_CELLS or len(rows) > MOST_ROWS:
            raise SourceError(
                file,
                f"more than {MOST_CELLS} cells or {MOST_ROWS} rows",
                "Give the plan's own table, without the data behind it",
            )
        rows.append(GridRow(first, tuple(range(first + 1, last + 1)), cells))
    return Grid("", tuple(rows))


def _records(
    lines: Sequence[str], separator: str, file: str
) -> Iterator[tuple[int, int, list[str]]]:
    previous = csv.field_size_limit(LONGEST)
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator)
    first = 1
    try:
        for values in reader:
            yield first, reader.line_num, values
            first = reader.line_num + 1
    except csv.Error as error:
        what = f"line {first} cannot be split into cells ({error})"
        raise SourceError(file, what, "Check its quotation marks") from error
    finally:
        csv.field_size_limit(previous)


def _unescape(value: str) -> str:
    """
    Take off the apostrophe that keeps a spreadsheet from taking a cell for a formula.

    >>> _unescape("'=1+1"), _unescape("'quoted'"), _unescape("-5")
    ('=1+1', "'quoted'", '-5')
    """
    value = value.removesuffix("\n")
    if value.startswith("'") and value[1:2] in ESCAPED:
        return value[1:]
    return value
