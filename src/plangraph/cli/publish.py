"""The command ``publish``."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from plangraph.cli.failures import FINDINGS
from plangraph.cli.language import Language, Text
from plangraph.cli.options import scheduler_option
from plangraph.cli.output import write_note, write_result
from plangraph.cli.spoken import argument, command, option, pass_language
from plangraph.errors import OutputError
from plangraph.layout import is_plan_folder
from plangraph.opening import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from plangraph.check import Report
    from plangraph.opening.cluster import Client
    from plangraph.publish.crew import Share
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
        "plangraph publish my-plan other-plan site --scheduler tcp://scheduler:8786",
    ),
)
@argument("plans", nargs=-1, required=True, metavar="PLAN...", about=PLANS)
@argument("out", type=click.Path(path_type=Path), about=OUT)
@option("--base", metavar="IRI", about=BASE)
@option("--allow-findings", is_flag=True, about=ALLOW)
@scheduler_option
@pass_language
def publish(
    language: Language,
    plans: tuple[str, ...],
    out: Path,
    base: str | None,
    allow_findings: bool,
    scheduler: str | None,
) -> None:
    """Judge plans, and write their site."""
    from plangraph.publish import merge
    from plangraph.publish import publish as write_site

    with _join(scheduler) as client:
        judged = list(_judge_all(plans, base, client))
        reports = [report for _, report in judged]
        refused = [report for report in reports if not report.conforms()]
        if refused and not allow_findings:
            for report in refused:
                write_result(report.write("text", language))
            write_note(REFUSED.spoken(language))
            raise click.exceptions.Exit(FINDINGS)
        dataset = merge([dataset for dataset, _ in judged])
        with _progress() as tell:
            write_site(dataset, reports, out, tell, share=_share(client))
    write_note(WRITTEN.spoken(language).format(out / "index.html"))


@contextmanager
def _join(scheduler: str | None) -> "Iterator[Client | None]":
    """Join a cluster, where one is named."""
    if scheduler is None:
        yield None
        return
    from plangraph.opening.cluster import join_cluster
    from plangraph.opening.judging import count_processors

    with join_cluster(scheduler, count_processors()) as client:
        yield client


def _judge_all(
    plans: Sequence[str], base: str | None, client: "Client | None"
) -> "Iterator[tuple[Dataset, Report]]":
    """Read and judge plans, here or by the workers of a cluster."""
    work = partial(judge_plan, base=base, today=date.today())
    if client is None:
        return map(work, plans)
    from plangraph.opening.cluster import find_absolute, spread

    return spread(work, map(find_absolute, plans), client)


def judge_plan(plan: str, base: str | None, today: date) -> "tuple[Dataset, Report]":
    """
    Read a plan, a plan folder with all its revisions, and judge what is current.

    Raises:
        OutputError: The ledger lacks keys.
    """
    opened = load(plan, base=base, history=is_plan_folder(Path(plan)))
    needed = opened.identity.needed if opened.identity is not None else ()
    if needed:
        raise OutputError(
            opened.folder or "publish",
            f"the ledger lacks {len(needed)} keys, so links to those pages would break",
            "Run 'plangraph identify --write' first",
        )
    return opened.dataset, opened.check(profile="publish", today=today)


def _share(client: "Client | None") -> "Share | None":
    """Hand pages out to the workers of a cluster."""
    if client is None:
        return None
    from plangraph.opening.cluster import spread

    return lambda work, numbers, site: spread(work, numbers, client, site, where="publish")


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
