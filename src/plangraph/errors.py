"""
Every error that plangraph raises, and the tree they form.

* PlanGraphError
  - UsageError           cli: the request itself is wrong (exit code 2)
  - SourceError          read: the document is absent, damaged beyond reading, or of no known kind
  - FolderError          layout: a plan folder, register or ledger cannot be used as it stands
  - AssemblyError        assemble: the plan cannot become a graph
  - StoreError           store: a dataset cannot be read, written or reached
  - ShapesError          check: the shapes or the registry themselves are wrong
  - QueryError           ask: a query is absent, malformed, forbidden or short of a parameter
  - ReasonerError        reason: the reasoner is missing or failed
  - OutputError          any stage: a result cannot be written

A plan that breaks a rule is no error: ``check`` returns a ``Finding``.
"""

from typing import Final

FULL: Final = "no space left on device"


def name_reason(error: OSError) -> str:
    """
    Name in a few words, on one line, why the system could not do it.

    A library's own text about a full disk is long, and ends with what the system said.

    >>> name_reason(OSError("IO error: while appending to file: /a/b: No space left on device"))
    'no space left on device'
    """
    reason = " ".join((error.strerror or str(error) or type(error).__name__).lower().split())
    return FULL if reason.endswith(FULL) else reason


class PlanGraphError(Exception):
    """Base of all errors below; the command line prints it in one line and exits with 3."""

    def __init__(self, where: object, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}.")
        self.where = str(where)
        self.what = what
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["PlanGraphError"], tuple[str, str, str]]:
        """Travel from one process to another as what it was made of."""
        return type(self), (self.where, self.what, self.remedy)


class UsageError(PlanGraphError):
    """A request that cannot be met as it was worded; the command line exits with 2."""


class SourceError(PlanGraphError):
    """A source document that cannot be read."""


class FolderError(PlanGraphError):
    """A plan folder, a register or a ledger that cannot be used as it stands."""


class AssemblyError(PlanGraphError):
    """A plan that cannot become a graph."""


class StoreError(PlanGraphError):
    """A dataset that cannot be read, written or reached."""


class ShapesError(PlanGraphError):
    """Shapes, or a rule registry, that are themselves wrong."""


class QueryError(PlanGraphError):
    """A query that is absent, malformed, forbidden or short of a parameter."""


class ReasonerError(PlanGraphError):
    """A reasoner that is missing or failed."""


class OutputError(PlanGraphError):
    """A result that cannot be written; nothing half written is left behind."""
