"""
Constraints judged by walking over a small graph, where that is quicker than to ask an engine.

It knows most of SHACL's core. What it does not know it leaves to the query of the constraint, which
says the same. A constraint is prepared once, and then judges all things of a graph at a time: most
find nothing, and only where one does are things looked at one by one.
"""

from collections.abc import Callable

from plangraph.check.compiled.judging import can_walk, judge_things, judge_values
from plangraph.check.compiled.model import Component, Found, Path, Shape
from plangraph.check.compiled.relating import relate
from plangraph.check.compiled.walking import Things, Walker

Find = Callable[[Walker, Things], list[Found]]
"""Lists by what things break a constraint."""


def prepare(component: Component, shape: Shape, way: tuple[Path, ...]) -> Find | None:
    """
    Prepare a constraint: its judge finds what breaks it, from things along paths to the shape.

    None, where it cannot be judged by walking, with all that stands in it.
    """
    if not can_walk(component):
        return None
    path = shape.path
    judge = judge_values(component)
    if judge is not None:
        further = way if path is None else (*way, path)

        def find_values(walker: Walker, things: Things) -> list[Found]:
            failing = judge(walker, things.reached(further))
            if not failing:
                return []
            walk = walker.walk(path)
            return [
                (thing, value, None)
                for thing in things.list(way)
                for value in walk(thing)
                if value in failing
            ]

        return find_values
    judge_all = judge_things(component, path)
    if judge_all is not None:

        def find_things(walker: Walker, things: Things) -> list[Found]:
            failing = judge_all(walker, things.reached(way))
            if not failing:
                return []
            return [(one, None, None) for one in things.list(way) if one in failing]

        return find_things
    may, breaks = relate(component, path)

    def find_related(walker: Walker, things: Things) -> list[Found]:
        failing = may(walker, things.reached(way))
        if not failing:
            return []
        return breaks(walker, [one for one in things.list(way) if one in failing])

    return find_related
