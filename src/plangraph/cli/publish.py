"""The command ``publish``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from plangraph.cli.failures import FINDINGS
from plangraph.cli.language import Language, Text
from plangraph.cli.output import write_note, write_result
from plangraph.cli.spoken import argument, command, option, pass_language
from plangraph.errors import OutputError
from plangraph.opening import LoadedPlan, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from plangraph.store import Dataset

ABOUT: Final = Text(
    "計画を、ページとデータのフォルダーにします。サーバーがなくても OUT/index.html で見られます。\n"
    "公開時の点検で違反があれば、報告を示して何も書きません（終了コード 1）。",
    "Write plans as a folder of pages and data; OUT/index.html opens without a server.\n"
    "Where the check before publication finds a violation, report it and write nothing "
    "(exit code 1).",
)
PLANS: Final = Text("計画（フォルダー、RDF）", "Plans (folders or RDF files)")
OUT: Final = Text("書き出すフォルダー", "Folder to write")
BASE: Final = Text(
    "計画の IRI の始まりの部分。省くと plan.toml の記載",
    "Base of the plans' IRIs; by default the one in plan.toml",
)
ALLOW: Final = Text("違反があっても書き出す", "Write in spite of violations")
REFUSED: Final = Text(
    "違反があるため公開しません。直すか、判断を decisions.csv に記すか、"
    "--allow-findings を付けてください。",
    "Not published, since there are violations. Correct them, record decisions in decisions.csv, "
    "or give --allow-findings.",
)
WRITTEN: Final = Text("{} を開いてください。", "Open {}.")


@command(
    "publish",
    about=ABOUT,
    examples=(
        "plangraph publish my-plan site --allow-findings",
        "plangraph publish my-plan site --base https://data.example.org/id/",
    ),
)
@argument("plans", nargs=-1, required=True, metavar="PLAN...", about=PLANS)
@argument("out", type=click.Path(path_type=Path), about=OUT)
@option("--base", metavar="IRI", about=BASE)
@option("--allow-findings", is_flag=True, about=ALLOW)
@pass_language
def publish(
    language: Language,
    plans: tuple[str, ...],
    out: Path,
    base: str | None,
    allow_findings: bool,
) -> None:
    """Judge plans, and write their site."""
    from plangraph.publish import merge
    from plangraph.publish import publish as write_site

    loaded = [load(plan, base=base) for plan in plans]
    for plan in loaded:
        _refuse_temporary(plan)
    reports = [plan.check(profile="publish") for plan in loaded]
    refused = [report for report in reports if not report.conforms()]
    if refused and not allow_findings:
        for report in refused:
            write_result(report.write("text", language))
        write_note(REFUSED.spoken(language))
        raise click.exceptions.Exit(FINDINGS)
    with _progress() as tell:
        write_site(merge([_with_history(plan, base) for plan in loaded]), reports, out, tell)
    write_note(WRITTEN.spoken(language).format(out / "index.html"))


def _with_history(plan: LoadedPlan, base: str | None) -> "Dataset":
    """Give all revisions of a plan folder; of anything else what was loaded."""
    folder = plan.folder
    if folder is None or sum(home.is_dir() for home in (folder / "revisions").glob("*")) < 2:
        return plan.dataset
    return load(folder, base=base, history=True).dataset


def _refuse_temporary(plan: LoadedPlan) -> None:
    needed = plan.identity.needed if plan.identity is not None else ()
    if needed:
        raise OutputError(
            plan.folder or "publish",
            f"the ledger lacks {len(needed)} keys, so links to those pages would break",
            "Run 'plangraph identify --write' first",
        )


@contextmanager
def _progress() -> "Iterator[Callable[[int, int], None]]":
    """Draw a bar on a terminal, and nothing elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1, file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield tell
