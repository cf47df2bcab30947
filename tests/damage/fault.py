"""
What a fault is: a change to a draft, and what must be said of the damaged copy.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from tests.damage.draft import Draft

ROW: Final = 16
"""A row of the first table of which no rule of this list complains."""

Hit: TypeAlias = tuple[int, tuple[str, ...]]
"""The line of the damaged copy that findings must name, and the rules that must name it."""

Change: TypeAlias = Callable[[Draft], Hit]
Lost: TypeAlias = Mapping[tuple[str, int], str]
"""Rule and line of the document of each finding that cannot outlive a fault, and the reason."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its name, how it is made, and the findings that cannot outlive it."""

    name: str
    change: Change
    lost: Lost = field(default_factory=dict)


def say(*rules: str, line: int = ROW) -> Hit:
    """Expect rules at a line."""
    return line, rules
