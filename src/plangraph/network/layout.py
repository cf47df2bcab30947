"""
Where the parts of a tree stand in a picture.

The layouts of networkx itself need numerical libraries whose last digits differ from machine to
machine; this one needs none, and its numbers are rounded.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True)
class Spot:
    """Place of a node: its ring from the middle, its angle in degrees, its coordinates."""

    ring: int
    angle: float
    x: float
    y: float


def lay_out_tree(
    root: str, children: Mapping[str, Sequence[str]], radii: Sequence[float]
) -> dict[str, Spot]:
    """
    Lay a tree out in rings around its root, each leaf with the same share of the circle.

    A node under several parents stands under the first. ``radii`` are the rings' distances from the
    middle; rings beyond the last stand on it.

    >>> spots = lay_out_tree("a", {"a": ["b", "c"]}, [0, 10])
    >>> spots["b"], spots["c"].angle
    (Spot(ring=1, angle=90.0, x=10.0, y=0.0), 270.0)
    """
    tree: nx.DiGraph[str] = nx.DiGraph()
    tree.add_node(root)
    waiting = [root]
    while waiting:
        parent = waiting.pop(0)
        for child in children.get(parent, ()):
            if child not in tree:
                tree.add_edge(parent, child)
                waiting.append(child)
    rings = nx.single_source_shortest_path_length(tree, root)
    order = list(nx.dfs_postorder_nodes(tree, root))
    leaves = [node for node in order if tree.out_degree(node) == 0]
    step = 360 / len(leaves)
    angles = {leaf: (number + 0.5) * step for number, leaf in enumerate(leaves)}
    for node in order:
        below = [angles[child] for child in tree.successors(node)]
        if below:
            angles[node] = (min(below) + max(below)) / 2
    spots = {}
    for node in order:
        radius = radii[min(rings[node], len(radii) - 1)]
        turn = math.radians(angles[node])
        # From the top, clockwise, as a clock is read.
        x, y = radius * math.sin(turn), -radius * math.cos(turn)
        spots[node] = Spot(
            rings[node], round(angles[node], 2), round(x, 1) + 0.0, round(y, 1) + 0.0
        )
    return spots


@dataclass(frozen=True, slots=True)
class Layers:
    """A drawing in columns: where each node has its middle, and the way of each edge."""

    columns: dict[str, int]
    middles: dict[str, float]
    ways: dict[tuple[str, str], tuple[tuple[int, float], ...]]
    """Of each edge, the columns that it crosses between its ends and at which height."""


def lay_out_layers(
    heights: Mapping[str, float], edges: Sequence[tuple[str, str]], gap: float
) -> Layers:
    """
    Lay a graph out in columns, so that edges lead from left to right and cross little.

    Where an edge passes a column, it has a place of its own there. Edges of a circle stay in their
    column.

    >>> layers = lay_out_layers({"a": 20, "b": 20}, [("a", "b")], 10)
    >>> layers.columns, layers.ways
    ({'a': 0, 'b': 1}, {('a', 'b'): ()})
    """
    columns = _find_columns(heights, edges)
    rows: list[list[str]] = [[] for _ in range(max(columns.values()) + 1)]
    for node in heights:
        rows[columns[node]].append(node)
    paths: dict[tuple[str, str], list[str]] = {}
    chains: nx.DiGraph[str] = nx.DiGraph()
    for edge in edges:
        source, target = edge
        crossed = range(columns[source] + 1, columns[target])
        paths[edge] = [f"{source} {target} {column}" for column in crossed]
        for place, column in zip(paths[edge], crossed, strict=True):
            rows[column].append(place)
        nx.add_path(chains, [source, *paths[edge], target])
    for turn in range(8):
        _sort_rows(rows, chains, backwards=turn % 2 == 1)
    middles = _stack(rows, heights, gap)
    ways = {
        edge: tuple((columns[edge[0]] + 1 + step, middles[place]) for step, place in enumerate(way))
        for edge, way in paths.items()
    }
    return Layers(columns, {node: middles[node] for node in heights}, ways)


def _find_columns(nodes: Mapping[str, float], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Put each node to the right of all that lead to it, and beside what it leads to."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    whole = nx.condensation(graph)
    found: dict[int, int] = {}
    for column, circles in enumerate(nx.topological_generations(whole)):
        found.update(dict.fromkeys(circles, column))
    for circle in found:
        if not whole.in_degree(circle) and whole.out_degree(circle):
            found[circle] = min(found[after] for after in whole.successors(circle)) - 1
    return {node: found[whole.graph["mapping"][node]] for node in nodes}


def _sort_rows(rows: list[list[str]], chains: "nx.DiGraph[str]", *, backwards: bool) -> None:
    """Sort each column by where the neighbours stand in the one before, or after."""
    order = range(len(rows) - 2, -1, -1) if backwards else range(1, len(rows))
    for number in order:
        beside = {name: place for place, name in enumerate(rows[number + (1 if backwards else -1)])}
        middle = {}
        for place, name in enumerate(rows[number]):
            near = chains.successors(name) if backwards else chains.predecessors(name)
            places = [beside[one] for one in near if one in beside] if name in chains else []
            middle[name] = sum(places) / len(places) if places else place
        rows[number].sort(key=lambda name: middle[name])


def _stack(
    rows: Sequence[Sequence[str]], heights: Mapping[str, float], gap: float
) -> dict[str, float]:
    tall = [sum(heights.get(name, 0) + gap for name in row) for row in rows]
    middles = {}
    for row, height in zip(rows, tall, strict=True):
        top = (max(tall) - height) / 2
        for name in row:
            middles[name] = round(top + (heights.get(name, 0) + gap) / 2, 1)
            top += heights.get(name, 0) + gap
    return middles
