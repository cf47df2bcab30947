"""The command ``draw``."""

from pathlib import Path
from typing import Final

import click

from plangraph.cli.language import Language, Text
from plangraph.cli.options import output_option, plan_argument, source_options
from plangraph.cli.output import write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import command, option, pass_language
from plangraph.errors import UsageError

ABOUT: Final = Text(
    "計画を図にします。体系図 (tree)、担当表 (matrix)、目標から課への流れ (sankey)、"
    "取り組みでつながる課 (network) があり、それぞれ一つの問いに答えます。\n"
    "形式は FILE の拡張子 (.svg .png .html) で決まります。html には図のもとの表が付きます。",
    "Draw the plan: as a tree, as a matrix of departments and initiatives, as flows from goals "
    "to departments (sankey), or as the network of departments that share initiatives. Each "
    "answers one question.\nThe ending of FILE (.svg .png .html) names the format; html has the "
    "table behind the picture.",
)
AS: Final = Text("図の種類", "Kind of picture")
KINDS: Final = ("tree", "matrix", "sankey", "network")
FORMATS: Final = ("svg", "png", "html")


@command(
    "draw",
    about=ABOUT,
    examples=(
        "plangraph draw --as tree -o tree.svg",
        "plangraph draw plan.txt --as matrix -o matrix.png",
    ),
)
@plan_argument
@option("--as", "kind_of_picture", type=click.Choice(KINDS), required=True, about=AS)
@output_option()
@source_options
@pass_language
def draw(
    language: Language,
    plan: str | None,
    kind_of_picture: str,
    output: Path | None,
    kind: str | None,
    registers: Path | None,
) -> None:
    """Draw a plan as a picture."""
    form = "svg"
    if output is not None and str(output) != "-":
        form = output.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            raise UsageError(
                output, "no kind of picture ends like this", f"Use .{', .'.join(FORMATS)}"
            )
    dataset = open_plan(plan, kind, registers).dataset
    from plangraph.network.draw import draw_plan

    write_result(draw_plan(dataset, kind_of_picture, form, language=language), output)
