"""Values that readers give to questions: names as they write them, and what wrong ones give."""

from pathlib import Path

import pytest
import rdflib

from plangraph.errors import QueryError
from plangraph.opening import LoadedPlan, load


def test_a_name_may_be_spaced_and_wide_as_the_reader_likes(shipped: LoadedPlan) -> None:
    question = "responsibility/projects-of-department"
    rows = shipped.ask(question, department="特産品振興・ふるさと応援課").rows
    iri = next(
        str(office)
        for office, label in shipped.graph.subject_objects(rdflib.SKOS.prefLabel)
        if str(label) == "特産品振興・ふるさと応援課"
    )

    assert len(rows) == 2
    assert shipped.ask(question, department="特産品振興・ ふるさと応援課").rows == rows
    assert shipped.ask(question, department=iri).rows == rows


def test_a_section_may_stand_for_a_department(shipped: LoadedPlan) -> None:
    found = shipped.ask("responsibility/projects-of-department", department="雇用促進")

    assert [row[1] for row in found.values] == ["地域雇用活性化推進事業"]


def test_a_mistyped_name_is_an_error_not_an_empty_answer(shipped: LoadedPlan) -> None:
    with pytest.raises(QueryError, match="Did you mean 商工観光課"):
        shipped.ask("responsibility/projects-of-department", department="商工観光科")


def test_a_default_that_another_plan_lacks_is_a_missing_parameter() -> None:
    tiny = load(Path(__file__).parent.parent / "plans" / "tiny")

    with pytest.raises(QueryError, match=r"'department' is missing.*--set department=NAME"):
        tiny.ask("responsibility/projects-of-department")


def test_unknown_empty_and_repeated_parameters_are_told(shipped: LoadedPlan) -> None:
    question = "responsibility/projects-of-department"

    with pytest.raises(QueryError, match=r"'colour'.*It takes: department"):
        shipped.ask(question, colour="赤")
    with pytest.raises(QueryError, match="takes none"):
        shipped.ask("indicators/units", department="商工観光課")
    with pytest.raises(QueryError, match="is empty"):
        shipped.ask(question, department=" ")
    with pytest.raises(QueryError, match="missing"):
        shipped.ask(question, department=[])
    with pytest.raises(QueryError, match="one value, not 2"):
        shipped.ask(question, department=["商工観光課", "文化課"])


def test_a_list_replaces_the_whole_default(shipped: LoadedPlan) -> None:
    one = shipped.ask("indicators/by-unit-and-noun", noun="企業")
    two = shipped.ask("indicators/by-unit-and-noun", noun=["企業", "事業所"])

    assert {row[0] for row in one.values} == {"企業"}
    assert {row[0] for row in two.values} == {"企業", "事業所"}
