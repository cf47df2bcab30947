"""The notebooks run from top to bottom, and the Python that they show does what they say."""

import json
import sys
from pathlib import Path

import pytest

from plangraph.errors import UsageError
from plangraph.opening import LoadedPlan

NOTEBOOKS = sorted(Path(__file__).parent.glob("*.ipynb"))


def run_cells(path: Path) -> dict[str, object]:
    """Run the code cells in order, in one namespace, as a kernel does."""
    space: dict[str, object] = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec(compile("".join(cell["source"]), path.name, "exec"), space)
    return space


def test_there_are_notebooks_in_both_languages() -> None:
    assert [path.name for path in NOTEBOOKS] == ["analyst.ja.ipynb", "tour.en.ipynb"]


def test_an_analysts_afternoon_runs() -> None:
    space = run_cells(NOTEBOOKS[0])

    assert 0 < float(str(space["share"])) < 1
    assert len(space["departments"]) == 25  # type: ignore[arg-type]  # what a notebook holds is untyped
    assert str(space["svg"]).startswith("<svg")


def test_the_tour_runs() -> None:
    assert len(run_cells(NOTEBOOKS[1])["names"]) == 288  # type: ignore[arg-type]  # as above


def test_an_answer_is_a_frame_and_a_table(shipped: LoadedPlan) -> None:
    answer = shipped.ask("responsibility/concentration-by-measure")
    frame = answer.frame()

    assert list(frame.columns) == ["measure", "department", "share", "hhi"]
    assert len(frame) == len(answer.rows) == 7
    shown = answer._repr_html_()
    assert shown.count("<tr>") == 8
    assert "<th>担当課</th>" in shown


def test_without_pandas_it_says_what_to_install(
    shipped: LoadedPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(UsageError, match=r"plangraph\[notebook\]"):
        shipped.ask("budget/mandatory").frame()
