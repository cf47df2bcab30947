"""Real SPARQL servers on loopback, and a gate before one that can refuse and break."""

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SYSTEM = "/usr/sbin:/usr/bin:/sbin:/bin"
SECONDS = 60
TRIES = 3
SETTINGS = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 20
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{inner}
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where it answers queries, and its process."""

    address: str
    process: "subprocess.Popen[bytes]"


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def run_oxigraph(folder: Path | None = None) -> Iterator[Server]:
    """Run Oxigraph in memory, or over a folder, until the end of the block."""
    program = Path(sys.executable).parent / "oxigraph"
    location = ["--location", str(folder)] if folder else []
    with _run(
        lambda port: [str(program), "serve", "--bind", f"127.0.0.1:{port}", *location], None
    ) as (port, process):
        yield Server(f"http://127.0.0.1:{port}/query", process)


@contextmanager
def run_virtuoso(folder: Path) -> Iterator[Server]:
    """Run Virtuoso over a new database until the end of the block."""
    program = shutil.which("virtuoso-t", path=SYSTEM)
    assert program is not None

    def prepare(port: int) -> list[str]:
        settings = SETTINGS.format(port=port, inner=find_port())
        (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
        return [program, "+configfile", "virtuoso.ini", "+foreground"]

    with _run(prepare, folder) as (port, process):
        yield Server(f"http://127.0.0.1:{port}/sparql", process)


@contextmanager
def _run(
    prepare: Callable[[int], list[str]], home: Path | None
) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    for _ in range(TRIES):
        # Another program may take the port before the server does.
        port = find_port()
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(prepare(port), cwd=home, stdout=quiet, stderr=quiet)
        if _wait(port, process):
            break
        process.kill()
        process.wait()
    else:
        raise RuntimeError(f"{prepare(0)[0]} does not start")
    try:
        yield port, process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: "subprocess.Popen[bytes]") -> bool:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


@dataclass(slots=True)
class Gate:
    """
    Stands before a server and hands on what comes, unless ``judge`` says otherwise.

    ``judge`` is given the method and how many requests came before, and says the status to answer
    with, 0 to break the line, or None to hand on.
    """

    behind: str
    judge: Callable[[str, int], int | None] = lambda _method, _number: None
    seen: list[str] = field(default_factory=list)
    server: ThreadingHTTPServer = field(init=False)

    def __enter__(self) -> "Gate":
        gate = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length) if length else None
                verdict = gate.judge(self.command, len(gate.seen))
                gate.seen.append(self.command)
                if verdict == 0:
                    self.close_connection = True
                    return
                status, kind, data = (
                    (verdict, "text/plain", b"") if verdict else gate.pass_on(self, body)
                )
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        """Where the gate answers queries."""
        return f"http://127.0.0.1:{self.server.server_port}/query"

    def pass_on(
        self, handler: BaseHTTPRequestHandler, body: bytes | None
    ) -> tuple[int, str, bytes]:
        """Hand a request on, and give status, media type and body of the answer."""
        names = ("Accept", "Content-Type", "Authorization")
        headers = {name: handler.headers[name] for name in names if handler.headers[name]}
        address = self.behind.rsplit("/", 1)[0] + handler.path
        request = urllib.request.Request(address, body, headers, method=handler.command)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as response:
                return response.status, response.headers["Content-Type"] or "", response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers["Content-Type"] or "", error.read()
        except OSError:
            return 502, "text/plain", b""
