"""
What an exchange format cannot hold, by kind, each with the things that it concerns.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that stays behind; ``kind`` is a word for the command line to speak of."""

    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A document as bytes, and what is not in it."""

    data: bytes
    losses: tuple[Loss, ...]


@dataclass(slots=True)
class Losses:
    """Losses while a document is being written."""

    found: dict[str, dict[str, None]] = field(default_factory=dict)

    def note(self, kind: str, name: str) -> None:
        """Note that something of a thing stays behind; the same is noted once."""
        self.found.setdefault(kind, {})[name] = None

    def listed(self) -> tuple[Loss, ...]:
        """Give all losses, the kinds in their alphabetical order."""
        return tuple(Loss(kind, tuple(names)) for kind, names in sorted(self.found.items()))
