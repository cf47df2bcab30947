"""Commands, options and arguments whose help is written in both languages."""

from collections.abc import Callable
from typing import Any, Final

import click

from plangraph.cli.language import LANGUAGES, Text
from plangraph.cli.output import write_result
from plangraph.cli.pages import write_help

LANG: Final = Text("表示する言語 (ja, en)", "Language to speak (ja, en)")
HELP: Final = Text("この説明を表示する", "Show this page")

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


class SpokenOption(click.Option):
    """An option that says in both languages what it is for."""

    def __init__(self, *args: Any, about: Text, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.about = about


class SpokenArgument(click.Argument):
    """An argument that says in both languages what it is."""

    def __init__(self, *args: Any, about: Text, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.about = about


class SpokenCommand(click.Command):
    """A command that says in both languages what it does, and shows how it is called."""

    def __init__(
        self, *args: Any, about: Text, examples: tuple[str, ...] = (), **settings: Any
    ) -> None:
        settings["add_help_option"] = False
        super().__init__(*args, **settings)
        self.help = None
        self.params += [language_option(), help_option()]
        self.about = about
        self.examples = examples

    def get_help(self, ctx: click.Context) -> str:
        """Write the help page in the reader's language."""
        return write_help(self, ctx)


def language_option() -> SpokenOption:
    """Make ``--lang``, which every command takes; its value was chosen before parsing."""
    return SpokenOption(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, about=LANG)


def help_option() -> SpokenOption:
    """Make ``--help``, which writes as every result is written."""
    return SpokenOption(
        ["--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        about=HELP,
    )


def _show_help(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        write_result(ctx.get_help() + "\n")
        ctx.exit()


def command(
    name: str, *, about: Text, examples: tuple[str, ...]
) -> Callable[[Callable[..., None]], SpokenCommand]:
    """Make a function a command."""
    return click.command(name, cls=SpokenCommand, about=about, examples=examples)


def option(*names: str, about: Text, **settings: Any) -> Decorator:
    """Add an option to a command."""
    return click.option(*names, cls=SpokenOption, about=about, **settings)


def argument(name: str, *, about: Text, **settings: Any) -> Decorator:
    """Add an argument to a command."""
    return click.argument(name, cls=SpokenArgument, about=about, **settings)


def pass_language(function: Callable[..., None]) -> Callable[..., None]:
    """Hand the reader's language to a command as its first argument."""
    return click.pass_obj(function)
