"""
Shapes compiled: one SPARQL query for each constraint, that gives what breaks it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pyoxigraph as ox

from plangraph.check.compiled.model import Component, Path, Select, Shape, Target
from plangraph.check.compiled.patterns import Domain, Writer
from plangraph.check.compiled.prebinding import bind_thing, bind_things
from plangraph.check.compiled.preparing import Find, prepare
from plangraph.check.compiled.reading import Reader
from plangraph.check.compiled.sieving import May, sieve
from plangraph.check.compiled.slicing import name_predicates
from plangraph.check.compiled.statements import Statements
from plangraph.check.facts import Node


@dataclass(frozen=True)
class Query:
    """
    A query whose rows are what breaks one constraint.

    Its variables are ``this``, and where there is one ``value`` and ``path``. Where ``each`` is
    there, the query gives the things to judge, and each is to be put into that constraint.
    ``targets`` are those of the shape that led here: without a thing there, there are no rows.
    ``find`` is there where the constraint can be judged by walking as well, ``may`` where walking
    can tell that there are no rows. ``source`` is what the query was made of.
    """

    text: str
    shape: Node
    component: str
    severity: ox.NamedNode
    targets: tuple[Target, ...]
    source: tuple[Component, Shape]
    path: Path | None = None
    constraint: Node | None = None
    messages: tuple[ox.Literal, ...] = ()
    each: Select | None = None
    find: Find | None = None
    may: May | None = None

    @cached_property
    def led(self) -> ox.NamedNode | str | None:
        """The property that leads to values, or the text of a path that is more than one."""
        return None if self.path is None else self.path.predicate or self.path.text

    @cached_property
    def predicates(self) -> frozenset[str] | None:
        """Properties of which the statements suffice to answer it; None where it takes all."""
        # Few queries are ever put, and to look through all of them takes its time.
        return None if self.each is not None else name_predicates(self.text, *self.source)

    def for_thing(self, thing: Node) -> str:
        """Write the query of ``each`` for one thing."""
        assert self.each is not None
        return bind_thing(self.each, self.path, str(thing))


class Program:
    """Compiled shapes: queries for data with subclasses among their classes, and without."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._shapes = shapes
        # What is to be refused is refused now.
        self.without = tuple(_compile(shapes, subclasses=False))

    @cached_property
    def with_subclasses(self) -> tuple[Query, ...]:
        """Queries whose classes are reached through their subclasses, too."""
        return tuple(_compile(self._shapes, subclasses=True))


def compile_shapes(shapes: Iterable[ox.Quad]) -> Program:
    """
    Compile a shapes graph.

    Raises:
        ShapesError: It holds something that is not well formed, or not known to this engine.
    """
    return Program(Reader(Statements(shapes)).targeted())


def _compile(shapes: Sequence[Shape], *, subclasses: bool) -> Iterator[Query]:
    for shape in shapes:
        writer = Writer(subclasses=subclasses)
        domain = writer.targets(shape.targets, "?thing")
        yield from _queries(shape, shape, domain, writer, ())


def _queries(
    shape: Shape, root: Shape, domain: Domain, writer: Writer, way: tuple[Path, ...]
) -> Iterator[Query]:
    for component in shape.components:
        if component.name == "Property":
            values = writer.along(shape.path, domain)
            for inner in component.shapes:
                further = way if shape.path is None else (*way, shape.path)
                yield from _queries(inner, root, values, writer, further)
        elif component.name == "SPARQL":
            yield _query_of_its_own(component, shape, root, domain, way)
        else:
            failing = writer.failing(component, shape, domain)
            if failing is not None:
                given = (
                    (domain.variable, "this"),
                    (failing.value, "value"),
                    (failing.path, "path"),
                    (failing.also, "also"),
                )
                said = [f"({variable} AS ?{name})" for variable, name in given if variable]
                said += [f"({one} AS ?outer{n})" for n, one in enumerate(domain.outer, start=1)]
                text = f"SELECT DISTINCT {' '.join(said)} WHERE {{ {failing.pattern} }}"
                made = _query(text, component, shape, root)
                yield replace(made, find=prepare(component, shape, way))


def _query(text: str, component: Component, shape: Shape, root: Shape) -> Query:
    return Query(
        text,
        shape.node,
        component.iri,
        shape.severity,
        root.targets,
        (component, shape),
        path=shape.path,
        constraint=component.node,
        messages=component.messages or shape.messages,
    )


def _query_of_its_own(
    component: Component, shape: Shape, root: Shape, domain: Domain, way: tuple[Path, ...]
) -> Query:
    assert component.select is not None
    select = component.select
    text = bind_things(select, shape.path, domain.pattern, domain.variable, into="all")
    if text is not None:
        made = _query(text, component, shape, root)
        may, find = sieve(select, shape.path, way)
        return replace(made, may=may, find=find)
    text = f"SELECT DISTINCT ({domain.variable} AS ?this) WHERE {{ {domain.pattern} }}"
    made = _query(text, component, shape, root)
    return replace(made, each=select)
