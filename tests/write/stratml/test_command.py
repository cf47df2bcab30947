"""``export --as stratml`` writes the document, and tells on standard error what is not in it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from plangraph.cli.unheld import KINDS, say_losses
from plangraph.opening import load
from plangraph.write.stratml import Loss

WRITING = Path(__file__).parents[3] / "src" / "plangraph" / "write" / "stratml"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return subprocess.run(
        [sys.executable, "-m", "plangraph", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("form", ["stratml", "stratml-1"])
def test_the_document_goes_out_and_the_rest_is_told(form: str, tmp_path: Path) -> None:
    """Standard output holds the document alone, so that it can be piped on."""
    done = run("export", "--as", form, "--lang", "en")
    file = tmp_path / "plan.xml"
    file.write_text(done.stdout, encoding="utf-8")

    assert done.returncode == 0
    assert load(file).plan is not None
    assert done.stderr.startswith("What StratML cannot hold")
    assert "what plan.toml states (1): code: " in done.stderr


def test_a_stratml_file_is_not_taken_for_the_text_layout() -> None:
    """What was never a text cannot be put together again as one."""
    file = Path(__file__).parents[2] / "read" / "stratml" / "documents" / "harbour.xml"
    done = run("export", str(file), "--as", "text", "--lang", "en")

    assert (done.returncode, done.stdout) == (2, "")
    assert "Use --as stratml" in done.stderr


def test_every_kind_of_loss_has_its_words() -> None:
    """A kind that the writer notes can be said in both languages, and no other is there."""
    noted = {
        kind
        for path in sorted(WRITING.glob("*.py"))
        for kind in re.findall(r"note\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }

    assert noted == set(KINDS)


def test_signs_that_drive_a_terminal_are_shown_harmless() -> None:
    """A name from a file must not write over the screen."""
    assert "\x1b" not in say_losses([Loss("projects", ("a\x1b[2Jb",))], "en")
