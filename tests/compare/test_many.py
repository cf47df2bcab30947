"""Two collections of plans are told apart plan by plan, and only what differs is opened."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from plangraph.cli import main
from plangraph.compare import compare
from plangraph.compare.many import set_apart
from plangraph.opening import load
from plangraph.store.disk import load_store, open_store
from plangraph.store.holdings import FileHoldings, Holdings, StoreHoldings
from tests.benchmarks.generator.writing import Order, write_dataset, write_folders

PLANS = 6
SHARE = 0.34
"""Two of six plans are edited."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an old and a new collection, as files and as stores."""
    folder = tmp_path_factory.mktemp("collections")
    for name, share in (("old", 0.0), ("new", SHARE)):
        write_dataset(Order(3, PLANS, edited=share), folder / f"{name}.nq")
        load_store(folder / name, [folder / f"{name}.nq"], [])
    return folder


@pytest.mark.parametrize("kinds", ["file-file", "file-store", "store-file", "store-store"])
def test_plans_that_differ_are_compared_as_one_by_one(home: Path, kinds: str) -> None:

    def hold(name: str, kind: str) -> Holdings:
        if kind == "file":
            return FileHoldings(home / f"{name}.nq")
        return StoreHoldings(open_store(home / name))

    old_kind, new_kind = kinds.split("-")
    found = set_apart(hold("old", old_kind), hold("new", new_kind))
    assert (found.same, len(found.differing), found.gone, found.come) == (PLANS - 2, 2, (), ())
    olds = write_folders(Order(3, PLANS), home / "olds")
    news = write_folders(Order(3, PLANS, edited=SHARE), home / "news")
    pairs = [
        compare(load(old).dataset, load(new).dataset)
        for old, new in zip(olds, news, strict=True)
        if (old / "plan.toml").read_bytes() != (new / "plan.toml").read_bytes()
    ]
    expected = {one.new.code: one.changes for one in pairs}
    assert {one.new.code: one.changes for one in found.compare()} == expected
    assert all(expected.values())


def test_the_order_of_lines_is_of_no_matter(home: Path, tmp_path: Path) -> None:
    lines = (home / "old.nq").read_bytes().splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    (tmp_path / "shuffled.nq").write_bytes(b"".join(lines))
    found = set_apart(FileHoldings(home / "old.nq"), FileHoldings(tmp_path / "shuffled.nq"))
    assert (found.same, found.differing) == (PLANS, ())


def test_a_plan_that_is_on_one_side_alone_is_told(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_dataset(Order(3, PLANS - 1), tmp_path / "fewer.nq")
    both = [str(home / "old.nq"), str(tmp_path / "fewer.nq")]
    assert main(["compare", *both, "--format", "json", "--exit-code"]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["new"], one["changes"]) for one in told] == [(None, [])]
    assert main(["compare", *reversed(both), "--lang", "en"]) == 0
    captured = capsys.readouterr()
    assert "Only in the new." in captured.out
    assert (
        "5 plans are the same, 0 differ, 0 are only in the old, 1 only in the new." in captured.err
    )


def test_the_command_writes_a_line_of_json_for_each_plan(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["compare", str(home / "old.nq"), str(home / "new"), "--format", "json"]
    assert main(arguments) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = Counter(change["kind"] for one in told for change in one["changes"])
    assert (len(told), dict(kinds)) == (2, {"text-changed": 4})
    assert main([*arguments[:-1], "html"]) == 2
    assert main(["compare", str(home / "old"), str(home / "old"), "--exit-code"]) == 0
