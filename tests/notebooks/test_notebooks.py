"""The notebooks run from top to bottom, and the Python that they show does what they say."""

import json
from pathlib import Path

from plangraph import Drawing

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
    assert isinstance(space["drawing"], Drawing)
    assert space["drawing"].picture.kind == "matrix"


def test_the_tour_runs() -> None:
    space = run_cells(NOTEBOOKS[1])

    assert len(space["names"]) == 288  # type: ignore[arg-type]  # as above
    assert space["owners"] == ["商工観光課"]
