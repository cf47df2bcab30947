"""The command ``compare``."""

from pathlib import Path
from typing import Final

import click

from plangraph.cli.failures import CLEAN, FINDINGS
from plangraph.cli.language import Language, Text
from plangraph.cli.options import choose_format, format_option, output_option, source_options
from plangraph.cli.output import write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import argument, command, option, pass_language
from plangraph.compare import compare as compare_datasets
from plangraph.errors import UsageError

ABOUT: Final = Text(
    "計画の旧版と新版を比べ、何が変わり、それが何に響くかを、目標と施策ごとに示します。\n"
    "推定で同じものとみなした箇所には、その旨と確かめ方を添えます。",
    "Compare an old and a new revision: what changed, and what that brings about, by goal and "
    "measure.\nWhat is taken for the same by likeness alone says so, and how to confirm it.",
)
OLD: Final = Text("旧版 (PLAN と同じもの)", "The old revision: anything that may stand for PLAN")
NEW: Final = Text("新版 (PLAN と同じもの)", "The new revision: anything that may stand for PLAN")
EXIT_CODE: Final = Text("違いがあれば終了コードを 1 にする", "Exit with 1 if anything differs")
FORMATS: Final = ("text", "json", "html", "markdown", "turtle")
ENDINGS: Final = {"ttl": "turtle", "htm": "html"}


@command(
    "compare",
    about=ABOUT,
    examples=(
        "plangraph compare old.txt new.txt",
        "plangraph compare old.txt new.txt --registers FOLDER -o changes.html",
        "plangraph compare old.ttl FOLDER --format json --exit-code",
    ),
)
@argument("old", about=OLD)
@argument("new", about=NEW)
@format_option(*FORMATS, default="text")
@output_option()
@option("--exit-code", "exit_code", is_flag=True, about=EXIT_CODE)
@source_options
@pass_language
def compare(
    language: Language,
    old: str,
    new: str,
    form: str | None,
    output: Path | None,
    exit_code: bool,
    kind: str | None,
    registers: Path | None,
) -> None:
    """Compare two revisions and report what changed."""
    if old == new == "-":
        raise UsageError("compare", "standard input holds one revision", "Name a file for one")
    chosen = choose_format(form, output, FORMATS, "text")
    if form is None and output is not None:
        chosen = ENDINGS.get(output.suffix.lower().removeprefix("."), chosen)
    before = open_plan(old, kind if old == "-" else None, registers)
    after = open_plan(new, kind if new == "-" else None, registers)
    found = compare_datasets(before.dataset, after.dataset)
    write_result(found.write(chosen, language), output)
    raise click.exceptions.Exit(FINDINGS if exit_code and found.changes else CLEAN)
