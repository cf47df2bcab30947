"""What the READMEs show is what the program says."""

import re
import shlex
from pathlib import Path

import pytest

from plangraph.cli import main

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LEFT_OUT = "..."
READMES = {"README.md": "en", ".github/README.ja.md": "ja"}
TOP = Path(__file__).resolve().parent.parent.parent


def read_examples(readme: Path) -> list[tuple[str, list[str]]]:
    """Collect the commands of a README, and the lines that it shows below each."""
    examples: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(readme.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                examples.append((line.removeprefix("$ "), []))
            elif line and line != LEFT_OUT:
                examples[-1][1].append(line)
    return examples


EXAMPLES = [
    (language, command, shown)
    for name, language in READMES.items()
    for command, shown in read_examples(TOP / name)
]


def test_examples_are_found() -> None:
    assert len(EXAMPLES) == 8


@pytest.mark.parametrize(("language", "command", "shown"), EXAMPLES)
def test_an_example_shows_what_the_program_says(
    capfdbinary: pytest.CaptureFixture[bytes], language: str, command: str, shown: list[str]
) -> None:
    """Every line shown is there, in the order shown; lines between may be left out."""
    program, *words = shlex.split(command)
    code = main([*words, "--lang", language])
    said = iter(capfdbinary.readouterr().out.decode("utf-8").splitlines())

    assert program == "plangraph"
    assert code in {0, 1}
    assert [line for line in shown if line not in said] == []
