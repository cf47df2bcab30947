"""
Compiled shapes put to an engine: any that answers SPARQL 1.1; by default the embedded one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from plangraph.check.compiled.model import Target
from plangraph.check.compiled.queries import Program, Query
from plangraph.check.compiled.walking import Walker
from plangraph.check.facts import Facts, Node
from plangraph.errors import ShapesError
from plangraph.names import term

Row = Mapping[str, Node]
Ask = Callable[[str], Iterable[Row]]
"""An engine: a query in, rows out, each with what its variables are bound to."""

TYPE, SUBCLASS = ox.NamedNode(term("rdf:type")), ox.NamedNode(term("rdfs:subClassOf"))
SUBCLASSES: Final = f"SELECT ?class WHERE {{ ?class {SUBCLASS} ?whole }} LIMIT 1"


@dataclass(frozen=True, slots=True)
class Broken:
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
    Judge a plain graph by the embedded engine.

    Raises:
        ShapesError: A constraint's query is not SPARQL.
    """
    subclasses = facts.says(None, SUBCLASS)
    queries = program.with_subclasses if subclasses else program.without
    if not subclasses:
        idle = _Idle(facts)
        queries = tuple(one for one in queries if any(map(idle.has, one.targets)))
    walker = Walker(facts, subclasses=subclasses)
    ask = _Asking(facts, queries).ask
    return [
        broken
        for query in queries
        for broken in (_answer(query, ask) if query.judged is None else _walk(query, walker))
    ]


def run_by_queries(program: Program, facts: Facts) -> list[Broken]:
    """Judge a plain graph by the embedded engine alone, which the other way must agree with."""
    store = facts.make_store()
    return run_anywhere(program, lambda text: _ask(store, text))


def run_anywhere(program: Program, ask: Ask) -> list[Broken]:
    """Judge the default graph of any engine, where the data lie."""
    queries = program.with_subclasses if list(ask(SUBCLASSES)) else program.without
    return [broken for query in queries for broken in _answer(query, ask)]


class _Idle:
    """Tells the targets at which there is anything, each once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.known: dict[Target, bool] = {}

    def has(self, target: Target) -> bool:
        known = self.known.get(target)
        if known is None:
            known = self.known[target] = self._look(target)
        return known

    def _look(self, target: Target) -> bool:
        if target.kind == "class":
            return self.facts.says(None, TYPE, target.node)
        if target.kind == "node" or not isinstance(target.node, ox.NamedNode):
            return True
        return self.facts.says(None, target.node)


class _Asking:
    """Puts what cannot be walked to a store of the statements that it takes to answer."""

    def __init__(self, facts: Facts, queries: Iterable[Query]) -> None:
        self.facts = facts
        wanted = [query.predicates for query in queries if query.judged is None]
        known = [one for one in wanted if one is not None]
        whole = len(known) < len(wanted)
        self.predicates = None if whole else sorted(frozenset().union(*known))
        self.store: ox.Store | None = None

    def ask(self, text: str) -> Iterator[Row]:
        if self.store is None:
            self.store = self.facts.make_store(self.predicates)
        return _ask(self.store, text)


def _walk(query: Query, walker: Walker) -> Iterator[Broken]:
    assert query.judged is not None
    judged = query.judged
    facts = walker.facts
    for thing, value, path in walker.find(
        judged.component, judged.shape, query.targets, judged.way
    ):
        row = {"this": facts.term(thing)}
        if value is not None:
            row["value"] = facts.term(value)
        if path is not None:
            row["path"] = facts.term(path)
        yield _tell(query, row)


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
        yield _tell(query, row)


def _tell(query: Query, row: Row) -> Broken:
    own: ox.NamedNode | str | None = None
    if query.path is not None:
        own = query.path.predicate or query.path.text
    value, path = row.get("value"), row.get("path")
    if query.path is None and value is None and query.constraint is not None:
        value = row["this"]
    return Broken(
        row["this"],
        value,
        path if isinstance(path, ox.NamedNode) else own,
        query.shape,
        query.constraint,
        query.component,
        query.severity,
        query.messages,
    )
