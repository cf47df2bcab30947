"""A published revision stays as it was, whatever is published after it."""

import gzip
import json
import shutil
from pathlib import Path

import lxml.html
import pytest

from plangraph.cli.publish import judge_plan
from plangraph.errors import OutputError
from plangraph.opening import LoadedPlan, load
from plangraph.publish.sources import FolderSource
from plangraph.publish.verification import Verification
from tests.conftest import TODAY, write_site
from tests.publish.reading import read_page

FIRST = "999016/revision-1"


def take(root: Path, folder: Path, revision: str) -> LoadedPlan:
    """Open a plan folder that has one revision alone, as if there had never been another."""
    shutil.copytree(root / "tests/plans/revised", folder)
    for home in (folder / "revisions").iterdir():
        if home.name != revision:
            shutil.rmtree(home)
    note = folder / "plan.toml"
    text = note.read_text("utf-8").replace('current = "2"', f'current = "{revision}"')
    note.write_text(text, "utf-8")
    return load(folder)


@pytest.fixture(scope="module")
def first(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the first revision alone."""
    folder = tmp_path_factory.mktemp("revisions")
    return write_site(take(root, folder / "old", "1"), folder / "site")


@pytest.fixture(scope="module")
def second(root: Path, first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the second over the first, without the files of the first."""
    folder = tmp_path_factory.mktemp("revisions")
    shutil.copytree(first, folder / "site")
    return write_site(take(root, folder / "new", "2"), folder / "site")


def list_files(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_folder_of_a_former_revision_stays_byte_for_byte(first: Path, second: Path) -> None:
    kept = list_files(second / FIRST)

    assert {"index.html", "revision.nq.gz", "source.txt.html", "SHA256SUMS"} <= set(kept)
    assert kept == list_files(first / FIRST)
    assert (second / "999016/revision-2/revision.nq.gz").is_file()


def test_a_site_with_two_revisions_is_whole(second: Path) -> None:
    assert Verification(FolderSource(second)).run() == []


def test_the_facts_of_a_former_revision_stay_in_the_dumps(first: Path, second: Path) -> None:
    kept = gzip.decompress((first / FIRST / "revision.nq.gz").read_bytes()).splitlines()
    whole = gzip.decompress((second / "data/dataset.nq.gz").read_bytes()).splitlines()

    assert len(kept) > 500
    assert set(kept) <= set(whole)


def test_what_a_plan_dropped_keeps_its_page_and_stands_in_no_list(
    first: Path, second: Path
) -> None:
    gone = [
        path.name
        for path in sorted((second / "999016").glob("*.html"))
        if "現在の版にはありません" in read_page(path).xpath("string(//main)")
    ]
    listed = (second / "999016/projects.html").read_text("utf-8")
    before = {path.name for path in (first / "999016").glob("*.nt")}

    assert gone
    assert [name for name in gone if f'href="{name}"' in listed] == []
    assert before <= {path.name for path in (second / "999016").glob("*.nt")}


def test_a_page_says_what_changed(second: Path) -> None:
    page = read_page(second / "999016/changes-1-2.html")
    told = json.loads((second / "999016/changes-1-2.json").read_text("utf-8"))
    start = lxml.html.document_fromstring((second / "index.html").read_bytes())

    assert len(page.xpath("//tbody/tr")) == len(told["changes"]) > 5
    assert page.xpath("//td//a[contains(@href, 'revision-1/source.txt.html#line-')]")
    assert start.xpath("//a[@href='999016/changes-1-2.html']")
    assert start.xpath("//a[@href='999016/revision-1/index.html']")


def test_publishing_again_changes_nothing(root: Path, second: Path, tmp_path: Path) -> None:
    shutil.copytree(second, tmp_path / "site")
    again = write_site(take(root, tmp_path / "new", "2"), tmp_path / "site")

    sums = "data/SHA256SUMS"
    assert (again / sums).read_bytes() == (second / sums).read_bytes()


def test_a_revision_that_was_touched_is_not_passed_on(
    root: Path, first: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(first, site)
    (site / FIRST / "index.html").write_text("other")
    before = list_files(site)

    with pytest.raises(OutputError, match="not what it was"):
        write_site(take(root, tmp_path / "new", "2"), site)
    assert list_files(site) == before


def test_a_revision_comes_from_one_document(root: Path, first: Path, tmp_path: Path) -> None:
    shutil.copytree(first, tmp_path / "site")
    source = root / "tests/plans/revised/revisions/2/source.txt"
    take(root, tmp_path / "other", "1")
    shutil.copy(source, tmp_path / "other/revisions/1/source.txt")

    with pytest.raises(OutputError, match="from another document"):
        write_site(load(tmp_path / "other"), tmp_path / "site")


def test_a_revision_that_is_named_by_its_folder_is_published_alone(root: Path) -> None:
    folder = root / "tests/plans/revised"
    for named, revisions in ((folder, ["1", "2"]), (folder / "revisions" / "1", ["1"])):
        dataset, report = judge_plan(str(named), None, TODAY)
        assert [names.revision for names in dataset.revisions] == revisions
        assert report.names == dataset.revisions[-1]
