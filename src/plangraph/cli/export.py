"""The command ``export``."""

from pathlib import Path
from typing import Final

import click

from plangraph.assemble import Identity
from plangraph.cli.language import Language, Text
from plangraph.cli.options import output_option, plan_argument, source_options
from plangraph.cli.output import write_note, write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import command, option, pass_language
from plangraph.errors import UsageError
from plangraph.plan import Plan
from plangraph.write.text import write_text

ABOUT: Final = Text(
    "計画を文書に書き出します。\n"
    "text は読み取った値から組み立て直した原文、xlsx は各課に回して直してもらうブック、"
    "csv は同じ表をカンマ区切りにしたものです。xlsx と csv は読み直せます。",
    "Write a plan back as a document.\n"
    "text is the source put together again from what was read; xlsx is a workbook that goes round "
    "the offices; csv is the same table. The last two can be read again.",
)
AS: Final = Text("文書の種類 (text, xlsx, csv)", "Kind of document (text, xlsx, csv)")
UNHELD: Final = Text(
    "この表に入らないもの: 組織の理念・使命、利害関係者、説明文。元の文書に残ります。",
    "The table cannot hold vision, mission, stakeholders and descriptions; the source keeps them.",
)


@command(
    "export",
    about=ABOUT,
    examples=(
        "plangraph export --as text",
        "plangraph export plan.txt --as text -o copy.txt",
        "plangraph export FOLDER --as xlsx -o book.xlsx",
    ),
)
@plan_argument
@option("--as", "form", type=click.Choice(("text", "xlsx", "csv")), required=True, about=AS)
@output_option()
@source_options
@pass_language
def export(
    language: Language,
    plan: str | None,
    form: str,
    output: Path | None,
    kind: str | None,
    registers: Path | None,
) -> None:
    """Write a plan back as a document."""
    opened = open_plan(plan, kind, registers)
    if opened.plan is None:
        remedy = "Give the plan folder or the source file"
        raise UsageError(f"export {plan}", "a dataset is no document to read", remedy)
    if form == "text":
        write_result(write_text(opened.plan), output)
        return
    if opened.plan.document.layout == "xml":
        write_note(UNHELD.spoken(language))
    write_result(_write_table(opened.plan, opened.identity or Identity(), form), output)


def _write_table(plan: Plan, identity: Identity, form: str) -> bytes:
    from plangraph.write.table import make_table, write_csv

    table = make_table(plan, identity)
    if form == "csv":
        return write_csv(table)
    # openpyxl takes its time to load, so only the workbook is written with it.
    from plangraph.write.book import write_book

    return write_book(table)
