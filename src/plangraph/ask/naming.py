"""
What a reader may call things: the names in the plan at hand, however they are spaced and wide.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, NoReturn

import pyoxigraph as ox

from plangraph.ask.parameters import NAMING, Parameter
from plangraph.errors import QueryError
from plangraph.names import term
from plangraph.read.folding import compare_form
from plangraph.store import Dataset

LABEL: Final = term("skos:prefLabel")
NAMES: Final = (LABEL, term("skos:notation"), term("plan:printedNumber"))
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


def _list_names(dataset: Dataset, kind: str) -> Iterator[str]:
    graph = ox.NamedNode(dataset.current)
    if kind == "department":
        type_, organization = ox.NamedNode(term("rdf:type")), ox.NamedNode(ORGANIZATION)
        for quad in dataset.store.quads_for_pattern(None, type_, organization, graph):
            yield quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            label = ox.NamedNode(LABEL)
            for named in dataset.store.quads_for_pattern(quad.subject, label, None, graph):
                yield _text(named.object)
        return
    for name in NAMES:
        for quad in dataset.store.quads_for_pattern(None, ox.NamedNode(name), None, graph):
            yield _text(quad.object)
    for quad in dataset.store.quads_for_pattern(None, ox.NamedNode(term("rdf:type")), None, graph):
        yield quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""


def _text(node: object) -> str:
    return node.value if isinstance(node, ox.Literal) else ""
