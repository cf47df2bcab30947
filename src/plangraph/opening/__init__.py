"""
Open a plan wherever it lies: a plan folder, a source file, an RDF file, a SPARQL endpoint.
"""

from typing import TYPE_CHECKING

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


def __getattr__(name: str) -> object:
    """Import what reads sources when it is first used: a plan as RDF needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'plangraph.opening' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
