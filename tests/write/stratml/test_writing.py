"""A plan written as StratML is one of its part's documents, and comes back as the same plan."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from plangraph.assemble import Identity, identify
from plangraph.errors import OutputError
from plangraph.names import shorten, term
from plangraph.opening import LoadedPlan, load
from plangraph.plan import Plan
from plangraph.read.registers import Description, Registers
from plangraph.read.stratml import read_stratml
from plangraph.write.stratml import Written, write_stratml

ROOT = Path(__file__).parents[3]
DOCUMENTS = ROOT / "tests" / "read" / "stratml" / "documents"
SCHEMAS = "STRATML_SCHEMAS"
"""Names the folder with the schemas, which nothing allows us to ship."""

SCHEMA_FILES = {1: "StrategicPlanISOVersion20140401.xsd", 2: "PerformancePlanOrReport20160216.xsd"}
NAMESPACES = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}
ORDER = {
    "StrategicPlan": "Name Description OtherInformation StrategicPlanCore "
    "AdministrativeInformation",
    "PerformancePlanOrReport": "Name Description OtherInformation StrategicPlanCore "
    "AdministrativeInformation Submitter",
    "StrategicPlanCore": "Organization Vision Mission Value Goal",
    "Organization": "Name Acronym Identifier Description Stakeholder",
    "Vision": "Description Identifier",
    "Mission": "Description Identifier",
    "Value": "Name Description",
    "Goal": "Name Description Identifier SequenceIndicator Stakeholder OtherInformation Objective",
    "Objective": "Name Description Identifier SequenceIndicator Stakeholder OtherInformation "
    "PerformanceIndicator",
    "Stakeholder": "Name Description Role",
    "Role": "Name Description RoleType",
    "PerformanceIndicator": "SequenceIndicator MeasurementDimension UnitOfMeasurement Identifier "
    "Relationship MeasurementInstance OtherInformation",
    "Relationship": "Identifier ReferentIdentifier Name Description",
    "MeasurementInstance": "TargetResult ActualResult",
    "TargetResult": "StartDate EndDate NumberOfUnits Descriptor Description",
    "ActualResult": "StartDate EndDate NumberOfUnits Descriptor Description",
    "Descriptor": "DescriptorName DescriptorValue",
    "AdministrativeInformation": "Identifier StartDate EndDate PublicationDate Source Submitter",
    "Submitter": "Identifier GivenName Surname PhoneNumber EmailAddress",
}
NEEDED = {
    "Goal": ("Name", "Description"),
    "Stakeholder": ("Name",),
    "Role": ("Name",),
    "PerformanceIndicator": ("MeasurementDimension", "UnitOfMeasurement"),
    "StrategicPlanCore": ("Goal",),
}
SOURCES = {
    "shipped": None,
    "harbour": DOCUMENTS / "harbour.xml",
    "valley": DOCUMENTS / "valley.xml",
    "kasumi": ROOT / "data" / "kasumi",
    "minamo": ROOT / "data" / "minamo",
    "tiny": ROOT / "tests" / "plans" / "tiny",
}


def write(loaded: LoadedPlan, part: int) -> Written:
    """Write an opened plan."""
    assert loaded.plan is not None
    assert loaded.identity is not None
    return write_stratml(loaded.plan, loaded.identity, loaded.registers.description, part=part)


def take_back(folder: Path, loaded: LoadedPlan, name: str, part: int = 2) -> LoadedPlan:
    """Write an opened plan to a file of a name, and open that."""
    file = folder / name
    file.write_bytes(write(loaded, part).data)
    return load(file)


def facts(loaded: LoadedPlan) -> set[str]:
    """Give the facts of a plan, each as a line of text."""
    graph = ox.NamedNode(loaded.dataset.revisions[-1].facts)
    found = loaded.dataset.store.quads_for_pattern(None, None, None, graph)
    return {f"{quad.subject} {quad.predicate} {quad.object}" for quad in found}


def names_of(element: etree._Element) -> list[str]:
    """Give the names of the elements in an element."""
    return [etree.QName(child).localname for child in element]


@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("source", SOURCES)
def test_elements_stand_in_the_order_of_the_standard(source: str, part: int) -> None:
    """None is out of place, none that must stand is missing, none is of another namespace."""
    root = etree.fromstring(write(load(SOURCES[source]), part).data)

    for element in root.iter():
        name = etree.QName(element)
        assert name.namespace == NAMESPACES[part]
        inside = names_of(element)
        if name.localname not in ORDER:
            assert inside == []
            continue
        order = ORDER[name.localname].split()
        places = [order.index(child) for child in inside]
        assert places == sorted(places)
        assert set(NEEDED.get(name.localname, ())) <= set(inside)


@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("source", SOURCES)
def test_values_are_of_the_types_of_the_standard(source: str, part: int) -> None:
    """Days, numbers and identifiers are what a schema takes for such."""
    root = etree.fromstring(write(load(SOURCES[source]), part).data)
    texts = [(etree.QName(one).localname, one.text or "") for one in root.iter()]
    identifiers = [text for name, text in texts if name == "Identifier"]

    assert len(set(identifiers)) == len(identifiers)
    assert all(re.fullmatch(r"[^\W\d][\w.-]*", text) for text in identifiers)
    for name, text in texts:
        if name in ("StartDate", "EndDate", "PublicationDate"):
            assert date.fromisoformat(text).isoformat() == text
        if name == "NumberOfUnits":
            assert Decimal(text).is_finite()
            assert "E" not in text


@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("source", SOURCES)
def test_documents_are_valid_by_the_schema(source: str, part: int) -> None:
    """The schemas themselves judge, where their folder is named in the environment."""
    folder = os.environ.get(SCHEMAS)
    if not folder:
        pytest.skip(f"{SCHEMAS} names no folder with the schemas of StratML")
    schema = etree.XMLSchema(file=str(Path(folder) / SCHEMA_FILES[part]))

    schema.assertValid(etree.fromstring(write(load(SOURCES[source]), part).data))


@pytest.mark.parametrize("name", ["harbour"])
def test_what_came_as_part_2_comes_back_as_the_same_graph(name: str, tmp_path: Path) -> None:
    """Every fact, each with its place, and nothing is said to be lost."""
    loaded = load(SOURCES[name])

    assert write(loaded, 2).losses == ()
    assert facts(take_back(tmp_path, loaded, f"{name}.xml")) == facts(loaded)


def said(loaded: LoadedPlan, names: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """Give what some properties say of goals, measures, initiatives and their indicators."""
    levels = ("goal", "measure", "initiative", "role-measure", "indicator")
    graph = ox.NamedNode(loaded.dataset.revisions[-1].facts)
    found: set[tuple[str, str, str]] = set()
    for name in names:
        for quad in loaded.dataset.store.quads_for_pattern(
            None, ox.NamedNode(term(name)), None, graph
        ):
            one = str(quad.subject).rpartition("/")[2].rstrip(">")
            if one.startswith(levels):
                found.add((one, name, str(quad.object).rpartition("/")[2]))
    return found


LEVELS = ("skos:prefLabel", "skos:notation", "plan:partOf", "plan:ordinal", "plan:position")


@pytest.mark.parametrize("source", ["shipped", "kasumi", "minamo", "tiny"])
def test_the_levels_of_any_plan_come_back(source: str, tmp_path: Path) -> None:
    """Goals, measures and initiatives keep their IRIs, codes, names and order."""
    loaded = load(SOURCES[source])
    back = take_back(tmp_path, loaded, "back.xml")
    levels = ("goal", "measure", "initiative")

    def lasting(plan: LoadedPlan) -> set[tuple[str, str, str]]:
        return {one for one in said(plan, LEVELS) if one[0].startswith(levels)}

    assert lasting(back) == lasting(loaded)
    assert back.plan is not None
    assert back.plan.problems == ()


def test_the_indicators_of_measures_come_back(tmp_path: Path) -> None:
    """A measure has the same indicators, each at its place."""
    loaded = load()
    back = take_back(tmp_path, loaded, "back.xml")

    def labels(plan: LoadedPlan) -> list[tuple[int, str]]:
        assert plan.plan is not None
        stated = [
            (index, label)
            for index, measure in enumerate(plan.plan.measures)
            for label in measure.indicators
        ]
        return stated + [
            (detail.of[1], one.measured.use.label)
            for detail in plan.plan.details
            if detail.of[0] == "measure"
            for one in detail.indicators
        ]

    assert labels(back) == labels(loaded)
    assert len(labels(back)) > 10


def test_the_indicators_of_goals_come_back(tmp_path: Path) -> None:
    """The format has no place for them at a goal; they stand beneath an objective of their own."""
    loaded = load()
    back = take_back(tmp_path, loaded, "back.xml")
    assert loaded.plan is not None
    assert back.plan is not None

    stated = [
        (detail.of, tuple(one.measured.use.label for one in detail.indicators))
        for detail in back.plan.details
        if detail.of[0] == "goal"
    ]

    wanted = [(("goal", place), goal.targets) for place, goal in enumerate(loaded.plan.goals)]
    assert stated == wanted
    assert all(targets for _, targets in wanted)


FOLDERS = {
    "shipped": ROOT / "data" / "iizuka",
    "tiny": ROOT / "tests" / "plans" / "tiny",
    "kasumi": ROOT / "data" / "kasumi",
    "minamo": ROOT / "data" / "minamo",
}
APART = frozenset(
    {
        "prov:wasQuotedFrom",
        "prov:wasDerivedFrom",
        "plan:line",
        "plan:columnHeader",
        "plan:cell",
        "plan:placedBy",
    }
)
"""Where something stands in a file, and in which, differs from one document to another."""

TOLD = {
    "order": ("plan:position",),
    "directions": ("plan:direction",),
    "marks": ("plan:mark",),
    "other-headings": ("plan:printedTargets",),
    "printed-values": ("plan:printedText",),
    "printed-years": ("plan:printedYear", "schema:startDate", "schema:endDate"),
    "cumulative": ("plan:counting",),
    "breaks": ("dcterms:description", "plan:printedText"),
    "register": ("plan:periodStart", "plan:periodEnd", "dcterms:license"),
}
"""What each kind of loss leaves out of the facts."""


@pytest.mark.parametrize("source", FOLDERS)
def test_projects_come_back_but_for_what_was_told(source: str, tmp_path: Path) -> None:
    """Offices, budget items, indicators, values and places are the same facts as before."""
    loaded = load(FOLDERS[source])
    written = write(loaded, 2)
    file = tmp_path / "back.xml"
    file.write_bytes(written.data)
    back = load(file, registers=FOLDERS[source])
    kinds = {loss.kind for loss in written.losses}
    names = {name for kind in kinds for name in TOLD.get(kind, ())}

    def stated(plan: LoadedPlan) -> set[tuple[str, str, str]]:
        revision = plan.dataset.revisions[-1]
        found = set()
        graph = ox.NamedNode(revision.facts)
        for quad in plan.dataset.store.quads_for_pattern(None, None, None, graph):
            subject = str(quad.subject).strip("<>").removeprefix(revision.root)
            name = shorten(quad.predicate.value)
            if name not in APART | names and not subject.startswith("revision-"):
                found.add((subject, name, str(quad.object)))
        return found

    def is_told(fact: tuple[str, str, str]) -> bool:
        money = "amounts" in kinds and re.match(r"appropriation-.*\.(?:20\d\d|undated)", fact[0])
        shortened = fact[0].startswith("role-measure-") and fact[1] == "plan:severalIndicators"
        return (
            bool(money)
            or shortened
            or fact[:2]
            in {
                ("plan", "dcterms:type"),
                ("organization-issuer", "plan:municipalityCode"),
                ("organization-issuer", "org:classification"),
            }
        )

    assert {one for one in stated(loaded) ^ stated(back) if not is_told(one)} == set()
    assert len(stated(back)) > 200


def test_what_does_not_fit_in_is_listed() -> None:
    """Sums of money have no place in the format, nor have indicators in its first part."""
    loaded = load()
    assert loaded.plan is not None
    losses = {loss.kind: loss.names for loss in write(loaded, 2).losses}
    money = {loss.kind: loss.names for loss in write(load(SOURCES["kasumi"]), 2).losses}

    assert losses["register"] == (f"code: {loaded.registers.description.code}",)
    assert "projects" not in losses
    assert len(money["amounts"]) == 18
    assert "indicators" in {loss.kind for loss in write(loaded, 1).losses}


def test_a_project_that_stands_nowhere_stays_behind() -> None:
    """An initiative that no measure holds cannot be written, nor can its projects."""
    loaded = load(ROOT / "tests" / "plans" / "tiny")
    assert loaded.plan is not None
    rows = tuple(replace(row, marks=(), table=0) for row in loaded.plan.rows)
    tables = tuple(replace(table, measure=None) for table in loaded.plan.tables)
    plan = replace(loaded.plan, rows=rows, tables=tables)

    written = write_stratml(plan, identify(plan, loaded.registers), loaded.registers.description)

    losses = {loss.kind: loss.names for loss in written.losses}
    assert set(losses["projects"]) == {project.name for project in plan.projects}


def test_part_1_lists_what_part_2_holds() -> None:
    """Indicators, roles and the type of the document are of Part 2."""
    kinds = {loss.kind for loss in write(load(SOURCES["harbour"]), 1).losses}

    assert kinds == {"identifiers", "indicators", "stakeholder-roles", "type"}


def test_the_same_plan_gives_the_same_bytes() -> None:
    """No clock and no chance has a hand in it."""
    assert write(load(), 2).data == write(load(), 2).data


def test_a_plan_without_a_goal_is_no_such_document() -> None:
    """The standard wants one, and an invented one would be a lie."""
    plan = read_stratml(b"<StrategicPlan><Name>a</Name></StrategicPlan>", "plan.xml")

    with pytest.raises(OutputError, match="no goal"):
        write_stratml(plan, Identity(), Description())


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def texts_of(plan: Plan) -> Iterator[str]:
    """Give the texts that a plan has of its goals and measures."""
    for detail in plan.details:
        yield from (detail.name, detail.description, detail.remark, detail.sequence)
        for one in detail.indicators:
            yield from (one.measured.use.label, one.measured.use.unit, one.remark)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXT, TEXT, TEXT)
def test_any_text_comes_back(first: str, second: str, third: str) -> None:
    """What was read once is written and read again without a change."""
    fit = [
        re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", one)
        for one in (first, second, third)
    ]
    root = etree.fromstring((DOCUMENTS / "harbour.xml").read_bytes())
    for element in root.iter("{*}Name", "{*}Description", "{*}MeasurementDimension"):
        element.text = fit[len(element.text or "") % 3]
    plan = read_stratml(etree.tostring(root), "plan.xml")

    written = write_stratml(plan, identify(plan, Registers()), Description())
    again = read_stratml(written.data, "plan.xml")

    assert list(texts_of(again)) == list(texts_of(plan))
    assert again.problems == ()
