"""The command ``reason``."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from plangraph.cli.failures import FINDINGS
from plangraph.cli.language import Language, Text
from plangraph.cli.options import (
    choose_format,
    format_option,
    output_option,
    plan_argument,
    source_options,
)
from plangraph.cli.output import write_note, write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import command, option, pass_language
from plangraph.names import shorten
from plangraph.reason import apply_plain_rules, explain, explain_misuses, infer, read_vocabulary
from plangraph.reason import reason as prove

if TYPE_CHECKING:
    import rdflib

    from plangraph.reason import Consistency

ABOUT: Final = Text(
    "語彙の定義と計画の記載のあいだに論理的な矛盾がないかを推論で確かめます。"
    "矛盾があれば原因の公理を言葉で示し、"
    "なければ導かれること（共管の事業、単独の担当など）を示します。Java が必要です。\n"
    "--route rl は Java なしで、OWL RL の規則で言えることだけを示します。\n"
    "終了コード: 0 矛盾なし、1 矛盾あり、3 実行できない。",
    "Prove by reasoning that the vocabulary and the plan do not contradict each other; where they "
    "do, name the axioms to blame in words; where they don't, say what follows: joint projects, "
    "orphan measures, sole owners. It needs Java.\n"
    "--route rl does without Java, and says only what the rules of OWL RL can.\n"
    "Exit code: 0 consistent, 1 a contradiction, 3 could not be done.",
)
ROUTE: Final = Text("推論の方法", "How to reason")
FORMATS: Final = ("text", "json", "turtle")
ADDED: Final = Text("規則 {} から導かれた記述: {}", "Statements that follow by the rule {}: {}")
LIMITS: Final = Text(
    "OWL RL では、二つ以上を数えることも「書かれていないものはない」とみなすこともできません。"
    "キーと、逆の関係についての制限も扱いません。",
    "OWL RL can neither count beyond one nor take what is not stated as absent. "
    "Keys, and restrictions on an inverse relation, are left out.",
)
CLASH: Final = Text("矛盾する個体: {}", "Individuals that contradict the vocabulary: {}")
FINE: Final = Text("規則で見つかる矛盾はありません。", "No contradiction that rules can see.")
ALL: Final = Text("全体の矛盾", "the contradiction")
BLAMED: Final = Text("{} の原因:", "To blame for {}:")


@command(
    "reason",
    about=ABOUT,
    examples=(
        "plangraph reason",
        "plangraph reason plan.txt --format turtle",
        "plangraph reason --route rl",
    ),
)
@plan_argument
@option("--route", type=click.Choice(("hermit", "rl")), default="hermit", about=ROUTE)
@format_option(*FORMATS, default="text")
@output_option()
@source_options
@pass_language
def reason(
    language: Language,
    plan: str | None,
    route: str,
    form: str | None,
    output: Path | None,
    kind: str | None,
    registers: Path | None,
) -> None:
    """Prove that the current facts of a plan are consistent, and say what follows."""
    chosen = choose_format(form, output, FORMATS, "text")
    facts = open_plan(plan, kind, registers).graph
    if route == "rl":
        _apply_rules(language, facts, output)
        return
    outcome = prove(facts)
    if not outcome.sound:
        explained = explain(outcome, facts, language=language)
        if chosen == "json":
            told = asdict(outcome) | {"blamed": explained}
            write_result(json.dumps(told, ensure_ascii=False, indent=2) + "\n", output)
        else:
            write_result(_tell(outcome, explained, language), output)
        raise click.exceptions.Exit(FINDINGS)
    said = outcome.write(language).rstrip("\n") + "\n"
    written = infer(facts).write(chosen, language, facts, read_vocabulary())
    if chosen == "text":
        write_result(f"{said}\n{written}", output)
        return
    write_note(said.rstrip("\n"))
    write_result(written, output)


def _tell(
    outcome: "Consistency", explained: Mapping[str, tuple[str, ...]], language: Language
) -> str:
    """Say what is amiss and why, once where the same is to blame for several things."""
    blamed: dict[tuple[str, ...], list[str]] = {}
    for thing, sentences in explained.items():
        blamed.setdefault(sentences, []).append(shorten(thing))
    paragraphs = [outcome.write(language).rstrip("\n")]
    for sentences, things in blamed.items():
        title = BLAMED.spoken(language).format(
            " ".join(filter(None, things)) or ALL.spoken(language)
        )
        paragraphs.append("\n  ".join([title, *sentences]))
    return "\n".join(paragraphs) + "\n"


def _apply_rules(language: Language, facts: "rdflib.Graph", output: Path | None) -> None:
    ruled = apply_plain_rules(facts)
    lines = [
        ADDED.spoken(language).format(name, len(triples))
        for name, triples in ruled.added.items()
        if triples
    ]
    clash = CLASH.spoken(language).format(" ".join(map(shorten, ruled.clashing)))
    lines = [clash if ruled.clashing else FINE.spoken(language), *lines, LIMITS.spoken(language)]
    misused = explain_misuses(facts, language=language)
    lines[1:1] = [sentence for sentences in misused.values() for sentence in sentences]
    write_result("\n".join(lines) + "\n", output)
    if ruled.clashing or misused:
        raise click.exceptions.Exit(FINDINGS)
