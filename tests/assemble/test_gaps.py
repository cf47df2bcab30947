"""What a whole level lacks is stated with counts, and what stands out in it one by one."""

from pathlib import Path
from typing import Any

import pytest

from plangraph.assemble import assemble
from plangraph.assemble.units import expected_units
from plangraph.opening import LoadedPlan, load
from plangraph.read import read_text
from plangraph.read.registers import Registers
from tests.assemble.test_derive import NAMES, ask, derived
from tests.read.layouts import document, replaced

GAPS = """SELECT ?level ?kind ?lacking ?total
WHERE { ?g plan:level ?level ; plan:gapKind ?kind ; plan:lacking ?lacking ; plan:total ?total }"""
LABELS = """PREFIX dcterms: <http://purl.org/dc/terms/> SELECT ?class ?language ?lacking ?total
WHERE { ?g plan:elementClass ?class ; dcterms:language ?language ; plan:lacking ?lacking ;
  plan:total ?total }"""
APART = "SELECT ?of ?method WHERE { ?s a plan:ItemNameApart ; plan:of ?of ; plan:method ?method }"


def labels(links: bytes = b"") -> list[Any]:
    """Give how many things of each class lack a name in a language."""
    dataset = assemble(read_text(document(), "plan.txt"), NAMES, Registers(links=links))
    return ask(dataset, LABELS)


def test_a_level_without_values_is_counted() -> None:
    found = derived(document(), GAPS)

    assert ("project", "values", "3", "3") in found
    assert ("measure", "direction", "2", "2") in found


def test_the_shipped_plan_states_one_direction(shipped: LoadedPlan) -> None:
    """観光入込客数の増加 says which way; no other indicator does."""
    assert ("measure", "direction", "12", "13") in ask(shipped.dataset, GAPS)


def test_where_some_indicators_have_values_each_without_is_named(root: Path) -> None:
    lacking = ask(
        load(root / "data" / "kasumi").dataset, "SELECT ?r ?what WHERE { ?r plan:lacks ?what }"
    )

    assert {what for _role, what in lacking} == {"baseline"}
    assert len(lacking) == 2


def test_a_step_that_is_taken_or_not_has_no_baseline(root: Path) -> None:
    """計画の策定 has a target and reports, all in words."""
    roles = ask(
        load(root / "data" / "kasumi").dataset,
        "SELECT ?r ?f WHERE { ?o plan:observes ?r ; plan:valueKind ?f . "
        "FILTER NOT EXISTS { ?r plan:lacks ?what } }",
    )

    assert "milestone" in {form for _role, form in roles}


def test_names_in_english_are_missing_until_somebody_gives_them() -> None:
    assert ("Project", "en", "3", "3") in labels()
    link = b'<project-101-1> <http://www.w3.org/2000/01/rdf-schema#label> "Bridges"@en .'
    assert ("Project", "en", "2", "3") in labels(link)


def test_every_thing_of_the_shipped_plan_has_an_english_name(shipped: LoadedPlan) -> None:
    assert ask(shipped.dataset, LABELS) == []


@pytest.mark.parametrize(
    ("name", "item", "found"),
    [
        ("橋の点検事業", "橋の点検事業費", []),
        ("橋の点検事業", "橋の点検等事業費", [("project-101-1", "letters")]),
        ("橋の点検事業", "土木総務費", [("project-101-1", "item")]),
    ],
)
def test_a_single_item_under_another_name_is_noticed(
    name: str, item: str, found: list[tuple[str, str]]
) -> None:
    data = replaced(f"{name}\t101-1\t土木課\t橋の点検事業費", f"{name}\t101-1\t土木課\t{item}")

    assert derived(data, APART) == found


def test_an_item_that_pays_several_projects_bears_a_name_of_its_own() -> None:
    data = replaced("橋の点検事業費", "土木総務費").decode().replace("道の清掃事業費", "土木総務費")

    assert derived(data.encode(), APART) == []


def test_of_a_unit_its_usual_form_is_offered_and_what_was_printed_fits() -> None:
    assert expected_units("企業") == ("社",)
    assert expected_units("企業", "企業") == ("企業", "社")
    assert expected_units("企業", "件") == ("社",)
