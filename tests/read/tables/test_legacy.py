"""An old workbook is read as a new one is, and a damaged one is refused in a line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.errors import SourceError
from plangraph.read.tables import read_table
from tests.read.tables.test_conservation import refusal
from tests.read.tables.test_tables import values

OLD = Path(__file__).with_name("old.xls")
"""Saved by LibreOffice: a sheet whose rows begin below and beside the corner, with merged cells."""


def test_an_old_workbook_is_read_with_its_places_and_merged_cells() -> None:
    plan = read_table(OLD.read_bytes(), "old.xls").plan

    assert [(row.name, row.numbers.full, row.under) for row in plan.rows] == [
        ("甲事業", ("7",), ("measure", 0)),
        ("丙事業", ("36(1)",), ("measure", 0)),
    ]
    assert values(plan) == [("件数", "target", 2027, "5.5"), ("人数", "target", 2027, "1,234")]
    assert [
        one.address for row in plan.rows for use in row.further for one in use.observations
    ] == [
        "G4",
        "G5",
    ]
    assert plan.problems == ()


@given(st.integers(0, 10_000), st.integers(0, 255))
@settings(max_examples=25, deadline=None)
def test_a_damaged_old_workbook_is_read_or_refused(place: int, byte: int) -> None:
    book = bytearray(OLD.read_bytes())
    book[place % len(book)] = byte

    assert "\n" not in refusal(bytes(book), "old.xls")


def test_an_encrypted_office_file_is_refused() -> None:
    with pytest.raises(SourceError, match="old or encrypted Office file"):
        read_table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "book.xlsx")
