"""A server with narrow limits, for tests that go to them."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from plangraph.publish import read_marker
from plangraph.serve import Limits, make_application
from plangraph.serve.listening import make_server
from tests.serve.calling import call

LIMITS = Limits(seconds=2.0, rows=2000, workers=1, spare=1)


@dataclass(frozen=True)
class Running:
    """A server that runs."""

    port: int
    site: Path

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base(self) -> str:
        """What the IRI of each of its things begins with."""
        return str(read_marker(self.site)["base"])

    @property
    def endpoint(self) -> str:
        """Where it answers queries."""
        return f"{self.url}/sparql"

    def wait_for_free(self, number: int) -> None:
        """Wait until so many workers have nothing to do."""
        end = time.monotonic() + 60
        while call(f"{self.url}/health").json["free"] != number:
            assert time.monotonic() < end, "the workers are not as busy as they should be"
            time.sleep(0.02)


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Running]:
    """Run the server."""
    running = make_server(make_application(site, LIMITS), port=0)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    end = time.monotonic() + 60
    while not running.started:
        assert time.monotonic() < end, "the server does not start"
        time.sleep(0.05)
    (listener,) = running.servers[0].sockets
    yield Running(listener.getsockname()[1], site)
    running.should_exit = True
    thread.join(timeout=20)
    assert not thread.is_alive()
