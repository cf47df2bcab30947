"""Errors as one line, ``plangraph: WHERE: WHAT. REMEDY.``, and as an exit code."""

import os
from typing import Final

import click

from plangraph.errors import PlanGraphError, UsageError

CLEAN: Final = 0
FINDINGS: Final = 1
WRONG_USAGE: Final = 2
NOT_DONE: Final = 3


def explain(error: BaseException, command: str) -> tuple[str, int]:
    """
    Say in one line what went wrong while a command ran, and with which code to exit.

    >>> explain(UsageError("ask --set", "'a' is no assignment", "Write NAME=VALUE"), "ask")
    ("plangraph: ask --set: 'a' is no assignment. Write NAME=VALUE.", 2)
    """
    if isinstance(error, PlanGraphError):
        code = WRONG_USAGE if isinstance(error, UsageError) else NOT_DONE
        return _line(error.where, error.what, error.remedy), code
    if isinstance(error, click.ClickException):
        return _explain_usage(error, command), WRONG_USAGE
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return _line(command, "interrupted", "Run it again to have the whole result"), NOT_DONE
    if isinstance(error, RecursionError):
        return _line(command, "the input is nested too deeply", "Simplify it"), NOT_DONE
    if isinstance(error, MemoryError):
        return _line(command, "out of memory", "Give a smaller input, or more memory"), NOT_DONE
    if isinstance(error, OSError):
        what = (error.strerror or str(error) or type(error).__name__).lower()
        where = error.filename if isinstance(error.filename, str) else command
        return _line(where, what, "Check the path, its permissions and the free space"), NOT_DONE
    return _explain_defect(error, command), NOT_DONE


def _explain_usage(error: click.ClickException, command: str) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if isinstance(context, click.Context) else command
    path = path.removeprefix("plangraph ")
    remedy = f"Run 'plangraph{'' if path == 'plangraph' else f' {path}'} --help'"
    if isinstance(error, click.NoSuchOption):
        near = " or ".join(error.possibilities or [])
        what = f"no such option {error.option_name}"
        return _line(path, what, f"Did you mean {near}" if near else remedy)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return _line(path, f"{error.param.human_readable_name.upper()} is missing", remedy)
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = max(error.param.opts, key=len)
        where = f"{path} {name if name.startswith('-') else name.upper()}"
        return _line(where, error.message, remedy)
    return _line(path, error.format_message(), remedy)


def _explain_defect(error: BaseException, command: str) -> str:
    place = ""
    frame = error.__traceback__
    while frame is not None:
        file = os.path.basename(frame.tb_frame.f_code.co_filename)
        place = f" ({file}, line {frame.tb_lineno})"
        frame = frame.tb_next
    what = f"unexpected {type(error).__name__}: {error}{place}"
    return _line(command, what, "This is a defect; report it with the command that you ran")


def _line(where: str, what: str, remedy: str) -> str:
    """Join on one line; signs that could break it or drive a terminal are escaped."""
    parts = (where, what.strip().rstrip(".。"), remedy.strip().rstrip(".。"))
    where, what, remedy = (_escape(" ".join(part.split())) for part in parts)
    return f"plangraph: {where}: {what}. {remedy}."


def _escape(text: str) -> str:
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
        for sign in text
    )
