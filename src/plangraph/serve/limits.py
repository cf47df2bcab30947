"""
How much a query, and a client, may take of a server.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take."""

    seconds: float = 10.0
    pressed: float = 3.0
    """Seconds that a query may take while others wait for a worker."""

    quick: float = 1.0
    """Seconds after which a query is a long one."""

    spare: int = 2
    """Workers for long queries; while others wait, no more than these are left to long ones."""

    rows: int = 100_000
    statements: int = 1_000_000
    """Statements of a graph that is asked for whole."""

    size: int = 32 * 1024**2
    """Bytes of an answer."""

    memory: int = 2 * 1024**3
    """Bytes of a worker, with its data."""

    workers: int = 2
    waiting: int = 256
    """Queries that may wait for a worker; one more is turned away at once."""

    kept: int = 64 * 1024**2
    """Bytes of answers that are kept, to be given again."""

    @property
    def total(self) -> int:
        """All workers."""
        return self.workers + self.spare
