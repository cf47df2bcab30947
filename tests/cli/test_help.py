"""Every command explains itself in both languages, within the screen, and at once."""

import subprocess
import sys

import pytest

from plangraph.cli.commands import LISTED, make_commands
from plangraph.cli.pages import measure_width, wrap_text
from plangraph.cli.spoken import HELP
from tests.cli.running import Run

CONTRACT = {
    *("demo", "read", "new", "identify", "assemble", "check", "ask", "compare", "export"),
    *("publish", "verify", "serve", "load", "reason", "network", "draw", "rules"),
}
FIRST = {"demo", "read", "identify", "assemble", "check", "ask", "export", "rules", "reason"}
HEAVY = ["lxml", "networkx", "openpyxl", "owlready2", "pyoxigraph", "pyshacl", "rdflib", "yaml"]


def test_the_commands_are_those_agreed_on() -> None:
    """A command that cannot work yet is not there yet."""
    assert FIRST <= set(LISTED) <= CONTRACT


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", LISTED)
def test_every_command_has_help_in_both_languages(run: Run, name: str, language: str) -> None:
    outcome = run(name, "--help", "--lang", language)
    page = outcome.out.decode("utf-8")

    assert (outcome.code, outcome.err) == (0, "")
    assert f"plangraph {name}" in page
    assert page.isascii() is (language == "en")


@pytest.mark.parametrize("name", LISTED)
def test_every_command_has_an_example_and_documented_parameters(name: str) -> None:
    group = make_commands()
    context = group.make_context("plangraph", ["--lang", "ja"], resilient_parsing=True)
    command = group.get_command(context, name)

    assert command is not None
    assert getattr(command, "examples", ())
    for parameter in command.params:
        about = getattr(parameter, "about", None)
        assert about is not None, parameter.name
        assert about.ja
        assert about.en.isascii()
    assert "--lang" in {name for parameter in command.params for name in parameter.opts}


def test_the_start_page_lists_every_command(run: Run) -> None:
    for language, help_text in zip(("ja", "en"), HELP, strict=True):
        page = run("--help", "--lang", language).out.decode("utf-8")
        assert [name for name in LISTED if f"\n  {name} " not in page] == []
        assert help_text in page
        assert run("--lang", language).out.decode("utf-8") == page


def test_without_a_word_the_start_page_is_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    assert run() == run("--help", "--lang", "en")


@pytest.mark.parametrize("columns", ["50", "80", "200"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_help_stays_within_the_screen(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str, language: str
) -> None:
    """Usage and examples are lines to copy, so they are left whole."""
    monkeypatch.setenv("COLUMNS", columns)
    page = run("--help", "--lang", language).out.decode("utf-8")

    assert max(measure_width(line) for line in page.splitlines()) < int(columns)


def test_japanese_is_wrapped_without_a_full_stop_at_a_line_start() -> None:
    lines = list(wrap_text("計画を読み、検査し、問い合わせる。" * 5, 20))

    assert "".join(lines) == "計画を読み、検査し、問い合わせる。" * 5
    assert [line for line in lines if line[0] in "、。"] == []


def test_help_imports_nothing_heavy() -> None:
    """A help page must not cost what a check costs."""
    asked = (
        "import sys; from plangraph.cli import main; code = main(['--help']); "
        f"loaded = [name for name in {HEAVY} if name in sys.modules]; "
        "sys.exit(repr(loaded) if loaded else code)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
