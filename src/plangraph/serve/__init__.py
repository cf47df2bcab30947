"""
serve: the site with content negotiation, and a SPARQL 1.1 endpoint over its data.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from plangraph.errors import UsageError
from plangraph.serve.limits import Limits

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["Limits", "make_application", "run_server"]


def make_application(site: Path, limits: Limits | None = None) -> "Starlette":
    """
    Make the server of a site, as an ASGI application.

    Raises:
        OutputError: The folder is no site.
    """
    # A worker imports this package, too, and shall not wait for the server's libraries.
    from plangraph.serve.application import make_application as make

    return make(site, limits)


def run_server(
    site: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    announce: Callable[[int], None] = lambda _: None,
) -> None:
    """
    Serve a site until interrupted; what is under way is then finished.

    Args:
        site: The folder of a published site.
        host: The address to listen at.
        port: Port 0 takes any that is free.
        announce: Called with the port once connections to it are accepted.

    Raises:
        UsageError: The address cannot be had.
        OutputError: The folder is no site.
    """
    import os
    import signal
    import socket

    from plangraph.serve.listening import make_server

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # Without the protocol named, asyncio lets the system hold short answers back for a while.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except (OSError, OverflowError) as error:
        what = getattr(error, "strerror", None) or str(error)
        remedy = "Give another --host or --port"
        raise UsageError(f"{host}:{port}", what.lower(), remedy) from error
    limits = Limits(workers=min(max(2, os.cpu_count() or 2), 8))
    server = make_server(make_application(site, limits))
    # Having stopped, uvicorn sends itself the signal again: here that is the end, and no failure.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with listener, suppress(KeyboardInterrupt):
        announce(listener.getsockname()[1])
        server.run(sockets=[listener])
