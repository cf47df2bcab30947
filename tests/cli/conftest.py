"""Ways to run the command line: in this process, where that is enough, and as a program."""

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from plangraph.cli import main
from tests.cli.running import Outcome, Run

PROGRAM = "import sys; from plangraph.cli import main; sys.exit(main())"


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process."""

    def call(*arguments: object) -> Outcome:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Outcome(code, out, err.decode("utf-8"))

    return call


@pytest.fixture
def program() -> Run:
    """Run a command as a program of its own; ``LANG`` and the like come from ``settings`` alone."""

    def call(
        *arguments: object,
        settings: Mapping[str, str] | None = None,
        given: bytes = b"",
        stdout: int = subprocess.PIPE,
    ) -> Outcome:
        kept = {
            key: value
            for key, value in os.environ.items()
            if key not in {"LANG", "LC_ALL", "LC_MESSAGES", "PYTHONIOENCODING", "PYTHONUTF8"}
        }
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *map(str, arguments)],
            env={**kept, **(settings or {})},
            input=given,
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout or b"", done.stderr.decode("utf-8"))

    return call
