"""
Connections that keep others waiting: who sends or takes nothing for long is cut off.
"""

import asyncio
import sys
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

SENDING: Final = 10.0
TAKING: Final = 30.0
"""Seconds in which a client must have sent a request, and must have taken a part of the answer."""
CROWDED_SENDING: Final = 1.0
CROWDED_TAKING: Final = 5.0
"""The same when there are nearly too many connections."""
MOST: Final = 2000
"""Connections at once."""
LONGEST: Final = 192 * 1024
"""Bytes that a request may have before its body."""


class PatientProtocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]  # chosen when imported
    """Notes since when it waits for its client."""

    since: float | None = None
    left = 0
    moved = 0.0
    heading = False
    size = 0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self.since = self.loop.time()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        if self.is_waiting():
            self.since = self.since or self.loop.time()
        self.size += len(data)
        super().data_received(data)
        if not self.is_waiting():
            self.since = None
        if self.heading and self.size > LONGEST and not self.transport.is_closing():
            self.transport.abort()

    def on_message_begin(self) -> None:
        """Begin to count: this parser, unlike the other, sets a head no limit."""
        super().on_message_begin()
        self.heading, self.size = True, 0

    def on_headers_complete(self) -> None:
        """Cease to count."""
        self.heading = False
        super().on_headers_complete()

    def is_waiting(self) -> bool:
        """Tell whether it is the client's turn: no request of it is being answered."""
        return self.cycle is None or bool(self.cycle.response_complete)

    def judge(self, now: float, sending: float, taking: float) -> None:
        """Cut the connection off if the client takes too long."""
        if self.transport is None or self.transport.is_closing():
            return
        left = self.transport.get_write_buffer_size()
        if not left or left != self.left:
            self.left, self.moved = left, now
        if left and now - self.moved > taking:
            self.transport.abort()
        if self.is_waiting() and self.since is not None and now - self.since > sending:
            self.transport.abort()


class PatientServer(uvicorn.Server):
    """Looks each second for connections to cut off."""

    async def on_tick(self, counter: int) -> bool:
        """Look, besides what the server does itself ten times a second."""
        if counter % 10 == 0:
            connections = tuple(self.server_state.connections)
            crowded = len(connections) > MOST * 0.8
            now = asyncio.get_running_loop().time()
            for connection in connections:
                if isinstance(connection, PatientProtocol):
                    connection.judge(
                        now,
                        CROWDED_SENDING if crowded else SENDING,
                        CROWDED_TAKING if crowded else TAKING,
                    )
        return await super().on_tick(counter)


def make_server(application: Any, **more: Any) -> uvicorn.Server:
    """Make a server of an application, with what is said to it beside."""
    _allow_connections()
    settings = uvicorn.Config(
        application,
        http=PatientProtocol,
        access_log=False,
        log_level="error",
        timeout_graceful_shutdown=10,
        timeout_keep_alive=15,
        limit_concurrency=MOST,
        server_header=False,
        **more,
    )
    return PatientServer(settings)


def _allow_connections() -> None:
    """Let the process have as many files open as its connections need, where that can be had."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST * 2 if hard == resource.RLIM_INFINITY else min(MOST * 2, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
