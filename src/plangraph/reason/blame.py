"""
Why something cannot be: the fewest axioms from which a contradiction follows.

The reasoner only says yes or no, so it is asked about ever more axioms: about those near the
suspect, more and more of them, until they contradict each other. The last that was needed is to
blame; then the others are taken one by one again, with it, for the next that is needed, until
few are left. Of these, the smallest combination that contradicts what is to blame is.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from typing import Final

import rdflib
from rdflib.namespace import OWL, RDF

from plangraph.reason.axioms import (
    DECLARED,
    Axiom,
    Triple,
    join_axioms,
    list_declarations,
    split_axioms,
)
from plangraph.reason.clashes import is_impossible

WIDEST: Final = 12
"""Steps from the suspect after which all axioms are taken."""

STEPS: Final = 16
"""Sets of axioms about which the reasoner is asked in one run."""

FEW: Final = 6
"""Axioms of which all combinations are asked about in one run, the smallest first."""

BOTH_WAYS: Final = (OWL.equivalentClass, OWL.equivalentProperty, OWL.inverseOf, OWL.sameAs)
"""Relations that say of their object what they say of their subject."""

Oracle = Callable[[Sequence[Sequence[Axiom]]], int | None]
"""Tells which of several sets of axioms is the first to contradict itself, if any does."""

Places = dict[rdflib.term.Node, rdflib.term.Node]
"""Individuals, each with the one that stands in its place."""


def find_blame(
    graph: rdflib.Graph, suspect: str = "", *, unsatisfiable: bool = False
) -> tuple[Axiom, ...]:
    """
    Find the fewest axioms that contradict each other at a suspect; none where they do not.

    A suspect is an individual, or with ``unsatisfiable`` a class that nothing can belong to.
    Without one all axioms are looked through.

    Raises:
        ReasonerError: There is no Java, or the reasoner failed.
    """
    from plangraph.reason.reasoner import find_contradiction

    named = suspect if unsatisfiable else None
    axioms = [one for one in split_axioms(graph) if not any(map(is_impossible, one.head))]
    written = cache(lambda one: join_axioms([one], ()).serialize(format="nt"))
    kinds = defaultdict[rdflib.term.Node, list[Triple]](list)
    for triple in list_declarations(graph):
        kinds[triple[0]].append(triple)

    def declare(taken: Sequence[Axiom]) -> str:
        names = {rdflib.URIRef(suspect), *(name for one in taken for name in one.names)}
        declared = (triple for name in names for triple in kinds.get(name, ()))
        return join_axioms((), declared).serialize(format="nt")

    def first(sets: Sequence[Sequence[Axiom]]) -> int | None:
        return find_contradiction(
            [declare(one) + "".join(map(written, one)) for one in sets], named
        )

    wider = list(_widen(axioms, {rdflib.URIRef(suspect)})) if suspect else []
    found = first([*wider, axioms])
    if found is None:
        return ()
    near = [*wider, axioms][found]
    if len(near) == len(axioms):
        # Nobody knows where to look, so look about the first that is known to be to blame.
        last = _find_last(near, [], first) or 0
        wider = list(_widen(axioms[: last + 1], set(axioms[last].names)))
        found = first([*wider, axioms[: last + 1]])
        near = [*wider, axioms[: last + 1]][found or 0]
    return tuple(shrink(near, first))


def find_alike(
    graph: rdflib.Graph, blamed: Sequence[Axiom], thing: str, other: str
) -> tuple[Axiom, ...]:
    """
    Find axioms that contradict each other at another thing as those blamed do at one.

    They are the same, with other individuals in the same places; a mistake in a vocabulary is one
    for all members of a class. Without such axioms there are none.
    """
    facts = [
        axiom.head
        for axiom in blamed
        if len(axiom.triples) == 1 and _is_thing(graph, axiom.head[0])
    ]
    met = _meet(graph, facts, {rdflib.URIRef(thing): rdflib.URIRef(other)})
    if not facts or met is None:
        return ()
    return tuple(_put(axiom, met) if axiom.head in facts else axiom for axiom in blamed)


def _is_thing(graph: rdflib.Graph, node: rdflib.term.Node) -> bool:
    declared = any((node, RDF.type, kind) in graph for kind in DECLARED)
    return isinstance(node, rdflib.URIRef) and not declared and (node, None, None) in graph


def _meet(graph: rdflib.Graph, facts: Sequence[Triple], met: Places) -> Places | None:
    """Find individuals for the places of others, each its own, so that all facts are stated."""
    fact = next((one for one in facts if one[0] in met or one[2] in met), None)
    if fact is None:
        return None if facts else met
    rest = [one for one in facts if one != fact]
    subject, relation, value = fact
    sought = (met.get(subject), relation, met.get(value) if _is_thing(graph, value) else value)
    for found in graph.triples(sought):
        added = {subject: found[0]} | ({value: found[2]} if sought[2] != value else {})
        wider = met | added
        if len(set(wider.values())) == len(wider):
            whole = _meet(graph, rest, wider)
            if whole is not None:
                return whole
    return None


def _put(axiom: Axiom, met: Places) -> Axiom:
    subject, relation, value = axiom.head
    head = (met.get(subject, subject), relation, met.get(value, value))
    names = frozenset(met.get(name, name) for name in axiom.names)
    return Axiom(head, frozenset({head}), names)


def _widen(axioms: Sequence[Axiom], names: set[rdflib.term.Node]) -> Sequence[list[Axiom]]:
    """
    Take the axioms about some names, then those about what these name, and so on.

    The nearest stand first, so that the contradiction found is the one at the names themselves.
    """
    sets: list[list[Axiom]] = []
    known, rest = set(names), list(axioms)
    for _ in range(WIDEST):
        # A disjointness matters only where both classes do, and a fact where its thing does.
        near = [axiom for axiom in rest if _concerns(axiom, known)]
        if sets and not near:
            break
        rest = [axiom for axiom in rest if not _concerns(axiom, known)]
        known.update(name for axiom in near for name in axiom.names)
        sets.append([*(sets[-1] if sets else ()), *near])
    return sets


def _concerns(axiom: Axiom, names: set[rdflib.term.Node]) -> bool:
    subject, relation, value = axiom.head
    if "disjointWith" in str(relation) or "differentFrom" in str(relation):
        return subject in names and value in names
    if relation in BOTH_WAYS and value in names:
        return True
    return subject in names or (relation != RDF.type and relation in names and value in names)


def shrink(axioms: Sequence[Axiom], first: Oracle) -> list[Axiom]:
    """
    Leave out whatever can be left out.

    ``axioms`` contradict each other; what is returned does, too, and no part of it does.
    """
    blamed: list[Axiom] = []
    rest = list(axioms)
    while len(rest) > FEW and (last := _find_last(rest, blamed, first)) is not None:
        blamed.append(rest[last])
        rest = rest[:last]
    if len(rest) <= FEW:
        parts = [part for size in range(len(rest) + 1) for part in combinations(rest, size)]
        found = first([[*blamed, *part] for part in parts])
        blamed += parts[found or 0]
    return [one for one in axioms if one in blamed]


def _find_last(rest: Sequence[Axiom], blamed: Sequence[Axiom], first: Oracle) -> int | None:
    """Find the axiom up to which all are needed for a contradiction; None where none is."""
    if not rest:
        return None
    low, high = 0, len(rest)
    ends = [0, *range(_step(high), high, _step(high))]
    while True:
        found = first([[*blamed, *rest[:end]] for end in ends])
        if found == 0 and ends[0] == 0:
            return None
        place = len(ends) if found is None else found
        bounds: list[int] = [*ends, high]
        low, high = (bounds[place - 1] if place else low), bounds[place]
        if high - low <= 1:
            return high - 1
        ends = list(range(low + _step(high - low), high, _step(high - low)))


def _step(length: int) -> int:
    return -(-length // STEPS)
