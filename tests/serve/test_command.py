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


def start(source: Path, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server at a free port; wait until it says where it is, and answers there."""
    words = [sys.executable, "-c", PROGRAM, "serve", str(source), "--port", "0"]
    with log.open("wb") as out:
        running = subprocess.Popen([*words, "--lang", "en"], stderr=out)
    end = time.monotonic() + 90
    while time.monotonic() < end and running.poll() is None:
        said = re.match(r"Serving at (http://127\.0\.0\.1:\d+)/\n", log.read_text())
        if said and call(f"{said[1]}/health").status == 200:
            return running, said[1]
        time.sleep(0.2)
    running.kill()
    pytest.fail(log.read_text())


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM], ids=["interrupt", "terminate"])
def test_a_server_stops_when_told(site: Path, tmp_path: Path, told: signal.Signals) -> None:
    running, address = start(site, tmp_path / "log")
    call(f"{address}/402052/goal-1")
    running.send_signal(told)

    assert running.wait(timeout=30) == 0
    lines = (tmp_path / "log").read_text().splitlines()
    assert lines[0] == f"Serving at {address}/"
    assert all(re.fullmatch(r"\{.*\}", line) for line in lines[1:])


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_a_plan_is_served_as_a_site(root: Path, tmp_path: Path) -> None:
    running, address = start(root / "tests/plans/tiny", tmp_path / "log")
    reply = call(f"{address}/999016/goal-1.ttl")
    taken = subprocess.run(
        [
            sys.executable,
            "-c",
            PROGRAM,
            "serve",
            "--port",
            address.rpartition(":")[2],
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
