"""Options and arguments that several commands share."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click

from plangraph.cli.language import Text
from plangraph.cli.spoken import Decorator, argument, option
from plangraph.errors import UsageError

PLAIN_ENDINGS: Final = ("txt", "text", "log")
"""Endings under which a result is written in the default format."""

STANDARD_INPUT_FORMATS: Final = (
    "txt",
    "csv",
    "tsv",
    "xlsx",
    "xml",
    "ttl",
    "trig",
    "nt",
    "nq",
    "jsonld",
)

ENDINGS: Final = {
    "htm": "html",
    "jsonl": "json",
    "md": "markdown",
    "ndjson": "json",
    "ttl": "turtle",
    "txt": "text",
}
"""Formats whose files end otherwise than the format is called."""

PLAN: Final = Text(
    "計画のフォルダー (plan.toml を含む)、原文 (.txt .csv .tsv .xlsx .xls .ods .xml)、"
    "RDF (.ttl .trig .nt .nq .jsonld)、ストアかサイトのフォルダー、SPARQL の窓口のアドレス。"
    "- は標準入力。省くと同梱の計画",
    "A plan folder (it has a plan.toml), a source file (.txt .csv .tsv .xlsx .xls .ods "
    ".xml), an RDF file (.ttl .trig .nt .nq .jsonld), the folder of a store or a site, or "
    "a SPARQL endpoint's address; - is standard input; by default the plan that is shipped",
)
PLANS: Final = Text(
    "計画のフォルダー、原文、RDF。複数を挙げると、一件を一行の JSON で示す",
    "Plan folders, source files or RDF files; of several each gives one JSON object a line",
)
FROM: Final = Text("標準入力の形式", "Format of standard input")
REGISTERS: Final = Text(
    "単独の原文に、台帳と名簿を貸す計画フォルダー",
    "Plan folder that lends a bare file its ledger and registers",
)
OUTPUT: Final = Text("書き出すファイル", "File to write")

LINKS: Final = Text(
    "計画の links.ttl に加える、関連付けのファイル (.ttl)。繰り返し指定できる",
    "Turtle file of curated links to add to those of the plan; may be repeated",
)
SCHEDULER: Final = Text(
    "処理を分け合う Dask のスケジューラーのアドレス (tcp://...)。local はこのパソコンのプロセス",
    "Address of a Dask scheduler (tcp://...), whose workers share the work; local: processes here",
)

plan_argument = argument("plan", required=False, about=PLAN)
plans_argument = argument("plans", nargs=-1, metavar="[PLAN]...", about=PLANS)


def links_option(function: Callable[..., None]) -> Callable[..., None]:
    """Add ``--links``."""
    added = option(
        "--links", type=click.Path(path_type=Path), metavar="FILE", multiple=True, about=LINKS
    )
    return added(function)


scheduler_option = option("--scheduler", metavar="ADDRESS", about=SCHEDULER)


def source_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add what says how a plan is opened: ``--from`` and ``--registers``."""
    lent = option(
        "--registers",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        about=REGISTERS,
    )
    kind = option(
        "--from", "kind", type=click.Choice(STANDARD_INPUT_FORMATS), metavar="FORMAT", about=FROM
    )
    return kind(lent(function))


def format_option(*formats: str, default: str, by_ending: bool = True) -> Decorator:
    """Add ``--format``; ``by_ending`` says that ``choose_format`` looks at the file's name, too."""
    about = Text(
        f"結果の形式 [既定: {'FILE の拡張子、なければ ' if by_ending else ''}{default}]",
        f"Format of the result [default: {'as FILE ends, else ' if by_ending else ''}{default}]",
    )
    return option("--format", "form", type=click.Choice(formats), about=about)


def choose_format(
    form: str | None, output: Path | None, formats: Sequence[str], default: str
) -> str:
    """
    Choose the format asked for, else the one that the file's ending names.

    Raises:
        UsageError: A workbook would be shown on a terminal, or no format has the file's ending.
    """
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    named = ENDINGS.get(ending, ending)
    if output is not None and form is None and ending and named not in (*formats, *PLAIN_ENDINGS):
        choices, suffix = " ".join(formats), output.suffix
        raise UsageError(output, f"no format has the ending '{suffix}'", f"Use one of {choices}")
    chosen = form or (named if named in formats else default)
    shown = output is None or str(output) == "-"
    if chosen == "xlsx" and shown and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("--format xlsx", "a workbook is no text to show", "Name a file with -o")
    return chosen


def output_option(about: Text = OUTPUT) -> Decorator:
    """Add ``-o``."""
    return option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", about=about)


def refuse_together(where: str, **given: Any) -> None:
    """
    Refuse options of which only one can be meant.

    Raises:
        UsageError: More than one was given.
    """
    names = [name for name, value in given.items() if value]
    if len(names) > 1:
        raise UsageError(where, f"{' and '.join(names)} exclude each other", "Keep one of them")
