"""The command ``read``."""

from pathlib import Path
from typing import Final

from plangraph.cli.account import write_account_json, write_account_text
from plangraph.cli.language import Language, Text
from plangraph.cli.options import format_option, plan_argument, source_options
from plangraph.cli.output import write_result
from plangraph.cli.plans import open_document
from plangraph.cli.reported import count_reports, say_reports
from plangraph.cli.spoken import command, option, pass_language
from plangraph.errors import UsageError
from plangraph.opening import suggest_columns

ABOUT: Final = Text(
    "計画を段階ごとに読み、原文のすべての行とセルの行き先を示します。",
    "Say what was read, level by level, and where every line and cell of the source went.",
)


SUGGEST: Final = Text(
    "表の列の読み取り案を revision.toml の形で、理由を添えて示す",
    "Propose how the columns of a table are read, for revision.toml, with the reasons",
)


@command(
    "read",
    about=ABOUT,
    examples=(
        "plangraph read",
        "plangraph read plan.txt --format json",
        "plangraph read plan.xlsx --suggest",
    ),
)
@plan_argument
@format_option("text", "json", default="text", by_ending=False)
@option("--suggest", is_flag=True, about=SUGGEST)
@source_options
@pass_language
def read(
    language: Language,
    plan: str | None,
    form: str | None,
    kind: str | None,
    registers: Path | None,
    suggest: bool,
) -> None:
    """Read a plan and account for its source."""
    if suggest:
        if plan is None or kind is not None:
            raise UsageError("--suggest", "looks at a file", "Name a .csv, .tsv or .xlsx file")
        write_result(suggest_columns(plan, registers=registers))
        return
    opened, document = open_document("read", plan, kind, registers)
    if form == "json":
        write_result(write_account_json(document, count_reports(opened)))
        return
    write_result(write_account_text(document, language) + say_reports(opened, language))
