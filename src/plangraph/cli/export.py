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
from plangraph.cli.unheld import say_losses
from plangraph.errors import UsageError
from plangraph.opening import LoadedPlan
from plangraph.plan import Plan
from plangraph.write.stratml import write_stratml
from plangraph.write.text import write_text

ABOUT: Final = Text(
    "計画を文書に書き出します。\n"
    "text は読み取った値から組み立て直した原文、xlsx は各課に回して直してもらうブック、"
    "csv は同じ表をカンマ区切りにしたものです。xlsx と csv は読み直せます。\n"
    "stratml は交換用の StratML (ISO 17469) の Part 2、stratml-1 は Part 1 です。"
    "その形式に入らないものは標準エラーに示します。",
    "Write a plan back as a document.\n"
    "text is the source put together again from what was read; xlsx is a workbook that goes round "
    "the offices; csv is the same table. The last two can be read again.\n"
    "stratml is StratML (ISO 17469), Part 2, for exchange; stratml-1 is its Part 1. "
    "What that format cannot hold is told on standard error.",
)
STRATML: Final = {"stratml": 2, "stratml-1": 1}
"""Kinds of document that are StratML, and their parts."""

AS: Final = Text("文書の種類", "Kind of document")
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
        "plangraph export --as stratml -o plan.xml",
    ),
)
@plan_argument
@option(
    "--as", "form", type=click.Choice(("text", "xlsx", "csv", *STRATML)), required=True, about=AS
)
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
        if opened.plan.document.layout == "xml":
            raise UsageError("export --as text", "StratML is no such text", "Use --as stratml")
        if opened.plan.document.layout == "workbook":
            remedy = "Use --as xlsx or --as csv"
            raise UsageError("export --as text", "a workbook is no such text", remedy)
        write_result(write_text(opened.plan), output)
        return
    if form in STRATML:
        _export_stratml(language, opened, opened.plan, form, output)
        return
    if opened.plan.document.layout == "xml":
        write_note(UNHELD.spoken(language))
    write_result(_write_table(opened.plan, opened.identity or Identity(), form), output)


def _export_stratml(
    language: Language, opened: LoadedPlan, plan: Plan, form: str, output: Path | None
) -> None:
    """Write StratML, and tell what does not fit in."""
    identity, description = opened.identity or Identity(), opened.registers.description
    written = write_stratml(plan, identity, description, part=STRATML[form])
    write_result(written.data, output)
    if written.losses:
        write_note(say_losses(written.losses, language))


def _write_table(plan: Plan, identity: Identity, form: str) -> bytes:
    from plangraph.write.table import make_table, write_csv

    table = make_table(plan, identity)
    if form == "csv":
        return write_csv(table)
    # openpyxl takes its time to load, so only the workbook is written with it.
    from plangraph.write.book import write_book

    return write_book(table)
