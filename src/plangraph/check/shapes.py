"""
The shapes by which a plan is judged, pass by pass, as they stand in the files.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from plangraph.check.results import name_constraint
from plangraph.errors import ShapesError
from plangraph.names import term

NOT_JUDGING: Final = frozenset({"ontology.ttl", "query.ttl", "rules.ttl"})
"""Files of the shapes folder that judge no plan: the registry, and shapes of terms and queries."""

OF_THEIR_OWN: Final = frozenset({"decision.ttl", "revision.ttl"})

Shapes = tuple[ox.Quad, ...]

TYPE: Final = ox.NamedNode(term("rdf:type"))
KINDS: Final = frozenset(
    ox.NamedNode(term(f"sh:{name}")) for name in ("NodeShape", "PropertyShape", "SPARQLConstraint")
)


class Pass(StrEnum):
    """What is judged, one after the other: each but the first has a file of shapes of its own."""

    PLAN = "plan"
    REVISION = "revision"
    DECISION = "decision"


def list_files(folder: Path, judged: Pass) -> list[Path]:
    """
    List the files of a pass.

    Raises:
        ShapesError: There is none.
    """
    apart = {f"{judged}.ttl", "prefixes.ttl"}
    files = sorted(
        path
        for path in folder.glob("*.ttl")
        if path.name not in NOT_JUDGING
        and (path.name not in OF_THEIR_OWN if judged is Pass.PLAN else path.name in apart)
    )
    if not files:
        raise ShapesError(folder, "no shapes", "Install plangraph again")
    return files


@cache
def read_shapes(folder: Path, judged: Pass = Pass.PLAN) -> Shapes:
    """
    Read all shapes of a pass, once.

    Raises:
        ShapesError: A file is not Turtle, or there is none.
    """
    quads: list[ox.Quad] = []
    for path in list_files(folder, judged):
        try:
            quads.extend(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
        except (OSError, SyntaxError, ValueError) as error:
            what = f"cannot be read: {' '.join(str(error).split())}"
            raise ShapesError(path, what, "Correct the file") from error
    return tuple(quads)


@cache
def list_live_rules(folder: Path, passes: tuple[Pass, ...]) -> frozenset[str]:
    """Name the rules of which some constraint is judged in one of several passes, once."""
    found = (name for one in passes for name in live_constraints(read_shapes(folder, one)))
    return frozenset(name.partition(".")[0] for name in found)


def live_constraints(shapes: Shapes) -> frozenset[str]:
    """
    Name the constraints that shapes hold: whatever a shape or query is called, but for ``…Shape``.

    A rule is live by having one.
    """
    found = {
        name_constraint(quad.subject)
        for quad in shapes
        if quad.predicate == TYPE
        and quad.object in KINDS
        and not isinstance(quad.subject, ox.Triple)
    }
    return frozenset(name for name in found if name and not name.endswith("Shape"))
