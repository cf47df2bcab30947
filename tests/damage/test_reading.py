"""Whatever the bytes, reading ends in a plan that holds all of them, or in one plain refusal."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.errors import SourceError
from plangraph.plan import Plan
from plangraph.read import read_text
from plangraph.write.text import write_text
from tests.damage.draft import COLUMNS, Draft
from tests.damage.fault import Fault
from tests.damage.faults import FAULTS
from tests.damage.forms import FORMS

ROWS = Draft.of_shipped().row_lines()
PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\t\x00"))
JAPANESE = st.text(
    "①⑨Ⅰ【】（）()、・ 　0123456789-０１－新規課室係事業費件人%他ほか\\{}<>\u3099\ufeff"
)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def list_texts(plan: Plan) -> set[str]:
    """Every printed text that a plan keeps for the lines of its tables."""
    cells = [cell.printed for row in plan.rows for cell in row.cells]
    cells += [cell.printed for table in plan.tables for cell in table.header]
    lines = [cell for line in plan.lines for cell in line.printed.split("\t")]
    return {text.strip() for text in cells + lines}


@FEW
@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        plan = read_text(data, "x.txt")
    except SourceError:
        return
    assert plan.rows or plan.goals


@FEW
@given(st.binary(min_size=1, max_size=6), st.integers(0, 31_000))
def test_bytes_thrown_into_the_document_are_read_or_refused(noise: bytes, place: int) -> None:
    data = str(Draft.of_shipped()).encode()
    try:
        plan = read_text(data[:place] + noise + data[place:], "x.txt")
    except SourceError:
        return
    assert len(plan.rows) >= 70


@FEW
@given(st.sampled_from(ROWS), st.sampled_from(COLUMNS), st.one_of(PLAIN, JAPANESE))
def test_every_cell_is_kept_whatever_stands_in_one_of_them(
    line: int, column: str, text: str
) -> None:
    """Neither a silent drop nor a silent repair: the text can be written back."""
    draft = Draft.of_shipped()
    draft.set_cell(line, column, text)
    plan = read_text(str(draft).encode(), "x.txt")
    kept = list_texts(plan)

    assert all(
        unicodedata.normalize("NFC", cell.strip()) in kept
        for cell in draft.cells(line)
        if cell.strip()
    )
    if unicodedata.is_normalized("NFC", str(draft)):
        assert write_text(plan) == str(draft).encode()


@FEW
@given(st.integers(0, 10_000), st.sampled_from("\t\n 、【】"))
def test_a_separator_in_a_wrong_place_loses_nothing(place: int, separator: str) -> None:
    text = str(Draft.of_shipped())
    spoilt = (text[:place] + separator + text[place:]).encode()

    assert write_text(read_text(spoilt, "x.txt")) == spoilt


@FEW
@given(st.integers(0, 10_000), st.integers(1, 40))
def test_a_gap_in_the_document_loses_nothing_else(place: int, length: int) -> None:
    text = str(Draft.of_shipped())
    spoilt = (text[:place] + text[place + length :]).encode()

    assert write_text(read_text(spoilt, "x.txt")) == spoilt


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_damaged_copy_can_be_written_back(fault: Fault) -> None:
    draft = Draft.of_shipped()
    fault.change(draft)
    data = str(draft).encode()

    assert write_text(read_text(data, "x.txt")) == data


@pytest.mark.parametrize("column", COLUMNS)
def test_a_dropped_cell_is_noticed_in_any_row(column: str) -> None:
    """Each row loses three of its cells in turn, and each column a cell in every third row."""
    for line in ROWS[list(COLUMNS).index(column) % 3 :: 3]:
        draft = Draft.of_shipped()
        draft.drop_cell(line, column)
        plan = read_text(str(draft).encode(), "x.txt")

        assert len(plan.rows) == len(ROWS)
        assert {problem.line for problem in plan.problems} == {line}


@pytest.mark.parametrize("form", sorted(FORMS.keys() - {"nfd"}))
def test_a_harmless_form_can_be_written_back(form: str) -> None:
    """All but NFD, which is not kept: text is stored after NFC."""
    data = FORMS[form][0](Draft.of_shipped())

    assert write_text(read_text(data, "x.txt")) == data
