"""A document written by another machine is the same plan."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from plangraph.names import term
from plangraph.opening import LoadedPlan
from tests.damage.draft import SHIPPED, Draft
from tests.damage.forms import FORMS
from tests.damage.judging import count_places, open_copy

PRINTED = frozenset(term(name) for name in ("plan:printedNumber", "plan:printedText"))


def list_facts(plan: LoadedPlan) -> set[str]:
    """The facts and what is derived from them, without the document's node and printed texts."""
    names = plan.dataset.revisions[-1]
    document = names.document("source.txt")
    facts = set()
    for graph in (names.facts, names.derived, names.decisions, names.links):
        for quad in plan.dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            if quad.predicate.value not in PRINTED and str(quad.subject) != f"<{document}>":
                facts.add(str(quad))
    return facts


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> LoadedPlan:
    return open_copy(SHIPPED.read_bytes(), tmp_path_factory.mktemp("original"), registered=True)


def test_there_are_facts_to_compare(original: LoadedPlan) -> None:
    assert len(list_facts(original)) > 1000


@pytest.mark.parametrize("form", FORMS)
def test_a_harmless_form_gives_the_same_facts(
    form: str, original: LoadedPlan, tmp_path: Path
) -> None:
    make, _ = FORMS[form]
    copy = open_copy(make(Draft.of_shipped()), tmp_path, registered=True)

    assert list_facts(copy) == list_facts(original)


@pytest.mark.parametrize("form", FORMS)
def test_a_harmless_form_is_named_and_changes_no_other_finding(
    form: str, original: LoadedPlan, tmp_path: Path
) -> None:
    make, spoken_of = FORMS[form]
    copy = open_copy(make(Draft.of_shipped()), tmp_path, registered=True)
    after, before = count_places(copy), count_places(original)

    assert before - after == {}
    assert {rule for rule, _ in after - before} == spoken_of
