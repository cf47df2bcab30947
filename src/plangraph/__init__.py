"""
A city's strategic plan as a knowledge graph: the public door.

>>> import plangraph
>>> plan = plangraph.load()
>>> len(plan.ask("structure/goals-with-targets").rows)
6
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plangraph.errors import PlanGraphError
    from plangraph.opening import LoadedPlan, load

__all__ = ["LoadedPlan", "PlanGraphError", "load"]

_HOMES = {
    "LoadedPlan": "plangraph.opening",
    "PlanGraphError": "plangraph.errors",
    "load": "plangraph.opening",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that ``import plangraph`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'plangraph' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted([*globals(), *__all__])
