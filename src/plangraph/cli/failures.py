"""Errors as one line, ``plangraph: WHERE: WHAT. REMEDY.``, and as an exit code."""

import os
from typing import Final

import click

from plangraph.cli.language import Language
from plangraph.cli.translation import translate_remedy, translate_what, translate_where
from plangraph.errors import PlanGraphError, UsageError, name_reason

CLEAN: Final = 0
FINDINGS: Final = 1
WRONG_USAGE: Final = 2
NOT_DONE: Final = 3


def explain(error: BaseException, command: str, language: Language) -> tuple[str, int]:
    """
    Say in one line what went wrong while a command ran, and with which code to exit.

    >>> wrong = UsageError("ask --set", "'a' is no assignment", "Write NAME=VALUE")
    >>> explain(wrong, "ask", "en")
    ("plangraph: ask --set: 'a' is no assignment. Write NAME=VALUE.", 2)
    >>> print(explain(wrong, "ask", "ja")[0])
    plangraph: ask --set: 「a」は「名前=値」の形になっていません。名前=値 の形で書いてください。
    """
    told = error if isinstance(error, PlanGraphError) else _describe(error, command)
    return _line(told, language), WRONG_USAGE if isinstance(told, UsageError) else NOT_DONE


def _describe(error: BaseException, command: str) -> PlanGraphError:
    """Word what is no error of ours as if it were."""
    if isinstance(error, click.exceptions.Abort | KeyboardInterrupt):
        remedy = "Run it again to have the whole result"
        return PlanGraphError(command, "interrupted", remedy)
    if isinstance(error, click.ClickException):
        return _describe_usage(error, command)
    if isinstance(error, RecursionError):
        return PlanGraphError(command, "the input is nested too deeply", "Simplify it")
    if isinstance(error, MemoryError):
        return PlanGraphError(command, "out of memory", "Give a smaller input, or more memory")
    if isinstance(error, OSError):
        what = name_reason(error)
        where = error.filename if isinstance(error.filename, str) else command
        remedy = "Check the path, its permissions and the free space"
        return PlanGraphError(where, what, remedy)
    return _describe_defect(error, command)


def _describe_usage(error: click.ClickException, command: str) -> UsageError:
    context = getattr(error, "ctx", None)
    path = context.command_path if isinstance(context, click.Context) else command
    path = path.removeprefix("plangraph ")
    remedy = f"Run 'plangraph{'' if path == 'plangraph' else f' {path}'} --help'"
    if isinstance(error, click.NoSuchOption):
        near = " or ".join(error.possibilities or [])
        remedy = f"Did you mean {near}" if near else remedy
        return UsageError(path, f"no such option {error.option_name}", remedy)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return UsageError(path, f"{_name_parameter(error.param)} is missing", remedy)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return UsageError(f"{path} {_name_parameter(error.param)}", error.message, remedy)
    return UsageError(path, error.format_message(), remedy)


def _name_parameter(parameter: click.Parameter) -> str:
    """Name an option as it is typed, an argument as the help page does."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name.upper()


def _describe_defect(error: BaseException, command: str) -> PlanGraphError:
    kind, last = type(error).__name__, error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        what = f"unexpected {kind}: {error}"
    else:
        file = os.path.basename(last.tb_frame.f_code.co_filename)
        what = f"unexpected {kind}: {error} ({file}, line {last.tb_lineno})"
    remedy = "This is a defect; report it with the command that you ran"
    return PlanGraphError(command, what, remedy)


def _line(error: PlanGraphError, language: Language) -> str:
    """Join on one line; signs that could break it or drive a terminal are escaped."""
    parts = (error.where, error.what.strip().rstrip(".。"), error.remedy.strip().rstrip(".。"))
    where, what, remedy = (" ".join(part.split()) for part in parts)
    if language == "ja":
        said = f"{translate_where(where)}: {translate_what(what)}。{translate_remedy(remedy)}。"
        return _escape(f"plangraph: {said}")
    return _escape(f"plangraph: {where}: {what}. {remedy}.")


def _escape(text: str) -> str:
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
        for sign in text
    )
