"""The command compare: what it writes, how it exits, what it refuses."""

import json
from pathlib import Path

import pytest

from plangraph.cli import main
from tests.compare.revising import TINY

SOURCE = TINY / "revisions/1/source.txt"
Streams = pytest.CaptureFixture[bytes]


def run(streams: Streams, *arguments: object) -> tuple[int, str, str]:
    """Run the command in this process."""
    streams.readouterr()
    code = main(["compare", *map(str, arguments)])
    out, err = streams.readouterr()
    return code, out.decode(), err.decode()


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Write a revision with one change."""
    file = tmp_path / "new.txt"
    text = SOURCE.read_text(encoding="utf-8").replace("\t建設課\t", "\t農政課\t")
    file.write_text(text, encoding="utf-8")
    return file


def test_differences_are_told_and_fail_only_when_asked(capfdbinary: Streams, new: Path) -> None:
    code, out, err = run(capfdbinary, SOURCE, new, "--lang", "ja")

    assert (code, err) == (0, "")
    assert "建設課 → 農政課" in out
    assert run(capfdbinary, SOURCE, new, "--exit-code")[0] == 1
    assert run(capfdbinary, SOURCE, SOURCE, "--exit-code")[0] == 0


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.html", "<!doctype html>"),
        ("x.md", "# "),
        ("x.json", "{"),
        ("x.ttl", "@prefix"),
        ("x.txt", ""),
    ],
)
def test_the_format_goes_by_the_ending(
    capfdbinary: Streams, new: Path, tmp_path: Path, name: str, begins: str
) -> None:
    code, out, _ = run(capfdbinary, SOURCE, new, "-o", tmp_path / name)

    assert (code, out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_registers_are_lent_to_both(capfdbinary: Streams, new: Path) -> None:
    _, out, _ = run(capfdbinary, SOURCE, new, "--registers", TINY, "--format", "json")
    told = json.loads(out)

    assert told["old"].endswith("/999016/revision-source")
    assert told["new"].endswith("/999016/revision-new")
    assert [change["iri"].rpartition("/")[2] for change in told["changes"]] == ["project-130-2"]


def test_a_rehearsal_writes_the_plan_and_its_events(capfdbinary: Streams, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("on,kind,from,to\n2027-04-01,rename,図書館,中央図書館\n", encoding="utf-8")
    target = tmp_path / "plan.txt"
    code, out, err = run(capfdbinary, TINY, "--reorganize", orders, "-o", target, "--lang", "en")

    assert code == 0
    assert "読書推進事業" in out
    assert "plan.ttl" in err
    assert target.read_text(encoding="utf-8").count("中央図書館") == 2
    assert "ChangeEvent" in target.with_suffix(".ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((SOURCE,), 2, "NEW"),
        (("-", "-"), 2, "standard input"),
        ((SOURCE, SOURCE, "--reorganize", "x.csv"), 2, "one plan"),
        ((SOURCE, "absent.txt"), 3, "absent.txt"),
        ((SOURCE, "--reorganize", "absent.csv"), 3, "absent.csv"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    capfdbinary: Streams, arguments: tuple[object, ...], code: int, told: str
) -> None:
    found, out, err = run(capfdbinary, *arguments, "--lang", "en")

    assert (found, out) == (code, "")
    assert told in err
    assert err.count("\n") == 1
