"""The command ``reason``."""

from pathlib import Path
from typing import Final

import click

from plangraph.cli.failures import FINDINGS
from plangraph.cli.language import Language, Text
from plangraph.cli.options import plan_argument, source_options
from plangraph.cli.output import write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import command, pass_language
from plangraph.reason import reason as prove

ABOUT: Final = Text(
    "語彙の定義と計画の記載のあいだに論理的な矛盾がないかを、推論で確かめます。Java が必要です。\n"
    "終了コード: 0 矛盾なし、1 矛盾あり、3 実行できない。",
    "Prove by reasoning that the vocabulary and the plan do not contradict each other. "
    "It needs Java.\nExit code: 0 consistent, 1 a contradiction, 3 could not be done.",
)


@command("reason", about=ABOUT, examples=("plangraph reason", "plangraph reason plan.txt"))
@plan_argument
@source_options
@pass_language
def reason(language: Language, plan: str | None, kind: str | None, registers: Path | None) -> None:
    """Prove that the current facts of a plan are consistent."""
    outcome = prove(open_plan(plan, kind, registers).graph)
    write_result(outcome.write(language).rstrip("\n") + "\n")
    if not outcome.sound:
        raise click.exceptions.Exit(FINDINGS)
