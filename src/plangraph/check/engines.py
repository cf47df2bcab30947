"""
The two roads from shapes to results: SHACL compiled to SPARQL, and pySHACL, the judge of record.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from plangraph.check.compiled import Broken, Program, compile_shapes, run
from plangraph.check.facts import Facts
from plangraph.check.results import Result, name_constraint
from plangraph.check.shapes import Pass, read_shapes


class Engine(StrEnum):
    """Who judges; the findings are the same."""

    COMPILED = "compiled"
    PYSHACL = "pyshacl"


def judge_by(engine: Engine, facts: Facts, folder: Path, judged: Pass) -> tuple[Result, ...]:
    """
    Judge a plain graph by the shapes of a pass.

    Raises:
        ShapesError: The shapes are wrong, or hold what the compiled road does not know.
    """
    if engine is Engine.PYSHACL:
        # A heavy import, which the other road does not need.
        from plangraph.check.engine import judge

        return judge(facts, read_shapes(folder, judged))
    return judge_compiled(facts, read_program(folder, judged))


def judge_compiled(facts: Facts, program: Program) -> tuple[Result, ...]:
    """Judge a plain graph by compiled shapes."""
    return tuple(_result(broken) for broken in run(program, facts))


@cache
def read_program(folder: Path, judged: Pass) -> Program:
    """Compile the shapes of a pass, once."""
    return compile_shapes(read_shapes(folder, judged))


def _result(broken: Broken) -> Result:
    path = broken.path if isinstance(broken.path, ox.NamedNode) else None
    return Result(
        constraint=name_constraint(broken.constraint or broken.shape),
        focus=broken.focus,
        path=path,
        value=broken.value,
        component=broken.component,
    )
