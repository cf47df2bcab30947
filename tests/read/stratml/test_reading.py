"""What a StratML document says becomes the values of a plan, and nothing of it is passed over."""

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef

from plangraph.names import term
from plangraph.opening import LoadedPlan, load
from plangraph.plan import Plan

DOCUMENTS = Path(__file__).parent / "documents"


def read(name: str) -> Plan:
    """Read one of the documents."""
    plan = load(DOCUMENTS / name).plan
    assert plan is not None
    return plan


def read_as(folder: Path, data: bytes, name: str) -> LoadedPlan:
    """Read bytes under the name of a file."""
    file = folder / name
    file.write_bytes(data)
    return load(file)


def facts(loaded: LoadedPlan) -> set[str]:
    """Give the facts of a plan, each as a line of text."""
    graph = ox.NamedNode(loaded.dataset.revisions[-1].facts)
    found = loaded.dataset.store.quads_for_pattern(None, None, None, graph)
    return {f"{quad.subject} {quad.predicate} {quad.object}" for quad in found}


def test_goals_and_objectives_are_goals_and_measures() -> None:
    """The two levels of the format are the two upper ones of a plan."""
    plan = read("harbour.xml")

    assert [(goal.code, goal.title) for goal in plan.goals] == [
        ("1", "Boats"),
        ("People", "People"),
    ]
    assert [(one.goal, one.code, one.title) for one in plan.measures] == [(0, "1.1", "Dredging")]


def test_results_are_observations_with_their_days() -> None:
    """A target is none of its results, and words are no number."""
    (detail,) = [one for one in read("harbour.xml").details if one.indicators]
    first, second = detail.indicators
    target, actual, survey = first.measured.observations

    assert (target.kind, target.value.number, target.unit) == ("target", Decimal("4.5"), "metres")
    assert (actual.kind, actual.value.number) == ("actual", Decimal("4.2"))
    assert actual.rating == ("Grade", "B")
    assert target.period is not None
    assert (target.period.kind, target.period.end) == ("fiscal", 2024)
    assert (survey.value.number, survey.value.printed) == (None, "Finish the survey")
    assert (first.measured.stage, first.kind, second.measured.observations) == (
        "output",
        "quantitative",
        (),
    )


def test_identifiers_are_keys_and_no_numbers() -> None:
    """A GUID names the goal in the graph, whatever stands before it."""
    graph = load(DOCUMENTS / "harbour.xml").graph
    goals = {
        str(goal).rpartition("/")[2] for goal in graph.subjects(None, URIRef(term("plan:Goal")))
    }

    assert "goal-2b19dff1-b98e-470f-ac80-92a755d8aa37" in goals
    assert not list(graph.subjects(None, URIRef(term("plan:AdministrativeNumber"))))


def test_names_and_descriptions_are_in_their_language() -> None:
    """A title without a language, or in the wrong one, would be hidden from those who ask."""
    english, japanese = (load(DOCUMENTS / name).graph for name in ("harbour.xml", "valley.xml"))

    assert (None, None, Literal("More boats use the harbour.", "en")) in english
    assert (None, None, Literal("産業をのばす", "ja")) in japanese
    assert not [value for value in english.objects() if getattr(value, "language", None) == "ja"]


def test_a_person_who_sent_the_file_in_is_no_part_of_the_graph() -> None:
    """Name and address of a submitter are kept to be written again, and nowhere else."""
    loaded = load(DOCUMENTS / "harbour.xml")
    store = loaded.dataset.store

    assert loaded.plan is not None
    assert loaded.plan.charter is not None
    assert loaded.plan.charter.contact is not None
    assert loaded.plan.charter.contact.mail == "ann@example.org"
    assert not [quad for quad in store if "ann@example.org" in str(quad.object)]
    assert ("no-place-in-graph", "PerformancePlanOrReport/Submitter") in {
        (note.kind, note.printed) for note in loaded.plan.notes
    }


def test_a_relation_names_the_indicator_that_it_leads_to() -> None:
    """What stands broader than another has that as its narrower one."""
    graph = load(DOCUMENTS / "harbour.xml").graph
    ((one, other),) = graph.subject_objects(URIRef(term("skos:narrower")))
    identifier = URIRef(term("dcterms:identifier"))

    assert str(graph.value(one, identifier)).startswith("_4b")
    assert str(graph.value(other, identifier)).startswith("_5b")


def test_stakeholders_are_organizations_with_their_roles() -> None:
    """A person is no organization, and a role says on which side somebody stands."""
    graph = load(DOCUMENTS / "harbour.xml").graph
    kinds = {
        str(graph.value(holder, URIRef(term("skos:prefLabel")))): graph.value(
            holder, URIRef(term("rdf:type"))
        )
        for holder in graph.objects(None, URIRef(term("plan:organization")))
    }

    assert kinds["Residents"] == URIRef(term("plan:Organization"))
    assert kinds["A. Harbourmaster"] == URIRef(term("schema:Person"))
    assert len(list(graph.objects(None, URIRef(term("plan:stakeRole"))))) == 2


