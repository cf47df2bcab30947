"""
Reason: whether the facts of a plan can all be true, why not, and what follows from them.

A vocabulary without contradiction is a promise to everyone who reasons with it.
"""

from typing import TYPE_CHECKING

from plangraph.reason.consistency import Consistency
from plangraph.reason.vocabulary import read_vocabulary

if TYPE_CHECKING:
    import owlready2
    import rdflib

    from plangraph.reason.axioms import Axiom
    from plangraph.reason.inferences import Inferences
    from plangraph.reason.rules import Ruled

__all__ = [
    "Consistency",
    "apply_plain_rules",
    "explain",
    "explain_misuses",
    "infer",
    "open_objects",
    "read_vocabulary",
    "reason",
]


def reason(facts: "rdflib.Graph | None" = None) -> Consistency:
    """
    Tell whether a contradiction follows from the vocabulary and the facts of a plan.

    Raises:
        ReasonerError: There is no Java, or the reasoner failed.
    """
    from plangraph.reason.reasoner import check_consistency

    return check_consistency(read_vocabulary(), facts)


def infer(facts: "rdflib.Graph") -> "Inferences":
    """
    Find the members of the defined classes, taking what a plan states as all there is.

    Raises:
        ReasonerError: There is no Java, the reasoner failed, or the facts contradict each other.
    """
    from plangraph.names import term
    from plangraph.reason.closing import close_world
    from plangraph.reason.inferences import DEFINED, Inferences
    from plangraph.reason.reasoner import classify

    members = classify(read_vocabulary(), close_world(facts))
    return Inferences({term(name): members[term(name)] for name in DEFINED})


def open_objects(facts: "rdflib.Graph") -> "owlready2.World":
    """
    Give a plan as Python objects, for those who like objects better than queries.

    Classes and things are found by IRI or name, and a property is a list of what it leads to.

    >>> from plangraph import load
    >>> objects = open_objects(load().graph)
    >>> project = objects.search_one(iri="*/project-442-1")
    >>> len(project.responsible[0].prefLabel.ja), sorted(whole.name for whole in project.partOf)
    (1, ['initiative-1.1.1', 'initiative-1.2.2'])
    >>> objects.close()

    Raises:
        ReasonerError: The graph could not be loaded.
    """
    from plangraph.reason.reasoner import open_world

    return open_world(read_vocabulary(), facts)


def explain(
    outcome: Consistency,
    facts: "rdflib.Graph | None" = None,
    *,
    language: str = "ja",
    vocabulary: "rdflib.Graph | None" = None,
) -> dict[str, tuple[str, ...]]:
    """
    Say in words, for each class or individual that cannot be, which axioms are to blame.

    The axioms are the fewest that contradict each other; there may be other such sets. Where words
    of the wrong kind are to blame, the statements are named.

    Raises:
        ReasonerError: There is no Java, or the reasoner failed.
    """
    import rdflib

    from plangraph.reason.blame import find_alike, find_blame
    from plangraph.reason.wording import Wording

    vocabulary = read_vocabulary() if vocabulary is None else vocabulary
    facts = rdflib.Graph() if facts is None else facts
    say, merged = Wording(language, facts, vocabulary), vocabulary + facts
    explained: dict[str, tuple[str, ...]] = {}
    for kind in outcome.unsatisfiable:
        blamed = find_blame(vocabulary, kind, unsatisfiable=True)
        explained[kind] = tuple(map(say.say, blamed))
    explained |= explain_misuses(facts, language=language, vocabulary=vocabulary)
    blames: dict[str, tuple[Axiom, ...]] = {}
    for thing in outcome.clashing:
        node = rdflib.URIRef(thing)
        # Both ends of a relation clash, by the same axioms; others clash as one before them did.
        known = (one for one in blames.values() if any(node in axiom.names for axiom in one))
        alike = (find_alike(merged, one, before, thing) for before, one in blames.items())
        found = next(known, ()) or next(filter(None, alike), ()) or find_blame(merged, thing)
        blames[thing] = found
        explained[thing] = (*map(say.say, found), *explained.get(thing, ()))
    if not outcome.consistent and not outcome.clashing:
        explained[""] = tuple(map(say.say, find_blame(merged)))
    return explained


def explain_misuses(
    facts: "rdflib.Graph", *, language: str = "ja", vocabulary: "rdflib.Graph | None" = None
) -> dict[str, tuple[str, ...]]:
    """Say, for each individual or term, where facts use a word as what it is not; needs no Java."""
    from plangraph.reason.misuses import find_misuses
    from plangraph.reason.wording import Wording

    vocabulary = read_vocabulary() if vocabulary is None else vocabulary
    say, explained = Wording(language, facts, vocabulary), dict[str, tuple[str, ...]]()
    for how, triple in sorted(find_misuses(vocabulary, facts)):
        thing = str(triple[0])
        explained[thing] = (*explained.get(thing, ()), say.say_misuse(how, triple))
    return explained


def apply_plain_rules(facts: "rdflib.Graph") -> "Ruled":
    """Apply the plain rules of OWL RL, which need no Java and can neither count nor close."""
    from plangraph.reason.rules import apply_rules

    return apply_rules(read_vocabulary(), facts)
