"""What commands write: whole, in UTF-8, in the form asked for."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plangraph.layout import shipped_plan
from plangraph.opening import LoadedPlan
from plangraph.store import read_rdf
from tests.cli.running import Run, assert_fails

SOURCE = shipped_plan() / "revisions" / "1" / "source.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the shipped plan folder, to write into."""
    return Path(shutil.copytree(shipped_plan(), tmp_path / "plan"))


def test_export_gives_the_source_back_byte_for_byte(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"

    assert run("export", "--as", "text").out == SOURCE.read_bytes()
    assert run("export", SOURCE, "--as", "text", "-o", copy) == (0, b"", "")
    assert copy.read_bytes() == SOURCE.read_bytes()


def test_assemble_writes_the_same_to_a_file_and_to_standard_output(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "graph.trig"

    assert run("assemble", "-o", file) == (0, b"", "")
    assert run("assemble").out == file.read_bytes()
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld"])
def test_a_triples_format_says_that_it_holds_current_facts_only(
    run: Run, tmp_path: Path, shipped: LoadedPlan, ending: str
) -> None:
    file = tmp_path / f"facts.{ending}"
    outcome = run("assemble", "-o", file, "--lang", "en")

    assert outcome.code == 0
    assert "current facts only" in outcome.err
    assert len(read_rdf(file).current_graph()) == len(shipped.graph)


@pytest.mark.parametrize("ending", ["trig", "nq"])
def test_a_quads_format_holds_every_graph(
    run: Run, tmp_path: Path, shipped: LoadedPlan, ending: str
) -> None:
    file = tmp_path / f"graph.{ending}"

    assert run("assemble", "-o", file) == (0, b"", "")
    assert len(read_rdf(file).store) == len(shipped.dataset.store)


def test_standard_input_is_read_as_the_format_says(program: Run) -> None:
    outcome = program("read", "-", "--from", "txt", "--format", "json", given=SOURCE.read_bytes())

    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out)["counts"]["rows"] == 76


def test_an_error_in_standard_input_names_no_temporary_file(program: Run) -> None:
    outcome = program("read", "-", "--from", "ttl", "--lang", "en", given=b"<a> <b>")

    assert outcome.code == 3
    assert outcome.err.startswith("plangraph: standard input: ")


def test_the_account_adds_up(run: Run) -> None:
    """Every line has a kind, and every filled cell a column or a mention."""
    account = json.loads(run("read", "--format", "json").out)
    cells = [cell for row in account["rows"] for cell in row["cells"]]
    filled = [cell for cell in cells if cell["printed"].strip()]

    assert account["counts"] == {
        "goals": 3, "measures": 6, "initiatives": 19, "rows": 76, "projects": 75,
    }  # fmt: skip
    assert sum(account["lines"]["kinds"].values()) == account["lines"]["all"]
    assert account["lines"]["all"] == len(SOURCE.read_bytes().splitlines())
    assert account["cells"]["placed"] + account["cells"]["unplaced"] == len(filled)
    assert account["problems"] == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_cell_without_a_column_is_named_with_its_line(
    run: Run, tmp_path: Path, language: str
) -> None:
    lines = SOURCE.read_text(encoding="utf-8").split("\n")
    lines[12] += "\tこぼれたセル"
    file = tmp_path / "spilt.txt"
    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    page = run("read", file, "--lang", language).out.decode("utf-8")

    (found,) = [line for line in page.splitlines() if "こぼれたセル" in line]
    assert "13" in found


def test_identify_finds_the_shipped_ledger_complete(run: Run) -> None:
    outcome = run("identify", "--lang", "en")

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.decode() == "The ledger lacks nothing.\n"


def test_identify_writes_nothing_unless_asked(run: Run, folder: Path) -> None:
    ledger = folder / "identifiers.csv"
    ledger.unlink()

    assert b"budget-1 " in run("identify", folder).out
    assert not ledger.exists()


def test_identify_appends_once_and_leaves_what_stands(run: Run, folder: Path) -> None:
    ledger = folder / "identifiers.csv"
    lines = ledger.read_bytes().splitlines(keepends=True)
    before = b"".join(lines[:-3]).rstrip(b"\n")
    ledger.write_bytes(before)

    assert run("identify", folder, "--write").code == 0
    after = ledger.read_bytes()
    assert after.startswith(before + b"\n")
    assert len(after.splitlines()) == len(lines)
    assert run("identify", folder, "--write", "--lang", "en").out == b"The ledger lacks nothing.\n"
    assert ledger.read_bytes() == after


def test_identify_begins_a_ledger_where_there_is_none(run: Run, folder: Path) -> None:
    ledger = folder / "identifiers.csv"
    ledger.unlink()

    assert run("identify", folder, "--write").code == 0
    assert run("identify", folder, "--lang", "en").out == b"The ledger lacks nothing.\n"


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_a_ledger_saved_by_a_spreadsheet_keeps_its_encoding(
    run: Run, folder: Path, encoding: str
) -> None:
    ledger = folder / "identifiers.csv"
    lines = ledger.read_text(encoding="utf-8").splitlines()
    before = "\r\n".join(lines[:-3]).encode(encoding) + b"\r\n"
    ledger.write_bytes(before)

    assert run("identify", folder, "--write").code == 0
    after = ledger.read_bytes()
    assert after.startswith(before)
    assert after.decode(encoding).count("\r\n") == len(lines)
    assert run("identify", folder, "--lang", "en").out == b"The ledger lacks nothing.\n"


def test_a_ledger_in_no_known_encoding_is_left_alone(run: Run, folder: Path) -> None:
    ledger = folder / "identifiers.csv"
    ledger.write_bytes(b"kind,key\xff\xff\n")

    assert_fails(run("identify", folder, "--write"), 3)
    assert ledger.read_bytes() == b"kind,key\xff\xff\n"


def test_the_rules_are_listed_and_explained_in_both_languages(run: Run) -> None:
    listed = run("rules", "--lang", "en").out.decode("utf-8")
    explained = run("rules", "kpi-01", "--lang", "en").out.decode("utf-8")

    assert "KPI-01" in listed
    assert "council warning" in explained
    assert "警告" in run("rules", "KPI-01", "--lang", "ja").out.decode("utf-8")


def test_the_module_runs_as_a_program_of_its_own(tmp_path: Path) -> None:
    """``python -m plangraph`` serves where scripts are not on the path, as often on Windows."""
    done = subprocess.run(
        [sys.executable, "-m", "plangraph", "--help", "--lang", "en"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Usage: plangraph ")


def test_links_are_lent_to_the_commands_that_answer_with_them(run: Run) -> None:
    """The proposed supports, of which the shipped plan has none."""
    links = shipped_plan() / "proposals" / "supports.ttl"
    question = "coverage/measure-indicators-without-support"

    assert b"asserted" not in run("ask", question, "--format", "csv").out
    assert run("ask", question, "--format", "csv", "--links", links).out.count(b"asserted") == 14
    assert b"plan:supports city:indicator-49" in run("assemble", "--links", links).out
    assert b"own-judgement" in run("ask", "links/curated", "--links", links).out
    findings = json.loads(run("check", "--format", "json", "--links", links).out)["findings"]
    assert sum(found["rule"] == "KPI-03" for found in findings) == 4
    lineage = json.loads(run("network", "--format", "json", "--links", links).out)["measures"]
    assert max(row["depth"] for row in lineage["lineage"]["rows"]) == 1


def test_a_byte_order_mark_before_links_is_passed_over(run: Run, tmp_path: Path) -> None:
    """Both before a plan's own and before those that are lent, which follow them."""
    folder = tmp_path / "plan"
    shutil.copytree(shipped_plan(), folder)
    lent = tmp_path / "lent.ttl"
    for source, file in [("links.ttl", folder / "links.ttl"), ("proposals/supports.ttl", lent)]:
        file.write_bytes(b"\xef\xbb\xbf" + (shipped_plan() / source).read_bytes())

    links = shipped_plan() / "proposals" / "supports.ttl"
    expected = run("ask", "links/curated", "--format", "csv", "--links", links).out
    assert run("ask", "links/curated", folder, "--format", "csv", "--links", lent).out == expected
    assert expected.count(b"\n") > 20
