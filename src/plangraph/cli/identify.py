"""The command ``identify``."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from plangraph.assemble import Needed, mint
from plangraph.cli.language import Language, Text
from plangraph.cli.options import plan_argument, source_options
from plangraph.cli.output import write_note, write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import command, option, pass_language
from plangraph.errors import FolderError, UsageError, name_reason
from plangraph.read.registers import LedgerEntry
from plangraph.write.ledger import append_entries

LEDGER: Final = "identifiers.csv"
ABOUT: Final = Text(
    "台帳 (identifiers.csv) にない識別子と、名称の変わったとみられるものを示します。\n"
    "--write を付けると、新しい識別子を台帳の末尾に書き足します。",
    "Show what the ledger (identifiers.csv) has no key for, and what may have changed its name.\n"
    "With --write new keys are appended to the ledger.",
)
WRITE: Final = Text("台帳に書き足す", "Append to the ledger")
COMPLETE: Final = Text("台帳に欠けはありません。", "The ledger lacks nothing.")
NEW: Final = Text("台帳にないもの", "Not in the ledger")
GUESSED: Final = Text(
    "名称が変わったとみられるもの (確かめて、同じ識別子の行に新しい名称を書き足してください)",
    "Perhaps under another name (confirm by adding a line with the same key and the new name)",
)
AT_LINE: Final = Text("{}行目", "line {}")
LIKE: Final = Text("{key} に似る ({score:.0%})", "like {key} ({score:.0%})")
WRITTEN: Final = Text("{path} に {number}件を書き足しました。", "Appended {number} to {path}.")
TEMPORARY: Final = Text(
    "台帳がないため、識別子は仮のものです。--registers で計画フォルダーを指定できます。",
    "Without a ledger all keys are temporary; --registers names a plan folder that has one.",
)


@command(
    "identify", about=ABOUT, examples=("plangraph identify", "plangraph identify FOLDER --write")
)
@plan_argument
@option("--write", is_flag=True, about=WRITE)
@source_options
@pass_language
def identify(
    language: Language, plan: str | None, write: bool, kind: str | None, registers: Path | None
) -> None:
    """Show, and with ``--write`` append, the keys that the ledger lacks."""
    opened = open_plan(plan, kind, registers)
    if opened.identity is None:
        remedy = "Give the plan folder or the source file"
        raise UsageError(f"identify {plan}", "a dataset has its keys already", remedy)
    if write and opened.folder is None:
        raise UsageError("identify --write", "a bare file has no ledger", "Give a plan folder")
    new = [thing for thing in opened.identity.needed if not thing.guess]
    guessed = [thing for thing in opened.identity.needed if thing.guess]
    guessed += opened.identity.renumbered
    entries = mint(new, opened.registers.ledger, opened.dataset.revisions[-1].revision)
    if opened.plan is not None:
        document = opened.plan.document
        new, guessed = (
            [replace(thing, line=document.row_number(thing.line)) for thing in things]
            for things in (new, guessed)
        )
    write_result("\n".join(_describe(new, guessed, entries, language)) + "\n")
    if opened.folder is None and not registers:
        write_note(TEMPORARY.spoken(language))
    if write and entries and opened.folder is not None:
        path = opened.folder / LEDGER
        write_result(append_entries(_read_ledger(path), entries, path), path)
        write_note(WRITTEN.spoken(language).format(path=path, number=len(entries)))


def _read_ledger(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise FolderError(path, name_reason(error), "Check its permissions") from error


def _describe(
    new: Sequence[Needed],
    guessed: Sequence[Needed],
    entries: Sequence[LedgerEntry],
    language: Language,
) -> Iterator[str]:
    if not new and not guessed:
        yield COMPLETE.spoken(language)
        return
    if new:
        lines = {(thing.kind, thing.name): thing.line for thing in new}
        yield f"{NEW.spoken(language)}: {len(new)}"
        for entry in entries:
            line = AT_LINE.spoken(language).format(lines[entry.kind, entry.name])
            yield f"  {entry.kind}-{entry.key}  {entry.name}  ({line})"
    if guessed:
        yield f"{GUESSED.spoken(language)}: {len(guessed)}"
        for thing in guessed:
            line = AT_LINE.spoken(language).format(thing.line)
            like = LIKE.spoken(language).format(
                key=f"{thing.kind}-{thing.guess}", score=thing.score
            )
            yield f"  {thing.name}  ({line})  {like}"
