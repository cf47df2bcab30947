"""The command ``serve``."""

import tempfile
from pathlib import Path
from typing import Final

import click

from plangraph.cli.language import Language, Text
from plangraph.cli.output import write_note
from plangraph.cli.spoken import argument, command, option, pass_language
from plangraph.opening import load

ABOUT: Final = Text(
    "サイトまたは計画を公開します。どのページも、求められた形式 (HTML、Turtle、JSON-LD など) "
    "で返し、SPARQL の窓口 (/sparql) も開きます。\n"
    "Ctrl+C で止まります。",
    "Serve a site or a plan: each page in the format that is asked for (HTML, Turtle, JSON-LD "
    "and others), and a SPARQL endpoint (/sparql). Ctrl+C stops it.",
)
SOURCE: Final = Text(
    "サイトのフォルダー、または計画。省くと同梱の計画",
    "A site folder or a plan; by default the plan that is shipped",
)
HOST: Final = Text("待ち受けるアドレス", "Address to listen at")
PORT: Final = Text(
    "待ち受けるポート。0 なら空いているポート", "Port to listen at; 0 takes one that is free"
)
READY: Final = Text("http://{}:{}/ で公開しています。", "Serving at http://{}:{}/")


@command("serve", about=ABOUT, examples=("plangraph serve", "plangraph serve site --port 8080"))
@argument("source", required=False, metavar="[PLAN|SITE]", about=SOURCE)
@option("--host", default="127.0.0.1", show_default=True, about=HOST)
@option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, about=PORT)
@pass_language
def serve(language: Language, source: str | None, host: str, port: int) -> None:
    """Serve a site, or a plan as a site of its own."""
    from plangraph.publish import is_site, merge, publish
    from plangraph.serve import run_server

    def announce(port: int) -> None:
        write_note(READY.spoken(language).format(host, port))

    if source is not None and is_site(Path(source)):
        run_server(Path(source), host, port, announce)
        return
    plan = load(source)
    with tempfile.TemporaryDirectory(prefix="plangraph-") as folder:
        site = Path(folder) / "site"
        publish(merge([plan.dataset]), [plan.check(profile="publish")], site)
        run_server(site, host, port, announce)
