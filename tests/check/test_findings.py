"""A finding says where it lies, whom it concerns, and whether somebody has accepted it."""

from datetime import date

import pytest

from plangraph.check import Finding, Place, Report, Status, check_graph
from plangraph.errors import UsageError
from tests.check.little_plan import CASES, NAMES, change, check_case, iri

TODAY = date(2025, 6, 1)
NO_NUMBER = "DELETE DATA { <project-102-1> plan:number <number-102-1> }"


def case(name: str) -> Report:
    return check_case(CASES / f"{name}.ru")


def only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


def without_a_number(report: Report) -> Finding:
    (finding,) = (one for one in report.findings if one.rule == "ID-01")
    return finding


def accept(decision: str, today: date = TODAY) -> Finding:
    update = f"""{NO_NUMBER} ;
    INSERT DATA {{
      <decision-1> a plan:Decision ; plan:verdict verdict:accept ; {decision} .
    }}"""
    return without_a_number(check_graph(change(update), NAMES, today=today))


def test_a_finding_on_a_project_lies_on_all_its_rows_under_the_column_in_question() -> None:
    finding = only(case("ID-03/fails-unit-differs"))

    assert finding.source == (Place("source.txt", 5, "単位"), Place("source.txt", 14, "単位"))


def test_a_blank_cell_is_found_on_its_own_row() -> None:
    assert only(case("ID-03/fails-unit-blank-on-one-row")).lines == (5,)


def test_header_texts_lose_the_spaces_of_their_line_breaks() -> None:
    (place,) = only(case("ID-01/fails-no-number")).source

    assert place.column == "事務事業番号"


def test_a_finding_on_a_part_lies_where_the_part_stands() -> None:
    assert only(case("REF-02/fails-measure-number-missing")).lines == (10,)


def test_a_wrong_mark_lies_on_its_row_and_not_at_the_measure() -> None:
    assert only(case("REF-01/fails-mark-not-in-the-list")).lines == (13,)


def test_a_wrong_character_is_found_under_the_column_that_holds_it() -> None:
    (place,) = only(case("TXT-04/fails-backslash")).source

    assert place == Place("source.txt", 6, "事業概要")


def test_a_heading_has_a_line_and_no_column() -> None:
    assert only(case("TXT-04/fails-control")).source == (Place("source.txt", 2),)


def test_data_without_the_source_still_name_the_line() -> None:
    update = f"""{NO_NUMBER} ;
    DELETE {{ ?row ?property ?value }} WHERE {{ ?row a plan:Row ; ?property ?value }}"""
    report = check_graph(change(update), NAMES)

    assert [finding.lines for finding in report.findings if finding.rule == "ID-01"] == [(7,)]


def test_what_the_plan_lacks_has_no_place() -> None:
    assert only(case("META-01/fails-without-title")).source == ()


def test_departments_are_offices_in_the_order_of_the_cell() -> None:
    finding = only(case("OWN-02/fails-joint-without-a-lead"))

    assert [one.label for one in finding.departments] == ["保健課", "産業課"]


def test_a_section_counts_for_its_office() -> None:
    finding = only(case("REF-01/fails-mark-not-in-the-list"))

    assert [one.label for one in finding.departments] == ["雇用推進室"]


def test_a_number_is_called_by_itself() -> None:
    assert only(case("ID-02/fails-one-number-two-projects")).label == "102-1"


def test_a_failed_property_is_named_and_a_failed_path_is_not() -> None:
    assert only(case("ID-05/fails-two-numbers")).path == "https://w3id.org/plangraph/ns#number"
    assert only(case("KPI-07/fails-two-units")).path is None


def test_findings_come_by_severity_then_catalogue_then_line() -> None:
    update = """
    DELETE { ?project plan:number ?number } WHERE { ?project plan:number ?number } ;
    DELETE DATA { <plan> plan:version "1" } ;
    INSERT DATA { <revision-1/source.txt> plan:trait trait:crlf }
    """
    report = check_graph(change(update), NAMES)

    assert [finding.rule for finding in report.findings] == [
        "META-01",
        *["ID-01"] * 7,
        "ENC-01",
    ]
    lines = [finding.lines[0] for finding in report.findings if finding.rule == "ID-01"]
    assert lines == sorted(lines)


