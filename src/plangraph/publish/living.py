"""
The page of the whole plan as one picture: still without scripts, and living where they run.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from plangraph.names import PlanNames
from plangraph.publish.forms import PAGE
from plangraph.publish.pages import Pages
from plangraph.publish.picture import COLOURS, draw_plan
from plangraph.publish.places import link
from plangraph.publish.views import Branch
from plangraph.publish.words import Words

TITLE: Final = Words("全体図", "Picture")
LEAD: Final = Words(
    "中心から外へ、基本目標、施策、主な取り組み、事務事業の順に並びます。"
    "同じ内容は「目標から見る」に文字でもあります。",
    "From the middle outwards: goals, measures, initiatives, projects. "
    "The page of goals says the same in words.",
)


@dataclass(frozen=True)
class PlanPicture:
    """Writes the picture of one plan."""

    pages: Pages
    names: PlanNames
    folder: str

    def write(self) -> Iterator[tuple[str, bytes]]:
        """Write the page and the picture; nothing where the plan has no parts."""
        page = f"{self.folder}/picture{PAGE.ending}"
        target = f"{self.folder}/picture.svg"
        tree = self.pages.views.tree(self.names.plan, page)
        if not tree.branches:
            return
        svg = draw_plan(tree, tree.value.words)
        legend = [
            (f"colour-{number % len(COLOURS)}", branch)
            for number, branch in enumerate(tree.branches)
        ]
        yield (
            page,
            self.pages.renderer.page(
                "picture.html",
                page,
                title=TITLE,
                lead=LEAD,
                picture=Markup(svg),
                legend=legend,
                offices=self._list_offices(tree),
                downloads=[("SVG", link(target, page))],
                lists=self.folder,
            ),
        )
        yield target, svg.encode()

    def _list_offices(self, tree: Branch) -> list[tuple[Words, str]]:
        """List who answers for what, each with the names of its parts in the picture."""
        facts, found = self.pages.views.facts, defaultdict[str, list[str]](list)
        waiting = [("0", tree)]
        while waiting:
            name, branch = waiting.pop()
            for office in facts.iris(branch.value.iri, "plan:responsible"):
                found[office].append(name)
            waiting += [(f"{name}.{n}", below) for n, below in enumerate(branch.branches)]
        offices = sorted(found, key=lambda iri: (-len(found[iri]), iri))
        return [(self.pages.views.labels.name(iri), " ".join(found[iri])) for iri in offices]
