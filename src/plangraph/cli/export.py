"""The command ``export``."""

from pathlib import Path
from typing import Final

import click

from plangraph.cli.language import Text
from plangraph.cli.options import output_option, plan_argument, source_options
from plangraph.cli.output import write_result
from plangraph.cli.plans import open_document
from plangraph.cli.spoken import command, option
from plangraph.write.text import write_text

ABOUT: Final = Text(
    "読み取った値から文書を組み立て直します。欠けなく読めていれば、原文と同じ文書になります。",
    "Put the document together again from the values that were read. "
    "Where nothing was lost it equals the source.",
)
AS: Final = Text("文書の種類", "Kind of document")


@command(
    "export",
    about=ABOUT,
    examples=("plangraph export --as text", "plangraph export plan.txt --as text -o copy.txt"),
)
@plan_argument
@option("--as", "form", type=click.Choice(("text",)), required=True, about=AS)
@output_option()
@source_options
def export(
    plan: str | None, form: str, output: Path | None, kind: str | None, registers: Path | None
) -> None:
    """Write a plan back as a document."""
    writers = {"text": write_text}
    write_result(writers[form](open_document("export", plan, kind, registers)), output)
