"""
Open a plan wherever it lies: a plan folder, a source file, an RDF file, a SPARQL endpoint.
"""

from typing import TYPE_CHECKING

from plangraph.later import import_later
from plangraph.opening.loaded import LoadedPlan
from plangraph.opening.loading import load

if TYPE_CHECKING:
    from plangraph.opening.folders import read_registers
    from plangraph.opening.sources import suggest_columns

__all__ = ["LoadedPlan", "load", "read_registers", "suggest_columns"]

_HOMES = {
    "read_registers": "plangraph.opening.folders",
    "suggest_columns": "plangraph.opening.sources",
}
# A plan as RDF needs nothing of what reads sources.
__getattr__ = import_later(__name__, _HOMES)
