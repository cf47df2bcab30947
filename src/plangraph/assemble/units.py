"""
Units of indicators, and the nouns that each counts, as the vocabulary lists them.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox

from plangraph.assemble.builder import node
from plangraph.layout import ontology_folder
from plangraph.read.folding import fold_width, join_broken

BRACKET_END: Final = re.compile(r"[(（][^()（）]*[)）]$")
TOTAL_END: Final = re.compile(r"(?:の)?(?:累計|延べ|総計|合計|増加|減少)$")
COUNT_END: Final = re.compile(r"(?:の)?(?:延べ|実|総)?数$")


@dataclass(frozen=True, slots=True)
class Units:
    """Units by every spelling, how each is usually printed, and those that count each noun."""

    by_spelling: dict[str, str]
    printed: dict[str, str]
    by_noun: dict[str, tuple[str, ...]]


@cache
def load_units() -> Units:
    """Read the list of units from the vocabulary."""
    by_spelling: dict[str, str] = {}
    by_noun: dict[str, list[str]] = {}
    usual, other = node("skos:notation"), node("skos:altLabel")
    counts = node("plan:counts")
    printed: dict[str, str] = {}
    path = ontology_folder() / "units.ttl"
    for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.object, ox.Literal) or not isinstance(quad.subject, ox.NamedNode):
            continue
        unit = quad.subject.value
        if quad.predicate in (usual, other):
            by_spelling[fold_width(quad.object.value)] = unit
        if quad.predicate == usual:
            printed[unit] = quad.object.value
        elif quad.predicate == counts:
            by_noun.setdefault(quad.object.value, []).append(unit)
    return Units(by_spelling, printed, {noun: tuple(found) for noun, found in by_noun.items()})


def unit_label(printed: str) -> str:
    """
    Give a unit as it is compared: full-width characters and inner line breaks folded.

    >>> unit_label("％")
    '%'
    """
    return fold_width(join_broken(printed))


def known_unit(printed: str) -> str | None:
    """Give the IRI of a unit that the vocabulary lists, by any of its spellings."""
    return load_units().by_spelling.get(unit_label(printed))


def counted_noun(label: str) -> str | None:
    """
    Find what an indicator counts: the longest listed noun that its label ends in.

    >>> counted_noun("新規進出企業数")
    '企業'
    """
    text = fold_width(label)
    text = BRACKET_END.sub("", text)
    text = TOTAL_END.sub("", text)
    nouns = load_units().by_noun
    for ending in (text, COUNT_END.sub("", text)):
        fitting = [noun for noun in nouns if ending.endswith(noun)]
        if fitting:
            return max(fitting, key=len)
    return None


def expected_units(noun: str, printed: str = "") -> tuple[str, ...]:
    """
    Give the units in which a noun may be counted, each as it is usually printed.

    One of them that was printed in another spelling is among them in that spelling, too.

    >>> expected_units("企業"), expected_units("企業", "企業")
    (('社',), ('企業', '社'))
    """
    units = load_units()
    counting = units.by_noun.get(noun, ())
    found = {units.printed[unit] for unit in counting if unit in units.printed}
    if known_unit(printed) in counting:
        found.add(unit_label(printed))
    return tuple(sorted(found))
