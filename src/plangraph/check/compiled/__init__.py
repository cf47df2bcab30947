"""
A second road for the same shapes: SHACL compiled to SPARQL 1.1, run by the embedded engine.
"""

from plangraph.check.compiled.queries import Program, Query, compile_shapes
from plangraph.check.compiled.running import Broken, run, run_anywhere

__all__ = ["Broken", "Program", "Query", "compile_shapes", "run", "run_anywhere"]
