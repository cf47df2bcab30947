"""
A second road for the same shapes: SHACL compiled to SPARQL 1.1, which any engine answers.

A small graph is walked over where a constraint allows it, which is quicker and says the same.
"""

from plangraph.check.compiled.queries import Program, Query, compile_shapes
from plangraph.check.compiled.running import Broken, run, run_anywhere, run_by_queries

__all__ = ["Broken", "Program", "Query", "compile_shapes", "run", "run_anywhere", "run_by_queries"]
