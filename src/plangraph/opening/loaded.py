"""
A plan that was opened: what can be asked of it in Python.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from plangraph.store import Dataset

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from plangraph.ask import Answer
    from plangraph.assemble import Identity
    from plangraph.check import Report
    from plangraph.compare import Comparison
    from plangraph.network.draw import Drawing
    from plangraph.network.report import Findings
    from plangraph.plan import Plan
    from plangraph.read.registers import Registers

HISTORY: Final = "history/"
"""Theme of the questions about several revisions."""

COUNTED: Final = {
    "goal": ("基本目標", "goals"),
    "measure": ("施策", "measures"),
    "initiative": ("主な取り組み", "initiatives"),
    "project": ("事務事業", "projects"),
}
"""Levels that a notebook counts of a plan, in words."""


@dataclass(frozen=True)
class LoadedPlan:
    """
    A plan that was opened: ask it, check it, compare it, draw it, or take it as a graph.

    ``dataset`` holds its named graphs. Where it was read from a source, ``plan`` has the values as
    they were read and ``identity`` their keys; both are None where the plan came as RDF.
    """

    dataset: Dataset
    plan: "Plan | None" = None
    lent: "Registers | None" = None
    identity: "Identity | None" = None
    folder: Path | None = None

    @cached_property
    def registers(self) -> "Registers":
        """What stands beside the source; nothing, where the plan came as RDF."""
        from plangraph.read.registers import Registers

        return self.lent or Registers()

    @cached_property
    def graph(self) -> "rdflib.Graph":
        """The current facts as an rdflib graph."""
        return self.dataset.current_graph()

    @cached_property
    def network(self) -> "nx.Graph[str]":
        """
        The current facts as a networkx graph: elements in their wholes, projects, departments.

        Nodes are IRIs with a ``label`` and a ``kind``: goal, measure, initiative, project or
        department.

        >>> from plangraph import load
        >>> network = load().network
        >>> sorted({kind for _, kind in network.nodes(data="kind")})
        ['department', 'goal', 'initiative', 'measure', 'project']
        """
        from plangraph.network import make_network

        return make_network(self.dataset)

    def questions(self, theme: str = "") -> tuple[str, ...]:
        """
        Name the questions of the library, all or those of one theme, for ``ask``.

        >>> from plangraph import load
        >>> load().questions("budget")[:2]
        ('budget/mandatory', 'budget/mandatory-and-policy')
        """
        from plangraph.ask import list_queries

        return tuple(sorted(one.name for one in list_queries() if one.name.startswith(theme)))

    def ask(self, name: str, **parameters: str | Sequence[str]) -> "Answer":
        """
        Answer a question of the library, or of a ``.rq`` file; ``questions()`` names them.

        A parameter takes a printed name or an IRI, or several; where a question has none of a
        name, the error says which it has.

        >>> from plangraph import load
        >>> goals = load().ask("structure/goals-with-targets")
        >>> goals.columns, len(goals.values)
        (('goal', 'title', 'target'), 6)
        >>> counted = load().ask("indicators/by-unit-and-noun", noun="企業")
        >>> {row[0] for row in counted.values}
        {'企業'}

        Raises:
            QueryError: No such question, or a parameter that it does not have.
        """
        from plangraph.ask import answer

        return answer(self._asked(name), name, parameters)

    def _asked(self, name: str) -> Dataset:
        """Give the dataset that a question is about: those of the history, all revisions."""
        if not name.startswith(HISTORY) or self.folder is None or len(self.dataset.revisions) > 1:
            return self.dataset
        from plangraph.opening.loading import load

        return load(self.folder, base=self.dataset.revisions[-1].base, history=True).dataset

    def check(
        self,
        *,
        profile: str = "council",
        today: date | None = None,
        against: "LoadedPlan | None" = None,
        engine: str = "compiled",
    ) -> "Report":
        """
        Judge the newest revision by the rules, as for ``draft``, ``council`` or ``publish``.

        Decisions that run out are judged as of ``today``, by default the day it is. ``against`` is
        an earlier revision: with it the rules about what changed since are judged, too. ``engine``
        is ``compiled``, or ``pyshacl`` for the judge of record.

        Raises:
            ShapesError: The shapes themselves are wrong.
            UsageError: There is no such profile.
        """
        from plangraph.check import check

        changes: Iterable[ox.Quad] = ()
        if against is not None:
            from plangraph.compare import state_changes

            changes = state_changes(against.dataset, self.dataset)
        return check(self.dataset, profile, today or date.today(), changes, engine)

    def compare(self, newer: "LoadedPlan") -> "Comparison":
        """
        Tell what changed from this revision to a newer one, and what the changes bring about.

        >>> from plangraph import load
        >>> plan = load()
        >>> plan.compare(plan).changes
        ()
        """
        from plangraph.compare import compare

        return compare(self.dataset, newer.dataset)

    def measure(self, *, without: str | Sequence[str] = ()) -> "Findings":
        """
        Measure how the plan hangs together, or what falls ``without`` departments, by name or IRI.

        >>> from plangraph import load
        >>> [one.name for one in load().measure().measured][:3]
        ['components', 'articulation', 'betweenness']

        Raises:
            UsageError: The plan has no such department.
        """
        from plangraph.network import measure_plan

        gone = [without] if isinstance(without, str) else without
        return measure_plan(self.dataset, without=gone)

    def draw(self, kind: str, *, language: str = "ja") -> "Drawing":
        """
        Draw the plan as ``tree``, ``matrix``, ``sankey`` or ``network``.

        >>> from plangraph import load
        >>> load().draw("sankey", language="en").picture.title
        'From goals to departments'

        Raises:
            UsageError: There is no such picture.
        """
        from plangraph.network.draw import draw

        return draw(self.dataset, kind, language=language)

    def _repr_html_(self) -> str:
        """Show in a notebook whose plan it is and how much of it there is."""
        from plangraph.network import read_structure
        from plangraph.network.draw import read_caption
        from plangraph.write.notebook import write_html_table

        structure = read_structure(self.dataset)
        counted = [(words, len(structure.of_kind(kind))) for kind, words in COUNTED.items()]
        counted.append((("課", "departments"), len(structure.departments)))
        titles, figures = zip(*counted, strict=True)
        return write_html_table(titles, [figures], read_caption(self.dataset, "ja").plan)
