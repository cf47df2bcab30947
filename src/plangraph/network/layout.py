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
