"""
What a reader may call things: the names in the plan at hand, however they are spaced and wide.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, NoReturn, cast

import pyoxigraph as ox

from plangraph.ask.parameters import NAMING, Parameter
from plangraph.errors import QueryError
from plangraph.names import term
from plangraph.read.folding import compare_form
from plangraph.store import Dataset

LABEL: Final = term("skos:prefLabel")
NAMES: Final = (LABEL, term("skos:notation"), term("plan:printedNumber"))
LANGUAGES: Final = (None, "ja", "en")
ORGANIZATION: Final = term("plan:Organization")


def recognise_names(
    dataset: Dataset,
    parameters: Sequence[Parameter],
    values: Mapping[str, Sequence[str]],
    given: Collection[str],
    where: object,
) -> dict[str, Sequence[str]]:
    """
    Put the plan's own spelling in the place of a name given with other spaces or widths.

    An empty answer to a mistyped name would be read as "there is none", so that is an error; and so
    is a default that another plan's things have, unless a name is ``given``.

    Raises:
        QueryError: Nothing in the plan bears a name.
    """
    found = dict(values)
    for parameter in parameters:
        if parameter.kind not in NAMING:
            continue
        if all(_bears(dataset, parameter.kind, value) for value in values[parameter.name]):
            # Among many plans that is found at once, and a list of all names is long.
            continue
        known = sorted(set(_list_names(dataset, parameter.kind)))
        names = [_recognise(value, known) for value in values[parameter.name]]
        for name, value in zip(names, values[parameter.name], strict=True):
            if name is None:
                _complain(value, known, parameter, parameter.name in given, where)
        found[parameter.name] = tuple(name for name in names if name is not None)
    return found


def _recognise(value: str, known: Sequence[str]) -> str | None:
    if value in known:
        return value
    folded = compare_form(value)
    return next((name for name in known if compare_form(name) == folded), None)


def _complain(
    value: str, known: Sequence[str], parameter: Parameter, was_given: bool, where: object
) -> NoReturn:
    if not was_given:
        what = f"the parameter '{parameter.name}' is missing: '{value}' is not in this plan"
        raise QueryError(where, what, f"Add --set {parameter.name}=NAME")
    what = f"no {parameter.kind} of this plan is called '{value}'"
    near = get_close_matches(value, known, n=3, cutoff=0.5)
    remedy = f"Did you mean {' or '.join(near)}" if near else "Give a name as the plan prints it"
    raise QueryError(where, what, remedy)


def _bears(dataset: Dataset, kind: str, value: str) -> bool:
    """Tell whether something in the plan is called exactly so."""
    try:
        thing = str(ox.NamedNode(value))
    except ValueError:
        thing = ""
    named = " ".join(str(ox.Literal(value, language=one)) for one in LANGUAGES)
    if kind == "department":
        called = f"VALUES ?name {{ {named} }} ?thing <{LABEL}> ?name ; a <{ORGANIZATION}>"
        itself = f"{thing} a <{ORGANIZATION}>"
    else:
        properties = " ".join(f"<{name}>" for name in NAMES)
        called = f"VALUES ?name {{ {named} }} VALUES ?by {{ {properties} }} ?thing ?by ?name"
        itself = f"{thing} a ?kind"
    graph = ox.NamedNode(dataset.current)
    asked = [called, itself] if thing else [called]
    return any(dataset.store.query(f"ASK {{ {one} }}", default_graph=graph) for one in asked)


def _list_names(dataset: Dataset, kind: str) -> Iterator[str]:
    """List names and addresses of things; a query, so that a server can answer it."""
    if kind == "department":
        called = f"?thing a <{ORGANIZATION}> . OPTIONAL {{ ?thing <{LABEL}> ?name }}"
    else:
        properties = " ".join(f"<{name}>" for name in NAMES)
        called = f"{{ VALUES ?by {{ {properties} }} ?thing ?by ?name }} UNION {{ ?thing a ?kind }}"
    rows = dataset.store.query(
        f"SELECT ?thing ?name {{ {called} }}", default_graph=ox.NamedNode(dataset.current)
    )
    for row in cast(ox.QuerySolutions, rows):
        thing = row["thing"]
        if kind == "department" or row["name"] is None:
            yield thing.value if isinstance(thing, ox.NamedNode) else ""
        if row["name"] is not None:
            yield _text(row["name"])


def _text(node: object) -> str:
    return node.value if isinstance(node, ox.Literal) else ""
