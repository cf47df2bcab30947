"""The command ``compare``."""

from pathlib import Path
from typing import Final

import click

from plangraph.cli.collections import open_collections, write_collections
from plangraph.cli.failures import CLEAN, FINDINGS
from plangraph.cli.language import Language, Text
from plangraph.cli.options import choose_format, format_option, output_option, source_options
from plangraph.cli.output import write_note, write_result
from plangraph.cli.plans import STANDARD_INPUT, open_plan
from plangraph.cli.spoken import argument, command, option, pass_language
from plangraph.compare import Comparison, read_orders, rehearse, write_events
from plangraph.compare import compare as compare_datasets
from plangraph.errors import FolderError, UsageError, name_reason
from plangraph.opening import LoadedPlan
from plangraph.store import Dataset, write_rdf

ABOUT: Final = Text(
    "計画の旧版と新版を比べ、何が変わり、それが何に響くかを、目標と施策ごとに示します。\n"
    "推定で同じものとみなした箇所には、その旨と確かめ方を添えます。",
    "Compare an old and a new revision: what changed, and what that brings about, by goal and "
    "measure.\nWhat is taken for the same by likeness alone says so, and how to confirm it.",
)
OLD: Final = Text("旧版 (PLAN と同じもの)", "The old revision: anything that may stand for PLAN")
NEW: Final = Text("新版 (PLAN と同じもの)", "The new revision: anything that may stand for PLAN")
REORGANIZE: Final = Text(
    "部署の再編を試す。on,kind,from,to の CSV (kind は rename merge split move close)。"
    "PLAN を一つだけ与え、-o は再編後の計画を書き出す",
    "Rehearse a reorganization: a CSV file on,kind,from,to (kind: rename merge split move close); "
    "takes one plan, and -o writes the plan as it would be",
)
ABSENT: Final = Text("この計画に現れない部署です: {unit}", "This plan names no such unit: {unit}")
WRITTEN: Final = Text(
    "再編後の計画を {document} に、再編の記録を {events} に書き出しました。",
    "Wrote the plan as it would be to {document}, and the events to {events}.",
)
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
        "plangraph compare national-2025.nq national-2026.nq --format json",
        "plangraph compare FOLDER --reorganize reorganization.csv -o rehearsed.txt",
    ),
)
@argument("old", about=OLD)
@argument("new", required=False, about=NEW)
@option("--reorganize", type=click.Path(path_type=Path), metavar="FILE", about=REORGANIZE)
@format_option(*FORMATS, default="text")
@output_option()
@option("--exit-code", "exit_code", is_flag=True, about=EXIT_CODE)
@source_options
@pass_language
def compare(
    language: Language,
    old: str,
    new: str | None,
    reorganize: Path | None,
    form: str | None,
    output: Path | None,
    exit_code: bool,
    kind: str | None,
    registers: Path | None,
) -> None:
    """Compare two revisions, or rehearse a reorganization of one."""
    if reorganize is not None:
        if new is not None:
            remedy = "Give the plan that the reorganization starts from"
            raise UsageError("compare --reorganize", "takes one plan, not two", remedy)
        opened = open_plan(old, kind, registers)
        found = _rehearse(opened, old, reorganize, output, language)
        write_result(found.write(form or "text", language))
    else:
        if new is None:
            raise UsageError("compare NEW", "is missing", "Give the new revision, or --reorganize")
        if old == new == STANDARD_INPUT:
            raise UsageError("compare", "standard input holds one revision", "Name a file for one")
        chosen = choose_format(form, output, FORMATS, "text")
        if form is None and output is not None:
            chosen = ENDINGS.get(output.suffix.lower().removeprefix("."), chosen)

        def open_side(side: str) -> Dataset:
            return open_plan(side, kind if side == STANDARD_INPUT else None, registers).dataset

        many = open_collections(old, new, open_side)
        if many is not None:
            differs = write_collections(many, chosen, output, language)
            raise click.exceptions.Exit(FINDINGS if exit_code and differs else CLEAN)
        found = compare_datasets(open_side(old), open_side(new))
        write_result(found.write(chosen, language), output)
    raise click.exceptions.Exit(FINDINGS if exit_code and found.changes else CLEAN)


def _rehearse(
    opened: LoadedPlan, name: str, file: Path, output: Path | None, language: Language
) -> Comparison:
    """Rehearse, and write the plan as it would be, with the events beside it."""
    if opened.plan is None or opened.identity is None:
        remedy = "Give the plan folder or the source file"
        raise UsageError(f"compare {name}", "a dataset is no document to reorganize", remedy)
    if opened.plan.document.layout != "text":
        remedy = "Give the plan as a text document"
        raise UsageError(f"compare {name}", "only a text can be written back", remedy)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FolderError(file, name_reason(error), "Check the path and its permissions") from error
    orders = read_orders(data, str(file))
    rehearsal = rehearse(opened.plan, opened.dataset, opened.registers, opened.identity, orders)
    for absent in rehearsal.absent:
        write_note(ABSENT.spoken(language).format(unit=absent))
    if output is not None and output.suffix.lower() in (".trig", ".nq"):
        write_rdf(rehearsal.dataset, output)
    elif output is not None:
        events = output.with_suffix(".ttl")
        if events == output:
            remedy = "Name a text (.txt), or a dataset (.trig .nq)"
            raise UsageError("compare -o", "the events take this name beside the plan", remedy)
        write_result(rehearsal.document, output)
        write_result(write_events(rehearsal), events)
        write_note(WRITTEN.spoken(language).format(document=output, events=events))
    return rehearsal.comparison
