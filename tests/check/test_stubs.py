"""Stubs: a line for each open finding, once, and what is decided in them holds."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from plangraph.check import Report
from plangraph.check.stubs import COLUMNS, record_stubs
from plangraph.errors import FolderError
from plangraph.opening import load
from plangraph.read.registers import read_decisions

TODAY = date(2026, 6, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a plan folder with three projects, of which one has no number."""
    home = tmp_path / "revisions" / "1"
    home.mkdir(parents=True)
    (tmp_path / "plan.toml").write_text(
        'code = "999997"\ntitle = "計画"\nissuer = "市"\ncurrent = "1"\n', encoding="utf-8"
    )
    from tests.read.layouts import document

    (home / "source.txt").write_bytes(document())
    return tmp_path


def check(folder: Path) -> Report:
    return load(folder).check(today=TODAY)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def decide(folder: Path, **given: str) -> Report:
    """Fill every stub in, and check again."""
    data, _number = record_stubs(b"", check(folder), "decisions.csv")
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, **given} for row in rows(data))
    (folder / "decisions.csv").write_text(out.getvalue(), encoding="utf-8")
    return check(folder)


def test_each_open_finding_has_a_stub_that_decides_nothing_yet(folder: Path) -> None:
    report = check(folder)
    data, number = record_stubs(b"", report, "decisions.csv")

    assert number == len(rows(data)) == len(report.open) > 3
    assert read_decisions(data, "decisions.csv") == ()
    (stub,) = (row for row in rows(data) if row["rule"] == "ID-01")
    assert (stub["line"], stub["column"]) == ("10", "事務事業番号")


def test_a_second_time_adds_nothing(folder: Path) -> None:
    first, _number = record_stubs(b"", check(folder), "decisions.csv")

    assert record_stubs(first, check(folder), "decisions.csv") == (first, 0)


def test_lines_that_are_there_stay_as_they_are(folder: Path) -> None:
    """A file of Excel keeps its mark, its line ends and the order of its columns."""
    turned = ("why", *COLUMNS[:-1])
    old = b"\xef\xbb\xbf" + (",".join(turned) + "\r\n,KPI-99,x" + "," * 10 + "\r\n").encode()
    data, number = record_stubs(old, check(folder), "decisions.csv")

    assert data.startswith(old)
    assert data[len(old) :].count(b"\r\n") == number == len(check(folder).open)


def test_accepting_every_stub_leaves_nothing_open(folder: Path) -> None:
    report = decide(folder, verdict="accept", by="係", on="2026-01-01", why="確かめた")

    assert report.open == ()
    assert len(report.findings) > 3


def test_a_decision_that_has_run_out_is_a_finding_and_accepts_nothing(folder: Path) -> None:
    report = decide(folder, verdict="accept", until="2026-05-31")
    expired = [finding for finding in report.findings if finding.rule == "DEC-02"]

    assert len(expired) * 2 == len(report.open) == len(report.findings)


def test_a_decision_on_what_is_no_longer_found_is_a_finding(folder: Path) -> None:
    decide(folder, verdict="accept")
    source = folder / "revisions" / "1" / "source.txt"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("\t新規\t", "\t101-3\t"), encoding="utf-8")

    assert [finding.rule for finding in check(folder).open] == ["DEC-01"]


def test_a_fix_settles_what_it_mends_while_the_printed_form_stays(folder: Path) -> None:
    source = folder / "revisions" / "1" / "source.txt"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("図書の配本事業\t", "図書の配本事業費\t"), encoding="utf-8")
    head = ",".join(COLUMNS)
    line = "NAM-03,,source.txt,10,事業名,図書の配本事業費,fix,図書の配本事業,係,2026-01-01,,"
    (folder / "decisions.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    plan = load(folder)
    (finding,) = (one for one in plan.check(today=TODAY).findings if one.rule == "NAM-03")

    assert finding.status == "accepted"
    assert "図書の配本事業費" in finding.message.ja
    assert not [one for one in plan.check(today=TODAY).findings if one.rule.startswith("DEC")]


def test_a_file_that_is_no_list_of_decisions_is_refused(folder: Path) -> None:
    with pytest.raises(FolderError, match="no column"):
        record_stubs(b"a,b\n1,2\n", check(folder), "decisions.csv")
