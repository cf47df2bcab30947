"""
Why something cannot be: the fewest axioms from which a contradiction follows.

The reasoner only says yes or no, so it is asked about ever fewer axioms: first about those near
the suspect, more and more of them, then about halves of these, until none can be left out.
"""

from collections.abc import Callable, Sequence
from typing import Final

import rdflib
from rdflib.namespace import RDF

from plangraph.reason.axioms import Axiom, join_axioms, list_declarations, split_axioms

WIDEST: Final = 12
"""Steps from the suspect after which all axioms are taken."""

Oracle = Callable[[Sequence[Axiom]], bool]


def find_blame(
    graph: rdflib.Graph, suspect: str, *, unsatisfiable: bool = False
) -> tuple[Axiom, ...]:
    """
    Find the fewest axioms that contradict each other at a suspect; none where they do not.

    A suspect is an individual, or with ``unsatisfiable`` a class that nothing can belong to.

    Raises:
        ReasonerError: There is no Java, or the reasoner failed.
    """
    from plangraph.reason.reasoner import follows_contradiction

    declarations = list_declarations(graph)
    named = suspect if unsatisfiable else None

    def contradicts(axioms: Sequence[Axiom]) -> bool:
        return follows_contradiction(join_axioms(axioms, declarations), named)

    near = _gather(split_axioms(graph), rdflib.URIRef(suspect), contradicts)
    return tuple(shrink(near, contradicts)) if near else ()


def _gather(axioms: Sequence[Axiom], suspect: rdflib.URIRef, contradicts: Oracle) -> list[Axiom]:
    """Take the axioms about the suspect, then those about what these name, until enough."""
    names: set[object] = {suspect}
    taken: list[Axiom] = []
    for _ in range(WIDEST):
        before = len(taken)
        # A disjointness matters only where both classes do, and a fact where its thing does.
        taken = [axiom for axiom in axioms if _concerns(axiom, names)]
        names.update(name for axiom in taken for name in axiom.names)
        if len(taken) > before and contradicts(taken):
            return taken
        if len(taken) == before and before:
            break
    return list(axioms) if contradicts(axioms) else []


def _concerns(axiom: Axiom, names: set[object]) -> bool:
    subject, relation, value = axiom.head
    if "disjointWith" in str(relation) or "differentFrom" in str(relation):
        return subject in names and value in names
    return subject in names or (relation != RDF.type and relation in names and value in names)


def shrink(axioms: Sequence[Axiom], contradicts: Oracle) -> list[Axiom]:
    """
    Leave out whatever can be left out (the divide and conquer of QuickXplain).

    ``axioms`` contradict each other; what is returned does, too, and no part of it does.
    """

    def search(kept: list[Axiom], changed: bool, rest: list[Axiom]) -> list[Axiom]:
        if changed and contradicts(kept):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        left, right = rest[:half], rest[half:]
        second = search(kept + left, bool(left), right)
        first = search(kept + second, bool(second), left)
        return [*first, *second]

    return search([], False, list(axioms)) if axioms else []
