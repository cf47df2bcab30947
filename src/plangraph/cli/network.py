"""The command ``network``."""

from pathlib import Path
from typing import Final

import click

from plangraph.cli.language import Language, Text
from plangraph.cli.options import (
    choose_format,
    format_option,
    links_option,
    output_option,
    plan_argument,
    source_options,
)
from plangraph.cli.output import with_byte_order_mark, write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import command, option, pass_language
from plangraph.network import make_network, measure_plan

ABOUT: Final = Text(
    "課と取り組みのつながりを測ります。まとまり、つなぎ目、担当の集中と重なり、負担の偏りなどを、"
    "その意味とともに示します。\n"
    "--without を付けると、その課がなくなったときに失われるものを示し、残りを測ります。",
    "Measure how departments and initiatives hang together: groups, joints, concentration and "
    "redundancy of responsibility, balance of load, each with what it means.\n"
    "With --without: what falls when a department goes, and the measures of the rest.",
)
WITHOUT: Final = Text(
    "なくなる課の名称か IRI。繰り返し指定できる",
    "Department that goes, by name or IRI; may be repeated",
)
GRAPH: Final = Text(
    "graphml と gexf に書くネットワークの種類", "Network to write as graphml or gexf"
)
FORMATS: Final = ("text", "json", "csv", "graphml", "gexf")
GRAPHS: Final = (
    "all",
    "work",
    "department-goal",
    "department-initiative",
    "departments",
    "initiatives",
)


@command(
    "network",
    about=ABOUT,
    examples=(
        "plangraph network",
        "plangraph network --without DEPARTMENT",
        "plangraph network -o plan.graphml --graph departments",
    ),
)
@plan_argument
@option("--without", multiple=True, metavar="DEPARTMENT", about=WITHOUT)
@option("--graph", type=click.Choice(GRAPHS), default="all", about=GRAPH)
@format_option(*FORMATS, default="text")
@output_option()
@links_option
@source_options
@pass_language
def network(
    language: Language,
    plan: str | None,
    without: tuple[str, ...],
    graph: str,
    form: str | None,
    output: Path | None,
    kind: str | None,
    registers: Path | None,
    links: tuple[Path, ...],
) -> None:
    """Measure how a plan hangs together."""
    chosen = choose_format(form, output, FORMATS, "text")
    dataset = open_plan(plan, kind, registers, links).dataset
    if chosen in ("graphml", "gexf"):
        from plangraph.network.report import write_graph

        write_result(
            write_graph(make_network(dataset, kind=graph, without=without), chosen), output
        )
        return
    written = measure_plan(dataset, without=without).write(chosen, language)
    if chosen == "csv" and output is not None:
        write_result(with_byte_order_mark(written), output)
        return
    write_result(written, output)
