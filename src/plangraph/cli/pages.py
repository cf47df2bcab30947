"""
Help pages, wrapped by the width that characters take on the screen.

Click wraps between words and counts characters; Japanese has no spaces and takes two columns each.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import east_asian_width

import click

from plangraph.cli.language import Language, Text

WIDEST: Final = 100
NO_LINE_START: Final = frozenset("、。）」』】・，．！？ー")
"""Signs that a line of Japanese does not begin with."""

USAGE: Final = Text("使い方", "Usage")
ARGUMENTS: Final = Text("引数", "Arguments")
OPTIONS: Final = Text("オプション", "Options")
COMMANDS: Final = Text("コマンド", "Commands")
EXAMPLES: Final = Text("例", "Examples")
DEFAULT: Final = Text("既定: {}", "default: {}")


def measure_width(text: str) -> int:
    """
    Count the columns that a text takes on a terminal.

    >>> measure_width("課 KPI")
    6
    """
    return sum(2 if east_asian_width(sign) in "FW" else 1 for sign in text)


def wrap_text(text: str, width: int) -> Iterator[str]:
    """
    Break a text into lines: between words, and anywhere in Japanese.

    >>> list(wrap_text("計画を読み、点検する。", 12))
    ['計画を読み、', '点検する。']
    """
    line, room = "", width
    for piece in _pieces(text):
        wide = measure_width(piece)
        if line and wide > room and piece != " ":
            yield line.rstrip()
            line, room = "", width
        if line or piece != " ":
            line, room = line + piece, room - wide
    if line:
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Split into what a line break must not cut: words, spaces, a wide sign with its full stop."""
    piece = ""
    for sign in text:
        wide = east_asian_width(sign) in "FW"
        if piece and (
            (sign == " ")
            or piece == " "
            or (wide and sign not in NO_LINE_START)
            or (not wide and measure_width(piece[-1]) == 2)
        ):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def write_help(command: click.Command, ctx: click.Context) -> str:
    """Write the help page of a command, or of the group of all commands."""
    language: Language = ctx.find_root().obj or "ja"
    width = min(_screen_width() - 1, WIDEST)
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    lines = [f"{USAGE.spoken(language)}: {usage}", ""]
    about = getattr(command, "about", None)
    if about is not None:
        for paragraph in about.spoken(language).split("\n"):
            lines += [f"  {line}" for line in wrap_text(paragraph, width - 2)]
    lines += _examples(getattr(command, "examples", ()), language)
    parameters = command.get_params(ctx)
    rows = [
        (one.make_metavar(ctx), _describe(one, language))
        for one in parameters
        if isinstance(one, click.Argument)
    ]
    lines += _table(ARGUMENTS, rows, language, width)
    rows = [
        (_spelling(one, ctx), _describe(one, language))
        for one in parameters
        if isinstance(one, click.Option)
    ]
    lines += _table(OPTIONS, rows, language, width)
    listed: Iterable[tuple[str, Text]] = getattr(command, "listed", ())
    rows = [(name, text.spoken(language)) for name, text in listed]
    lines += _table(COMMANDS, rows, language, width)
    return "\n".join(lines)


def _screen_width() -> int:
    """Ask as shutil does, whose import alone would take a tenth of the time of ``--help``."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated) > 0:
        return int(stated)
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80


def _examples(examples: tuple[str, ...], language: Language) -> list[str]:
    if not examples:
        return []
    return ["", f"{EXAMPLES.spoken(language)}:", *(f"  {example}" for example in examples)]


def _spelling(option: click.Option, ctx: click.Context) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.make_metavar(ctx)}"


def _describe(parameter: click.Parameter, language: Language) -> str:
    about: Text = getattr(parameter, "about", Text("", ""))
    text = about.spoken(language)
    if isinstance(parameter.default, str | int) and not isinstance(parameter.default, bool):
        text += f" [{DEFAULT.spoken(language).format(parameter.default)}]"
    return text


def _table(
    title: Text, rows: list[tuple[str, str]], language: Language, width: int
) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"{title.spoken(language)}:"
    left = min(max(measure_width(term) for term, _ in rows), 32)
    for term, text in rows:
        lines = list(wrap_text(text, max(width - left - 4, 20)))
        if measure_width(term) > left:
            yield f"  {term}"
            term = ""
        for line in lines:
            yield f"  {term}{' ' * (left - measure_width(term))}  {line}".rstrip()
            term = ""
