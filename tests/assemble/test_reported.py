"""Values reported beside a document are put where their indicators are used, or named with why."""

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.assemble import assemble
from plangraph.errors import FolderError
from plangraph.names import shorten, term
from plangraph.opening import load
from plangraph.read import read_text
from plangraph.read.registers import Registers
from plangraph.read.reports import COLUMNS, MORE, read_reports
from tests.assemble.test_derive import NAMES
from tests.read.layouts import document

HEADER = ",".join((*COLUMNS, *MORE))
MEASURED = """SELECT ?role ?kind ?year ?number ?unit ?printed ?by ?on WHERE {
  ?o plan:observes ?role ; plan:observationKind ?kind ; plan:printedText ?printed .
  OPTIONAL { ?o plan:fiscalYear ?year } OPTIONAL { ?o sosa:hasSimpleResult ?number }
  OPTIONAL { ?o plan:unitLabel ?unit } OPTIONAL { ?o plan:reportedBy ?by }
  OPTIONAL { ?o plan:reportedOn ?on } }"""


@dataclass(frozen=True, slots=True)
class Reported:
    """Values that were placed, each as texts, and the kinds of problem."""

    placed: list[tuple[str, ...]]
    problems: list[str]


def report(*lines: str) -> Reported:
    """Report values of a small plan: give those that were placed, and the problems."""
    data = "\n".join((HEADER, *lines)).encode()
    reports = read_reports(data, "values.csv")
    dataset = assemble(read_text(document(), "plan.txt"), NAMES, Registers(reports=reports))
    graph = dataset.judged(NAMES)
    space = {"plan": term("plan:"), "sosa": term("sosa:")}
    placed = [
        tuple("" if cell is None else str(cell).rpartition("/")[2] for cell in row)
        for row in graph.query(MEASURED, initNs=space)
        if not isinstance(row, bool)
    ]
    decisions = ox.NamedNode(NAMES.decisions)
    problems = [
        shorten(quad.object.value).partition(":")[2]
        for quad in dataset.store.quads_for_pattern(
            None, ox.NamedNode(term("plan:problemKind")), None, decisions
        )
        if isinstance(quad.object, ox.NamedNode)
    ]
    return Reported(placed, problems)


GOOD = '点検した橋の数,実績値,R6,1200,,橋,"1,200橋",調査,土木課,2025-05-20'


def test_a_report_stands_at_the_use_of_its_indicator() -> None:
    """It says who reported it and when, and stands apart from what the document says."""
    found = report(GOOD)

    assert found.problems == []
    assert [one[1:] for one in found.placed] == [
        ("observation-kind#actual", "2024", "1200", "橋", "1,200橋", "土木課", "2025-05-20")
    ]
    assert found.placed[0][0].startswith("role-project-101-1.")


