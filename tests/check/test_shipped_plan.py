"""What the rules say about the shipped plan, read line by line in the document itself."""

from collections import Counter
from datetime import date

import pytest

from plangraph.check import Report
from plangraph.opening import LoadedPlan

LINES = {
    "BUD-01": [(127,)],
    "BUD-02": [(47,), (92,), (123,)],
    "BUD-03": [(32,), (54,), (59,)],
    "BUD-05": [(49, 52)],
    "DSC-01": [(19,), (98, 101), (102,), (104,), (105,)],
    "DUP-01": [(49, 52)],
    "ID-01": [(22,), (49,), (52,), (58,), (121,)],
    "ID-05": [(126,)],
    "KPI-01": [(22,), (49,), (52,), (76,), (97,), (125,)],
    "KPI-02": [(), (), ()],
    "KPI-03": [(5,)] * 2 + [(26,)] * 2 + [(42,)] * 2 + [(66,)] * 2 + [(86,)] * 2 + [(110,)] * 3,
    "KPI-04": [(12,), (50,), (61,), (62,), (66,), (110,)],
    "KPI-05": [(5,), (34,)],
    "KPI-06": [(17,), (32,), (35,), (122,)],
    "KPI-08": [(121,)],
    "KPI-09": [(42,), (48,), (57, 72), (79,), (81,), (94,), (127,)],
    "KPI-11": [(57, 72), (98, 99, 101), (100, 102, 103, 104, 105), (118, 119)],
    "KPI-12": [(), (), ()],
    "META-01": [(), (), ()],
    "NAM-01": [(31,), (77,), (98, 99, 100, 101, 102, 103, 104, 105), (123,)],
    "NAM-02": [
        *[(15,), (16,), (18,), (32,), (34,), (38,), (47,), (53,), (61,), (62,)],
        *[(72,), (75,), (78,), (79,), (82,), (95,), (106,), (116,), (119,), (120,), (122,), (126,)],
    ],
    "NAM-03": [(51,), (52,)],
    "OWN-02": [(123,), (126,), (127,)],
    "OWN-03": [(126,)],
    "OWN-04": [(127,)],
    "OWN-05": [(26,), (28,), (42,), (44,), (66,), (68,), (68,)],
    "STA-01": [(12,)],
    "THN-01": [(28,), (88,), (112,)],
    "TXT-01": [
        *[(5, 21), (14, 75), (18,), (22,), (22,), (26, 80), (49,), (49,), (50,), (51,), (52, 115)],
        *[(60,), (61, 62), (71,), (71,), (77,), (79,), (91,), (99,), (101,), (115,), (116,)],
        *[(121,), (121,), (125,), (126,)],
    ],
    "TXT-02": [
        *[(), (), (), (3,), (15,), (20, 21), (37,), (38,)],
        *[(61,), (62,)],
    ],
    "TXT-03": [(7,), (11, 46), (11, 46)],
}
"""The lines of every finding, by rule: a table made by reading, not by running."""


NOT_FOUND = {
    (13, 36): "listed twice without 再掲: nothing says that a second placement must be marked",
    (15, 18, 34): "no tag, as on many items: 義務 and 政策 are stated, or nothing is",
    (18,): "推進し and 推進 close on each other: poor style, and no fault",
    (18, 35): "two items one word apart are two items",
    (18, 20): "件 for one thing that was made and 品 for another: both are said",
    (21,): "認定数 supports ブランド化件数 in meaning, and in no word",
    (37,): "the summary tells of empty shops, the name of founders: a matter of meaning",
    (48,): "人財 for 人材 is a name that was chosen",
    (50, 81): "指導・支援 in two labels of two offices",
    (53, 57): "保護者の満足度 and 事業満足度 may be asked of the same persons",
    (61, 62): "定住化を促進 and 定住化を推進 say the same",
    (75,): "うちどく is another reading of 家読, which no dictionary has",
    (92,): "他1件, but 他1事業 elsewhere: both are remarks, and told as such",
    (93,): "申請件数 of what is told by the project's name alone",
    (101,): "買物ワゴン lacks its を: the clause reads on without it",
    (106,): "社 counts 事業所 in many plans",
    (116,): "起業等の方 lacks its verb, and each word may follow the other",
    (122,): "事業費補助事業 names itself twice",
    (127,): "the only name that ends in neither 事業 nor 費",
}
"""Lines of what a reader found and no rule tells, with the reason."""


@pytest.fixture(scope="module")
def report(shipped: LoadedPlan) -> Report:
    return shipped.check(today=date(2025, 6, 1))


def test_each_finding_lies_where_a_reader_finds_the_fault(report: Report) -> None:
    found: dict[str, list[tuple[int, ...]]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule, []).append(finding.lines)

    assert {rule: sorted(lines) for rule, lines in found.items()} == LINES


def test_what_is_known_to_be_missed_is_in_the_document(shipped: LoadedPlan) -> None:
    assert shipped.plan is not None
    rows = {row.line for row in shipped.plan.rows}

    assert {line for lines in NOT_FOUND for line in lines} <= rows


def test_the_plan_does_not_state_title_period_and_licence(report: Report) -> None:
    stated = [finding.constraint for finding in report.findings if finding.rule == "META-01"]

    assert sorted(stated) == ["META-01.licence", "META-01.period", "META-01.title"]


def test_no_department_goes_without_its_findings(report: Report) -> None:
    """Whatever lies on a row of the table concerns a department."""
    for finding in report.findings:
        if any(place.column for place in finding.source):
            assert finding.departments, finding.message.en


def test_columns_are_named_as_the_header_prints_them(report: Report) -> None:
    columns = Counter(
        place.column for finding in report.findings for place in finding.source if place.column
    )

    assert set(columns) == {
        *("事業名", "事務事業番号", "担当課", "予算（中事業）", "事業概要", "KPI", "単位"),
    }


def test_a_finding_reads_as_a_planner_would_say_it(report: Report) -> None:
    (finding,) = [one for one in report.findings if one.rule == "KPI-01" and one.lines == (22,)]

    assert finding.message.ja == "事業「商業情報発信支援事業」（22行目）にKPIがありません。"
    assert finding.remedy.ja == "KPIを定めるか、設けない理由を記録してください。"
    assert [department.label for department in finding.departments] == ["商工観光課"]
