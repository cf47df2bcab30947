"""
Reason: whether the facts of a plan can all be true in the words of the vocabulary.

A vocabulary without contradiction is a promise to everyone who reasons with it.
"""

from typing import TYPE_CHECKING

from plangraph.reason.consistency import Consistency
from plangraph.reason.vocabulary import read_vocabulary

if TYPE_CHECKING:
    import rdflib

__all__ = ["Consistency", "read_vocabulary", "reason"]


def reason(facts: "rdflib.Graph | None" = None) -> Consistency:
    """
    Tell whether a contradiction follows from the vocabulary and the facts of a plan.

    Raises:
        ReasonerError: There is no Java, or the reasoner failed.
    """
    from plangraph.reason.reasoner import check_consistency

    return check_consistency(read_vocabulary(), facts)
