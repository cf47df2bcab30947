"""
Compare two revisions of a plan: what changed, in a planner's verbs, and what that brings about.
"""

from plangraph.compare.change_facts import change_facts
from plangraph.compare.changes import (
    Change,
    ChangeKind,
    Comparison,
    Impact,
    ImpactKind,
    Place,
    Touched,
)
from plangraph.compare.comparing import compare, find_changes
from plangraph.compare.orders import Order, OrderKind, read_orders
from plangraph.compare.rehearsal import Rehearsal, rehearse, write_events
from plangraph.compare.stated import state_changes

__all__ = [
    "Change",
    "ChangeKind",
    "Comparison",
    "Impact",
    "ImpactKind",
    "Order",
    "OrderKind",
    "Place",
    "Rehearsal",
    "Touched",
    "change_facts",
    "compare",
    "find_changes",
    "read_orders",
    "rehearse",
    "state_changes",
    "write_events",
]