@pytest.mark.parametrize(
    ("line", "number", "year"),
    [
        ("点検した橋の数,actual,R6,１，２００", "1200", "2024"),
        ("点検した橋の数,目標,令和9年度,ゼロ", "0", "2027"),
        ("点検した橋の数,現状値,2023年度,△3.5", "-3.5", "2023"),
        ("点検した橋の数,実績値,R6,,,,12橋", "12", "2024"),
        ("点検した橋の数,実績値,R6,検討中", "", "2024"),
        ("点検した橋の数,実績値,,12（R6）", "12", "2024"),
        ("点検した橋の数,実績値,R6,'-5", "-5", "2024"),
        ("清掃参加者数,実績値,R6,12,101-2", "12", "2024"),
        ("清掃参加者数,実績値,R6,12,道の清掃事業", "12", "2024"),
        ("清掃参加者数,実績値,R6,12,project-101-2", "12", "2024"),
        ("清掃参加者数,実績値,R6,12,暮らしの基盤", "12", "2024"),
        ("定住人口,目標値,R9,52000,Ⅰ", "52000", "2027"),
    ],
)
def test_a_line_is_read_as_a_cell_of_a_table_is(line: str, number: str, year: str) -> None:
    found = report(line)

    assert found.problems == []
    assert [(one[3], one[2]) for one in found.placed] == [(number, year)]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("点検した橋の数,実績値,R6,－", "result-without-value"),
        ("点検した橋の数,実績値,R6,", "result-without-value"),
        ("点検した橋の数,速報値,R6,12", "unknown-value-kind"),
        ("点検した橋の数,,R6,12", "unknown-value-kind"),
        ("点検した橋の数,実績値,去年,12", "unreadable-year"),
        ("点検した橋の数,実績値,R6,12,,,13", "values-apart"),
        ("渡った橋の数,実績値,R6,12", "unknown-indicator"),
        (",実績値,R6,12", "unknown-indicator"),
        ("点検した橋の数,実績値,R6,12,101-2", "unknown-indicator"),
        ("清掃参加者数,実績値,R6,12", "ambiguous-indicator"),
    ],
)
def test_each_single_fault_is_named_and_no_other_line_suffers(line: str, problem: str) -> None:
    """What is wrong in one line keeps that line out, and nothing else."""
    found = report(GOOD, line)

    assert found.problems == [problem]
    assert len(found.placed) == 1


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("indicator,role,value\na,b,c", "no column year"),
        ("指標,種類,年度,値\na,b,c,d", "no column indicator, role, year, value"),
        (f"{HEADER}\na,実績値,R6,1,,,,,,昨日", "on is no date: '昨日'"),
    ],
)
def test_a_register_of_another_form_is_refused(data: str, what: str) -> None:
    with pytest.raises(FolderError) as caught:
        read_reports(data.encode(), "values.csv")

    assert caught.value.what == what


def test_the_made_up_plan_shows_what_can_go_wrong(root: Path) -> None:
    """Eight of fourteen lines are placed; the check leads to each other line but the blank one."""
    loaded = load(root / "data" / "minamo")
    found = [one for one in loaded.check().findings if one.constraint == "SRC-01.report"]

    assert [one.lines for one in found] == [(11,), (12,), (13,), (14,), (15,)]
    assert {place.file for one in found for place in one.source} == {"values.csv"}
    assert "values.csv 11行目" in found[0].message.ja


def test_a_log_for_programs_leads_to_the_register_itself(root: Path) -> None:
    """It stands beside the revisions, not in the folder of the one that was judged."""
    report = replace(load(root / "data" / "minamo").check(), folder="data/minamo/revisions/1")
    log = str(report.write("sarif"))

    assert '"data/minamo/values.csv"' in log
    assert "revisions/1/values.csv" not in log


CELL = st.text(max_size=12)


@given(st.lists(st.tuples(*[CELL] * 6), max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_register_breaks_the_reading_and_every_line_is_accounted_for(
    lines: list[tuple[str, ...]],
) -> None:
    """Each line that says anything is a value in its place, or a problem."""
    table = io.StringIO(newline="")
    csv.writer(table).writerows([(*COLUMNS, "of", "unit"), *lines])
    try:
        reports = read_reports(table.getvalue().encode("utf-8", "replace"), "values.csv")
    except FolderError:
        return
    dataset = assemble(read_text(document(), "plan.txt"), NAMES, Registers(reports=reports))
    decisions = ox.NamedNode(NAMES.decisions)

    told = {
        quad.object.value
        for name in ("plan:observes", "plan:problemKind")
        for one in dataset.store.quads_for_pattern(None, ox.NamedNode(term(name)), None, decisions)
        for quad in dataset.store.quads_for_pattern(
            one.subject, ox.NamedNode(term("prov:wasQuotedFrom")), None, decisions
        )
        if isinstance(quad.object, ox.NamedNode)
    }
    assert told == {NAMES.beside("values.csv", one.line) for one in reports}