def test_a_profile_changes_severities_and_nothing_else() -> None:
    reports = {
        profile: check_graph(change(NO_NUMBER), NAMES, profile)
        for profile in ("draft", "council", "publish")
    }

    assert [only(report).severity for report in reports.values()] == [
        "warning",
        "warning",
        "violation",
    ]
    assert reports["council"].conforms()
    assert not reports["publish"].conforms()


def test_failing_on_a_severity_takes_in_the_graver_ones() -> None:
    report = check_graph(change(NO_NUMBER), NAMES)

    assert report.conforms("violation")
    assert not report.conforms("warning")
    assert not report.conforms("info")


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UsageError, match="not a profile"):
        check_graph(change(), NAMES, "final")


@pytest.mark.parametrize(
    "decision",
    [
        "plan:rule rule:ID-01 ; plan:focus <project-102-1>",
        "plan:rule rule:ID-01 ; plan:line 7",
        'plan:rule rule:ID-01 ; plan:line 7 ; plan:column "事務事業 番号"',
        'plan:rule rule:ID-01 ; plan:line 7 ; plan:until "2025-06-01"^^xsd:date',
    ],
)
def test_an_accepted_finding_stays_and_is_not_counted(decision: str) -> None:
    finding = accept(decision)

    assert finding.status is Status.ACCEPTED


@pytest.mark.parametrize(
    "decision",
    [
        "plan:rule rule:ID-05 ; plan:focus <project-102-1>",
        "plan:rule rule:ID-01 ; plan:focus <project-102-2>",
        "plan:rule rule:ID-01 ; plan:line 8",
        'plan:rule rule:ID-01 ; plan:line 7 ; plan:column "担当課"',
        "plan:rule rule:ID-01",
        "plan:focus <project-102-1>",
        'plan:rule rule:ID-01 ; plan:line 7 ; plan:until "2025-05-31"^^xsd:date',
    ],
)
def test_a_decision_about_something_else_or_out_of_date_accepts_nothing(decision: str) -> None:
    assert accept(decision).status is Status.OPEN


def test_only_acceptance_accepts() -> None:
    update = f"""{NO_NUMBER} ;
    INSERT DATA {{
      <decision-1> a plan:Decision ; plan:verdict verdict:fix ; plan:rule rule:ID-01 ;
        plan:focus <project-102-1> .
    }}"""

    assert without_a_number(check_graph(change(update), NAMES)).status is Status.OPEN


def test_an_accepted_finding_is_in_the_report_and_in_no_count() -> None:
    update = f"""{NO_NUMBER} ;
    INSERT DATA {{
      <decision-1> a plan:Decision ; plan:verdict verdict:accept ; plan:rule rule:ID-01 ;
        plan:focus <project-102-1> .
    }}"""
    report = check_graph(change(update), NAMES)

    assert report.fired == 1
    assert report.open == ()
    assert sum(report.counts.values()) == 0
    assert report.conforms("info")


def test_names_that_no_register_confirms_are_said() -> None:
    update = """
    DELETE DATA { <organization-5> plan:nameStanding name-standing:registered } ;
    INSERT DATA { <organization-5> plan:nameStanding name-standing:not-verifiable }
    """
    (said,) = check_graph(change(update), NAMES).unverifiable

    assert "子育て課" in said.ja
    assert "子育て課" in said.en


def test_a_graph_without_rows_is_said_to_be_judged_in_part() -> None:
    update = "DELETE { ?row ?property ?value } WHERE { ?row a plan:Row ; ?property ?value }"

    assert len(check_graph(change(update), NAMES).unverifiable) == 1


def test_the_plan_is_called_by_its_title_or_else_by_its_issuer() -> None:
    assert check_graph(change(), NAMES).name == "架空市総合戦略"
    assert case("META-01/fails-without-title").name == "架空市"
    assert iri("plan") == check_graph(change(), NAMES).plan
