"""The command ``assemble``."""

from pathlib import Path
from typing import Final

from plangraph.cli.language import Language, Text
from plangraph.cli.options import links_option, output_option, plan_argument, source_options
from plangraph.cli.output import is_device, write_note, write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import command, pass_language
from plangraph.errors import UsageError
from plangraph.store import FORMATS, TRIPLES_ONLY, serialise, write_rdf

ABOUT: Final = Text(
    "計画をデータセットにします。形式は書き出すファイルの拡張子で決まり、"
    "標準出力へは TriG で書きます。",
    "Make the plan a dataset. The ending of FILE decides on the format; standard output gets TriG.",
)
FILE: Final = Text(
    "書き出すファイル (.trig .nq .ttl .nt .jsonld)", "File to write (.trig .nq .ttl .nt .jsonld)"
)
CURRENT_ONLY: Final = Text(
    "{} は現在の事実だけを含みます。名前付きグラフは .trig か .nq に書かれます。",
    "{} holds the current facts only; the named graphs are written to .trig or .nq.",
)


@command(
    "assemble",
    about=ABOUT,
    examples=("plangraph assemble -o graph.trig", "plangraph assemble plan.txt -o facts.ttl"),
)
@plan_argument
@output_option(FILE)
@links_option
@source_options
@pass_language
def assemble(
    language: Language,
    plan: str | None,
    output: Path | None,
    kind: str | None,
    registers: Path | None,
    links: tuple[Path, ...],
) -> None:
    """Write the dataset of a plan."""
    if output is None or str(output) == "-" or is_device(output):
        write_result(serialise(open_plan(plan, kind, registers, links).dataset, ".trig"), output)
        return
    ending = Path(output.name.removesuffix(".gz")).suffix.lower()
    if ending not in FORMATS:
        known = " ".join(FORMATS)
        raise UsageError(output, f"no format has the ending '{ending}'", f"Use one of {known}")
    write_rdf(open_plan(plan, kind, registers, links).dataset, output)
    if ending in TRIPLES_ONLY:
        write_note(CURRENT_ONLY.spoken(language).format(output))
