"""
The parts of a store that holds many plans: one plan alone, its removal, many as one stream.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pyoxigraph as ox

from plangraph.names import PlanNames
from plangraph.store import Dataset, serialise

LEAST: Final = 1 << 20


class Chunks:
    """
    A file, to whoever only reads, of the N-Quads of one dataset after the other.

    A dataset may also come as the N-Quads that another process made of it.

    What goes wrong while a dataset is made is kept in ``error``: the reader knows none of ours.
    """

    def __init__(self, datasets: Iterable[Dataset | bytes]) -> None:
        self._datasets = iter(datasets)
        self._rest = b""
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, none of them at the end."""
        wanted = size if size > 0 else LEAST
        try:
            while not self._rest:
                one = next(self._datasets)
                self._rest = one if isinstance(one, bytes) else serialise(one, ".nq")
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise OSError(str(error)) from error
        given, self._rest = self._rest[:wanted], self._rest[wanted:]
        return given


def newest_revisions(revisions: Sequence[PlanNames]) -> tuple[PlanNames, ...]:
    """
    Give the newest revision of each plan, of revisions that stand newest last.

    >>> one, two = PlanNames("https://x/", "1", "1"), PlanNames("https://x/", "1", "2")
    >>> [names.revision for names in newest_revisions((one, two))]
    ['2']
    """
    return tuple({names.root: names for names in revisions}.values())


def take_plan(dataset: Dataset, names: PlanNames) -> Dataset:
    """
    Take one plan, all its revisions and its part of the current graph, into a store of its own.
    """
    store = ox.Store()
    store.extend(_quads_of(dataset, names))
    revisions = tuple(one for one in dataset.revisions if one.root == names.root)
    return Dataset(store, revisions, dataset.current)


def remove_plans(store: ox.Store, held: Sequence[PlanNames], coming: Sequence[PlanNames]) -> None:
    """
    Make room for revisions that are coming: the same ones go, and what was current of their plans.

    Earlier revisions stay, and what other plans say, too.
    """
    dataset = Dataset(store, tuple(held), coming[0].current)
    for names in newest_revisions(held):
        same = [one for one in coming if one.root == names.root]
        if not same:
            continue
        current, own = ox.NamedNode(names.current), set(list_graphs(held, names))
        for quad in list(_current_of(dataset, names)):
            stated = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            graphs = {_name(one) for one in stated} - own - {current.value}
            if str(quad.subject)[1:].startswith(names.root) or not graphs:
                store.remove(quad)
        for graph in list_graphs(same, names):
            store.remove_graph(ox.NamedNode(graph))


def list_graphs(revisions: Iterable[PlanNames], names: PlanNames) -> list[str]:
    """List the graphs of a plan, given its revisions, without the one that all plans share."""
    graphs = [names.decisions, names.links]
    for one in revisions:
        if one.root == names.root:
            graphs += [one.facts, one.source, one.derived]
    return graphs


def _quads_of(dataset: Dataset, names: PlanNames) -> Iterator[ox.Quad]:
    for graph in list_graphs(dataset.revisions, names):
        yield from dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    yield from _current_of(dataset, names)


def _current_of(dataset: Dataset, names: PlanNames) -> Iterator[ox.Quad]:
    """
    Find what the current graph says of the things of one plan, and what it says of others.

    What a plan says of things that are not its own, such as a target that several cities link to,
    is current only where one of its graphs states it.
    """
    current = ox.NamedNode(dataset.current)
    things: dict[str, None] = {}
    for graph in (names.facts, names.derived, names.decisions, names.links):
        for quad in dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            if quad.subject.value.startswith(names.root):
                things[quad.subject.value] = None
            else:
                other = ox.Quad(quad.subject, quad.predicate, quad.object, current)
                if other in dataset.store:
                    yield other
    for thing in things:
        yield from dataset.store.quads_for_pattern(ox.NamedNode(thing), None, None, current)


def _name(quad: ox.Quad) -> str:
    return str(getattr(quad.graph_name, "value", ""))
