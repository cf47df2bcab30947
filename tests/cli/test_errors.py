"""Whatever goes wrong is said in one line, with the right exit code, and leaves nothing behind."""

import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from plangraph.cli.failures import explain
from plangraph.cli.language import LANGUAGES
from plangraph.cli.output import fill_folder
from plangraph.errors import OutputError, QueryError
from tests.cli.running import ONE_LINE, Run, assert_fails

INPUTS = [
    "absent.txt",
    "absent/plan.txt",
    "binary.txt",
    "broken.trig",
    "empty.trig",
    "empty.txt",
    "folder",
    "plan.bin",
    "store",
]


@pytest.fixture
def damaged(tmp_path: Path) -> dict[str, Path]:
    """Lay out inputs that no command can use."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "plan.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "empty.trig").write_bytes(b"")
    (tmp_path / "broken.trig").write_bytes(b"<urn:a> <urn:b> ")
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_bytes(b"\0\xffnonsense")
    return {name: tmp_path / name for name in INPUTS}


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("command", ["read", "assemble", "check", "identify", "export --as text"])
def test_an_input_that_cannot_be_used_is_one_line(
    run: Run, damaged: dict[str, Path], name: str, command: str
) -> None:
    first, *rest = command.split()

    assert_fails(run(first, damaged[name], *rest), 3)


@pytest.mark.parametrize("name", INPUTS)
def test_a_question_to_an_unusable_input_is_one_line(
    run: Run, damaged: dict[str, Path], name: str
) -> None:
    assert_fails(run("ask", "structure/initiatives", damaged[name]), 3)


@pytest.mark.parametrize(
    "words",
    [
        "chek",
        "--nonsense",
        "check --nonsense",
        "check --profile cabinet",
        "check --fail-on never",
        "check --format pdf",
        "check --lang fr",
        "check --from",
        "check --from txt data",
        "check -",
        "check --format text a.txt b.txt",
        "ask",
        "ask --set department structure/initiatives",
        "ask structure/initiatives --set department=x",
        "ask structure/nothing-of-the-kind",
        "ask responsibility/projects-of-department --set office=x",
        "ask responsibility/projects-of-department --set department=no-such-department",
        "ask --list --schema",
        "assemble -o graph.docx",
        "draw",
        "assemble one two",
        "export --as docx",
        "export",
        "rules XYZ-99",
        "read --format yaml",
    ],
)
def test_wrong_usage_is_one_line_and_code_2(run: Run, words: str) -> None:
    assert_fails(run(*words.split()), 2)


def test_a_misspelt_command_is_offered_the_right_one(run: Run) -> None:
    assert "'check'" in run("chekc", "--lang", "en").err
    assert "「check」" in run("chekc", "--lang", "ja").err


@pytest.mark.parametrize(("words", "named"), [("draw", "--as"), ("load x", "--store")])
def test_a_missing_option_is_named_as_it_is_typed(run: Run, words: str, named: str) -> None:
    assert f": {named} is missing." in run(*words.split(), "--lang", "en").err


def test_a_base_that_begins_no_iri_is_refused(run: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"

    assert_fails(run("publish", root / "data/iizuka", out, "--base", "nonsense"), 2)
    assert not out.exists()


def test_damaged_rdf_is_told_from_a_wrong_number(run: Run, tmp_path: Path) -> None:
    """The parser's own words must not be taken for those about a number."""
    file = tmp_path / "plan.ttl"
    file.write_text("bad turtle <", encoding="utf-8")

    assert "RDF として読めません" in run("read", file, "--lang", "ja").err


def test_a_context_on_the_network_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.jsonld"
    file.write_text('{"@context": "http://127.0.0.1:1/c", "@id": "urn:a", "b": 1}', "utf-8")
    outcome = run("read", file, "--lang", "en")

    assert_fails(outcome, 3)
    assert "Write the context into the file" in outcome.err


@pytest.mark.parametrize("sparql", ["SELECT nonsense", "", "\0", "INSERT DATA { <a> <b> <c> }"])
def test_a_broken_query_file_is_one_line(run: Run, tmp_path: Path, sparql: str) -> None:
    file = tmp_path / "own.rq"
    file.write_text(sparql, encoding="utf-8")

    assert_fails(run("ask", file), 3)


def test_an_absent_query_file_is_one_line(run: Run, tmp_path: Path) -> None:
    assert_fails(run("ask", tmp_path / "absent.rq"), 3)


@pytest.mark.parametrize(
    "words", ["assemble -o", "ask structure/initiatives -o", "export --as text -o"]
)
def test_a_full_disk_is_one_line(run: Run, require: Callable[[str], None], words: str) -> None:
    require("full-device")

    assert_fails(run(*words.split(), "/dev/full"), 3)
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    "words", ["--help", "check --help", "rules", "assemble", "check", "demo {out}"]
)
def test_full_standard_output_is_one_line(
    program: Run, require: Callable[[str], None], words: str, tmp_path: Path
) -> None:
    """A folder that was made for a result goes again."""
    require("full-device")
    device = os.open("/dev/full", os.O_WRONLY)
    try:
        outcome = program(*words.format(out=tmp_path / "a" / "out").split(), stdout=device)
    finally:
        os.close(device)

    assert_fails(outcome, 3)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_something_came_into_stays(tmp_path: Path) -> None:
    out = tmp_path / "a" / "out"
    with pytest.raises(OutputError):
        fill_and_fail(out)

    assert [one.name for one in out.iterdir()] == ["findings.xlsx"]


def fill_and_fail(out: Path) -> None:
    with fill_folder(out) as folder:
        (folder / "findings.xlsx").touch()
        raise OutputError(folder, "no space left on device", "Free some space")


@pytest.mark.parametrize("words", ["--help", "assemble", "check", "demo"])
def test_a_closed_pipe_is_silent(program: Run, words: str) -> None:
    """Whoever pipes into ``head`` has seen what they wanted."""
    read, write = os.pipe()
    os.close(read)
    try:
        outcome = program(*words.split(), stdout=write)
    finally:
        os.close(write)

    assert outcome == (3, b"", "")


@pytest.mark.parametrize("words", ["assemble", "ask structure/initiatives", "export --as text"])
def test_an_unwritable_place_leaves_nothing_behind(run: Run, tmp_path: Path, words: str) -> None:
    output = tmp_path / "absent" / ("graph.trig" if words == "assemble" else "result.txt")

    assert_fails(run(*words.split(), "-o", output), 3)
    assert list(tmp_path.iterdir()) == []


def test_findings_are_shown_where_their_report_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """Nothing found is lost with the file; the exit code says that it was not written."""
    code, out, err = run("check", "-o", tmp_path / "absent" / "result.txt")

    assert code == 3
    assert b"META-01" in out
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "graph.trig"
    folder.mkdir()

    assert_fails(run("assemble", "-o", folder), 3)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (QueryError("a\nb\x1b[31m", "broken\r\nin two", "Mend it"), 3),
        (KeyboardInterrupt(), 3),
        (RecursionError("maximum recursion depth"), 3),
        (MemoryError(), 3),
        (OSError(28, "No space left on device", "x"), 3),
        (ValueError("two\nlines"), 3),
        (click.UsageError("Got unexpected extra argument (x)"), 2),
        (click.Abort(), 3),
    ],
    ids=lambda value: type(value).__name__,
)
def test_any_exception_becomes_one_printable_line(error: BaseException, code: int) -> None:
    for language in LANGUAGES:
        line, given = explain(error, "check", language)

        assert given == code
        assert ONE_LINE.fullmatch(line + "\n")
        assert line.isprintable()
