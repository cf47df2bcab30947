"""
Compare many plans with what they were: those alone that differ are opened.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.compare.changes import Comparison
from plangraph.compare.comparing import compare
from plangraph.names import PlanNames
from plangraph.store.holdings import Holdings


@dataclass(frozen=True, slots=True)
class Collections:
    """Two collections of plans: what is only in one, what says the same, and what differs."""

    old: Holdings
    new: Holdings
    gone: tuple[PlanNames, ...]
    come: tuple[PlanNames, ...]
    same: int
    differing: tuple[str, ...]

    def compare(self) -> Iterator[Comparison]:
        """Compare the plans that differ, one after the other."""
        pairs = zip(self.old.take(self.differing), self.new.take(self.differing), strict=True)
        for before, after in pairs:
            yield compare(before, after)


def set_apart(old: Holdings, new: Holdings) -> Collections:
    """Find which plans of two collections differ, without opening them."""
    both = [root for root in sorted(old.plans) if root in new.plans]
    differing = tuple(root for root in both if old.digest(root) != new.digest(root))
    return Collections(
        old,
        new,
        tuple(names for root, names in sorted(old.plans.items()) if root not in new.plans),
        tuple(names for root, names in sorted(new.plans.items()) if root not in old.plans),
        len(both) - len(differing),
        differing,
    )
