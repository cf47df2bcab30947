"""
Answer a question from a dataset: from the current graph alone, and without ever writing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from plangraph.ask.guard import refuse_hostile
from plangraph.ask.library import Query, find_query
from plangraph.ask.naming import recognise_names
from plangraph.ask.parameters import Given, bind_values, check_given
from plangraph.errors import QueryError, UsageError
from plangraph.names import term
from plangraph.store import Dataset
from plangraph.write.notebook import write_html_table

if TYPE_CHECKING:
    import pandas
    import polars

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Value: TypeAlias = str | int | float | Decimal | bool | date | None

INTEGERS: Final = frozenset(
    term(f"xsd:{name}") for name in ("integer", "int", "long", "nonNegativeInteger", "gYear")
)
FLOATS: Final = frozenset({term("xsd:double"), term("xsd:float")})
DECIMAL: Final = term("xsd:decimal")
BOOLEAN: Final = term("xsd:boolean")
DATE: Final = term("xsd:date")
STATEMENT: Final = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Answer:
    """
    Rows that answer a question, as RDF terms; None where a row has no value.

    ``values`` has the same rows as plain Python, ``frame()`` and ``polars()`` as a data frame.
    ``truth`` is the answer to an ``ASK`` query, which has no rows.
    """

    query: Query
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truth: bool | None = None

    @property
    def values(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values: text without its language, IRIs as text, numbers, dates."""
        return tuple(tuple(python_value(cell) for cell in row) for row in self.rows)

    def frame(self) -> "pandas.DataFrame":
        """
        Give the rows as a pandas data frame, columns named by the variables, decimals as floats.

            plan.ask("responsibility/busiest-departments").frame().sort_values("projects")

        Raises:
            UsageError: pandas is not installed; ``pip install 'plangraph[notebook]'`` brings it.
        """
        try:
            import pandas
        except ImportError as error:
            raise UsageError(
                "frame", "pandas is not installed", "Run: pip install 'plangraph[notebook]'"
            ) from error
        return pandas.DataFrame(self._figures(), columns=list(self.columns))

    def polars(self) -> "polars.DataFrame":
        """
        Give the rows as a polars data frame, columns named by the variables, decimals as floats.

        Raises:
            UsageError: polars is not installed; ``pip install 'plangraph[polars]'`` brings it.
        """
        try:
            import polars
        except ImportError as error:
            raise UsageError(
                "frame", "polars is not installed", "Run: pip install 'plangraph[polars]'"
            ) from error
        columns = list(self.columns)
        # A column may hold text in one row and a number in another: then all of it is text.
        return polars.DataFrame(
            self._figures(), schema=columns, orient="row", infer_schema_length=None, strict=False
        )

    def _figures(self) -> list[tuple[Value, ...]]:
        """Give the rows with floats for decimals, which no data frame calculates with."""
        return [
            tuple(float(cell) if isinstance(cell, Decimal) else cell for cell in row)
            for row in self.values
        ]

    def _repr_html_(self) -> str:
        """Show the rows as a table in a notebook, under Japanese and English titles."""
        from plangraph.ask.formats import list_titles

        titles = zip(list_titles(self, "ja"), list_titles(self, "en"), strict=True)
        return write_html_table(list(titles), self.values)

    def write(self, form: str = "table", language: str = "ja") -> str | bytes:
        """
        Write the answer as table, csv, tsv, json, markdown or (in bytes) xlsx.

        Raises:
            QueryError: There is no such format.
        """
        from plangraph.ask.formats import write_answer

        return write_answer(self, form, language)


def answer(
    dataset: Dataset, name: str | Path, parameters: Mapping[str, Given] | None = None
) -> Answer:
    """
    Answer a question of the library, or one of a ``.rq`` file.

    Raises:
        QueryError: No such question, a wrong parameter, or a query that is wrong or forbidden.
    """
    query = find_query(name)
    given = parameters or {}
    checked = check_given(query.header.parameters, given, query.name)
    values = recognise_names(dataset, query.header.parameters, checked, given.keys(), query.name)
    return run_query(dataset, query, values)


def run_query(dataset: Dataset, query: Query, values: Mapping[str, Sequence[str]]) -> Answer:
    """
    Run a query with values that were checked.

    Raises:
        QueryError: The query is no SPARQL, or does what is forbidden.
    """
    sparql = bind_values(query.sparql, query.header.parameters, values)
    refuse_hostile(sparql, query.path)
    try:
        found = dataset.store.query(sparql, default_graph=ox.NamedNode(dataset.current))
        if isinstance(found, ox.QueryBoolean):
            return Answer(query, (), (), truth=bool(found))
        if isinstance(found, ox.QueryTriples):
            # A graph has no order of its own.
            rows = sorted(([t.subject, t.predicate, t.object] for t in found), key=str)
            return Answer(query, STATEMENT, tuple(tuple(row) for row in rows))
        columns = tuple(variable.value for variable in found.variables)
        solutions = [tuple(solution[column] for column in columns) for solution in found]
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        what = " ".join(str(error).split()) or type(error).__name__
        raise QueryError(query.path, f"not a query that runs: {what}", "Correct it") from error
    return Answer(query, columns, tuple(_set_places(query, columns, solutions)))


def _set_places(
    query: Query, columns: Sequence[str], rows: Iterable[tuple[Term | None, ...]]
) -> Iterable[tuple[Term | None, ...]]:
    """Show decimals with the places that the question promises: engines drop zeros at the end."""
    places = [query.header.places.get(column) for column in columns]
    if not any(number is not None for number in places):
        return rows
    return (
        tuple(
            cell if number is None else _round(cell, number)
            for cell, number in zip(row, places, strict=True)
        )
        for row in rows
    )


def _round(cell: Term | None, places: int) -> Term | None:
    value = python_value(cell)
    if not isinstance(value, Decimal | int | float) or isinstance(value, bool):
        return cell
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    return ox.Literal(str(rounded), datatype=ox.NamedNode(DECIMAL))


def python_value(cell: Term | None) -> Value:
    """
    Turn an RDF term into a Python value.

    >>> python_value(ox.Literal("計画", language="ja")), python_value(ox.Literal(3))
    ('計画', 3)
    """
    if cell is None:
        return None
    if isinstance(cell, ox.NamedNode):
        return cell.value
    if not isinstance(cell, ox.Literal):
        return str(cell)
    text, kind = cell.value, cell.datatype.value
    try:
        if kind in INTEGERS:
            return int(text)
        if kind == DECIMAL:
            return Decimal(text)
        if kind in FLOATS:
            return float(text)
        if kind == BOOLEAN:
            return text in ("true", "1")
        if kind == DATE:
            return date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        # A literal may lie about its type; its text is still an answer.
        return text
    return text
