"""The command ``new``."""

import os
import tempfile
from pathlib import Path
from typing import Final

import click

from plangraph.assemble import Identity, mint
from plangraph.cli.language import Language, Text
from plangraph.cli.output import write_result
from plangraph.cli.plans import open_plan
from plangraph.cli.spoken import argument, command, option, pass_language
from plangraph.errors import OutputError, UsageError, name_reason
from plangraph.plan import Document, Plan
from plangraph.read.registers import LedgerEntry
from plangraph.write.folder import (
    REVISION,
    write_ledger,
    write_plan_toml,
    write_revision_toml,
)

EMPTY: Final = "plan.xlsx"
ABOUT: Final = Text(
    "計画のフォルダーを作ります。--from を付けると、原文や表から始めます。\n"
    "何も尋ねず、何も上書きしません。できたファイルの中に、書き方の説明があります。",
    "Begin a plan folder, with --from out of a document or a table.\n"
    "Asks nothing and overwrites nothing; the files that it makes explain themselves.",
)
FOLDER: Final = Text("作るフォルダー", "Folder to make")
FROM: Final = Text("始めに入れる原文か表", "Document or table to begin with")
MADE: Final = Text(
    """{folder} を作りました。

  plan.toml                      計画の説明。題名や計画期間を書き入れてください。
  identifiers.csv                識別子の台帳 ({entries}件)。名称が変わっても同じ物と分かります。
  revisions/1/revision.toml      第1版の説明。
  revisions/1/{file}
                                 第1版の原文 ({told})。

次にすること:
  plangraph read {folder}      何が読めたかを見る
  plangraph check {folder}     計画の不備を調べる
  plangraph identify {folder} --write
                                 新しい物の識別子を台帳に書き足す""",
    """Made {folder}.

  plan.toml                      The plan's description: write in its title and period.
  identifiers.csv                Ledger of {entries} keys, by which a renamed thing stays the same.
  revisions/1/revision.toml      What there is to say of revision 1.
  revisions/1/{file}
                                 The document of revision 1 ({told}).

Next:
  plangraph read {folder}      See what was read
  plangraph check {folder}     See what is missing or contradictory
  plangraph identify {folder} --write
                                 Append keys of what is new to the ledger""",
)
COPIED: Final = Text(
    "{name} の写し。事業 {projects}件", "a copy of {name}, with {projects} projects"
)
BLANK: Final = Text(
    "空の作業用ブック。「事業一覧」と「施策体系」に書き込んでください",
    "an empty workbook: fill in its sheets of projects and of levels",
)


@command(
    "new",
    about=ABOUT,
    examples=("plangraph new FOLDER", "plangraph new FOLDER --from table.xlsx"),
)
@argument("folder", type=click.Path(path_type=Path), about=FOLDER)
@option("--from", "source", type=click.Path(path_type=Path), metavar="FILE", about=FROM)
@pass_language
def new(language: Language, folder: Path, source: Path | None) -> None:
    """Begin a plan folder."""
    if folder.exists() or folder.is_symlink():
        raise OutputError(folder, "is there already", "Name a folder that is not there yet")
    if source is None:
        file, entries, told = EMPTY, list[LedgerEntry](), BLANK.spoken(language)
        document, note = _write_empty(), write_revision_toml(EMPTY, "", "")
    else:
        opened = open_plan(str(source), None, None)
        if opened.plan is None or source.is_dir():
            remedy = "Name a text or a table"
            raise UsageError(f"new --from {source}", "is no document to begin with", remedy)
        file, document = source.name, source.read_bytes()
        entries = _find_entries(opened.plan, opened.identity or Identity())
        note = write_revision_toml(file, opened.plan.document.sha256, file)
        projects = len(opened.plan.projects)
        told = COPIED.spoken(language).format(name=source, projects=projects)
    home = f"revisions/{REVISION}"
    _make_whole(
        folder,
        {
            "plan.toml": write_plan_toml(),
            "identifiers.csv": write_ledger(entries),
            f"{home}/revision.toml": note,
            f"{home}/{file}": document,
        },
    )
    said = MADE.spoken(language)
    write_result(f"{said.format(folder=folder, entries=len(entries), file=file, told=told)}\n")


def _find_entries(plan: Plan, identity: Identity) -> list[LedgerEntry]:
    """Keep the keys that a table carries for what has no number, and mint those it lacks."""
    kept = [
        LedgerEntry(0, kind, key, "", plan.projects[index].name, "", REVISION, "", "")
        for kind, index, key in plan.identifiers
        if kind == "project" and not plan.projects[index].numbers
    ]
    return [*kept, *mint(identity.needed, kept, REVISION)]


def _write_empty() -> bytes:
    from plangraph.write.book import write_book
    from plangraph.write.table import make_table

    document = Document("", "", "utf-8", False, ())
    plan = Plan(document, (), (), (), (), (), (), (), ())
    return write_book(make_table(plan, Identity()))


def _make_whole(folder: Path, files: dict[str, bytes]) -> None:
    """Write everything beside the place, then move it there at once: whole or not at all."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".plangraph-", dir=folder.parent) as beside:
            made = Path(beside) / "plan"
            for name, data in files.items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            os.rename(made, folder)
    except OSError as error:
        raise OutputError(folder, name_reason(error), "Choose another folder") from error
