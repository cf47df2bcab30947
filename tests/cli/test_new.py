"""A new plan folder is whole, opens, explains itself, and never replaces anything."""

import os
import tomllib
from pathlib import Path

import pytest

from plangraph.opening import load
from tests.cli.running import Run, assert_fails

MADE = {
    "plan.toml",
    "identifiers.csv",
    "revisions",
    "revisions/1",
    "revisions/1/revision.toml",
}


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize(
    "source",
    ["data/iizuka/revisions/1/source.txt", "data/kasumi/revisions/1/projects.xlsx"],
)
def test_a_document_begins_a_folder_in_which_everything_has_a_lasting_key(
    run: Run, root: Path, tmp_path: Path, source: str
) -> None:
    folder = tmp_path / "deep" / "plan"
    outcome = run("new", folder, "--from", root / source)
    name = Path(source).name

    assert (outcome.code, outcome.err) == (0, "")
    assert files_of(folder) == {*MADE, f"revisions/1/{name}"}
    assert (folder / "revisions/1" / name).read_bytes() == (root / source).read_bytes()
    opened = load(folder)
    assert opened.identity is not None
    assert opened.identity.needed == []
    assert opened.plan is not None
    note = tomllib.loads((folder / "revisions/1/revision.toml").read_text(encoding="utf-8"))
    assert note["sha256"] == opened.plan.document.sha256
    assert os.listdir(folder.parent) == ["plan"]


def test_a_workbook_that_carries_keys_keeps_them(run: Run, root: Path, tmp_path: Path) -> None:
    """Keys of projects without a number stand nowhere else."""
    book, folder = tmp_path / "book.xlsx", tmp_path / "plan"
    run("export", root / "data/iizuka", "--as", "xlsx", "-o", book)

    assert run("new", folder, "--from", book).code == 0

    made, original = load(folder).identity, load(root / "data/iizuka").identity
    assert made is not None
    assert original is not None
    assert made.projects == original.projects
    assert made.needed == []


def test_an_empty_folder_opens_and_its_workbook_can_be_filled_in(run: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    folder = tmp_path / "plan"

    assert run("new", folder).code == 0

    opened = load(folder)
    assert opened.plan is not None
    assert (opened.plan.projects, opened.plan.problems) == ((), ())
    file = folder / "revisions/1/plan.xlsx"
    book = openpyxl.load_workbook(file)
    levels, projects = book["施策体系"], book["事業一覧"]
    place = {cell.value: cell.column for cell in projects[1]}
    of_level = {cell.value: cell.column for cell in levels[1]}
    levels.cell(2, of_level["基本目標"]).value = "1　暮らしを守る"
    levels.cell(3, of_level["基本目標"]).value = "1　暮らしを守る"
    levels.cell(3, of_level["施策"]).value = "1-1　防災"
    for header, value in (
        *(("基本目標", "1　暮らしを守る"), ("施策", "1-1　防災")),
        *(("事務事業番号", "101-1"), ("事業名", "避難所整備事業"), ("担当課", "防災課")),
    ):
        projects.cell(2, place[header]).value = value
    book.save(file)

    filled = load(folder).plan
    assert filled is not None
    assert [goal.title for goal in filled.goals] == ["暮らしを守る"]
    assert [(one.title, one.goal) for one in filled.measures] == [("防災", 0)]
    assert [one.name for one in filled.projects] == ["避難所整備事業"]
    assert filled.problems == ()


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_that_is_there_is_replaced(run: Run, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "plan"
    if kind == "folder":
        place.mkdir()
    elif kind == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.symlink_to(tmp_path / "nowhere")

    assert_fails(run("new", place), 3)
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_source_that_cannot_be_read_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "source.csv"
    source.write_text("a,b\n1,2\n", encoding="utf-8")

    assert_fails(run("new", tmp_path / "plan", "--from", source), 3)
    assert_fails(run("new", tmp_path / "plan", "--from", tmp_path), 3)
    assert [path.name for path in tmp_path.iterdir()] == ["source.csv"]


def test_every_line_of_plan_toml_is_explained_in_japanese(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "plan")
    text = (tmp_path / "plan/plan.toml").read_text(encoding="utf-8")
    blocks = [block for block in text.split("\n\n") if block]

    assert tomllib.loads(text) == {"current": "1"}
    assert all(block.startswith("# ") and "。" in block for block in blocks)
    offered = (
        text.replace("# code", "code").replace("# title", "title").replace("# period", "period")
    )
    assert set(tomllib.loads(offered)) == {"code", "title", "period", "current"}
