"""
Compiled shapes put to an engine: any that answers SPARQL 1.1; by default the embedded one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import pyoxigraph as ox

from plangraph.check.compiled.model import Target
from plangraph.check.compiled.queries import Program, Query
from plangraph.check.compiled.walking import SUBCLASS, Targets, Things, Walker
from plangraph.check.facts import Facts, Node
from plangraph.errors import ShapesError

Row = Mapping[str, Node]
Ask = Callable[[str], Iterable[Row]]
"""An engine: a query in, rows out, each with what its variables are bound to."""

SUBCLASSES: Final = f"SELECT ?class WHERE {{ ?class {SUBCLASS} ?whole }} LIMIT 1"


class Broken(NamedTuple):
    """
    A constraint broken: a result in SHACL's sense.

    ``path`` is the property, or the text of a path that is more than one.
    """

    focus: Node
    value: Node | None
    path: ox.NamedNode | str | None
    shape: Node
    constraint: Node | None
    component: str
    severity: ox.NamedNode
    messages: tuple[ox.Literal, ...] = ()


def run(program: Program, facts: Facts) -> list[Broken]:
    """
    Judge a plain graph by walking over it, and by the embedded engine where that is needed.

    Raises:
        ShapesError: A constraint's query is not SPARQL.
    """
    subclasses = bool(facts.forward(SUBCLASS))
    walker = Walker(facts, subclasses=subclasses)
    every = Targets(walker)
    queries = program.with_subclasses if subclasses else program.without
    found: list[Broken] = []
    targets: tuple[Target, ...] | None = None
    things: Things | None = None
    for query in queries:
        # Those of one shape follow one another.
        if query.targets is not targets:
            targets, things = query.targets, every.find(query.targets)
        if things is not None:
            found += _judge(query, walker, things)
    return found


def _judge(query: Query, walker: Walker, things: Things) -> Iterable[Broken]:
    if query.find is not None:
        walker.sure = True
        found = query.find(walker, things)
        if walker.sure:
            return [_tell_found(query, walker.facts, *one) for one in found]
    elif query.may is not None and not query.may(walker, things):
        return ()
    # The engine gets what it takes to answer, and no more: to hold it is most of the work.
    store = walker.facts.make_store(query.predicates)
    return _answer(query, lambda text: _ask(store, text))


def run_by_queries(program: Program, facts: Facts) -> list[Broken]:
    """Judge a plain graph by the embedded engine alone, which the other way must agree with."""
    store = facts.make_store()
    return run_anywhere(program, lambda text: _ask(store, text))


def run_anywhere(program: Program, ask: Ask) -> list[Broken]:
    """Judge the default graph of any engine, where the data lie."""
    queries = program.with_subclasses if list(ask(SUBCLASSES)) else program.without
    return [broken for query in queries for broken in _answer(query, ask)]


def _tell_found(
    query: Query, facts: Facts, focus: str, value: str | None, path: str | None
) -> Broken:
    term = facts.term
    return _tell(
        query,
        term(focus),
        None if value is None else term(value),
        None if path is None else term(path),
    )


def _ask(store: ox.Store, text: str) -> Iterator[Row]:
    try:
        rows = store.query(text)
        if not isinstance(rows, ox.QuerySolutions):
            raise ShapesError("sh:select", "gives no rows", "Correct the shapes")
        names = [variable.value for variable in rows.variables]
        for row in rows:
            yield {name: node for name in names if (node := row[name]) is not None}
    except (SyntaxError, ValueError) as error:
        what = f"not SPARQL: {' '.join(str(error).split())}"
        raise ShapesError("sh:select", what, "Correct the shapes") from error


def _answer(query: Query, ask: Ask) -> Iterator[Broken]:
    rows = ask(query.text)
    if query.each is not None:
        things = [row["this"] for row in rows]
        rows = ({"this": thing, **row} for thing in things for row in ask(query.for_thing(thing)))
    for row in rows:
        yield _tell(query, row["this"], row.get("value"), row.get("path"))


def _tell(query: Query, focus: Node, value: Node | None, path: Node | None) -> Broken:
    if query.path is None and value is None and query.constraint is not None:
        value = focus
    return Broken(
        focus,
        value,
        path if isinstance(path, ox.NamedNode) else query.led,
        query.shape,
        query.constraint,
        query.component,
        query.severity,
        query.messages,
    )
