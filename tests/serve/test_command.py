"""The command serves until it is told to stop, and then stops as if all were well."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.serve.calling import call

PROGRAM = "import sys; from plangraph.cli import main; sys.exit(main())"


def start(source: Path, port: int, log: Path) -> subprocess.Popen[bytes]:
    """Start a server, and wait until it answers."""
    words = [sys.executable, "-c", PROGRAM, "serve", str(source), "--port", str(port)]
    with log.open("wb") as out:
        running = subprocess.Popen([*words, "--lang", "en"], stderr=out)
    end = time.monotonic() + 90
    while time.monotonic() < end and running.poll() is None:
        try:
            if call(f"http://127.0.0.1:{port}/health").status == 200:
                return running
        except OSError:
            time.sleep(0.2)
    running.kill()
    pytest.fail(log.read_text())


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM], ids=["interrupt", "terminate"])
def test_a_server_stops_when_told(served_site: Path, tmp_path: Path, told: signal.Signals) -> None:
    port = 18_000 + os.getpid() % 10_000
    running = start(served_site, port, tmp_path / "log")
    call(f"http://127.0.0.1:{port}/402052/goal-1")
    running.send_signal(told)

    assert running.wait(timeout=30) == 0
    lines = (tmp_path / "log").read_text().splitlines()
    assert lines[0] == f"Serving at http://127.0.0.1:{port}/"
    assert all(re.fullmatch(r"\{.*\}", line) for line in lines[1:])


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_a_plan_is_served_as_a_site(root: Path, tmp_path: Path) -> None:
    port = 28_000 + os.getpid() % 10_000
    running = start(root / "tests/plans/tiny", port, tmp_path / "log")
    reply = call(f"http://127.0.0.1:{port}/999016/goal-1.ttl")
    taken = subprocess.run(
        [
            sys.executable,
            "-c",
            PROGRAM,
            "serve",
            "--port",
            str(port),
            str(root / "tests/plans/tiny"),
        ],
        capture_output=True,
        check=False,
        timeout=90,
    )
    running.send_signal(signal.SIGTERM)

    assert running.wait(timeout=30) == 0
    assert reply.status == 200
    assert taken.returncode == 2
    assert b"--port" in taken.stderr
