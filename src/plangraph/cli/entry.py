"""The door of the command line: arguments in, exit code out."""

import os
import sys
from collections.abc import Sequence

import click

from plangraph.cli.commands import LISTED, make_commands
from plangraph.cli.failures import CLEAN, explain
from plangraph.cli.language import Language, choose_language
from plangraph.cli.output import flush_output, prepare_streams, write_note


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one command and give its exit code; no exception leaves.

    0 clean, 1 findings, 2 wrong usage, 3 could not be done.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    name = next((word for word in words if word in LISTED), "plangraph")
    language = choose_language(words, os.environ)
    try:
        code = _run(words, language)
        flush_output()
    except click.exceptions.Exit as end:
        return end.exit_code
    except (Exception, KeyboardInterrupt) as error:
        line, code = explain(error, name, language)
        _tell(line)
    return code


def _run(words: list[str], language: Language) -> int:
    group = make_commands()
    try:
        with group.make_context("plangraph", words, obj=language) as context:
            group.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return CLEAN


def _tell(line: str) -> None:
    """Write the error; where standard error is gone, too, the exit code must do."""
    try:
        write_note(line)
    except OSError:
        return
