"""Real servers with the set-ups of the site pass the verification that ``serve`` passes."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plangraph.publish.sources import WebSource
from plangraph.publish.verification import Verification
from tests.serve.calling import call

MODULES = ("authz_core", "dir", "headers", "mime", "mpm_event", "rewrite")
APACHE_MODULES = Path("/usr/lib/apache2/modules")


def find_port() -> int:
    """Find a port that is free now."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def set_up_nginx(site: Path, folder: Path, port: int) -> list[str]:
    """Write a configuration around the site's, and give the command line."""
    places = "".join(
        f"  {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error;\n"
        f"events {{}}\nhttp {{\n  access_log off;\n{places}  server {{\n"
        f"    listen 127.0.0.1:{port};\n    root {site};\n    include {site}/setup/nginx.conf;\n"
        "  }\n}\n"
    )
    return ["/usr/sbin/nginx", "-e", f"{folder}/error", "-c", f"{folder}/nginx.conf"]


def set_up_apache(site: Path, folder: Path, port: int) -> list[str]:
    """Write a configuration around the site's, and give the command line."""
    loaded = "\n".join(f"LoadModule {m}_module {APACHE_MODULES}/mod_{m}.so" for m in MODULES)
    (folder / "apache.conf").write_text(
        f"{loaded}\nTypesConfig /dev/null\nServerRoot {folder}\n"
        f"PidFile {folder}/pid\nErrorLog {folder}/error\n"
        f"ServerName localhost\nListen 127.0.0.1:{port}\nDocumentRoot {site}\n"
        f"<Directory {site}>\nInclude {site}/setup/apache.conf\nRequire all granted\n</Directory>\n"
    )
    return ["/usr/sbin/apache2", "-X", "-f", f"{folder}/apache.conf"]


SERVERS = {"nginx": set_up_nginx, "apache2": set_up_apache}


@contextmanager
def run_server(name: str, site: Path, folder: Path) -> Iterator[str]:
    """Run a server, and give its address."""
    for above in (site, *site.parents):
        if above.stat().st_uid == 0 and "pytest" in above.name:
            above.chmod(0o755)
    running, port = start_server(name, site, folder)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.communicate(timeout=20)


def start_server(
    name: str, site: Path, folder: Path, tries: int = 3
) -> tuple[subprocess.Popen[bytes], int]:
    """Start a server; another may have taken the port since it was found free, so try again."""
    port = find_port()
    words = SERVERS[name](site, folder, port)
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    end = time.monotonic() + 20
    while running.poll() is None:
        try:
            call(f"http://127.0.0.1:{port}/robots.txt")
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.1)
        else:
            return running, port
    complaint = running.communicate()[1].decode()
    assert tries > 1, complaint
    assert "address already in use" in complaint.lower(), complaint
    return start_server(name, site, folder, tries - 1)


@pytest.mark.parametrize("name", SERVERS)
def test_a_real_server_passes(
    little_site: Path, tmp_path: Path, name: str, require: Callable[[str], None]
) -> None:
    require(name)
    with run_server(name, little_site, tmp_path) as address:
        assert Verification(WebSource(address)).run() == []
        for path, media in (
            ("/", "text/html"),
            ("/.well-known/void", "text/turtle"),
            ("/999016/goal-1.jsonld", "application/ld+json"),
            ("/data/dataset.nq.gz", "application/gzip"),
        ):
            reply = call(f"{address}{path}")
            assert (reply.status, reply.media) == (200, media), path
        assert call(f"{address}/999016/nothing", accept="text/turtle").status == 404
        assert call(f"{address}/999016/revision-1", accept="text/turtle").status == 303
        assert call(f"{address}/999016/goal-1", accept="text/csv").status == 303
        assert call(f"{address}/999016/absence-none", accept="image/png").status == 404
