"""Whatever offices write into the table that goes round, it is read or refused in one line."""

import csv
import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.opening import load
from plangraph.read.folding import clean
from plangraph.read.tables import read_table
from plangraph.write.table import make_table, write_csv
from tests.read.tables.test_conservation import refusal, texts_of

CELLS = st.one_of(
    st.sampled_from(
        ["", "－", "0", "'=1", "project-1", "goal-1", "goal-", "442-1", "①", "①③", "合計", "R9",
         "再掲",
         "△3人", "Ⅰ　題", "甲　", "　", "100％（R7）", "課・室", "a\nb", "指標1の目標値 R9"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\x1c\x1d\x1e\x85"), max_size=8),
)  # fmt: skip
EDITS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60), CELLS), max_size=12)


def rows_of(root: Path, plan: str) -> list[list[str]]:
    opened = load(root / plan)
    assert opened.plan is not None
    assert opened.identity is not None
    text = write_csv(make_table(opened.plan, opened.identity)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_any_edits_are_read_or_refused_and_no_cell_is_lost(root: Path) -> None:
    tables = [rows_of(root, f"data/{name}") for name in ("kasumi", "minamo")]

    @given(st.sampled_from(tables), EDITS)
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def check(table: list[list[str]], edits: list[tuple[int, int, str]]) -> None:
        rows = [list(row) for row in table]
        for line, column, text in edits:
            row = rows[line % len(rows)]
            row[column % len(row)] = text
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        data = stream.getvalue().encode()
        said = refusal(data, "table.csv")

        assert "\n" not in said
        if not said:
            texts = texts_of(read_table(data, "table.csv").plan).replace('"', "")
            for _, _, text in edits:
                for piece in clean(text).split("\n"):
                    if any(text in row for row in rows):
                        assert clean(piece.removeprefix("'")).replace('"', "") in texts

    check()
