"""The list of units: what is counted in which, as a rule can rely on it."""

from collections import Counter

import pytest
import rdflib
from rdflib.namespace import SKOS

from plangraph.names import term

COUNTS = rdflib.URIRef(term("plan:counts"))


def spellings(vocabulary: rdflib.Graph, noun: str) -> set[str]:
    """Give the printed forms of the units that a noun is counted in."""
    return {
        str(unit).removeprefix(term("unit:"))
        for unit in vocabulary.subjects(COUNTS, rdflib.Literal(noun, lang="ja"))
    }


@pytest.mark.parametrize(
    ("noun", "units"),
    [
        ("企業", {"company"}),
        ("者", {"person"}),
        ("児童", {"person"}),
        ("校", {"school"}),
        ("日", {"day"}),
        ("団体", {"association"}),
        ("割合", {"percent", "point", "tenth"}),
        ("法人", {"association", "company", "corporation"}),
        ("事業所", {"case", "company", "establishment", "place"}),
    ],
)
def test_a_noun_lists_every_unit_it_is_counted_in(
    vocabulary: rdflib.Graph, noun: str, units: set[str]
) -> None:
    """A noun with one unit is a rule; a noun with several allows each of them."""
    assert spellings(vocabulary, noun) == units


def test_no_spelling_stands_for_two_units(vocabulary: rdflib.Graph) -> None:
    """A printed unit is known or it is not; it is never ambiguous."""
    found = Counter(
        str(spelling)
        for relation in (SKOS.notation, SKOS.altLabel)
        for unit, spelling in vocabulary.subject_objects(relation)
        if str(unit).startswith(term("unit:"))
    )

    assert len(found) > 80
    assert [spelling for spelling, count in found.items() if count > 1] == []


def test_a_noun_whose_ending_is_counted_otherwise_is_listed_itself(
    vocabulary: rdflib.Graph,
) -> None:
    """The longest listed ending decides: 法人 is not counted as 人, nor 取組 as 組."""
    for noun, ending in (("法人", "人"), ("取組", "組"), ("事業者", "者"), ("公園", "園")):
        assert spellings(vocabulary, noun) != spellings(vocabulary, ending)
        assert spellings(vocabulary, noun)
