"""How a command opens the plan that it is about."""

import logging
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plangraph.errors import PlanGraphError, UsageError
from plangraph.opening import LoadedPlan, load

if TYPE_CHECKING:
    from plangraph.plan import Plan

STANDARD_INPUT: Final = "-"


def open_plan(
    plan: str | None, kind: str | None, registers: Path | None, links: Sequence[Path] = ()
) -> LoadedPlan:
    """
    Open a plan by what the command line says; without a name, the one that ships.

    Raises:
        UsageError: Standard input without a format, or a format without standard input.
        PlanGraphError: The plan cannot be opened.
    """
    _quieten_libraries()
    if plan == STANDARD_INPUT:
        return _open_standard_input(kind, registers, links)
    if kind is not None:
        raise UsageError("--from", "goes with standard input only", "Give '-' as PLAN")
    return load(plan, registers=registers, links=links)


def open_document(
    command: str, plan: str | None, kind: str | None, registers: Path | None
) -> "tuple[LoadedPlan, Plan]":
    """
    Open a plan and give it with what was read from its source document.

    Raises:
        UsageError: A dataset was named, which has no document.
        PlanGraphError: The plan cannot be opened.
    """
    opened = open_plan(plan, kind, registers)
    if opened.plan is None:
        remedy = "Give the plan folder or the source file"
        raise UsageError(f"{command} {plan}", "a dataset is no document to read", remedy)
    return opened, opened.plan


def _open_standard_input(
    kind: str | None, registers: Path | None, links: Sequence[Path]
) -> LoadedPlan:
    if kind is None:
        raise UsageError("standard input", "has no format", "Name it, as in: --from txt")
    if sys.stdin is None:
        raise UsageError("standard input", "closed", "Give a file as PLAN")
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="plangraph-") as folder:
        file = Path(folder) / f"stdin.{kind}"
        file.write_bytes(sys.stdin.buffer.read())
        try:
            return load(file, registers=registers, links=links)
        except PlanGraphError as error:
            if error.where.startswith(str(folder)):
                # Nobody knows the temporary file by its name.
                raise type(error)("standard input", error.what, error.remedy) from error
            raise


def _quieten_libraries() -> None:
    """Keep libraries' warnings off the reader's screen, unless Python was asked for them."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    if not logging.root.handlers:
        logging.root.addHandler(logging.NullHandler())
