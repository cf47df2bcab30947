"""
A city's strategic plan as a knowledge graph: the public door.

>>> import plangraph
>>> plan = plangraph.load()
>>> len(plan.ask("structure/goals-with-targets").rows)
6

``load`` opens a plan; what it gives can be asked, checked, compared, measured and drawn.
"""

from typing import TYPE_CHECKING

from plangraph.later import import_later

if TYPE_CHECKING:
    from plangraph.ask import Answer
    from plangraph.check import Finding, Report
    from plangraph.compare import Change, Comparison
    from plangraph.errors import PlanGraphError
    from plangraph.network.draw import Drawing
    from plangraph.network.report import Findings
    from plangraph.opening import LoadedPlan, load

__all__ = [
    "Answer",
    "Change",
    "Comparison",
    "Drawing",
    "Finding",
    "Findings",
    "LoadedPlan",
    "PlanGraphError",
    "Report",
    "load",
]

_HOMES = {
    "Answer": "plangraph.ask",
    "Change": "plangraph.compare",
    "Comparison": "plangraph.compare",
    "Drawing": "plangraph.network.draw",
    "Finding": "plangraph.check",
    "Findings": "plangraph.network.report",
    "LoadedPlan": "plangraph.opening",
    "PlanGraphError": "plangraph.errors",
    "Report": "plangraph.check",
    "load": "plangraph.opening",
}
# ``import plangraph`` costs nothing.
__getattr__ = import_later(__name__, _HOMES)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted([*globals(), *__all__])
