"""What a run of the command line leaves behind."""

import re
from collections.abc import Callable
from typing import NamedTuple

ONE_LINE = re.compile(r"plangraph: .+: .+(\. .+\.|。.+。)\n")
"""The form of an error; Japanese sentences end in their own full stop."""


class Outcome(NamedTuple):
    """Exit code, standard output and standard error of a run."""

    code: int
    out: bytes
    err: str


Run = Callable[..., Outcome]


def assert_fails(outcome: Outcome, code: int) -> None:
    """Assert that a run failed in one line of the agreed form and showed no result."""
    assert outcome.code == code, outcome.err
    assert ONE_LINE.fullmatch(outcome.err), outcome.err
    assert outcome.out == b""
