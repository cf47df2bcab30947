"""Values of indicators and amounts of money are compared where a plan states them."""

from pathlib import Path

import pytest

from plangraph.compare import compare
from plangraph.compare.changes import Change, Comparison
from plangraph.layout import data_folder
from plangraph.opening import load

FOLDER = data_folder() / "minamo"
TABLE = "projects.csv"


def copy_with(folder: Path, *edits: tuple[str, str]) -> Path:
    """Copy the made plan, with its table edited."""
    for path in sorted(FOLDER.rglob("*")):
        target = folder / path.relative_to(FOLDER)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        data = path.read_bytes()
        if path.name == TABLE:
            for old, new in edits:
                assert data.count(old.encode()) == 1, old
                data = data.replace(old.encode(), new.encode())
        elif path.name == "revision.toml":
            lines = data.decode().splitlines(keepends=True)
            data = "".join(line for line in lines if not line.startswith("sha256")).encode()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def compared(folder: Path, *edits: tuple[str, str]) -> Comparison:
    new = copy_with(folder, *edits)
    return compare(load(FOLDER).dataset, load(new).dataset)


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str | None, str | None]]:
    return [(str(one.kind), one.label, one.before, one.after) for one in changes]


@pytest.mark.parametrize(
    ("edit", "change"),
    [
        (
            ("3100,4000", "3100,4500"),
            ("value-changed", "移動図書館事業", "目標値（R9）4000冊", "目標値（R9）4500冊"),
        ),
        (
            ('4000,"3,020"', '4000,"3,020（見込み）"'),
            ("value-changed", "移動図書館事業", "実績（令和6年度）3,020冊", "見込み"),
        ),
        (
            ('"2,000,000"', '"2,500,000"'),
            ("budget-changed", "湖上祭事業", "2,000,000円", "2,500,000円"),
        ),
    ],
)
def test_a_value_that_differs_is_one_change(
    edit: tuple[str, str], change: tuple[str, str, str, str], tmp_path: Path
) -> None:
    found = told(compared(tmp_path, edit).changes)

    kind, label, before, after = change
    assert [(one[0], one[1]) for one in found] == [(kind, label)]
    assert before in (found[0][2] or "")
    assert after in (found[0][3] or "")


def test_the_same_number_in_another_form_is_no_change(tmp_path: Path) -> None:
    assert compared(tmp_path, ('"2,000,000"', "2000000")).changes == ()


def test_values_that_went_with_their_indicator_are_no_change_of_their_own(tmp_path: Path) -> None:
    found = told(compared(tmp_path, ("貸出冊数", "巡回した集落の数")).changes)

    assert [one[0] for one in found] == ["indicator-changed"]
