"""
Draw: pictures of a plan for those who would rather look than read, each for one question.

* ``tree``     what stands where, and which projects have nothing to measure them?
* ``matrix``   which department carries which initiative, and where does one carry it alone?
* ``sankey``   through which measures does the work of each goal reach which department?
* ``network``  which departments share an initiative, and which hold a group together?
"""

from collections.abc import Callable
from typing import Final

from plangraph.network.draw.files import FORMATS, write_picture
from plangraph.network.draw.groups import draw_groups
from plangraph.network.draw.matrix import draw_matrix
from plangraph.network.draw.picture import Picture, read_caption
from plangraph.network.draw.sankey import draw_sankey
from plangraph.network.draw.tree import draw_tree
from plangraph.network.structure import Structure, read_structure
from plangraph.store import Dataset

__all__ = ["FORMATS", "KINDS", "Picture", "draw_plan", "make_picture"]

KINDS: Final[dict[str, Callable[[Structure, str], Picture]]] = {
    "tree": draw_tree,
    "matrix": draw_matrix,
    "sankey": draw_sankey,
    "network": draw_groups,
}
"""The pictures by name."""


def make_picture(dataset: Dataset, kind: str, *, language: str = "ja") -> Picture:
    """Make a picture of the current facts of a plan, with the table behind it."""
    return KINDS[kind](read_structure(dataset, language=language), language)


def draw_plan(dataset: Dataset, kind: str, form: str = "svg", *, language: str = "ja") -> bytes:
    """Draw a plan as ``tree``, ``matrix``, ``sankey`` or ``network`` in svg, png or html."""
    picture = make_picture(dataset, kind, language=language)
    return write_picture(picture, read_caption(dataset, language), form, language)
