"""
All commands by name; the module of one is imported when it is called.

So ``plangraph --help`` costs no more than this table.
"""

from importlib import import_module
from typing import Final

import click

from plangraph.cli.language import Text
from plangraph.cli.output import write_result
from plangraph.cli.pages import write_help
from plangraph.cli.spoken import SpokenOption, help_option, language_option
from plangraph.errors import PlanGraphError, UsageError

ABOUT: Final = Text(
    "市の総合計画を、読み、点検し、問い合わせるための知識グラフです。\n"
    "PLAN を省くと、同梱の計画を使います。まず plangraph demo をお試しください。",
    "A city's strategic plan as a knowledge graph: read it, check it, ask it.\n"
    "Without PLAN a command uses the plan that ships with the package. "
    "Begin with: plangraph demo",
)

LISTED: Final = {
    "demo": Text("同梱の計画でひととおり試す", "Walk through the shipped plan"),
    "read": Text("計画を読み、何を読んだかを示す", "Read a plan and say what was read"),
    "new": Text("計画のフォルダーを作る", "Begin a plan folder"),
    "identify": Text("台帳にない識別子を示す", "Show the keys that the ledger lacks"),
    "assemble": Text("計画をデータセット (RDF) にする", "Make the plan a dataset (RDF)"),
    "check": Text("計画の不備を調べる", "Find what is missing or contradictory"),
    "ask": Text("計画に問い合わせる", "Ask the plan a question"),
    "compare": Text("旧版と新版を比べる", "Compare two revisions"),
    "export": Text("計画を文書に戻す", "Write the plan back as a document"),
    "publish": Text("ページとデータのサイトにする", "Write pages and data as a site"),
    "verify": Text("サイトに欠けや食い違いがないか確かめる", "Verify that a site is whole"),
    "serve": Text("サイトをサーバーで公開する", "Serve the site and a SPARQL endpoint"),
    "load": Text("計画をストアに入れる", "Load plans into a store"),
    "rules": Text("点検規則の一覧と説明", "List and explain the rules of check"),
    "reason": Text(
        "論理的な矛盾がないかを推論で確かめる", "Prove by reasoning that nothing contradicts"
    ),
    "network": Text("課と取り組みのつながりを測る", "Measure how the plan hangs together"),
    "draw": Text("計画を図にする", "Draw the plan as a picture"),
}

VERSION: Final = Text("版を表示する", "Show the version")


class Commands(click.Group):
    """The group of all commands, each imported only when it is called."""

    about = ABOUT
    listed = tuple(LISTED.items())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names in the order in which a plan goes through them."""
        return list(LISTED)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in LISTED:
            return None
        found = getattr(import_module(f"plangraph.cli.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """
        Find the command that the arguments begin with.

        Raises:
            UsageError: There is no such command.
        """
        name = args[0]
        if not name.startswith("-") and name not in LISTED:
            from difflib import get_close_matches

            near = get_close_matches(name, LISTED, n=1)
            remedy = f"Did you mean '{near[0]}'" if near else "Run 'plangraph --help' to see all"
            raise UsageError("plangraph", f"no such command '{name}'", remedy)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """Write the start page in the reader's language."""
        return write_help(self, ctx)


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        write_result(f"plangraph {version('plangraph')}\n")
    except PackageNotFoundError as error:
        remedy = "Install it with 'pip install .' to give it a version"
        raise PlanGraphError("plangraph", "is run without being installed", remedy) from error
    ctx.exit()


def _run_group(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        write_result(ctx.get_help() + "\n")


def make_commands() -> Commands:
    """Make the group of all commands."""
    version = SpokenOption(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        about=VERSION,
    )
    return Commands(
        "plangraph",
        callback=click.pass_context(_run_group),
        params=[language_option(), version, help_option()],
        add_help_option=False,
        invoke_without_command=True,
        subcommand_metavar="COMMAND [ARGS]...",
    )
