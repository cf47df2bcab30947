"""
Open a plan wherever it lies: a plan folder, a source file, an RDF file, a SPARQL endpoint.
"""

from plangraph.opening.folders import read_registers
from plangraph.opening.loaded import LoadedPlan
from plangraph.opening.loading import load, suggest_columns

__all__ = ["LoadedPlan", "load", "read_registers", "suggest_columns"]
