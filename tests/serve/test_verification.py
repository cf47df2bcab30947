"""The server passes the verification that a folder passes, and its negotiation with it."""

from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from plangraph.cli import main
from plangraph.errors import OutputError
from plangraph.publish.sources import WebSource
from plangraph.publish.verification import Verification
from tests.serve.conftest import Running


def test_the_server_passes(server: Running, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", server.url, "--lang", "en"]) == 0
    assert "Nothing is wrong" in capfd.readouterr().err


def test_a_server_that_does_not_negotiate_is_found(little_site: Path) -> None:
    class Plain(SimpleHTTPRequestHandler):
        def __init__(self, *words: Any) -> None:
            super().__init__(*words, directory=str(little_site))

        def log_message(self, format: str, *words: Any) -> None:
            """Say nothing."""

    plain = ThreadingHTTPServer(("127.0.0.1", 0), Plain)
    thread = Thread(target=plain.serve_forever)
    thread.start()
    try:
        faults = Verification(WebSource(f"http://127.0.0.1:{plain.server_port}")).run()
    finally:
        plain.shutdown()
        plain.server_close()
        thread.join()

    assert {fault.check for fault in faults} == {"negotiation"}


def test_a_server_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OutputError, match="cannot be reached"):
        Verification(WebSource("http://127.0.0.1:9")).run()
