"""
Draw: pictures of a plan for those who would rather look than read, each for one question.

* ``tree``     what stands where, and which projects have nothing to measure them?
* ``matrix``   which department carries which initiative, and where does one carry it alone?
* ``sankey``   through which measures does the work of each goal reach which department?
* ``network``  which departments share an initiative, and which hold a group together?
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from plangraph.errors import UsageError
from plangraph.names import PlanNames
from plangraph.network.draw.files import FORMATS, write_picture
from plangraph.network.draw.groups import draw_groups
from plangraph.network.draw.matrix import draw_matrix
from plangraph.network.draw.picture import Caption, Picture, read_caption
from plangraph.network.draw.sankey import draw_sankey
from plangraph.network.draw.tree import draw_tree
from plangraph.network.structure import Structure, read_structure
from plangraph.store import Dataset

__all__ = [
    "FORMATS",
    "KINDS",
    "Drawing",
    "Picture",
    "draw",
    "draw_plan",
    "make_picture",
    "read_caption",
]

KINDS: Final[dict[str, Callable[[Structure, str], Picture]]] = {
    "tree": draw_tree,
    "matrix": draw_matrix,
    "sankey": draw_sankey,
    "network": draw_groups,
}
"""The pictures by name."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """
    A picture of a plan with its caption, to be shown or written.

    ``picture`` has its ``title``, its ``question``, and the ``columns`` and ``rows`` behind it.
    """

    picture: Picture
    caption: Caption
    language: str

    def write(self, form: str = "svg") -> bytes:
        """
        Write it as ``svg``, ``png`` or ``html``, which has the table behind the picture.

            Path("matrix.png").write_bytes(plan.draw("matrix").write("png"))

        Raises:
            UsageError: There is no such format.
        """
        if form not in FORMATS:
            raise UsageError(f"write {form}", "no such format", f"Use {', '.join(FORMATS)}")
        return write_picture(self.picture, self.caption, form, self.language)

    def _repr_svg_(self) -> str:
        """Show it in a notebook."""
        return self.write().decode()


def draw(
    dataset: Dataset, kind: str, *, language: str = "ja", names: PlanNames | None = None
) -> Drawing:
    """
    Draw a plan as ``tree``, ``matrix``, ``sankey`` or ``network``, with its caption.

    ``names`` picks one plan of several in a dataset.

    Raises:
        UsageError: There is no such picture.
    """
    if kind not in KINDS:
        raise UsageError(f"draw {kind}", "no such picture", f"Use {', '.join(KINDS)}")
    structure = read_structure(dataset, language=language)
    if names is not None:
        structure = structure.within(names.root)
    picture = KINDS[kind](structure, language)
    return Drawing(picture, read_caption(dataset, language, names), language)


def make_picture(dataset: Dataset, kind: str, *, language: str = "ja") -> Picture:
    """Make a picture of the current facts of a plan, with the table behind it."""
    return KINDS[kind](read_structure(dataset, language=language), language)


def draw_plan(dataset: Dataset, kind: str, form: str = "svg", *, language: str = "ja") -> bytes:
    """Draw a plan as ``tree``, ``matrix``, ``sankey`` or ``network`` in svg, png or html."""
    return draw(dataset, kind, language=language).write(form)