def test_two_programs_write_one_plan_and_it_is_one_graph(tmp_path: Path) -> None:
    """Prefix, version, quotes, order of attributes, white space and empty elements say nothing."""
    one = load(DOCUMENTS / "harbour.xml")
    text = (DOCUMENTS / "harbour-elsewhere.xml").read_bytes()
    other = read_as(tmp_path, text, "harbour.xml")

    assert facts(one) == facts(other)
    assert len(facts(one)) > 140


def test_places_are_lines_of_the_file() -> None:
    """A finding leads to the line that an editor shows."""
    plan = read("valley.xml")
    lines = (DOCUMENTS / "valley.xml").read_text("utf-8").splitlines()
    (heading,) = plan.goals[0].headings

    assert "産業をのばす" in lines[plan.document.row_number(heading.line) - 1]


def test_what_breaks_the_schema_is_read_and_told() -> None:
    """Each departure is named by its kind and path, and by nothing more than once."""
    plan = read("valley.xml")
    found = [(problem.kind, problem.printed) for problem in plan.problems]

    assert len(found) == len(set(found))
    assert set(found) == {
        ("stray-text", "Mission: 町の暮らしを支える"),
        ("misplaced-element", "Goal/SequenceIndicator"),
        ("misplaced-element", "Objective/Objective"),
        ("unknown-element", "Objective/PerformanceIndicator"),
        ("missing-element", "Goal/Description"),
        ("unknown-element", "Objective/Budget: 1,000千円"),
        ("wrong-value", "AdministrativeInformation/EndDate"),
        ("wrong-value", "AdministrativeInformation/StartDate: 2024"),
        ("wrong-value", "Goal/Identifier: 9b19dff1-b98e-470f-ac80-92a755d8aa37"),
        ("wrong-value", "Stakeholder@StakeholderTypeType: Company"),
        ("wrong-value", "ActualResult/StartDate: R5"),
        ("wrong-value", "ActualResult/EndDate: R5"),
        ("wrong-value", "ActualResult/NumberOfUnits: 1,200人"),
        ("wrong-value", "TargetResult/NumberOfUnits: －"),
        ("unknown-element", "PerformanceIndicator@ValueChainStage"),
    }
    assert [(one.measure, one.title) for one in plan.initiatives] == [(0, "空き店舗を使う")]
    assert [note.printed for note in plan.notes if note.kind == "result-without-value"] == [
        "TargetResult"
    ]


def test_a_dash_is_no_nought_and_a_number_in_words_keeps_its_unit() -> None:
    """What an office writes in place of a decimal is read as in a table."""
    (indicator,) = read("valley.xml").details[1].indicators
    (actual,) = indicator.measured.observations

    assert (actual.value.number, actual.unit) == (Decimal(1200), "人")
    assert actual.period is not None
    assert (actual.period.kind, actual.period.end) == ("fiscal", 2023)


def test_every_element_that_says_anything_is_a_line() -> None:
    """What the plan has no value for can still be looked up in the source."""
    plan = read("valley.xml")

    assert [line.number for line in plan.lines] == list(range(1, len(plan.lines) + 1))
    assert len(plan.document.places) == len(plan.lines)
    assert "Objective/Budget: 1,000千円" in {line.printed for line in plan.lines}


@pytest.mark.parametrize("encoding", ["utf-16", "shift_jis", "euc_jp", "utf-8-sig"])
def test_any_declared_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    """A document says how its characters are coded, and is believed."""
    text = (DOCUMENTS / "valley.xml").read_text("utf-8").replace("－", "-")
    named = encoding.removesuffix("-sig")

    said = text.replace('encoding="UTF-8"', f'encoding="{named}"')

    other = read_as(tmp_path, said.encode(encoding), "v.xml")
    same = read_as(tmp_path, text.encode("utf-8"), "v.xml")

    assert facts(other) == facts(same)


def test_the_check_speaks_of_departures() -> None:
    """Whoever checks a document that breaks the schema hears of it, with the line."""
    found = [
        finding
        for finding in load(DOCUMENTS / "valley.xml").check().findings
        if finding.rule == "SRC-01"
    ]

    assert len(found) == len(read("valley.xml").problems)


def test_an_objective_with_others_in_it_is_no_project(tmp_path: Path) -> None:
    """An identifier that looks like ours must not make anything vanish."""
    document = (
        "<StrategicPlan><StrategicPlanCore><Goal><Name>A</Name><Objective><Name>B</Name>"
        "<Identifier>project-1</Identifier>{}</Objective></Goal></StrategicPlanCore>"
        "</StrategicPlan>"
    )
    inner = "<Objective><Name>C</Name></Objective>"
    alone = read_as(tmp_path, document.format("").encode(), "alone.xml").plan
    around = read_as(tmp_path, document.format(inner).encode(), "around.xml").plan

    assert alone is not None
    assert around is not None
    assert [one.name for one in alone.projects] == ["B"]
    assert (around.projects, [one.title for one in around.measures]) == ((), ["B"])
    assert [one.title for one in around.initiatives] == ["C"]
