"""
A plan that was opened: what can be asked of it in Python.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from plangraph.assemble import Identity
from plangraph.plan import Plan
from plangraph.read.registers import Registers
from plangraph.store import Dataset

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from plangraph.ask import Answer
    from plangraph.check import Report

HISTORY: Final = "history/"
"""Theme of the questions about several revisions."""


@dataclass(frozen=True)
class LoadedPlan:
    """
    A plan that was opened: its dataset, and where it was read from a source, its values.

    ``plan`` and ``identity`` are None where the plan came as RDF.
    """

    dataset: Dataset
    plan: Plan | None = None
    registers: Registers = field(default_factory=Registers)
    identity: Identity | None = None
    folder: Path | None = None

    @cached_property
    def graph(self) -> "rdflib.Graph":
        """The current facts as an rdflib graph."""
        return self.dataset.current_graph()

    @cached_property
    def network(self) -> "nx.Graph[str]":
        """
        The current facts as a networkx graph: elements in their wholes, projects, departments.

        >>> from plangraph import load
        >>> shipped = load()
        >>> shipped.network.degree[shipped.dataset.revisions[-1].thing("project", "442-1")]
        3
        """
        from plangraph.network import make_network

        return make_network(self.dataset)

    def ask(self, name: str, **parameters: str | Sequence[str]) -> "Answer":
        """
        Answer a question of the library, or of a ``.rq`` file.

        >>> from plangraph import load
        >>> shipped = load()
        >>> shipped.ask("structure/goals-with-targets").columns
        ('goal', 'title', 'target')

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
    ) -> "Report":
        """
        Judge the newest revision by the rules.

        Decisions that run out are judged as of ``today``, by default the day it is. ``against`` is
        an earlier revision: with it the rules about what changed since are judged, too.

        Raises:
            ShapesError: The shapes themselves are wrong.
        """
        from plangraph.check import check

        changes: Iterable[ox.Quad] = ()
        if against is not None:
            from plangraph.compare import state_changes

            changes = state_changes(against.dataset, self.dataset)
        return check(self.dataset, profile, today or date.today(), changes)
